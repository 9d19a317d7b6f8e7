/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The matrix as a picture. Sides are told by letter and by shade, so that it
 * can be printed without colour; each cell has a title for readers of screens.
 */
#include "searcher/markup.h"
#include "searcher/page.h"
#include "searcher/view-tally.h"

#include <string.h>

#define CELL	 26  /* user units: width and height of a cell */
#define NAMES	 200 /* for the names of holders */
#define HEADS	 90  /* for the heads of columns */
#define LINE	 16  /* of the legend */
#define NAME_MAX 30  /* letters of a name */

struct picture {
	struct out *out;
	struct arena *arena;
	const struct tally_view *view;
};

static void
text_at(
    struct picture *p, unsigned x, unsigned y, const char *more, const char *s)
{
	out_printf(p->out, "<text x=\"%u\" y=\"%u\"%s>", x, y, more);
	markup_text(p->out, s);
	out_puts(p->out, "</text>\n");
}

/* Dark for against, white for for, in between what is neither. */
static const char *
fill_of(const struct tally_cell *cell, const char **ret_ink)
{
	bool both;
	enum side side = tally_side(cell, &both);

	*ret_ink = "#000";
	if (both)
		return "url(#both)";
	switch (side) {
	case SIDE_FOR:
		return "#fff";
	case SIDE_AGAINST:
		*ret_ink = "#fff";
		return "#333";
	case SIDE_CHANGE:
	case SIDE_AS_IS:
		return "#ccc";
	default:
		return "#eee";
	}
}

static void
put_cell(struct picture *p, const struct tally_cell *cell)
{
	const struct tally *tally = p->view->tally;
	const struct tally_column *column = &tally->column[cell->column];
	unsigned x = NAMES + cell->column * CELL;
	unsigned y = HEADS + cell->holder * CELL;
	char letters[TALLY_MARKS];
	const char *ink, *fill = fill_of(cell, &ink);

	out_puts(p->out, "<g role=\"img\"><title>");
	markup_text(p->out,
	    arena_printf(p->arena, "%s: %s; %s",
		tally->holder[cell->holder].name, tally_words(p->arena, cell),
		provision_heading(p->arena, &column->label)));
	out_printf(p->out,
	    "</title><rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%d\" "
	    "fill=\"%s\" stroke=\"#000\"/>",
	    x, y, CELL, CELL, fill);
	text_at(p, x + CELL / 2, y + CELL / 2 + 4,
	    arena_printf(p->arena, " text-anchor=\"middle\" fill=\"%s\"", ink),
	    tally_letters(cell, letters));
	out_puts(p->out, "</g>\n");
}

static void
put_heads(struct picture *p)
{
	const struct tally *tally = p->view->tally;

	for (unsigned i = 0; i < tally->n_columns; i++) {
		unsigned x = NAMES + i * CELL + CELL / 2 + 4, y = HEADS - 6;

		text_at(p, x, y,
		    arena_printf(
			p->arena, " transform=\"rotate(-60 %u %u)\"", x, y),
		    tally->column[i].label.number);
	}
	for (unsigned i = 0; i < tally->n_holders; i++)
		text_at(p, NAMES - 6, HEADS + i * CELL + CELL / 2 + 4,
		    " text-anchor=\"end\"",
		    text_cut(p->arena, tally->holder[i].name, NAME_MAX));
}

/* What columns and letters mean, below the matrix. */
static void
put_legend(struct picture *p, unsigned y)
{
	const struct tally *tally = p->view->tally;

	for (size_t i = 0; tally_legend[i] != NULL; i++, y += LINE)
		text_at(p, 10, y, "", tally_legend[i]);
	for (size_t i = 0; i < tally->n_columns; i++, y += LINE)
		text_at(p, 10, y, "",
		    provision_heading(p->arena, &tally->column[i].label));
	text_at(
	    p, 10, y, "", arena_printf(p->arena, "Query: %s", p->view->plan));
}

void
view_matrix_svg(struct out *out, const struct view_options *options,
    const struct tally_view *view)
{
	const struct tally *tally = view->tally;
	struct picture p = {out, arena_new(), view};
	unsigned cells = (unsigned)tally->n_columns * CELL;
	unsigned width = NAMES + (cells > 400 ? cells : 400) + 10;
	unsigned below = HEADS + (unsigned)tally->n_holders * CELL + 30;
	unsigned height = below + (unsigned)(tally->n_columns + 12) * LINE;

	out_printf(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" "
	    "height=\"%u\" viewBox=\"0 0 %u %u\" font-family=\"sans-serif\" "
	    "font-size=\"12\">\n<title>",
	    width, height, width, height);
	markup_text(out, arena_printf(p.arena, "%s%s%zu holders by %zu %s",
			     view->title, view->title[0] != '\0' ? ": " : "",
			     tally->n_holders, tally->n_columns, view->things));
	out_puts(out, "</title>\n<desc>");
	markup_text(out,
	    arena_printf(p.arena, "Collection of %s, index build %s, query: %s",
		options->info->created, options->info->build, view->plan));
	out_puts(out,
	    "</desc>\n<defs><pattern id=\"both\" width=\"6\" height=\"6\" "
	    "patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" "
	    "fill=\"#fff\"/><path d=\"M0 6L6 0\" stroke=\"#888\"/></pattern>"
	    "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
	put_heads(&p);
	for (size_t i = 0; i < tally->n_cells; i++)
		put_cell(&p, &tally->cell[i]);
	put_legend(&p, below);
	out_puts(out, "</svg>\n");
	arena_free(p.arena);
}
