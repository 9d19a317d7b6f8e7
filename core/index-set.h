/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An index set: a small text file that names the shards of one index, on this
 * machine and on others. For core/index.c and for what writes shards.
 *
 *   travaux-set 1
 *   deadline 3000
 *   shard shard-1
 *   shard 10.0.0.2:7000 10.0.0.3:7000
 *   shard [ssh far xapian-progsrv /srv/shard-3/served]
 *
 * One thing a line, words parted by spaces or tabs; empty lines and those that
 * begin with '#' count for nothing. `deadline` is how long a server may take
 * for each answer, in milliseconds. Each `shard` names where it is: the folder
 * of an index, its path relative to the file, or the host and port of an
 * xapian-tcpsrv; more than one are replicas, of which the first that answers is
 * asked. A word with a slash is always a path.
 *
 * What stands between [ and ] is a program that speaks as xapian-progsrv does,
 * and its arguments, parted where there are blanks: no shell sees it, and there
 * are no quotes. Such a file must belong to who runs this or to root, and be
 * writable by nobody else, for it says what is run.
 *
 * A folder that holds such a file under the name "set" is that set.
 */
#ifndef CORE_INDEX_SET_H
#define CORE_INDEX_SET_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INDEX_SET_NAME	"set"
#define INDEX_SET_FIRST "travaux-set 1"

/* Most shards of a set, and most places of one. */
#define INDEX_SET_SHARDS   256
#define INDEX_SET_REPLICAS 16

struct bundle;

/* Where a shard is. */
struct set_place {
	const char *name; /* as the file has it */
	const char *path; /* of the index's folder; NULL for a server, with */
	const char *host; /* its host, NULL where it is a program, */
	uint16_t port;	  /* and its port */
	const char *program;   /* that is the server, */
	const char *arguments; /* with these, parted by blanks */
	bool failed; /* it gave up in the middle: not to be asked again */
	struct bundle
	    *bundle; /* that the path is, once it is open; index.c's */
};

struct set_shard {
	struct set_place *place; /* the first that answers is asked */
	size_t n_places;	 /* at least 1 */
};

struct index_set {
	const char *path;     /* of the file */
	uint32_t deadline_ms; /* for each answer of a server */
	struct set_shard *shard;
	size_t n_shards; /* at least 1 */
};

/*
 * The path of the file where `path` is a set: it begins as one does, or it is a
 * folder with such a file in it. NULL otherwise.
 */
const char *index_set_file(struct arena *arena, const char *path);

/* Read it, in the arena. ERROR_INDEX names the file, the line and the cause. */
struct index_set *index_set_read(
    struct arena *arena, const char *file, struct error *err);

/*
 * Which of `shards` shards, from 0, a record of this id belongs to: the same on
 * every machine and in every run.
 */
unsigned index_set_shard_of(const char *record_id, unsigned shards);

#endif
