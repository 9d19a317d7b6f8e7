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
 * A pipe for a child: ends[0] is to be read without blocking. ERROR_IO where
 * there is none.
 */
bool contained_pipe(int ends[2], struct error *err);

/*
 * Start a child that reads the document and writes to `out`. ERROR_IO where
 * there can be no process.
 */
bool contained_fork(const struct reader *reader,
    const struct document *document, struct arena *arena,
    const struct contained_limits *limits, int out, pid_t *ret,
    struct error *err);

/* What the child does, in a process made by `parent`. Does not return. */
void contained_run(const struct reader *reader, const struct document *document,
    struct arena *arena, const struct contained_limits *limits, pid_t parent,
    int out);

/*
 * Wait for a child of this process that closed its pipe: it ends by itself,
 * or is ended, at once where `stop` is set. Its status.
 */
int contained_reap(pid_t pid, bool stop);

/*
 * Have this process end when its parent is killed, where the system can do
 * that; elsewhere it ends when it finds nobody listening.
 */
void contained_end_with(pid_t parent);

#endif
