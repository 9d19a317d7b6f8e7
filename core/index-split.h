/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Splitting an index into shards, which go together as a set (index-set.h) and
 * may lie on several machines. For travaux-index.
 *
 * A record goes whole to one shard, by its id. A passage keeps the document id
 * that it has in the index; the shards' ids have gaps where others are in other
 * shards. Since the databases of a set are numbered in turn (xap_db_add()),
 * what is equal otherwise then stands in the same order in a set as in the
 * index that it was split from.
 *
 * A shard is an index like others, without the states of files: it is made
 * anew, not changed. Its database has a folder "served" for xapian-tcpsrv,
 * which opens no database without a table of termlists: links to the tables,
 * and an empty one of its own. Which folder that is, the file "served" of the
 * shard says, a stub of libxapian's.
 */
#ifndef CORE_INDEX_SPLIT_H
#define CORE_INDEX_SPLIT_H

#include "core/error.h"

#include <stdbool.h>

struct index_split {
	const char *from;    /* folder of the index */
	const char *to;	     /* folder of the set: shard-1 ..., and the file */
	unsigned shards;     /* how many, at least 1 */
	const char *made_by; /* program and version */
	unsigned wait;	     /* seconds to wait for another writer */
};

/*
 * Make the shards, those that are not of this build of the index yet; and the
 * set's file where there is none. `*ret_made` is how many were made. ERROR_IO,
 * ERROR_LOCKED, ERROR_INDEX.
 */
bool index_split(
    const struct index_split *split, unsigned *ret_made, struct error *err);

/*
 * Whether an index of this build ("build" of its metadata) is a shard that was
 * split from another. Nothing can be added to it.
 */
bool index_split_is_shard(const char *build);

/*
 * Make "served" in an index's folder, for the database that its pointer names,
 * unless it is there.
 */
bool index_serve(const char *path, struct error *err);

#endif
