/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/passage-terms.h"

#include "core/date.h"
#include "core/field.h"
#include "core/fold.h"
#include "core/pack.h"
#include "core/pairs.h"
#include "core/provision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A range of more articles than this is a mistake of the text. */
#define RANGE_MAX 200

/* The terms of one document while they are collected. */
struct term_list {
	struct arena *arena;
	struct xap_term_input *terms;
	size_t used;
	size_t size;
	struct pairs pairs; /* of the words */
};

static void
add_term(struct term_list *list, const char *term, size_t n, uint32_t wdf)
{
	struct xap_term_input *t;

	if (list->used == list->size) {
		list->terms = arena_grow(list->arena, list->terms, list->size,
		    list->size * 2, sizeof *list->terms);
		list->size *= 2;
	}
	t = &list->terms[list->used++];
	t->s = term;
	t->len = (uint32_t)n;
	t->wdf = wdf;
}

/* A filter term, unless the value is empty. */
static void
add_filter(struct term_list *list, enum field_id field, const char *value)
{
	const char *term;
	size_t n;

	if (value[0] == '\0')
		return;
	term = field_term(list->arena, field, value, &n);
	add_term(list, term, n, 0);
}

/* The same with the value folded, for names that have no id. */
static void
add_folded(struct term_list *list, enum field_id field, const char *value)
{
	if (value[0] != '\0')
		add_filter(list, field,
		    fold_text(list->arena, value, strlen(value), NULL));
}

/* Slots of a hash of stems by address: equal stems are equal pointers. */
static size_t
slot_of(const char *stem, size_t mask)
{
	return (size_t)(((uintptr_t)stem >> 3) * 0x9E3779B97F4A7C15u >> 20) &
	       mask;
}

/* The stems of a text, each once, with how often it occurs. */
static void
add_text(struct term_list *list, struct stems *stems, enum language language,
    const char *text, size_t n)
{
	struct tokens tokens;
	struct stem_term *found;
	size_t count, mask = 63;
	size_t *table;

	tokenize(list->arena, text, n, &tokens);
	found = stem_terms(stems, list->arena, language, &tokens, &count);
	pairs_add(list->arena, &list->pairs, found, count);
	while (mask < count * 2)
		mask = mask * 2 + 1;
	table = arena_array(list->arena, mask + 1, sizeof *table);
	for (size_t i = 0; i < count; i++) {
		size_t slot = slot_of(found[i].term, mask);

		while (table[slot] != 0 &&
		       list->terms[table[slot] - 1].s != found[i].term)
			slot = (slot + 1) & mask;
		if (table[slot] == 0) {
			add_term(list, found[i].term, found[i].length, 1);
			table[slot] = list->used;
		} else {
			list->terms[table[slot] - 1].wdf++;
		}
	}
}

static bool
has_term(const struct xap_term_input *terms, size_t n,
    const struct xap_term_input *t)
{
	for (size_t i = 0; i < n; i++)
		if (terms[i].s == t->s)
			return true;
	return false;
}

/*
 * The stems of the source's own words where the text was repaired, those that
 * are not in the text: a search for either reading finds the passage.
 */
static void
add_original(
    struct term_list *list, struct stems *stems, const struct passage *passage)
{
	size_t n = list->used, kept;

	if (passage->original[0] == '\0')
		return;
	add_text(list, stems, passage->language, passage->original,
	    strlen(passage->original));
	kept = n;
	for (size_t i = n; i < list->used; i++)
		if (!has_term(list->terms, n, &list->terms[i]))
			list->terms[kept++] = list->terms[i];
	list->used = kept;
}

/* Stems of title and heading, with their prefix. */
static void
add_title(struct term_list *list, struct stems *stems, enum language language,
    const char *text)
{
	const char *prefix = field_get(FIELD_TITLE)->prefix;
	size_t count, skip = strlen(prefix);
	struct tokens tokens;
	struct stem_term *found;

	tokenize(list->arena, text, strlen(text), &tokens);
	found = stem_terms(stems, list->arena, language, &tokens, &count);
	pairs_add(list->arena, &list->pairs, found, count);
	for (size_t i = 0; i < count; i++) {
		size_t n = skip + found[i].length;
		char *term = arena_alloc(list->arena, n + 1);

		memcpy(term, prefix, skip);
		memcpy(term + skip, found[i].term, found[i].length);
		add_term(list, term, n, 1);
	}
}

