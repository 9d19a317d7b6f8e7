/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rows of one line of a batch: what a view writes, with the line's number
 * and the query put into every row. For cmd-batch.c.
 */
#ifndef SEARCHER_BATCH_ROWS_H
#define SEARCHER_BATCH_ROWS_H

#include "searcher/out.h"
#include "searcher/request.h"

#include <stdbool.h>
#include <stddef.h>

struct batch_rows {
	struct out *out;	    /* where rows go */
	enum request_format format; /* not FORMAT_JSON */
	unsigned long line;	    /* number of the line */
	const char *query;	    /* its text */
	bool headed; /* the head of a table was written, by this line or
			one before */
	/* The state of the writer: zero at the beginning. */
	bool skipping; /* in the head of a table that was written before */
	bool inside;   /* in a row */
	bool quoted;   /* in a cell between quotation marks */
};

/* Before the view writes, and after it. */
void batch_rows_begin(struct batch_rows *rows);
void batch_rows_end(struct batch_rows *rows);

/* What the view's struct out writes to; `context` is the rows. */
bool batch_rows_write(void *context, const char *bytes, size_t n);

#endif
