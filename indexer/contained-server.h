/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process that makes children for contained readings. fork() marks all that
 * a process has written as shared, and it pays again for each page that it
 * writes afterwards: much, for one that has an index in the making. So that
 * one makes a server while it is small, and the server forks in its place. It
 * looks at no file itself. For contained.c, and who makes one.
 */
#ifndef INDEXER_CONTAINED_SERVER_H
#define INDEXER_CONTAINED_SERVER_H

#include "indexer/contained-child.h"

#include <sys/types.h>

struct contained_process; /* contained-process.h */

/*
 * Start a server, from a process with one thread; contained_server_free() it.
 * It ends with this process. NULL where it cannot be had: children are made
 * without it then.
 *
 * `program` is argv[0] of a program whose main() calls contained_server_main():
 * the server is then this program started anew, where the system can do that,
 * with settings of the C library that suit it, once there is something to read.
 * NULL: a fork of this process, which readers outside of the table need.
 */
struct contained_server *contained_server_new(const char *program);

/*
 * For main(), before it looks at its arguments: where they are those of a
 * server started anew, serves and does not return.
 */
void contained_server_main(int argc, char **argv);

/* End it. NULL is allowed. */
void contained_server_free(struct contained_server *server);

/* The places for processes that wait for their next file. */
struct contained_process *contained_server_idle(
    struct contained_server *server);

/*
 * Have it start a child, with these ends of a socket and a pipe; the child's
 * process goes to *ret. The reader is of the table, or must have been there, at
 * its place, when the server was forked. False where the server is gone, or can
 * make no process.
 */
bool contained_server_start(struct contained_server *server,
    const struct reader *reader, const struct contained_limits *limits,
    const struct contained_ends *ends, pid_t *ret);

/* Wait for the end of a child, as contained_reap(). Its status. */
int contained_server_end(struct contained_server *server, pid_t pid, bool stop);

#endif
