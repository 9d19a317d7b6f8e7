/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Views: results as text, JSON, JSON lines, CSV and TSV. One file per output;
 * a view only writes to a struct out.
 */
#ifndef SEARCHER_VIEW_H
#define SEARCHER_VIEW_H

#include "searcher/answer.h"
#include "searcher/out.h"
#include "searcher/record-ref.h"
#include "searcher/request.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>

struct tally;

struct parts;

/*
 * Of a view that is part of a site's page: the page around it, and where on the
 * site things are. Addresses are not yet escaped; they are in the arena of the
 * request.
 */
struct view_place {
	/* The page's head, and its end. */
	void (*begin)(void *context, const char *title);
	void (*end)(void *context);
	/* Address of a passage. */
	const char *(*passage)(
	    void *context, const char *record, uint32_t number);
	/* Address of the positions of a holder on a provision (its key). */
	const char *(*positions)(
	    void *context, const char *holder, const char *key);
	/* Address of what proves a cell, of a holder, and of a column. */
	const char *(*cell)(void *context, const struct tally *tally,
	    size_t holder, size_t column);
	const char *(*holder)(
	    void *context, const struct tally *tally, size_t holder);
	const char *(*column)(
	    void *context, const struct tally *tally, size_t column);
	/* The name of a holder in the language of the page, or `otherwise`. */
	const char *(*name)(
	    void *context, const char *id, const char *otherwise);
	/* Where a quote is from, as the page's other quotes tell it. */
	const char *(*source)(void *context, const struct evidence *evidence);
	/* Links to the other parts of a paper too long for one page. */
	void (*steps)(void *context, const struct parts *parts);
	void *context; /* passed to these */
	bool rtl;      /* pictures are drawn from right to left */
};

/* How text is to look; main() finds out. */
struct view_options {
	unsigned width;			/* columns; 0: lines are not broken */
	bool attributes;		/* bold and underline can be shown */
	bool color;			/* and colours */
	bool texts_only;		/* show: the texts alone */
	const struct index_info *info;	/* of the index, for its date */
	const struct view_place *place; /* part of a page; NULL: alone */
};

/* What a search gives to be shown. */
struct search_view {
	const char *query; /* as asked */
	const struct search_params *params;
	const struct search_result *result;
};

/* A record to be shown. */
struct record_view {
	const struct record *record;
	const char *called;		      /* record_called() */
	const struct passage *const *passage; /* those shown, in order */
	size_t n_passages;		      /* how many */
	uint32_t wanted; /* number of the one asked for, 0: all */
	size_t total;	 /* passages of the record */
	struct translation *translation; /* of the passage asked for */
	size_t n_translations;
	bool repairs; /* tell what was repaired, word by word */
};

/* Positions come one by one: their head and end are called once. */
struct positions_view {
	struct out *out;
	const struct view_options *options;
	uint64_t rows;	  /* written so far */
	const char *head; /* the query, to stand before an export; or NULL */
};

struct view {
	void (*search)(struct out *out, const struct view_options *options,
	    const struct search_view *view);
	void (*answer)(struct out *out, const struct view_options *options,
	    const struct answer *answer);
	void (*record)(struct out *out, const struct view_options *options,
	    const struct record_view *view);
	void (*positions_begin)(struct positions_view *view);
	void (*position)(
	    struct positions_view *view, const struct position_row *row);
	void (*positions_end)(struct positions_view *view, const char *plan,
	    const struct notes *notes);
};

/* The view of a format. */
const struct view *view_get(enum request_format format);

extern const struct view view_text;
extern const struct view view_json;
extern const struct view view_jsonl;
extern const struct view view_csv;
extern const struct view view_tsv;

#endif