/* A provision under its own form, its levels' forms above, and its range. */
static void
add_provision(struct term_list *list, const char *form)
{
	struct provision p;
	char buffer[PROVISION_MAX];
	long from, to;

	if (form[0] == '\0' || !provision_parse(form, strlen(form), &p))
		return;
	for (int level = PROVISION_LEVELS; level >= 0; level--) {
		if (level < PROVISION_LEVELS)
			p.level[level][0] = '\0';
		if (level > 0 && p.level[level - 1][0] == '\0')
			continue;
		provision_format(&p, buffer);
		add_filter(
		    list, FIELD_ARTICLE, arena_strdup(list->arena, buffer));
	}
	from = strtol(p.number, NULL, 10);
	to = strtol(p.last, NULL, 10);
	p.last[0] = '\0';
	for (long n = from; from > 0 && n <= to && n - from < RANGE_MAX; n++) {
		snprintf(p.number, sizeof p.number, "%d", (int)(n % 100000));
		provision_format(&p, buffer);
		add_filter(
		    list, FIELD_ARTICLE, arena_strdup(list->arena, buffer));
	}
}

static void
add_record(struct term_list *list, const struct record *record,
    const struct passage *passage)
{
	add_filter(list, FIELD_RECORD, record->id);
	add_filter(list, FIELD_KIND, record_kind_name(record->kind));
	add_filter(list, FIELD_SESSION, record->session);
	add_folded(list, FIELD_MEETING, record->meeting);
	add_filter(list, FIELD_NEGOTIATION, record->negotiation);
	add_folded(list, FIELD_SYMBOL, record->symbol);
	add_folded(list, FIELD_AUTHOR, record->author);
	add_folded(list, FIELD_ORGANIZATION, record->organization);
	add_folded(list, FIELD_ORGANIZATION, passage->affiliation);
	add_filter(list, FIELD_PATH, record->path);
	add_filter(list, FIELD_INSTRUMENT,
	    passage->instrument[0] != '\0' ? passage->instrument
					   : record->instrument);
	add_folded(list, FIELD_LANGUAGE, passage_language(record, passage));
}

/* The status of a draft's text; what is contested is in brackets as well. */
static void
add_status(struct term_list *list, const struct passage *passage)
{
	add_filter(list, FIELD_STATUS, passage_status_name(passage->status));
	if (passage->status == STATUS_CONTESTED)
		add_filter(
		    list, FIELD_STATUS, passage_status_name(STATUS_BRACKETED));
}

/* Each of the options, within one another, that the passage belongs to. */
static void
add_options(struct term_list *list, const char *option)
{
	const char *end;

	for (; *option != '\0'; option = *end != '\0' ? end + 3 : end) {
		end = strstr(option, " > ");
		if (end == NULL)
			end = option + strlen(option);
		add_folded(list, FIELD_OPTION,
		    arena_strndup(list->arena, option, (size_t)(end - option)));
	}
}

/* Who speaks: by id where the name has one, else by the folded name. */
static void
add_speaker(struct term_list *list, const struct passage *passage)
{
	if (passage->speaker_id[0] != '\0')
		add_filter(list, FIELD_SPEAKER, passage->speaker_id);
	else
		add_folded(list, FIELD_SPEAKER, passage->speaker);
	for (const char *s = passage->speaker_ids; *s != '\0';) {
		size_t n = strcspn(s, "\t");

		add_filter(
		    list, FIELD_SPEAKER, arena_strndup(list->arena, s, n));
		s += s[n] != '\0' ? n + 1 : n;
	}
	if (passage->group_id[0] != '\0')
		add_filter(list, FIELD_GROUP, passage->group_id);
	else
		add_folded(list, FIELD_GROUP, passage->on_behalf_of);
}

/* Year, month and day terms, each of which a range of dates can use. */
static void
add_date(struct term_list *list, const char *text)
{
	static const size_t cut[] = {4, 7, 10};
	struct date date;
	char buffer[11];

	if (!date_parse(text, strlen(text), &date))
		return;
	date_format(date, buffer);
	for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++)
		if (strlen(buffer) >= cut[i])
			add_filter(list, FIELD_DATE,
			    arena_strndup(list->arena, buffer, cut[i]));
}

/* Who speaks for somebody: by id where there is one, else by name. */
static void
add_spokesperson(
    struct term_list *list, const struct negotiation *neg, const char *who)
{
	if (holder_by_id(neg->holders, who) != NULL)
		add_filter(list, FIELD_SPOKESPERSON, who);
	else
		add_folded(list, FIELD_SPOKESPERSON, who);
}

