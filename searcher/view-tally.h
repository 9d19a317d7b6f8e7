/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Views of a tally: the matrix of holders by provisions (or sessions), and
 * counts; as text, JSON, CSV, TSV and SVG.
 */
#ifndef SEARCHER_VIEW_TALLY_H
#define SEARCHER_VIEW_TALLY_H

#include "searcher/tally.h"
#include "searcher/view.h"

struct tally_view {
	const char *title;  /* of the whole, or "" */
	const char *things; /* what the columns are: "provisions" */
	const struct tally *tally;
	enum tally_by by;
	const char *plan; /* the query as it was understood */
	const struct notes *notes;
	bool head; /* query and index stand before a table */
};

/* Holders by columns, a letter or two in each cell. */
void view_matrix(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view);
void view_matrix_text(struct out *out, const struct view_options *options,
    const struct tally_view *view);
void view_matrix_svg(struct out *out, const struct view_options *options,
    const struct tally_view *view);

/*
 * The same picture within a page of HTML: no styles and no legend of its own,
 * each name and each cell a link. `view->title` is its name.
 */
void view_matrix_drawn(struct out *out, const struct view_place *place,
    const struct tally_view *view);

/* A line for each holder (`holders`), or for each column. */
void view_counts(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view, bool holders);

/* "3 provisions": how many there are of what the columns are. */
const char *count_things(struct arena *arena, enum tally_by by, size_t n);

/* A text cut to so many columns, with an ellipsis; in the arena. */
const char *text_cut(struct arena *arena, const char *s, unsigned columns);

#endif
