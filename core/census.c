/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/census.h"

#include "core/columns-format.h"

#include <stdio.h>
#include <string.h>

#define VERSION	    1
#define VALUE_MAX   245 /* bytes: more is no term */
#define LOW_BITS    30	/* of a number of more than 32 */
#define IDS_AT_ONCE 4096

static const enum field_id fields[CENSUS_FIELDS] = {
    FIELD_KIND, FIELD_LANGUAGE, FIELD_SESSION, FIELD_NEGOTIATION};

const enum field_id *
census_fields(void)
{
	return fields;
}

struct census *
census_new(struct arena *arena)
{
	struct census *census = arena_alloc(arena, sizeof *census);

	census->arena = arena;
	return census;
}

/* --- counts --------------------------------------------------------------- */

/* Compare a value with some bytes. */
static int
compare(const char *value, const char *s, size_t n)
{
	int c = strncmp(value, s, n);

	return c != 0 ? c : value[n] != '\0';
}

/* The value's counts, which begin with 0. */
static struct census_value *
counts_of(struct census *census, size_t field, const char *s, size_t n)
{
	struct census_counts *counts = &census->by[field];
	size_t low = 0, high = counts->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = compare(counts->value[middle].value, s, n);

		if (c == 0)
			return &counts->value[middle];
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (counts->count == counts->room) {
		size_t room = counts->room > 0 ? counts->room * 2 : 16;

		counts->value = arena_grow(census->arena, counts->value,
		    counts->room, room, sizeof *counts->value);
		counts->room = room;
	}
	memmove(&counts->value[low + 1], &counts->value[low],
	    (counts->count - low) * sizeof *counts->value);
	counts->count++;
	counts->value[low] =
	    (struct census_value){.value = arena_strndup(census->arena, s, n)};
	return &counts->value[low];
}

void
census_merge(struct census *census, const struct census *other)
{
	census->passages += other->passages;
	census->records += other->records;
	census->positions += other->positions;
	for (size_t f = 0; f < CENSUS_FIELDS; f++)
		for (size_t i = 0; i < other->by[f].count; i++) {
			const struct census_value *from =
			    &other->by[f].value[i];
			struct census_value *to = counts_of(
			    census, f, from->value, strlen(from->value));

			to->records += from->records;
			to->passages += from->passages;
		}
}

/* --- one passage ---------------------------------------------------------- */

static bool
has_prefix(const struct xap_term_input *term, const char *prefix, size_t n)
{
	return term->len > n && memcmp(term->s, prefix, n) == 0;
}

/* `step` is 1 or, to take it away, its negative: numbers wrap round. */
static void
count_passage(struct census *census, const struct xap_doc_input *passage,
    bool first, uint32_t step)
{
	const char *position = field_get(FIELD_POSITION)->prefix;
	size_t n_position = strlen(position);

	census->passages += step;
	census->records += first ? step : 0;
	for (size_t i = 0; i < passage->n_terms; i++) {
		const struct xap_term_input *term = &passage->terms[i];

		/* Filters begin with a capital letter, words do not. */
		if (term->len == 0 || term->s[0] < 'A' || term->s[0] > 'Z')
			continue;
		if (has_prefix(term, position, n_position))
			census->positions += step == 1 ? 1 : UINT64_MAX;
		for (size_t f = 0; f < CENSUS_FIELDS; f++) {
			const char *prefix = field_get(fields[f])->prefix;
			size_t n = strlen(prefix);
			struct census_value *value;

			if (!has_prefix(term, prefix, n))
				continue;
			value =
			    counts_of(census, f, term->s + n, term->len - n);
			value->passages += step;
			value->records += first ? step : 0;
		}
	}
}

/* Whether the passage is of another record than the one added before it. */
static bool
is_new_record(struct census *census, const struct xap_doc_input *passage)
{
	const char *prefix = field_get(FIELD_RECORD)->prefix;
	size_t n = strlen(prefix);

	for (size_t i = 0; i < passage->n_terms; i++) {
		const struct xap_term_input *term = &passage->terms[i];

		if (!has_prefix(term, prefix, n))
			continue;
		if (census->record != NULL &&
		    compare(census->record, term->s, term->len) == 0)
			return false;
		census->record =
		    arena_strndup(census->arena, term->s, term->len);
		return true;
	}
	return false;
}

void
census_add(struct census *census, const struct xap_doc_input *passage)
{
	count_passage(census, passage, is_new_record(census, passage), 1);
}

void
census_take(
    struct census *census, const struct xap_doc_input *passage, bool first)
{
	count_passage(census, passage, first, UINT32_MAX);
}

/* --- a walk --------------------------------------------------------------- */

