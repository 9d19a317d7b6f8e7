/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Views within pages of the site: where their names and cells lead, and
 * pictures with their tables. For site*.c.
 */
#ifndef SEARCHER_SITE_PLACE_H
#define SEARCHER_SITE_PLACE_H

#include "searcher/history.h"
#include "searcher/site.h"
#include "searcher/view-tally.h"

/* A page around a paper, with links to passages alone. */
struct view_place site_place(struct site *site);

/* A tally as a picture and a table, both with links. */
struct site_figure {
	struct site *site;
	const char *id;	   /* anchor */
	const char *title; /* its name */
	const struct tally *tally;
	enum tally_by by;      /* what the columns are */
	bool provisions;       /* rows are provisions, not holders */
	const char *holder;    /* of all cells, or NULL: that of the row */
	const char *provision; /* the same: a key */
};

/* Draw it; nothing for an empty tally. */
void site_figure(const struct site_figure *figure);

/* Some rows and columns of a tally: as much as a page may weigh. */
struct site_window {
	struct tally part;   /* what is shown */
	struct parts parts;  /* of its rows */
	size_t first_column; /* of what is shown */
};

/*
 * The part that the request's offset and column lie in: so many columns, and
 * rows that weigh `most` bytes, about, as a figure.
 */
void site_window(struct site *site, const struct tally *tally, size_t columns,
    size_t most, struct site_window *ret);

/* A provision in each draft, and its text with the differences. */
void site_drafts(struct site *site, const struct history *history);

/* What the letters of pictures mean. */
void site_legend(struct site *site);

#endif
