/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents: the content of a file and of the files within it (members of
 * archives, attachments), each given to the reader that knows it. Readers of
 * bytes run in a child process (contained.h), one after the other: what a
 * member is read by is not what unpacks the archive, so that a member that
 * brings its reader down costs itself only. For work.c.
 *
 * What is left out is reported with its place, "archive.zip!/member": a file
 * as REPORT_SKIPPED, a part of one as REPORT_PARTIAL.
 */
#ifndef INDEXER_DOCUMENTS_H
#define INDEXER_DOCUMENTS_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/contained.h"
#include "indexer/manifest.h"
#include "indexer/reader.h"
#include "indexer/report.h"
#include "indexer/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file whose content is there. */
struct document_file {
	const char *path;   /* as given by the user */
	const char *bytes;  /* its content, unpacked; a NUL stands after it */
	size_t size;	    /* how many */
	bool whole;	    /* else a part of JSONL, which begins at: */
	uint64_t offset;    /* byte of the file */
	unsigned long line; /* line of the file */
	const struct manifest_row *manifest; /* its row, or NULL */
	struct manifest *manifests; /* that may speak of what is in it */
	const char *listed;	    /* its path as they have it */
};

/* How, and for whom. */
struct document_settings {
	const struct source_limits *limits; /* of the file, also of all that is
					       in it together */
	const struct contained_limits *contained;
	struct contained_server *server; /* makes children, or NULL */
	const char *charset;		 /* declared for all, or "" */
	bool ocr;			 /* pictures of text may be read */
	struct arena *file_arena;	 /* lives as long as the file is read */
	struct arena *record_arena;	 /* reset between records */
	const struct report *report;	 /* for reports */
	/*
	 * Take a record of a document: as in struct record_sink, with the
	 * document and its row of a manifest, or NULL. raw->member says where
	 * in the file it is from.
	 */
	bool (*take)(void *context, struct arena *arena,
	    const struct document *document, const struct manifest_row *row,
	    struct raw_record *raw, struct error *err);
	void *context; /* given to `take` */
};

/* What became of a file. */
enum document_outcome {
	DOCUMENT_READ,	  /* what could be read of it was */
	DOCUMENT_REFUSED, /* it is nothing that could be read */
	DOCUMENT_STOPPED  /* reading it crashed, or came to a limit */
};

/*
 * Read a file. False where `take` stopped, or the system failed (ERROR_IO);
 * all else is reported, and in the outcome.
 */
bool document_read(const struct document_settings *settings,
    const struct document_file *file, enum document_outcome *ret,
    struct error *err);

#endif
