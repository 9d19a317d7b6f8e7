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
	CONTAINED_DONE,	      /* nothing: that was all */
	CONTAINED_READY	      /* the same, and it can read another file */
};

/* Stands before each piece. */
struct contained_head {
	uint64_t type;
	uint64_t length; /* bytes that follow */
};

/* A file to read. */
struct contained_request {
	unsigned long line; /* as in struct document */
	unsigned depth;
	bool ocr;
	bool members; /* somebody takes them */
	size_t path;  /* bytes that follow of each, with a NUL */
	size_t name;
	size_t size; /* and its bytes, with a NUL that is not counted */
};

/* What a child has of whoever made it: it is asked by the one, answers by the
 * other. */
struct contained_ends {
	int ask; /* of a socket */
	int out; /* of a pipe */
};

/*
 * A pipe for a child: ends[0] is to be read without blocking. ERROR_IO where
 * there is none.
 */
bool contained_pipe(int ends[2], struct error *err);

/* A socket to ask a child by: ends[1] is the child's. ERROR_IO as above. */
bool contained_socket(int ends[2], struct error *err);

/* Read so many bytes, however they come in; false where there are fewer. */
bool contained_receive(int fd, void *to, size_t n);

/*
 * Start a child that reads what it is asked to. ERROR_IO where there can be no
 * process.
 */
bool contained_fork(const struct reader *reader,
    const struct contained_limits *limits, const struct contained_ends *ends,
    pid_t *ret, struct error *err);

/*
 * What the child does, in a process made by `parent`: it waits for its first
 * file, gives up what it will not need (sandbox.h), reads, and answers; then
 * the next, up to limits->files, as long as each went well and it has not
 * grown. Does not return.
 */
void contained_run(const struct reader *reader,
    const struct contained_limits *limits, pid_t parent,
    const struct contained_ends *ends);

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