struct walk {
	struct census *census;
	struct xap_db *db;
	const struct removed *removed;
	uint32_t last;
	unsigned char *first; /* bits: the first passages of records */
	uint32_t *ids;	      /* room for IDS_AT_ONCE */
};

static bool
is_first(const struct walk *w, uint32_t docid)
{
	return (w->first[docid / 8] >> docid % 8 & 1) != 0;
}

/* The record's first passage that is left. */
static bool
walk_record(struct walk *w, const char *term, size_t n, struct xap_error *xerr)
{
	struct xap_postings *postings = xap_postings_open(w->db, term, n, xerr);
	uint32_t docid = 0;

	while (
	    docid == 0 && postings != NULL && xap_postings_next(postings, xerr))
		if (!removed_has(w->removed, xap_postings_docid(postings)))
			docid = xap_postings_docid(postings);
	xap_postings_free(postings);
	if (docid == 0 || docid > w->last)
		return xerr->status == XAP_OK;
	w->census->records++;
	w->first[docid / 8] |= (unsigned char)(1U << docid % 8);
	return xerr->status == XAP_OK;
}

static bool
walk_position(
    struct walk *w, const char *term, size_t n, struct xap_error *xerr)
{
	uint32_t count;

	removed_term_count(
	    w->removed, w->db, term, n, UINT32_MAX, &count, xerr);
	w->census->positions += xerr->status == XAP_OK ? count : 0;
	return xerr->status == XAP_OK;
}

/* A value of field `field`, which is what follows `skip` bytes of the term. */
static bool
walk_value(struct walk *w, size_t field, const char *term, size_t n,
    size_t skip, struct xap_error *xerr)
{
	struct xap_postings *postings = xap_postings_open(w->db, term, n, xerr);
	uint32_t passages = 0, records = 0;
	size_t count = IDS_AT_ONCE;
	struct census_value *value;

	while (postings != NULL && count == IDS_AT_ONCE &&
	       xap_postings_read(postings, w->ids, IDS_AT_ONCE, &count, xerr) ==
		   XAP_OK)
		for (size_t i = 0; i < count; i++) {
			if (w->ids[i] > w->last ||
			    removed_has(w->removed, w->ids[i]))
				continue;
			passages++;
			records += is_first(w, w->ids[i]);
		}
	xap_postings_free(postings);
	if (xerr->status != XAP_OK || passages == 0)
		return xerr->status == XAP_OK;
	value = counts_of(w->census, field, term + skip, n - skip);
	value->passages = passages;
	value->records = records;
	return true;
}

/* All terms of a field; `at` is its place among those counted by. */
static bool
walk_field(
    struct walk *w, enum field_id field, size_t at, struct xap_error *xerr)
{
	const char *prefix = field_get(field)->prefix;
	size_t skip = strlen(prefix);
	struct xap_terms *terms = xap_terms_open(w->db, prefix, skip, xerr);
	bool ok = true;

	while (ok && terms != NULL && xap_terms_next(terms, xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		if (field == FIELD_RECORD)
			ok = walk_record(w, term, n, xerr);
		else if (field == FIELD_POSITION)
			ok = walk_position(w, term, n, xerr);
		else
			ok = walk_value(w, at, term, n, skip, xerr);
	}
	xap_terms_free(terms);
	return xerr->status == XAP_OK;
}

struct census *
census_walk(struct arena *arena, struct xap_db *db,
    const struct removed *removed, uint32_t last, struct xap_error *xerr)
{
	struct arena *scratch = arena_new();
	struct walk w = {.census = census_new(arena),
	    .db = db,
	    .removed = removed,
	    .last = last,
	    .first = arena_array(scratch, (size_t)last / 8 + 1, 1),
	    .ids = arena_array(scratch, IDS_AT_ONCE, sizeof *w.ids)};
	struct xap_stats stats;
	bool ok = xap_db_stats(db, &stats, xerr) == XAP_OK &&
		  walk_field(&w, FIELD_RECORD, 0, xerr) &&
		  walk_field(&w, FIELD_POSITION, 0, xerr);

	for (size_t f = 0; ok && f < CENSUS_FIELDS; f++)
		ok = walk_field(&w, fields[f], f, xerr);
	if (ok)
		w.census->passages = stats.doc_count - removed_count(removed);
	arena_free(scratch);
	return ok ? w.census : NULL;
}

/* --- on disk -------------------------------------------------------------- */

static bool
broken(struct xap_error *xerr)
{
	xerr->status = XAP_CORRUPT;
	snprintf(xerr->message, sizeof xerr->message,
	    "the count of what it holds is broken");
	return false;
}

static bool
take_value(struct census *census, size_t field, struct columns_bytes *bytes)
{
	struct census_value *value;
	uint32_t n;
	const char *s;

	if (!columns_take(bytes, &n) || n == 0 || n > VALUE_MAX ||
	    n > bytes->n || memchr(bytes->at, '\0', n) != NULL)
		return false;
	s = (const char *)bytes->at;
	bytes->at += n;
	bytes->n -= n;
	value = counts_of(census, field, s, n);
	return columns_take(bytes, &value->records) &&
	       columns_take(bytes, &value->passages);
}

static bool
take_all(struct census *census, struct columns_bytes *bytes)
{
	uint32_t low, high, n;

	if (!columns_take(bytes, &census->records) ||
	    !columns_take(bytes, &low) || !columns_take(bytes, &high))
		return false;
	census->positions = (uint64_t)high << LOW_BITS | low;
	for (size_t f = 0; f < CENSUS_FIELDS; f++) {
		if (!columns_take(bytes, &n))
			return false;
		for (; n > 0; n--)
			if (!take_value(census, f, bytes))
				return false;
	}
	return bytes->n == 0;
}

static struct census *
take_census(struct arena *arena, struct columns_bytes *bytes, uint32_t passages,
    struct xap_error *xerr)
{
	struct census *census = census_new(arena);

