/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tests of the index's writing begin with: an arena, a folder, and in it
 * the place of an index; passages drawn by lot that are the same in every run;
 * shards made an index. Each test includes it in its one file, and has
 * writing_begin() and writing_end() called around each case. For tests alone.
 */
#ifndef TESTS_WRITING_H
#define TESTS_WRITING_H

#include "core/arena.h"
#include "core/index-shard.h"
#include "core/index-writer.h"
#include "core/stem.h"
#include "tests/indexer-scratch.h"

#include <criterion/criterion.h>

static struct arena *arena;
static const char *folder; /* a new one for each case */
static const char *path;   /* in it: of the index, which is not there yet */
static struct stems *stems;

static void
writing_begin(void)
{
	arena = arena_new();
	folder = scratch_new(arena);
	path = arena_printf(arena, "%s/index", folder);
	stems = stems_new(NULL);
}

static void
writing_end(void)
{
	stems_free(stems);
	scratch_remove(folder);
	arena_free(arena);
}

/* A number below `below`; `seed` says which comes next. */
static inline unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245U + 12345U;
	return (*seed >> 16) % below;
}

/* The commit that all make. */
static const struct index_commit commit = {
    .made_by = "test 1", .created = "2023-01-09T00:00:00Z"};

/* Finish shards NAME-0 ... of a folder, and free them; their paths. */
static inline const char *const *
shards_end(struct index_shards *shards, const char *in, const char *name,
    unsigned *ret_count)
{
	struct error err = {0};
	const char **paths;

	cr_assert(
	    index_shards_finish(shards, ret_count, &err), "%s", err.message);
	index_shards_free(shards);
	paths = arena_array(arena, *ret_count, sizeof *paths);
	for (unsigned i = 0; i < *ret_count; i++)
		paths[i] = arena_printf(arena, "%s/%s-%u", in, name, i);
	return paths;
}

#endif
