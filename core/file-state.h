/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an index knows of the files it was made from, so that a run does only
 * what changed. Kept in the index's metadata: "file:" + hash of the path holds
 * a state, "ids:" + the same the ids of its records, one a line. For the
 * index's writer.
 */
#ifndef CORE_FILE_STATE_H
#define CORE_FILE_STATE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILE_HASH 32 /* bytes of a hash (BLAKE2b) */

struct file_state {
	const char *path; /* from the root of the system: what it is known by */
	uint64_t size;	  /* bytes */
	int64_t mtime_ns; /* last change, nanoseconds since 1970 */
	uint64_t inode;	  /* number of its inode */
	unsigned char content[FILE_HASH]; /* hash of its bytes */
	unsigned char setup[FILE_HASH];	  /* hash of all it was indexed with */
	const char *negotiations;	  /* ids of its records', one a line */
	uint32_t records;		  /* how many it gave */
	uint32_t passages;		  /* and passages */
	uint32_t positions;		  /* and positions */
};

/* Keys of the metadata, in the arena. */
const char *file_state_key(struct arena *arena, const char *path);
const char *file_ids_key(struct arena *arena, const char *path);

/* The bytes of a state, in the arena; length in `*ret_n`. */
const char *file_state_pack(
    struct arena *arena, const struct file_state *state, size_t *ret_n);

/* The state again; false where the bytes are none. */
bool file_state_unpack(
    struct arena *arena, const char *bytes, size_t n, struct file_state *ret);

#endif
