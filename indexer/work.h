/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Work: reading files, or parts of a large one, and turning them into the
 * documents of the index. The same whether it is done in this process or in a
 * worker of the crew: what comes out goes to a sink. For indexer/ only.
 */
#ifndef INDEXER_WORK_H
#define INDEXER_WORK_H

#include "core/arena.h"
#include "core/error.h"
#include "core/stem.h"
#include "indexer/contained.h"
#include "indexer/prepare.h"
#include "indexer/report.h"
#include "indexer/source.h"
#include "indexer/walk.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A record whose id another one has. */
struct rename {
	size_t part;	/* number of the part it comes from */
	size_t ordinal; /* which of that part's records, from 0 */
	const char *id; /* the id it gets */
};

/* A file to read, or a part of one. */
struct work_part {
	const struct walk_file *file;
	const char *negotiation; /* of a profile beside the file, or NULL */
	bool whole;		 /* the whole file; else: */
	uint64_t offset;	 /* first byte, the beginning of a line */
	uint64_t length;	 /* bytes */
	unsigned long line;	 /* number of the first line */
};

/* What became of a part. */
enum work_outcome {
	WORK_NOT_DONE = 0,
	WORK_DONE,  /* read; there may be reports on records left out */
	WORK_EMPTY, /* read, and there is nothing in it for an index */
	WORK_UNREAD /* it could not be read; what is indexed of it stays */
};

struct work_result {
	enum work_outcome outcome;
	uint32_t records;
	uint32_t passages;
	uint32_t positions;
	unsigned char hash[SOURCE_HASH]; /* of a whole file's content */
	const char *negotiations; /* of its records, one a line, each once */
	const char *ids;	  /* of its records, one a line */
};

/* Where work goes. Functions that return false stop it, with `err` set. */
struct work_sink {
	/* A part is begun. */
	bool (*begin)(void *context, size_t part, struct error *err);
	/*
	 * The id under which a record is indexed: `id`, or another one, which
	 * lives as long as the run.
	 */
	const char *(*name)(
	    void *context, size_t part, size_t ordinal, const char *id);
	/* A document. */
	bool (*document)(
	    void *context, const struct xap_doc_input *doc, struct error *err);
	/* A part is done. Strings live during the call. */
	bool (*end)(void *context, size_t part,
	    const struct work_result *result, struct error *err);
	struct report report; /* for reports */
	void *context;	      /* given to all of these */
};

/* What a worker needs; one for each process. */
struct work {
	const struct prepare_settings *settings;
	const struct source_limits *limits;
	const struct contained_limits *contained;
	struct contained_server *server; /* makes children for reading, or
					    NULL: this process does */
	const char *charset; /* declared on the command line, or "" */
	bool ocr;	     /* read pictures of text */
	struct stems *stems;
	struct arena *file_arena;   /* lives as long as a file is read */
	struct arena *record_arena; /* as long as a record */
};

/*
 * Whether a file of this name and beginning is UTF-8 by definition and read
 * line by line, so that parts of it may be read by themselves.
 */
bool work_is_lines(
    const char *name, const char *declared, const char *bytes, size_t n);

/*
 * Read part number `number`. False only where the sink or the system fails:
 * a file that cannot be read is reported, and its result says so.
 */
bool work_part(struct work *work, const struct work_part *part, size_t number,
    const struct work_sink *sink, struct error *err);

#endif
