/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Examples of questions, in the language of the pages. They are made from the
 * positions on record, the most held first, and each is read as any question
 * is: only what is understood as it is meant, and so has an answer, is shown.
 */
#include "searcher/site.h"

#include "core/most-held.h"
#include "core/translate.h"
#include "searcher/plan.h"

#include <string.h>

#define EXAMPLES    4  /* things asked about */
#define TRIES	    40 /* sides looked at for these */
#define LEAST_TALLY 2  /* holders a thing needs to be an example */

/* --- what is most held ---------------------------------------------------- */

/* All that is on record, by a walk over it. */
static bool
count_all(struct site *site, struct most_held_list *ret, struct error *err)
{
	struct index *index = site->searcher->index;
	struct xap_error xerr;

	/* What several parts have is in no list. */
	if (most_held_count(site->arena, index_db(index),
		index_can_decide(index) ? index_info(index)->last_docid : 0,
		ret, &xerr) != XAP_OK)
		return index_error(index, &xerr, err);
	return true;
}

/* What the index notes; of a set, or an index without a note, all. */
static bool
find_most_held(struct site *site, struct most_held_list *ret, struct error *err)
{
	struct index *index = site->searcher->index;
	uint32_t documents = 0;
	struct xap_error xerr;

	if (index_can_decide(index) &&
	    most_held_read(
		site->arena, index_db(index), ret, &documents, &xerr) != XAP_OK)
		return index_error(index, &xerr, err);
	return documents > 0 || count_all(site, ret, err);
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
words_for(const struct most_held *example)
{
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (questions[i].stance == example->stance &&
		    questions[i].action == example->action)
			return questions[i].words;
	return NULL;
}

/* Whether the question is understood as one on this thing. */
static bool
is_understood(struct site *site, const struct most_held *example,
    const char *text, bool who, struct error *err)
{
	struct plan plan;

	if (!plan_question(
		site->searcher, text, strlen(text), NULL, &plan, err))
		return false;
	if (who ? plan.intent != INTENT_HOLDERS ||
		      plan.stance != example->stance ||
		      plan.action != example->action
		: plan.intent != INTENT_STAND)
		return false;
	for (size_t i = 0; i < plan.n_readings; i++)
		if (plan.reading[i].chosen)
			return plan.reading[i].on_record > 0 &&
			       strcmp(plan.reading[i].key, example->key) == 0;
	return false;
}

/*
 * The question with the number that the thing has in the first draft that has
 * it, and where that is not enough, with the draft; NULL where it cannot be
 * asked. A range ("90-93") makes no good example.
 */
static const char *
question_of(struct site *site, const struct most_held *example,
    const char *words, struct error *err)
{
	struct arena *arena = site->arena;
	bool who = words != stand;
	const struct negotiation *neg =
	    index_negotiation(site->searcher->index, example->negotiation, err);

	for (size_t i = 0; neg != NULL && i < neg->n_places; i++) {
		const struct lineage_place *place = &neg->places[i];
		const char *of = arena_printf(
		    arena, C_("question", " of %s"), place->instrument);
		const char *text;
		char form[PROVISION_MAX];

		provision_format(&place->provision, form);
		if (strcmp(place->lineage, example->key) != 0 ||
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

/* What is shown, and how many sides were looked at for it. */
struct examples {
	const struct most_held *used[EXAMPLES];
	size_t n_used, tries;
};

static bool
is_used(const struct examples *e, const struct most_held *one)
{
	for (size_t i = 0; i < e->n_used; i++)
		if (strcmp(e->used[i]->key, one->key) == 0)
			return true;
	return false;
}

static bool
is_done(const struct examples *e)
{
	return e->n_used == EXAMPLES || e->tries == TRIES;
}

/* Show those of a list, from one on. */
static bool
write_examples(struct site *site, struct examples *e,
    const struct most_held_list *list, size_t from, struct error *err)
{
	for (size_t i = from; i < list->count && !is_done(e); i++) {
		const struct most_held *item = &list->item[i];
		const char *words = words_for(item), *text;

		if (words == NULL || item->holders < LEAST_TALLY ||
		    is_used(e, item))
			continue;
		e->tries++;
		text = question_of(site, item, words, err);
		if (text == NULL)
			continue;
		write_example(site, text);
		write_example(site, question_of(site, item, stand, err));
		if (err->code != ERROR_NONE)
			return false;
		e->used[e->n_used++] = item;
	}
	return err->code == ERROR_NONE;
}

bool
site_examples(struct site *site, struct error *err)
{
	struct examples examples = {.n_used = 0};
	struct most_held_list list, all;

	if (!find_most_held(site, &list, err) ||
	    !write_examples(site, &examples, &list, 0, err))
		return false;
	if (list.whole || is_done(&examples))
		return true;
	return count_all(site, &all, err) &&
	       write_examples(site, &examples, &all, list.count, err);
}
