/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The child's side of a contained reading, and how it speaks. For contained.c.
 */
#ifndef INDEXER_CONTAINED_CHILD_H
#define INDEXER_CONTAINED_CHILD_H

#include "indexer/contained.h"
#include "indexer/sandbox.h"

#include <stdint.h>
#include <sys/types.h>

/* Exit status of a child that got no more memory. */
#define CONTAINED_NO_MEMORY SANDBOX_NO_MEMORY

enum contained_type {
	CONTAINED_RECORD = 1, /* a raw record */
	CONTAINED_MEMBER,     /* a name, then the bytes of the file */
	CONTAINED_REPORT,     /* grade, line, path, text */
	CONTAINED_FAILED,     /* text: the file, or its rest, is left out */
	CONTAINED_DONE	      /* nothing: that was all */
};

/* Stands before each piece. */
struct contained_head {
	uint64_t type;
	uint64_t length; /* bytes that follow */
};

/*
 * Start a child that reads the document. `*ret_in` is the end of a pipe, to be
 * read without blocking. ERROR_IO where there can be no process.
 */
bool contained_child(const struct reader *reader,
    const struct document *document, struct arena *arena,
    const struct contained_limits *limits, pid_t *ret_pid, int *ret_in,
    struct error *err);

#endif
