/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facets.h"

#include "core/columns.h"
#include "core/field.h"
#include "core/passage-terms.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* Slots are read where no more than one passage of so many is counted. */
#define COLUMN_SHARE 500

/* A value of one field while it is counted. */
struct counted {
	const char *value;
	uint32_t count;
	UT_hash_handle hh;
};

/* Tables of all fields, while they are counted. */
struct counting {
	struct arena *arena;
	const enum field_id *fields;
	size_t n_fields;
	uint32_t wanted; /* which of them */
	struct counted **counts;
};

static const uint32_t slots[] = {SLOT_FACETS};

void
facets_count(struct xap_match_params *params)
{
	params->facets = slots;
	params->n_facets = 1;
}

static bool
is_wanted(uint32_t wanted, size_t field)
{
	return wanted == 0 || (wanted >> field & 1) != 0;
}

static struct counting
counting_begin(struct arena *arena, uint32_t wanted)
{
	struct counting to = {.arena = arena, .wanted = wanted};

	to.fields = field_facets(&to.n_fields);
	to.counts = arena_array(arena, to.n_fields, sizeof *to.counts);
	return to;
}

/* Add to the count of a value, which is no empty one. */
static void
count_value(struct arena *arena, struct counted **counts, const char *value,
    size_t n, uint32_t count)
{
	struct counted *found;

	if (n == 0)
		return;
	HASH_FIND(hh, *counts, value, n, found);
	if (found == NULL) {
		found = arena_alloc(arena, sizeof *found);
		found->value = arena_strndup(arena, value, n);
		HASH_ADD_KEYPTR(hh, *counts, found->value, n, found);
	}
	found->count += count;
}

/* The end of the part that begins at `at`: at `mark`, or at `end`. */
static const char *
part_end(const char *at, const char *end, char mark)
{
	const char *found =
	    at < end ? memchr(at, mark, (size_t)(end - at)) : NULL;

	return found != NULL ? found : end;
}

/* Count what a value of the slot holds, `count` times. */
static void
count_packed(
    const struct counting *to, const char *at, size_t n, uint32_t count)
{
	const char *end = at + n;

	for (size_t i = 0; i < to->n_fields && at <= end; i++) {
		const char *field_end = part_end(at, end, FACET_FIELD_END);

		while (is_wanted(to->wanted, i) && at < field_end) {
			const char *value_end =
			    part_end(at, field_end, FACET_VALUE_END);

			count_value(to->arena, &to->counts[i], at,
			    (size_t)(value_end - at), count);
			at = value_end + 1;
		}
		at = field_end + 1;
	}
}

/* One value of a field, and in how many passages it is. */
struct ranked {
	const char *value;
	uint32_t count;
};

static int
by_count(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->value, y->value);
}

/* The most frequent of `n` values of a field, into a facet. */
static void
facet_fill(struct arena *arena, enum field_id field, struct ranked *ranked,
    size_t n, struct facet *facet)
{
	if (n > 1)
		qsort(ranked, n, sizeof *ranked, by_count);
	facet->name = field_get(field)->name;
	facet->value =
	    arena_array(arena, FACET_VALUES_MAX, sizeof *facet->value);
	for (size_t i = 0; i < n && i < FACET_VALUES_MAX; i++) {
		struct facet_value *one = &facet->value[facet->n_values++];

		one->value = ranked[i].value;
		one->count = ranked[i].count;
		one->only =
		    query_print(arena, query_field(arena, field, one->value));
		one->hide = arena_printf(arena, "-%s", one->only);
	}
}

/* The same from a table, which is emptied. */
static void
fill_of_table(struct arena *arena, enum field_id field, struct counted **counts,
    struct facet *facet)
{
	struct ranked *ranked =
	    arena_array(arena, HASH_COUNT(*counts) + 1, sizeof *ranked);
	struct counted *value, *next;
	size_t n = 0;

	HASH_ITER (hh, *counts, value, next) {
		ranked[n].value = value->value;
		ranked[n++].count = value->count;
		HASH_DEL(*counts, value);
	}
	facet_fill(arena, field, ranked, n, facet);
}

/* The same from a column. */
static void
fill_of_column(struct arena *arena, enum field_id field,
    const struct columns_count *column, struct facet *facet)
{
	struct ranked *ranked =
	    arena_array(arena, column->n + 1, sizeof *ranked);
	size_t n = 0;

	for (size_t i = 0; i < column->n; i++)
		if (column->count[i] > 0) {
			ranked[n].value = column->value[i];
			ranked[n++].count = column->count[i];
		}
	facet_fill(arena, field, ranked, n, facet);
}

