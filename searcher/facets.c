/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facets.h"

#include "core/field.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* A value of one field while it is counted. */
struct counted {
	const char *value;
	uint32_t count;
	UT_hash_handle hh;
};

static const uint32_t slots[] = {SLOT_FACETS};

void
facets_count(struct xap_match_params *params)
{
	params->facets = slots;
	params->n_facets = 1;
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

/* Count what one distinct value of the slot holds, `packed->count` times. */
static void
count_packed(struct arena *arena, const struct xap_facet *packed,
    struct counted **counts, size_t n_fields)
{
	const char *at = packed->value, *end = packed->value + packed->len;

	for (size_t i = 0; i < n_fields && at <= end; i++) {
		const char *field_end = part_end(at, end, FACET_FIELD_END);

		while (at < field_end) {
			const char *value_end =
			    part_end(at, field_end, FACET_VALUE_END);

			count_value(arena, &counts[i], at,
			    (size_t)(value_end - at), packed->count);
			at = value_end + 1;
		}
		at = field_end + 1;
	}
}

static int
by_count(const struct counted *a, const struct counted *b)
{
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(a->value, b->value);
}

/* The most frequent values of one field, into a facet; empties the table. */
static void
facet_fill(struct arena *arena, enum field_id field, struct counted **counts,
    struct facet *facet)
{
	struct counted *value, *next;

	HASH_SORT(*counts, by_count);
	facet->value =
	    arena_array(arena, FACET_VALUES_MAX, sizeof *facet->value);
	for (value = *counts;
	     value != NULL && facet->n_values < FACET_VALUES_MAX;
	     value = value->hh.next) {
		struct facet_value *one = &facet->value[facet->n_values++];

		one->value = value->value;
		one->count = value->count;
		one->only =
		    query_print(arena, query_field(arena, field, value->value));
		one->hide = arena_printf(arena, "-%s", one->only);
	}
	HASH_ITER (hh, *counts, value, next)
		HASH_DEL(*counts, value);
}

void
facets_read(struct arena *arena, const struct xap_facet *packed, size_t n,
    bool exact, struct facet **ret_facets, size_t *ret_count)
{
	size_t n_fields;
	const enum field_id *fields = field_facets(&n_fields);
	struct counted **counts = arena_array(arena, n_fields, sizeof *counts);
	struct facet *facet = arena_array(arena, n_fields, sizeof *facet);

	for (size_t i = 0; packed != NULL && i < n; i++)
		count_packed(arena, &packed[i], counts, n_fields);
	for (size_t i = 0; i < n_fields; i++) {
		facet[i].name = field_get(fields[i])->name;
		facet[i].exact = exact;
		facet_fill(arena, fields[i], &counts[i], &facet[i]);
	}
	*ret_facets = facet;
	*ret_count = n_fields;
}