static void
add_position(struct term_list *list, const struct negotiation *neg,
    const struct record *record, const struct position *p)
{
	const char *key =
	    position_key(list->arena, p->lineage, p->instrument, p->provision);
	const char *term;
	size_t n;

	term = position_term_whole(list->arena, record->negotiation, key, p,
	    record_kind_layer(record->kind), negotiation_is_inner(neg, p), &n);
	add_term(list, term, n, 0);
	add_filter(list, FIELD_HOLDER, p->holder);
	add_spokesperson(list, neg, p->spokesperson);
	add_filter(list, FIELD_STANCE, stance_name(p->stance));
	add_filter(list, FIELD_ACTION, action_name(p->action));
	if (p->implied != ACTION_NONE)
		add_filter(list, FIELD_IMPLIED, action_name(p->implied));
	add_filter(list, FIELD_CERTAINTY, certainty_name(p->certainty));
	add_filter(list, FIELD_INSTRUMENT, p->instrument);
	if (p->lineage[0] != '\0')
		add_filter(list, FIELD_TOPIC, p->lineage);
	add_provision(list, p->provision);
}

static void
add_content(struct term_list *list, const struct negotiation *neg,
    const struct record *record, const struct passage *passage)
{
	for (size_t i = 0; i < passage->n_positions; i++)
		add_position(list, neg, record, &passage->positions[i]);
	if (passage->on_behalf_of[0] != '\0')
		add_spokesperson(list, neg,
		    passage->speaker_id[0] != '\0' ? passage->speaker_id
						   : passage->speaker);
	for (size_t i = 0; i < passage->n_holders; i++)
		add_filter(list, FIELD_MENTION, passage->holders[i].id);
	for (size_t i = 0; i < passage->n_provisions; i++) {
		add_provision(list, passage->provisions[i].provision);
		add_filter(list, FIELD_TOPIC, passage->provisions[i].lineage);
	}
	add_provision(list, passage->provision[0] != '\0' ? passage->provision
							  : record->provision);
	add_filter(list, FIELD_TOPIC, passage->lineage);
}

static int
term_compare(const void *a, const void *b)
{
	const struct xap_term_input *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int c = memcmp(x->s, y->s, n);

	return c != 0 ? c : (int)x->len - (int)y->len;
}

/*
 * Sort the terms from `first` on and add up those that came more than once.
 * Those before are words of the text, each of which is there once: it begins
 * with no capital letter as filters do, so that it is none of them.
 */
static void
unite(struct term_list *list, size_t first)
{
	size_t kept = first;

	qsort(list->terms + first, list->used - first, sizeof *list->terms,
	    term_compare);
	for (size_t i = first; i < list->used; i++) {
		if (!xap_term_fits(list->terms[i].s, list->terms[i].len))
			continue;
		if (kept > first &&
		    term_compare(&list->terms[kept - 1], &list->terms[i]) == 0)
			list->terms[kept - 1].wdf += list->terms[i].wdf;
		else
			list->terms[kept++] = list->terms[i];
	}
	list->used = kept;
}

/* What stands behind the words of the text. */
struct filters {
	const struct xap_term_input *term;
	size_t n;
};

static void
add_bytes(struct arena *arena, struct xap_doc_input *doc, uint32_t slot,
    const char *bytes, size_t n)
{
	struct xap_value_input *values;

	if (n == 0)
		return;
	values = arena_grow(arena, (void *)doc->values, doc->n_values,
	    doc->n_values + 1, sizeof *values);
	values[doc->n_values].slot = slot;
	values[doc->n_values].s = bytes;
	values[doc->n_values].len = n;
	doc->values = values;
	doc->n_values++;
}

static void
add_value(struct arena *arena, struct xap_doc_input *doc, uint32_t slot,
    const char *value)
{
	add_bytes(arena, doc, slot, value, strlen(value));
}

/* The values of a field among filters, which are sorted. */
static char *
facet_of_terms(struct arena *arena, const struct filters *filters,
    enum field_id field, char *facets)
{
	const char *prefix = field_get(field)->prefix;
	size_t skip = strlen(prefix);
	bool first = true;

	for (size_t i = 0; i < filters->n; i++) {
		const struct xap_term_input *t = &filters->term[i];

		if (t->len <= skip || memcmp(t->s, prefix, skip) != 0)
			continue;
		/* An article is counted as a whole. */
		if (field == FIELD_ARTICLE && memchr(t->s, '(', t->len) != NULL)
			continue;
		if (!first)
			facets = arena_printf(
			    arena, "%s%c", facets, FACET_VALUE_END);
		facets = arena_printf(
		    arena, "%s%.*s", facets, (int)(t->len - skip), t->s + skip);
		first = false;
	}
	return facets;
}

