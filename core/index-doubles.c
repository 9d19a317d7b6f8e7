/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-handle.h"

#include "core/field.h"
#include "core/removed.h"

#include <string.h>

/* The records of one part, in the order of their terms. */
struct walk {
	struct xap_terms *terms;
	const char *term; /* where it is; NULL: at the end */
	size_t n;
};

static void
step(struct walk *walk, struct xap_error *xerr)
{
	walk->term = walk->terms != NULL && xap_terms_next(walk->terms, xerr)
			 ? xap_terms_get(walk->terms, &walk->n)
			 : NULL;
}

static int
compare(const struct walk *a, const struct walk *b)
{
	int c = memcmp(a->term, b->term, a->n < b->n ? a->n : b->n);

	return c != 0 ? c : (a->n > b->n) - (a->n < b->n);
}

/* The first of all records that are still to be seen; NULL at the end. */
static const struct walk *
first_of(const struct walk *walk, size_t n)
{
	const struct walk *first = NULL;

	for (size_t i = 0; i < n; i++)
		if (walk[i].term != NULL &&
		    (first == NULL || compare(&walk[i], first) < 0))
			first = &walk[i];
	return first;
}

/* Whether a part has a passage of the record that was not removed. */
static bool
has(struct index *index, size_t part, const struct walk *walk,
    struct xap_error *xerr)
{
	uint32_t count = 0;

	removed_term_count(index->part[part].removed, index->part[part].db,
	    walk->term, walk->n, 1, &count, xerr);
	return count > 0;
}

/* See one record, and go on to the next. */
static void
see(struct index *index, struct arena *arena, struct walk *walk,
    struct index_doubles *ret, struct xap_error *xerr)
{
	size_t n = index->n_parts, owners = 0, second = 0, first = 0;
	struct arena *scratch = arena_new();
	struct walk least = *first_of(walk, n);
	bool shared = false;

	for (size_t i = 0; i < n; i++)
		shared = shared ||
			 (walk[i].term != NULL && walk[i].term != least.term &&
			     compare(&walk[i], &least) == 0);
	for (size_t i = 0; shared && i < n; i++) {
		if (walk[i].term == NULL || compare(&walk[i], &least) != 0 ||
		    !has(index, i, &walk[i], xerr))
			continue;
		if (owners == 0)
			first = i;
		if (owners == 1)
			second = i;
		owners++;
	}
	if (owners > 1 && ret->count++ == 0) {
		size_t skip = strlen(field_get(FIELD_RECORD)->prefix);

		ret->record =
		    arena_strndup(arena, least.term + skip, least.n - skip);
		ret->shard[0] = index->part[first].name;
		ret->shard[1] = index->part[second].name;
	}
	/* The term is gone with the first step: others go by a copy. */
	least.term = arena_strndup(scratch, least.term, least.n);
	for (size_t i = 0; i < n; i++)
		if (walk[i].term != NULL && compare(&walk[i], &least) == 0)
			step(&walk[i], xerr);
	arena_free(scratch);
}

bool
index_doubles(struct index *index, struct arena *arena,
    struct index_doubles *ret, struct error *err)
{
	const char *prefix = field_get(FIELD_RECORD)->prefix;
	struct arena *scratch = arena_new();
	struct walk *walk = arena_array(scratch, index->n_parts, sizeof *walk);
	struct xap_error xerr = {0};

	memset(ret, 0, sizeof *ret);
	for (size_t i = 0;
	     index->n_parts > 1 && xerr.status == XAP_OK && i < index->n_parts;
	     i++) {
		walk[i].terms = xap_terms_open(
		    index->part[i].db, prefix, strlen(prefix), &xerr);
		if (walk[i].terms != NULL)
			step(&walk[i], &xerr);
	}
	while (xerr.status == XAP_OK && first_of(walk, index->n_parts) != NULL)
		see(index, arena, walk, ret, &xerr);
	for (size_t i = 0; i < index->n_parts; i++)
		xap_terms_free(walk[i].terms);
	arena_free(scratch);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}
