/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a run looks like on a terminal or in a log: reports, progress, the
 * summary. All of it goes to standard error. For travaux-index.c.
 */
#ifndef INDEXER_INDEX_VIEW_H
#define INDEXER_INDEX_VIEW_H

#include "core/index-split.h"
#include "indexer/run.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

struct index_view {
	FILE *out;
	bool quiet;	/* only what went wrong */
	bool verbose;	/* notes as well */
	bool terminal;	/* progress is shown */
	bool on_screen; /* a line of progress is there now */
	struct timespec start;
	struct timespec shown; /* when progress was last shown */
};

void index_view_init(
    struct index_view *view, FILE *out, bool quiet, bool verbose);

/* What run_index() is to be given. */
struct run_view index_view_for_run(struct index_view *view);

/* Take the line of progress away. */
void index_view_clear(struct index_view *view);

/* The summary at the end; `index` is the index's path. */
void index_view_summary(struct index_view *view,
    const struct run_options *options, const struct run_summary *summary);

/* That a database for other programs was written, of so many passages. */
void index_view_compatible(
    struct index_view *view, const char *path, uint32_t count);

/* What became of a split: how many shards were made. */
void index_view_split(
    struct index_view *view, const struct index_split *split, unsigned made);

#endif
