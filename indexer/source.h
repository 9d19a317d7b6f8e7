/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The bytes of a file, within limits, unpacked where it is gzip, unless what is
 * packed is a tar archive. For indexer/ only.
 */
#ifndef INDEXER_SOURCE_H
#define INDEXER_SOURCE_H

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A hash of content: BLAKE2b, 256 bits. */
#define SOURCE_HASH 32

/* What is more than this is not read. 0: the usual limit. */
struct source_limits {
	uint64_t file_bytes; /* of a file, unpacked (usual: 1 GiB) */
	uint64_t line_bytes; /* of a line (usual: 64 MiB) */
};

/* How a file was when it was looked at; by this a change is seen. */
struct source_stamp {
	uint64_t size;	  /* bytes */
	int64_t mtime_ns; /* last change, nanoseconds since 1970 */
	uint64_t inode;	  /* number of the inode */
};

struct source {
	char *bytes;		   /* the content; a NUL stands after it */
	size_t length;		   /* bytes in it */
	bool packed;		   /* it was gzip */
	struct source_stamp stamp; /* of the file read */
	unsigned char hash[SOURCE_HASH]; /* of the file as it is on disk */
};

/* The stamp of a file; ERROR_INPUT with the cause where it cannot be had. */
bool source_stamp_of(
    const char *path, struct source_stamp *ret, struct error *err);

/* Whether nothing changed between the two. */
bool source_stamp_same(
    const struct source_stamp *a, const struct source_stamp *b);

/*
 * Read a file whole; source_clear() what comes back. Symbolic links are
 * followed here (the walk decides about them). ERROR_INPUT, naming the cause,
 * for what cannot be opened, is no regular file, is over a limit, is broken
 * gzip, or changed while it was read. NULL `limits`: the usual ones.
 */
bool source_read(struct source *ret, const char *path,
    const struct source_limits *limits, struct error *err);

/*
 * Read `length` bytes at `offset` of a file that has the stamp `expected`;
 * the hash is left zero, gzip is not unpacked. ERROR_INPUT as above, also
 * where the stamp is another.
 */
bool source_read_range(struct source *ret, const char *path, uint64_t offset,
    uint64_t length, const struct source_stamp *expected, struct error *err);

void source_clear(struct source *source);

/* A place in a file where a line begins. */
struct source_place {
	uint64_t offset;    /* byte */
	unsigned long line; /* number of that line, from 1 */
};

/*
 * Look through a file that has the stamp `expected`: the hash of its content,
 * and for each multiple i of `step` bytes the first line that begins there or
 * after, in ret_places[i] (its end where there is none). `ret_places` has room
 * for size / step + 2; the last one is the file's end. ERROR_INPUT as above,
 * and for a line over the limit.
 */
bool source_survey(const char *path, const struct source_stamp *expected,
    const struct source_limits *limits, uint64_t step,
    struct source_place *ret_places, size_t *ret_count,
    unsigned char ret_hash[SOURCE_HASH], struct error *err);

/* Only the hash, without keeping the content. */
bool source_hash(const char *path, const struct source_stamp *expected,
    unsigned char ret_hash[SOURCE_HASH], struct error *err);

#endif
