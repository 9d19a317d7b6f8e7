/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The crew: processes that read files and write shards. Work is cut into items
 * of some megabytes, in order; whoever is free takes the next. The shards of an
 * item are named by its number, so that what comes out does not depend on how
 * many work, or on who did what. For indexer/ only.
 *
 * A worker that dies of a file (a bug met by hostile input) costs that file:
 * it is reported, and its item is done again without it.
 */
#ifndef INDEXER_CREW_H
#define INDEXER_CREW_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/report.h"
#include "indexer/work.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Parts that are done in one go: part[first] ... part[first + count - 1]. */
struct work_item {
	size_t first;
	size_t count;
	bool wanted;	 /* to be done (again) by crew_run() */
	unsigned shards; /* how many it gave */
	unsigned round;	 /* of crew_run() in which it was done, from 1 */
};

struct crew {
	const struct prepare_settings *settings;
	const struct source_limits *limits;
	const struct contained_limits *contained;
	const char *charset; /* declared, or "" */
	bool ocr;	     /* read pictures of text */
	const char *folder;  /* where shards are written */
	const char
	    *dictionary; /* for their texts, or NULL: see texts-writer.h */
	size_t dictionary_length;
	unsigned jobs;	 /* processes, at least 1 */
	uint64_t memory; /* bytes for all of their shards; 0: enough */
	unsigned round;	 /* times crew_run() was called */
	const struct work_part *part;
	size_t n_parts;
	struct work_item *item;
	size_t n_items;
	bool *excluded;	       /* by part: not to be read */
	struct rename *rename; /* sorted by part and ordinal */
	size_t n_renames;
	struct work_result *result; /* by part; strings in the arena */
	struct report report;
	/* Called now and then with the bytes and passages done so far. */
	void (*progress)(void *context, uint64_t bytes, uint64_t passages);
	void *progress_context;
	struct arena *arena;
};

/*
 * Do all items that are wanted. ERROR_IO where shards cannot be written or
 * processes cannot be made.
 */
bool crew_run(struct crew *crew, struct error *err);

/* The path of shard `shard` of an item, in the arena. */
const char *crew_shard(
    const struct crew *crew, const struct work_item *item, unsigned shard);

#endif