/* Facets of the tables, of each field that is wanted. */
static struct facet *
facets_of_tables(const struct counting *from, size_t *ret_count)
{
	struct facet *facet =
	    arena_array(from->arena, from->n_fields, sizeof *facet);
	size_t n = 0;

	for (size_t i = 0; i < from->n_fields; i++)
		if (is_wanted(from->wanted, i))
			fill_of_table(from->arena, from->fields[i],
			    &from->counts[i], &facet[n++]);
	*ret_count = n;
	return facet;
}

struct facet *
facets_of_matches(struct arena *arena, const struct xap_matches *matches,
    uint32_t wanted, size_t *ret_count)
{
	size_t n;
	const struct xap_facet *packed = xap_matches_facet(matches, 0, &n);
	struct counting to = counting_begin(arena, wanted);

	for (size_t i = 0; packed != NULL && i < n; i++)
		count_packed(
		    &to, packed[i].value, packed[i].len, packed[i].count);
	return facets_of_tables(&to, ret_count);
}

/* Few passages: each one's slot. */
static bool
of_slots(struct searcher *searcher, const struct documents *documents,
    const struct counting *to, struct error *err)
{
	struct xap_error xerr;
	struct xap_values *values =
	    xap_values_open(index_db(searcher->index), SLOT_FACETS, &xerr);
	size_t n, len;
	uint32_t *docid =
	    documents_list(searcher->arena, documents, UINT32_MAX, &n);
	const char *slot;

	for (size_t i = 0; values != NULL && i < n; i++) {
		if (!xap_values_skip_to(values, docid[i], &xerr))
			break;
		if (xap_values_docid(values) != docid[i])
			continue;
		slot = xap_values_get(values, &len);
		count_packed(to, slot, len, 1);
	}
	xap_values_free(values);
	return xerr.status == XAP_OK ||
	       index_error(searcher->index, &xerr, err);
}

/* Passages of servers, which give no slot of one: made again from the passage.
 */
static bool
of_passages(struct searcher *searcher, const struct documents *documents,
    const struct counting *to, struct error *err)
{
	struct arena *arena = searcher->arena, *scratch = arena_new();
	size_t n;
	uint32_t *docid = documents_list(arena, documents, UINT32_MAX, &n);
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		struct record record;
		struct passage passage;
		const char *packed;

		arena_reset(scratch);
		ok = index_fetch(searcher->index, docid, n, i, err) &&
		     index_passage(searcher->index, scratch, docid[i], &record,
			 &passage, err);
		if (!ok)
			break;
		packed = passage_facets(scratch,
		    index_negotiation(
			searcher->index, record.negotiation, NULL),
		    &record, &passage);
		count_packed(to, packed, strlen(packed), 1);
	}
	arena_free(scratch);
	return ok;
}

/* Many: by the columns. */
static bool
of_columns(struct searcher *searcher, struct columns *columns,
    const struct documents *documents, uint32_t wanted, struct facet **ret,
    size_t *ret_count, struct error *err)
{
	struct columns_count count[FIELD_COUNT];
	struct xap_error xerr;
	size_t n_fields, n = 0;
	const enum field_id *fields = field_facets(&n_fields);

	if (columns_count(columns, searcher->arena, documents->bits,
		wanted != 0 ? wanted : UINT32_MAX, count, &xerr) != XAP_OK)
		return index_error(searcher->index, &xerr, err);
	*ret = arena_array(searcher->arena, n_fields, sizeof **ret);
	for (size_t i = 0; i < n_fields; i++)
		if (is_wanted(wanted, i))
			fill_of_column(searcher->arena, fields[i], &count[i],
			    &(*ret)[n++]);
	*ret_count = n;
	return true;
}

bool
facets_of_documents(struct searcher *searcher,
    const struct documents *documents, uint32_t wanted, struct facet **ret,
    size_t *ret_count, struct error *err)
{
	const struct index_info *info = index_info(searcher->index);
	bool far = index_has_servers(searcher->index);
	struct columns *columns = NULL;
	struct counting to;

	if (!far && !index_columns(searcher->index, &columns, err))
		return false;
	if (columns != NULL &&
	    documents_count(documents) > info->passages / COLUMN_SHARE)
		return of_columns(
		    searcher, columns, documents, wanted, ret, ret_count, err);
	to = counting_begin(searcher->arena, wanted);
	if (!(far ? of_passages : of_slots)(searcher, documents, &to, err))
		return false;
	*ret = facets_of_tables(&to, ret_count);
	return true;
}
