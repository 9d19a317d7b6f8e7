/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading in a child process with limits. A file from anywhere is handed to
 * large libraries; whatever it does to them costs that file only: the child
 * crashes, runs out of memory or time, or is stopped, and the file is left out
 * with the reason. For work.c.
 *
 * The child is made by fork(), from a process with one thread, and reads one
 * file: one that a file has taken over must not speak for another. What its
 * reader gives crosses a pipe: records, files within the file, reports. The
 * parent believes none of it (wire.h). Records that came whole before a child
 * ended are kept: a mailbox is not lost for its last message.
 */
#ifndef INDEXER_CONTAINED_H
#define INDEXER_CONTAINED_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct contained_server; /* contained-server.h */

/* What a child may take. 0: the usual. */
struct contained_limits {
	uint64_t memory;  /* bytes, beside what the parent has (512 MiB) */
	unsigned seconds; /* of processor time for a file (60), and another for
			     each MiB that came out of it */
	uint64_t output;  /* bytes of all that comes out (1 GiB) */
	uint64_t piece;	  /* bytes of one record or member (65 MiB) */
	size_t pieces;	  /* records, members and reports (1,000,000) */
	const char *program; /* of contained_server_new(), or NULL */
};

/*
 * As reader->read(), in a child, made by the server or, where that is NULL, by
 * this process. Members go to document->members, reports to
 * document->report. The arena is reset before each record.
 *
 * False where the sink of records or of members stopped, with its error; and
 * where the file, or the rest of it, is left out: ERROR_INPUT where the reader
 * said so, ERROR_LIMIT where the child did not come to its end. ERROR_IO where
 * no process can be made.
 */
bool contained_read(struct contained_server *server,
    const struct reader *reader, const struct document *document,
    struct arena *arena, const struct record_sink *sink,
    const struct contained_limits *limits, struct error *err);

#endif
