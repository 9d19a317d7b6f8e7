/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The start: what this index holds, and examples. The examples are made from
 * the positions on record, so that each has an answer here.
 */
#include "searcher/site.h"

#include "core/translate.h"

#include "core/field.h"
#include "searcher/phrases.h"

#include <stdlib.h>
#include <string.h>

#define EXAMPLES    4	  /* of one kind */
#define VALUES_OPEN 10	  /* of a field; the rest is folded */
#define TALLIES_MAX 20000 /* different things that are counted */
#define LEAST_TALLY 2	  /* holders a thing needs to be an example */

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

/* "Article 42 of ND1", or NULL where the key has no number. */
static const char *
thing_of(struct site *site, const struct example *tally)
{
	struct error ignored = {0};
	const struct negotiation *neg = index_negotiation(
	    site->searcher->index, tally->parts.negotiation, &ignored);

	for (size_t i = 0; neg != NULL && i < neg->n_places; i++) {
		const struct lineage_place *place = &neg->places[i];
		char form[PROVISION_MAX];

		if (strcmp(place->lineage, tally->parts.key) != 0)
			continue;
		provision_format(&place->provision, form);
		return site_thing(site, form, place->instrument);
	}
	return NULL;
}

static void
write_example(struct site *site, const char *text)
{
	struct html *html = &site->html;

	html_raw(html, "<li><bdi lang=\"en\">");
	html_link(html, site_text_address(site, text), text);
	html_raw(html, "</bdi></li>\n");
}

/* "who opposed the removal of Article 42 of ND1" */
static const char *
who_question(struct site *site, const struct example *tally, const char *thing)
{
	const char *past;

	/* It is English, whatever the page is. */
	translate_output(false);
	past =
	    phrase_past(site->arena, tally->parts.stance, tally->parts.action);
	translate_output(true);
	return arena_printf(site->arena, "who %s %s?", past, thing);
}

static void
write_examples(struct site *site, const struct example **list, size_t n)
{
	const char *used[EXAMPLES] = {NULL};
	size_t n_used = 0;

	for (size_t i = 0; i < n && n_used < EXAMPLES; i++) {
		const char *thing = thing_of(site, list[i]);
		const char *question;
		bool known = thing == NULL || list[i]->holders < LEAST_TALLY;

		for (size_t u = 0; u < n_used && !known; u++)
			known = strcmp(used[u], thing) == 0;
		if (known)
			continue;
		question = who_question(site, list[i], thing);
		write_example(site, question);
		write_example(
		    site, arena_printf(site->arena,
			      "where do delegations stand on %s?", thing));
		used[n_used++] = thing;
	}
}

/* --- what there is -------------------------------------------------------- */

/* The rest of a long list. */
static void
begin_more(struct html *html)
{
	html_raw(html, "</ul>\n<details><summary>");
	html_text(html, _("More"));
	html_raw(html, "</summary>\n<ul>\n");
}

/* The values of a field with how many passages have each, as links. */
static bool
write_values(
    struct site *site, enum field_id id, const char *head, struct error *err)
{
	struct html *html = &site->html;
	struct index *index = site->searcher->index;
	const struct field *field = field_get(id);
	struct xap_error xerr = {0};
	size_t n_prefix = strlen(field->prefix), n = 0;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), field->prefix, n_prefix, &xerr);

	html_raw(html, "<section>\n<h3>");
	html_text(html, head);
	html_raw(html, "</h3>\n<ul>\n");
	while (terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t len;
		const char *term = xap_terms_get(terms, &len);
		uint32_t count;
		const char *value =
		    arena_strndup(site->arena, term + n_prefix, len - n_prefix);

		if (!index_term_count(
			index, term, len, UINT32_MAX, &count, err))
			break;
		if (count == 0)
			continue;
		if (n++ == VALUES_OPEN)
			begin_more(html);
		html_raw(html, "<li>");
		html_link(html,
		    site_text_address(
			site, query_print(site->arena,
				  query_field(site->arena, id, value))),
		    site_value_words(site, id, value));
		html_printf(html, " %lu", (unsigned long)count);
		html_raw(html, "</li>\n");
	}
	xap_terms_free(terms);
	html_raw(html, n > VALUES_OPEN ? "</ul>\n</details>\n</section>\n"
				       : "</ul>\n</section>\n");
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, err);
	return err->code == ERROR_NONE;
}

static void
write_negotiations(struct site *site)
{
	const struct index_info *info = index_info(site->searcher->index);
	struct html *html = &site->html;
	struct error ignored = {0};

	html_raw(html, "<p>");
	html_printf(html, _("On record: %lu records with %lu passages"),
	    (unsigned long)info->records, (unsigned long)info->passages);
	for (size_t i = 0; i < info->n_negotiations; i++) {
		const struct negotiation *neg = index_negotiation(
		    site->searcher->index, info->negotiations[i], &ignored);

		if (neg == NULL || neg->title == NULL || *neg->title == '\0')
			continue;
		html_text(html, i == 0 ? "; " : C_("list", ", "));
		html_raw(html, "<bdi>");
		html_text(html, neg->title);
		if (neg->note != NULL && *neg->note != '\0') {
			html_raw(html, " (");
			html_text(html, neg->note);
			html_raw(html, ")");
		}
		html_raw(html, "</bdi>");
	}
	html_raw(html, ".</p>\n");
}

bool
site_start(struct site *site, struct error *err)
{
	struct html *html = &site->html;
	size_t n;
	const struct example **list = tallies(site, &n, err);

	if (list == NULL)
		return false;
	site_begin(site, _("travaux: who took which position"), "");
	html_raw(html, "<h1>");
	html_text(html, _("Who took which position on which provision, when, "
			  "and in what words"));
	html_raw(html, "</h1>\n");
	write_negotiations(site);
	html_raw(html, "<section class=\"examples\">\n<h2>");
	html_text(html, _("Ask, for example"));
	html_raw(html, "</h2>\n<ul>\n");
	write_examples(site, list, n);
	html_raw(html, "</ul>\n</section>\n<section class=\"holds\">\n<h2>");
	html_text(html, _("What there is, in passages"));
	html_raw(html, "</h2>\n<div class=\"columns\">\n");
	if (!write_values(site, FIELD_KIND, _("Kinds of records"), err) ||
	    !write_values(site, FIELD_SESSION, _("Sessions"), err) ||
	    !write_values(site, FIELD_LANGUAGE, _("Languages"), err) ||
	    !write_values(site, FIELD_STANCE, _("Stances"), err))
		return false;
	html_raw(html, "</div>\n</section>\n");
	site_end(site);
	return true;
}
