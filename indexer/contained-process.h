/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The children as their parent has them: started, asked, kept for another
 * file, ended. For contained.c and contained-server.c.
 *
 * Which files may share a child is said in contained.h, and decided here.
 */
#ifndef INDEXER_CONTAINED_PROCESS_H
#define INDEXER_CONTAINED_PROCESS_H

#include "indexer/contained-child.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Places for children that wait for their next file: one for each reader that
 * is usual in one folder. */
#define CONTAINED_IDLE 3

/* A child. */
struct contained_process {
	pid_t pid;			 /* 0: there is none */
	struct contained_server *server; /* who made it, or NULL */
	const struct reader *reader;
	struct contained_limits limits;
	struct contained_ends ends; /* to ask it by, and to read from */
	char *folder;	 /* of its files, with the end of the archive's name */
	unsigned files;	 /* that it was asked to read */
	int64_t used_ms; /* processor time it had before the file at hand */
};

/*
 * One that waits for a file like this, out of the server's places; false where
 * there is none. It is the caller's then.
 */
bool contained_process_take(struct contained_server *server,
    const struct reader *reader, const struct document *document,
    const struct contained_limits *limits, struct contained_process *ret);

/*
 * A new one, made by the server or, where that is NULL or gone, by this
 * process. ERROR_IO where there can be none.
 */
bool contained_process_start(struct contained_server *server,
    const struct reader *reader, const struct document *document,
    const struct contained_limits *limits, struct contained_process *ret,
    struct error *err);

/*
 * Processor time in milliseconds that it has had for the file at hand; 0 where
 * that cannot be known.
 */
int64_t contained_process_used(const struct contained_process *process);

/*
 * Give it back, after a file that went well, when it said that it is ready: it
 * waits in one of the server's places, or is ended.
 */
void contained_process_keep(struct contained_process *process);

/*
 * End it, as contained_reap() does; its status. Nothing is done where there is
 * none.
 */
int contained_process_end(struct contained_process *process, bool stop);

#endif
