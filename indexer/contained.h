/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading in a child process with limits. A file from anywhere is handed to
 * large libraries; whatever it does to them costs that file only: the child
 * crashes, runs out of memory or time, or is stopped, and the file is left out
 * with the reason. For work.c.
 *
 * The child is made by fork(), from a process with one thread. What its reader
 * gives crosses a pipe: records, files within the file, reports. The parent
 * believes none of it (wire.h). Records that came whole before a child ended
 * are kept: a mailbox is not lost for its last message.
 *
 * A new process costs as much as a small page of HTML several times over, most
 * of it for memory that is touched for the first time. So a child reads up to
 * `files` small files (reader.shares), one after the other, under these rules:
 *
 * - All lie in one folder, or in one archive or mail, and are of one format.
 *   Archives, mails, large files and what is read with OCR have a child each.
 * - It goes on only after a file that went well. After one that was refused,
 *   damaged (anything but a note was told of it) or stopped, and when it has
 *   grown or had its time, it is ended, and the next file has a new one.
 * - What comes from a child that has read others is held back until its file
 *   has ended well. Otherwise nobody hears of it, and the file is read again in
 *   a new child: what is told of it, its limits and its reasons are its own.
 * - The sandbox is the same, and is never opened again.
 *
 * So a file that breaks a library costs no other file. What is given up: a file
 * that takes a library over, and breaks nothing, could change what is read
 * from the next ones, at most files - 1, of its own folder; and it could see
 * them, but tell nobody, except in its records. Where those who wrote the
 * files of one folder would do that to each other, let `files` be 1: each has
 * its own child then, and none can speak for another (--isolate).
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
	unsigned files;	  /* that one child may read (16); 1: each has its own.
			     The other limits begin anew with each */
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
