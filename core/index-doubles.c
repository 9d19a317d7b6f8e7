/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-handle.h"

#include "core/field.h"
#include "core/removed.h"

#include <stdio.h>
#include <stdlib.h>
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

/* --- whether there can be any --------------------------------------------- */

/* Which records a part holds alone, by what it says or how it was split. */
static bool
shard_of(const struct part_info *info, unsigned *shard, unsigned *shards)
{
	const char *dash = strchr(info->build, '-');

	*shard = info->shard;
	*shards = info->shards;
	if (*shards == 0 && dash != NULL &&
	    sscanf(dash, "-%u-%u", shard, shards) != 2)
		*shards = 0;
	return *shards > 0;
}

static unsigned
common_divisor(unsigned a, unsigned b)
{
	while (b != 0) {
		unsigned rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Whether no record can be in both: the remainders of its hash tell. */
static bool
are_apart(const struct index_part *a, const struct index_part *b)
{
	unsigned i, n, k, m, common;

	if (a->documents == 0 || b->documents == 0)
		return true;
	if (!shard_of(&a->info, &i, &n) || !shard_of(&b->info, &k, &m))
		return false;
	common = common_divisor(n, m);
	return i % common != k % common;
}

static bool
all_apart(const struct index *index)
{
	for (size_t i = 0; i < index->n_parts; i++)
		for (size_t k = 0; k < i; k++)
			if (!are_apart(&index->part[i], &index->part[k]))
				return false;
	return true;
}

/* --- what was found before ------------------------------------------------ */

/* What the state of all parts is called. */
static const char *
state_name(const struct index *index, struct arena *arena)
{
	size_t n = 0;
	const char **words =
	    arena_array(arena, 2 * index->n_parts + 1, sizeof *words);

	words[n++] = "doubles";
	for (size_t i = 0; i < index->n_parts; i++) {
		words[n++] = index->part[i].name;
		words[n++] = index->part[i].info.build;
	}
	return recall_name(arena, words, n);
}

static const char *
as_text(struct arena *arena, const struct index_doubles *doubles)
{
	if (doubles->count == 0)
		return "0\n";
	return arena_printf(arena, "%lu\n%s\n%s\n%s\n",
	    (unsigned long)doubles->count, doubles->record, doubles->shard[0],
	    doubles->shard[1]);
}

/* False where it is not what was kept. */
static bool
from_text(struct arena *arena, const char *text, struct index_doubles *ret)
{
	size_t n;
	const char **line = table_split(arena, text, '\n', &n);
	char *end;

	*ret = (struct index_doubles){0};
	if (n == 0)
		return false;
	ret->count = (uint32_t)strtoul(line[0], &end, 10);
	if (end == line[0] || *end != '\0' || (ret->count > 0 && n < 4))
		return false;
	if (ret->count > 0) {
		ret->record = line[1];
		ret->shard[0] = line[2];
		ret->shard[1] = line[3];
	}
	return true;
}

static bool
find_doubles(
    struct index *index, struct index_doubles *doubles, struct error *err)
{
	const struct recall *recall = &index->recall;
	const char *name = state_name(index, index->arena);
	size_t n;
	const char *text = recall_get(recall, index->arena, name, &n);

	if (text != NULL && from_text(index->arena, text, doubles))
		return true;
	/* Whether it can be kept is seen before the work. */
	if (index->info.records > INDEX_DOUBLES_MOST &&
	    !recall_put(recall, name, "", 0)) {
		doubles->unknown = true;
		return true;
	}
	if (!index_doubles(index, index->arena, doubles, err))
		return false;
	text = as_text(index->arena, doubles);
	recall_put(recall, name, text, strlen(text));
	return true;
}

bool
index_look_for_doubles(struct index *index, struct error *err)
{
	struct index_doubles *doubles;

	if (!index->remembers || index->n_parts < 2 || all_apart(index))
		return true;
	doubles = arena_alloc(index->arena, sizeof *doubles);
	if (!find_doubles(index, doubles, err))
		return false;
	if (doubles->unknown || doubles->count > 0)
		index->info.doubles = doubles;
	return true;
}
