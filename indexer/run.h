/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A run of travaux-index: walk, plan, work, write. Prints nothing; what there
 * is to say goes through the view. For indexer/ only.
 */
#ifndef INDEXER_RUN_H
#define INDEXER_RUN_H

#include "core/error.h"
#include "indexer/contained.h"
#include "indexer/prepare.h"
#include "indexer/report.h"
#include "indexer/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the user asks for. */
struct run_options {
	const char *index;	 /* folder of the index */
	const char *const *path; /* what to index */
	size_t n_paths;
	const char *datadir;		 /* where tables are */
	const char *negotiation;	 /* id or folder; "" for none */
	const char *charset;		 /* declared, or "" */
	const struct given_field *given; /* fields set for all records */
	size_t n_given;
	struct source_limits limits;
	struct contained_limits contained; /* for reading one file */
	unsigned jobs;			   /* processes */
	uint64_t memory; /* bytes for their shards; 0: not limited */
	unsigned wait;	 /* seconds to wait for another writer */
	bool positions;
	bool ocr;	     /* read pictures of text */
	bool again;	     /* read every file, changed or not */
	bool dry_run;	     /* only say what would be done */
	const char *made_by; /* program and version, for the index */
	const char *created; /* now, ISO, UTC */
};

/* What became of it. */
struct run_summary {
	uint64_t files_seen;
	uint64_t files_indexed;
	uint64_t files_unchanged;
	uint64_t files_skipped; /* left out, folders that could not be read
				   among them */
	uint64_t files_removed;
	uint64_t parts_left_out; /* records, and manifests, left out */
	uint64_t records;	 /* indexed now */
	uint64_t passages;
	uint64_t positions;
	uint64_t bytes;		/* of the files indexed */
	uint64_t index_records; /* in the index afterwards */
	uint64_t index_passages;
	bool changed; /* the index is another one now */
	bool renewed; /* unchanged files were read again, because tables or
			 settings had changed */
};

/* How far it is. */
struct run_progress {
	uint64_t bytes; /* done */
	uint64_t bytes_all;
	uint64_t files_all; /* to be read */
	uint64_t passages;  /* done */
	bool joining;	    /* all is read; the index is put together */
};

/* What shows it. */
struct run_view {
	struct report report;
	void (*progress)(void *context, const struct run_progress *progress);
	void *context; /* given to progress */
};

/*
 * Do it. False where nothing was written: the index is as it was before, and
 * `err` says why. The summary is filled in as far as the run came.
 */
bool run_index(const struct run_options *options, const struct run_view *view,
    struct run_summary *ret, struct error *err);

#endif
