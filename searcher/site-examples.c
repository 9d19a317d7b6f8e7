/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Examples of questions, in the language of the pages. They are made from the
 * positions on record, the most held first, and each is read as any question
 * is: only what is understood as it is meant, and so has an answer, is shown.
 */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/plan.h"

#include <stdlib.h>
#include <string.h>

#define EXAMPLES    4	  /* things asked about */
#define TRIES	    40	  /* sides looked at for these */
#define TALLIES_MAX 20000 /* different things that are counted */
#define LEAST_TALLY 2	  /* holders a thing needs to be an example */

/* --- what is most held ---------------------------------------------------- */

/* One side of one thing, and how many hold it. */
struct example {
	struct position_term_parts parts;
	unsigned holders; /* different ones */
	const char *last; /* the one counted last */
};

/*
 * What is counted. Terms come in order: those of one thing together, and of
 * these, those of one holder; so only one thing is counted at a time.
 */
struct counting {
	struct arena *arena;
	struct example open[ACTION_COUNT]
			   [STANCE_COUNT]; /* of the thing counted now */
	const char *negotiation, *key;	   /* what it is; "" at first */
	struct example *done;
	size_t n_done, room;
};

/* Keep what was counted of a thing, and begin with the next. */
static void
close_thing(struct counting *c)
{
	for (size_t a = 0; a < ACTION_COUNT; a++)
		for (size_t s = 0; s < STANCE_COUNT; s++) {
			struct example *tally = &c->open[a][s];

			if (tally->holders == 0 || c->n_done == TALLIES_MAX)
				continue;
			if (c->n_done == c->room) {
				size_t more = c->room > 0 ? 2 * c->room : 256;

				c->done = arena_grow(c->arena, c->done,
				    c->n_done, more, sizeof *c->done);
				c->room = more;
			}
			c->done[c->n_done++] = *tally;
		}
	memset(c->open, 0, sizeof c->open);
}

static void
count_term(struct counting *c, const struct position_term_parts *parts)
{
	struct example *tally;

	if (parts->scope != SCOPE_WHOLE || parts->inner ||
	    strcmp(parts->key, "-") == 0)
		return;
	if (strcmp(c->key, parts->key) != 0 ||
	    strcmp(c->negotiation, parts->negotiation) != 0) {
		close_thing(c);
		c->key = parts->key;
		c->negotiation = parts->negotiation;
	}
	tally = &c->open[parts->action][parts->stance];
	if (tally->holders == 0)
		tally->parts = *parts;
	else if (strcmp(tally->last, parts->holder) == 0)
		return;
	tally->holders++;
	tally->last = parts->holder;
}

/* The most held first; what is held alike in an order that stays. */
static int
by_holders(const void *a, const void *b)
{
	const struct example *x = *(const struct example *const *)a;
	const struct example *y = *(const struct example *const *)b;
	int order;

	if (x->holders != y->holders)
		return x->holders < y->holders ? 1 : -1;
	order = strcmp(x->parts.negotiation, y->parts.negotiation);
	if (order == 0)
		order = strcmp(x->parts.key, y->parts.key);
	if (order == 0)
		order = strcmp(
		    action_name(x->parts.action), action_name(y->parts.action));
	return order != 0 ? order
			  : strcmp(stance_name(x->parts.stance),
				stance_name(y->parts.stance));
}

/* All tallies, the most held first. */
static const struct example **
tallies(struct site *site, size_t *ret_count, struct error *err)
{
	struct index *index = site->searcher->index;
	struct counting *c = arena_alloc(site->arena, sizeof *c);
	struct xap_error xerr = {0};
	const char *prefix = field_get(FIELD_POSITION)->prefix;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, strlen(prefix), &xerr);
	const struct example **list;

	*c = (struct counting){
	    .arena = site->arena, .negotiation = "", .key = ""};
	while (terms != NULL && xap_terms_next(terms, &xerr)) {
		struct position_term_parts parts;
		size_t len;
		const char *term = xap_terms_get(terms, &len);

		if (position_term_split(site->arena, term, len, &parts))
			count_term(c, &parts);
	}
	xap_terms_free(terms);
	close_thing(c);
	list = arena_array(site->arena, c->n_done + 1, sizeof *list);
	for (size_t i = 0; i < c->n_done; i++)
		list[i] = &c->done[i];
	qsort(list, c->n_done, sizeof *list, by_holders);
	*ret_count = c->n_done;
	if (xerr.status != XAP_OK)
		index_error(index, &xerr, err);
	return xerr.status == XAP_OK ? list : NULL;
}

/* --- questions ------------------------------------------------------------ */

/*
 * Whole questions, because no language puts them together as another does. The
 * first %s is the number of an article ("42"), the second "" or whose number it
 * is (" of ND1").
 */