	census->passages = passages;
	if (take_all(census, bytes))
		return census;
	broken(xerr);
	return NULL;
}

struct census *
census_read(struct arena *arena, struct xap_db *db, uint32_t documents,
    uint32_t removed, struct xap_error *xerr)
{
	struct census *census = NULL;
	struct xap_text text = {0};
	struct columns_bytes bytes;
	uint32_t version = 0, of = 0, of_removed = 0;

	if (xap_db_metadata(db, CENSUS_KEY, strlen(CENSUS_KEY), &text, xerr) !=
	    XAP_OK)
		return NULL;
	bytes.at = (const unsigned char *)text.s;
	bytes.n = text.len;
	if (text.len > 0 &&
	    (!columns_take(&bytes, &version) || version != VERSION ||
		!columns_take(&bytes, &of) ||
		!columns_take(&bytes, &of_removed)))
		broken(xerr);
	else if (text.len > 0 && of == documents && of_removed == removed)
		census = take_census(arena, &bytes, documents - removed, xerr);
	xap_text_clear(&text);
	return census;
}

/* Bytes that are written, with room for them. */
struct bytes {
	unsigned char *at;
	size_t n;
};

static void
put(struct bytes *bytes, uint32_t number)
{
	bytes->n += columns_put(bytes->at + bytes->n, number);
}

static void
put_values(struct bytes *bytes, const struct census_counts *counts)
{
	uint32_t left = 0;

	for (size_t i = 0; i < counts->count; i++)
		left += counts->value[i].passages > 0;
	put(bytes, left);
	for (size_t i = 0; i < counts->count; i++) {
		const struct census_value *value = &counts->value[i];
		size_t n = strlen(value->value);

		if (value->passages == 0)
			continue;
		put(bytes, (uint32_t)n);
		memcpy(bytes->at + bytes->n, value->value, n);
		bytes->n += n;
		put(bytes, value->records);
		put(bytes, value->passages);
	}
}

static size_t
room_for(const struct census *census)
{
	size_t room = (6 + CENSUS_FIELDS) * COLUMNS_NUMBER_MAX;

	for (size_t f = 0; f < CENSUS_FIELDS; f++)
		for (size_t i = 0; i < census->by[f].count; i++)
			room += 3 * COLUMNS_NUMBER_MAX +
				strlen(census->by[f].value[i].value);
	return room;
}

enum xap_status
census_write(const struct census *census, struct xap_writer *to,
    uint32_t documents, uint32_t removed, struct xap_error *xerr)
{
	struct arena *scratch;
	struct bytes bytes = {0};
	enum xap_status status;

	if (census == NULL)
		return xap_writer_set_metadata(
		    to, CENSUS_KEY, strlen(CENSUS_KEY), "", 0, xerr);
	scratch = arena_new();
	bytes.at = arena_alloc(scratch, room_for(census));
	put(&bytes, VERSION);
	put(&bytes, documents);
	put(&bytes, removed);
	put(&bytes, census->records);
	put(&bytes, (uint32_t)(census->positions & ((1U << LOW_BITS) - 1)));
	put(&bytes, (uint32_t)(census->positions >> LOW_BITS));
	for (size_t f = 0; f < CENSUS_FIELDS; f++)
		put_values(&bytes, &census->by[f]);
	status = xap_writer_set_metadata(to, CENSUS_KEY, strlen(CENSUS_KEY),
	    (const char *)bytes.at, bytes.n, xerr);
	arena_free(scratch);
	return status;
}
