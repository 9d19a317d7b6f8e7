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

/* A provision in each draft, and its text with the differences. */
void site_drafts(struct site *site, const struct history *history);

/* What the letters of pictures mean. */
void site_legend(struct site *site);

#endif