static const struct question {
	enum stance stance;
	enum action action;
	const char *words;
} questions[] = {
    {STANCE_OPPOSE, ACTION_DELETE,
	NC_("question", "who opposed the removal of Article %s%s?")},
    {STANCE_SUPPORT, ACTION_DELETE,
	NC_("question", "who supported the removal of Article %s%s?")},
    {STANCE_PROPOSE, ACTION_DELETE,
	NC_("question", "who proposed the removal of Article %s%s?")},
    {STANCE_OPPOSE, ACTION_RETAIN,
	NC_("question", "who opposed the retention of Article %s%s?")},
    {STANCE_SUPPORT, ACTION_RETAIN,
	NC_("question", "who supported the retention of Article %s%s?")},
    {STANCE_PROPOSE, ACTION_RETAIN,
	NC_("question", "who proposed the retention of Article %s%s?")},
    {STANCE_OPPOSE, ACTION_NONE, NC_("question", "who opposed Article %s%s?")},
    {STANCE_SUPPORT, ACTION_NONE,
	NC_("question", "who supported Article %s%s?")},
    {STANCE_PROPOSE, ACTION_NONE,
	NC_("question", "who proposed Article %s%s?")},
};

static const char stand[] =
    NC_("question", "where do delegations stand on Article %s%s?");

static const char *
words_for(const struct example *example)
{
	const struct position_term_parts *parts = &example->parts;

	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (questions[i].stance == parts->stance &&
		    questions[i].action == parts->action)
			return questions[i].words;
	return NULL;
}

/* Whether the question is understood as one on this thing. */
static bool
is_understood(struct site *site, const struct example *example,
    const char *text, bool who, struct error *err)
{
	struct plan plan;

	if (!plan_question(
		site->searcher, text, strlen(text), NULL, &plan, err))
		return false;
	if (who ? plan.intent != INTENT_HOLDERS ||
		      plan.stance != example->parts.stance ||
		      plan.action != example->parts.action
		: plan.intent != INTENT_STAND)
		return false;
	for (size_t i = 0; i < plan.n_readings; i++)
		if (plan.reading[i].chosen)
			return plan.reading[i].on_record > 0 &&
			       strcmp(plan.reading[i].key,
				   example->parts.key) == 0;
	return false;
}

/*
 * The question with the number that the thing has in the first draft that has
 * it, and where that is not enough, with the draft; NULL where it cannot be
 * asked. A range ("90-93") makes no good example.
 */
static const char *
question_of(struct site *site, const struct example *example, const char *words,
    struct error *err)
{
	struct arena *arena = site->arena;
	bool who = words != stand;
	const struct negotiation *neg = index_negotiation(
	    site->searcher->index, example->parts.negotiation, err);

	for (size_t i = 0; neg != NULL && i < neg->n_places; i++) {
		const struct lineage_place *place = &neg->places[i];
		const char *of = arena_printf(
		    arena, C_("question", " of %s"), place->instrument);
		const char *text;
		char form[PROVISION_MAX];

		provision_format(&place->provision, form);
		if (strcmp(place->lineage, example->parts.key) != 0 ||
		    strncmp(form, "art ", 4) != 0 || strchr(form, '-') != NULL)
			continue;
		for (int named = 0; named < 2; named++) {
			text = arena_printf(arena, translate_marked(words),
			    form + 4, named == 1 ? of : "");
			if (is_understood(site, example, text, who, err))
				return text;
		}
		break;
	}
	return NULL;
}

static void
write_example(struct site *site, const char *text)
{
	struct html *html = &site->html;

	if (text == NULL)
		return;
	html_raw(html, "<li><bdi>");
	html_link(html, site_text_address(site, text), text);
	html_raw(html, "</bdi></li>\n");
}

/* Whether a thing is among those used, and use it. */
static bool
is_used(const struct example *const *used, size_t n, const struct example *one)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(used[i]->parts.key, one->parts.key) == 0)
			return true;
	return false;
}

bool
site_examples(struct site *site, struct error *err)
{
	const struct example *used[EXAMPLES];
	size_t n, n_used = 0, tries = 0;
	const struct example **list = tallies(site, &n, err);

	for (size_t i = 0; list != NULL && i < n && n_used < EXAMPLES &&
			   tries < TRIES && err->code == ERROR_NONE;
	     i++) {
		const char *words = words_for(list[i]), *text;

		if (words == NULL || list[i]->holders < LEAST_TALLY ||
		    is_used(used, n_used, list[i]))
			continue;
		tries++;
		text = question_of(site, list[i], words, err);
		if (text == NULL)
			continue;
		write_example(site, text);
		write_example(site, question_of(site, list[i], stand, err));
		used[n_used++] = list[i];
	}
	return list != NULL && err->code == ERROR_NONE;
}