/* What facets count, as field_facets() has it. */
static const char *
facets_value(struct arena *arena, const struct record *record,
    const struct passage *passage, const struct filters *filters)
{
	const char *speaker = passage->speaker_id[0] != '\0'
				  ? passage->speaker_id
				  : passage->speaker;
	const char *language = passage_language(record, passage);
	char *facets = facet_of_terms(
	    arena, filters, FIELD_HOLDER, arena_strdup(arena, ""));

	facets = arena_printf(arena, "%s%c", facets, FACET_FIELD_END);
	facets = facet_of_terms(arena, filters, FIELD_TOPIC, facets);
	facets = arena_printf(arena, "%s%c%s%c%s%c%s%c%s%c%s%c", facets,
	    FACET_FIELD_END, speaker, FACET_FIELD_END, record->session,
	    FACET_FIELD_END, record_kind_name(record->kind), FACET_FIELD_END,
	    language, FACET_FIELD_END,
	    passage->group_id[0] != '\0' ? passage->group_id
					 : passage->on_behalf_of,
	    FACET_FIELD_END);
	facets = facet_of_terms(arena, filters, FIELD_ARTICLE, facets);
	facets = arena_printf(arena, "%s%c", facets, FACET_FIELD_END);
	return facet_of_terms(arena, filters, FIELD_STANCE, facets);
}

static void
add_values(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const struct passage *passage,
    const struct filters *filters, struct xap_doc_input *doc)
{
	struct date date;

	if (date_parse(record->date, strlen(record->date), &date)) {
		date = date_first(date);
		add_value(arena, doc, SLOT_DATE,
		    arena_printf(arena, "%04d%02d%02d", date.year, date.month,
			date.day));
	}
	for (size_t i = 0; neg != NULL && i < neg->n_sessions; i++)
		if (strcmp(neg->sessions[i].id, record->session) == 0)
			add_value(arena, doc, SLOT_ORDER,
			    arena_printf(
				arena, "%04u", neg->sessions[i].order));
	add_value(arena, doc, SLOT_FACETS,
	    facets_value(arena, record, passage, filters));
}

void
passage_filters(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const struct passage *passage,
    struct xap_doc_input *ret)
{
	struct term_list list = {
	    arena, arena_array(arena, 64, sizeof *list.terms), 0, 64, {0}};

	memset(ret, 0, sizeof *ret);
	add_record(&list, record, passage);
	add_content(&list, neg, record, passage);
	unite(&list, 0);
	ret->terms = list.terms;
	ret->n_terms = list.used;
}

/* All terms but the words. */
static void
add_filters(struct term_list *list, const struct negotiation *neg,
    const struct record *record, const struct passage *passage)
{
	add_record(list, record, passage);
	add_speaker(list, passage);
	add_status(list, passage);
	add_options(list, passage->option);
	add_date(list, record->date);
	add_content(list, neg, record, passage);
}

const char *
passage_facets(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const struct passage *passage)
{
	struct term_list list = {
	    arena, arena_array(arena, 64, sizeof *list.terms), 0, 64, {0}};
	struct filters filters;

	add_filters(&list, neg, record, passage);
	unite(&list, 0);
	filters = (struct filters){list.terms, list.used};
	return facets_value(arena, record, passage, &filters);
}

void
passage_document(struct arena *arena, struct stems *stems,
    const struct negotiation *neg, const struct record *record,
    const struct passage *passage, struct xap_doc_input *ret)
{
	struct term_list list = {
	    arena, arena_array(arena, 256, sizeof *list.terms), 0, 256, {0}};
	struct filters filters;
	const char *pairs;
	size_t words, n_pairs;

	memset(ret, 0, sizeof *ret);
	add_text(&list, stems, passage->language, passage->text,
	    passage->text_length);
	add_original(&list, stems, passage);
	words = list.used;
	add_title(&list, stems, passage->language, record->title);
	add_title(&list, stems, passage->language, passage->heading);
	add_filters(&list, neg, record, passage);
	unite(&list, words);
	ret->terms = list.terms;
	ret->n_terms = list.used;
	filters = (struct filters){list.terms + words, list.used - words};
	add_values(arena, neg, record, passage, &filters, ret);
	pairs = pairs_note(arena, &list.pairs, &n_pairs);
	add_bytes(arena, ret, SLOT_PAIRS, pairs, n_pairs);
	ret->data = pack_passage(arena, record, passage, &ret->data_len);
}
