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
#define LETTER	 7   /* width of one, about */
#define HEAD_MAX 16  /* letters of a head on a page */

struct picture {
	struct out *out;
	struct arena *arena;
	const struct tally_view *view;
	const struct view_place *place; /* on a site's page; NULL: alone */
	unsigned names;			/* width of the column of names */
	unsigned heads;			/* height of the row of heads */
	unsigned width;			/* of all of it, on a page */
};

/* Where what is `x` from the side that reading begins from lies, `w` wide. */
static unsigned
across(const struct picture *p, unsigned x, unsigned w)
{
	return p->place != NULL && p->place->rtl ? p->width - x - w : x;
}

static void
text_at(
    struct picture *p, unsigned x, unsigned y, const char *more, const char *s)
{
	out_printf(p->out, "<text x=\"%u\" y=\"%u\"%s>", x, y, more);
	markup_text(p->out, s);
	out_puts(p->out, "</text>\n");
}

/* Dark for against, white for for, in between what is neither. */
struct look {
	const char *class; /* for the style sheet of a page */
	const char *fill, *ink;
};

static struct look
look_of(const struct tally_cell *cell)
{
	bool both;
	enum side side = tally_side(cell, &both);

	if (both)
		return (struct look){"both", "#fff", "#000"};
	switch (side) {
	case SIDE_FOR:
		return (struct look){"yes", "#fff", "#000"};
	case SIDE_AGAINST:
		return (struct look){"no", "#333", "#fff"};
	case SIDE_CHANGE:
	case SIDE_AS_IS:
		return (struct look){"other", "#ccc", "#000"};
	default:
		return (struct look){"none", "#eee", "#000"};
	}
}

/* A link around what is drawn, on a page; `address` NULL: none. */
static void
begin_link(struct picture *p, const char *address)
{
	if (address == NULL)
		return;
	out_puts(p->out, "<a href=\"");
	markup_text(p->out, address);
	out_puts(p->out, "\">");
}

static void
end_link(struct picture *p, const char *address)
{
	if (address != NULL)
		out_puts(p->out, "</a>\n");
}

static const char *
cell_title(struct picture *p, const struct tally_cell *cell)
{
	const struct tally *tally = p->view->tally;
	struct provision_label label = tally->column[cell->column].label;

	/* Its numbers in other drafts are said elsewhere on a page. */
	if (p->place != NULL)
		label.places = "";
	return arena_printf(p->arena, "%s: %s; %s",
	    tally->holder[cell->holder].name, tally_words(p->arena, cell),
	    provision_heading(p->arena, &label));
}

/* Alone: all that it needs to be seen. */
static void
put_cell_alone(struct picture *p, const struct tally_cell *cell, unsigned x,
    unsigned y, const char *letters)
{
	struct look look = look_of(cell);

	out_puts(p->out, "<g role=\"img\"><title>");
	markup_text(p->out, cell_title(p, cell));
	out_printf(p->out,
	    "</title><rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%d\" "
	    "fill=\"%s\" stroke=\"#000\"/>",
	    x, y, CELL, CELL, look.fill);
	if (strcmp(look.class, "both") == 0)
		out_printf(p->out, "<path d=\"M%u %uh%dv-%dz\" fill=\"#bbb\"/>",
		    x, y + CELL, CELL, CELL);
	text_at(p, x + CELL / 2, y + CELL / 2 + 4,
	    arena_printf(
		p->arena, " text-anchor=\"middle\" fill=\"%s\"", look.ink),
	    letters);
	out_puts(p->out, "</g>\n");
}

/* On a page: its style sheet does the rest, and there are many of them. */
static void
put_cell_linked(struct picture *p, const struct tally_cell *cell, unsigned x,
    unsigned y, const char *letters)
{
	const struct view_place *place = p->place;
	const char *class = look_of(cell).class;

	out_puts(p->out, "<a href=\"");
	markup_text(p->out, place->cell(place->context, p->view->tally,
				cell->holder, cell->column));
	out_puts(p->out, "\"><title>");
	markup_text(p->out, cell_title(p, cell));
	out_printf(p->out,
	    "</title><path class=\"%s\" d=\"M%u %uh%dv%dh-%dz\"/>", class, x, y,
	    CELL, CELL, CELL);
	if (strcmp(class, "both") == 0)
		out_printf(p->out,
		    "<path class=\"half\" d=\"M%u %uh%dv-%dz\"/>", x, y + CELL,
		    CELL, CELL);
	text_at(p, x + CELL / 2, y + CELL / 2 + 4, "", letters);
	out_puts(p->out, "</a>\n");
}

static void
put_cell(struct picture *p, const struct tally_cell *cell)
{
	unsigned x = across(p, p->names + cell->column * CELL, CELL);
	unsigned y = p->heads + cell->holder * CELL;
	char letters[TALLY_MARKS];

	if (p->place == NULL)
		put_cell_alone(p, cell, x, y, tally_letters(cell, letters));
	else
		put_cell_linked(p, cell, x, y, tally_letters(cell, letters));
}

/*
 * What stands above a column: the number of a provision, with its text where
 * that is not said by its lineage; on a page, the name of a session.
 */
static const char *
head_of(const struct picture *p, size_t i)
{
	const struct provision_label *label = &p->view->tally->column[i].label;

	if (p->place == NULL)
		return label->number;
	if (p->view->by == TALLY_SESSION)
		return label->title[0] != '\0' ? label->title : label->number;
	if (label->places[0] != '\0' || label->instrument[0] == '\0')
		return label->number;
	return arena_printf(
	    p->arena, "%s %s", label->instrument, label->number);
}

static void
put_column_head(struct picture *p, size_t i)
{
	const struct view_place *place = p->place;
	bool rtl = place != NULL && place->rtl;
	unsigned x = across(p, p->names + (unsigned)i * CELL + CELL / 2 + 4, 0);
	unsigned y = p->heads - 6;
	const char *address =
	    place == NULL ? NULL
			  : place->column(place->context, p->view->tally, i);

	begin_link(p, address);
	text_at(p, x, y,
	    arena_printf(p->arena, "%s transform=\"rotate(%s60 %u %u)\"",
		rtl ? " text-anchor=\"end\"" : "", rtl ? "" : "-", x, y),
	    text_cut(p->arena, head_of(p, i), HEAD_MAX));
	end_link(p, address);
}

static void
put_row_head(struct picture *p, size_t i)
{
	const struct view_place *place = p->place;
	const char *address =
	    place == NULL ? NULL
			  : place->holder(place->context, p->view->tally, i);

	begin_link(p, address);
	text_at(p, across(p, p->names - 6, 0),
	    p->heads + (unsigned)i * CELL + CELL / 2 + 4,
	    place != NULL && place->rtl ? "" : " text-anchor=\"end\"",
	    text_cut(p->arena, p->view->tally->holder[i].name, NAME_MAX));
	end_link(p, address);
}

static void
put_heads(struct picture *p)
{
	for (size_t i = 0; i < p->view->tally->n_columns; i++)
		put_column_head(p, i);
	for (size_t i = 0; i < p->view->tally->n_holders; i++)
		put_row_head(p, i);
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

static const char *
whole_title(struct picture *p)
{
	const struct tally *tally = p->view->tally;

	return arena_printf(p->arena, "%s%s%zu holders by %zu %s",
	    p->view->title, p->view->title[0] != '\0' ? ": " : "",
	    tally->n_holders, tally->n_columns, p->view->things);
}

static void
put_drawing(struct picture *p)
{
	if (p->place == NULL)
		out_puts(p->out, "<rect width=\"100%\" height=\"100%\" "
				 "fill=\"#fff\"/>\n");
	put_heads(p);
	for (size_t i = 0; i < p->view->tally->n_cells; i++)
		put_cell(p, &p->view->tally->cell[i]);
}

void
view_matrix_svg(struct out *out, const struct view_options *options,
    const struct tally_view *view)
{
	const struct tally *tally = view->tally;
	struct picture p = {out, arena_new(), view, NULL, NAMES, HEADS, 0};
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
	markup_text(out, whole_title(&p));
	out_puts(out, "</title>\n<desc>");
	markup_text(out,
	    arena_printf(p.arena, "Collection of %s, index build %s, query: %s",
		options->info->created, options->info->build, view->plan));
	out_puts(out, "</desc>\n");
	put_drawing(&p);
	put_legend(&p, below);
	out_puts(out, "</svg>\n");
	arena_free(p.arena);
}

/* Columns of text, `most` at most. */
static unsigned
columns_of(const char *s, unsigned most)
{
	size_t n = page_columns(s, strlen(s));

	return n < most ? (unsigned)n : most;
}

/* Columns that the longest name and the longest head take. */
static void
measure(const struct picture *p, unsigned *ret_name, unsigned *ret_head)
{
	const struct tally *tally = p->view->tally;
	unsigned n;

	*ret_name = *ret_head = 2;
	for (size_t i = 0; i < tally->n_holders; i++) {
		n = columns_of(tally->holder[i].name, NAME_MAX);
		*ret_name = n > *ret_name ? n : *ret_name;
	}
	for (size_t i = 0; i < tally->n_columns; i++) {
		n = columns_of(head_of(p, i), HEAD_MAX);
		*ret_head = n > *ret_head ? n : *ret_head;
	}
}

/* A line under each row, so that the eye finds back to its name. */
static void
put_lines(struct picture *p, unsigned width)
{
	out_printf(p->out, "<path class=\"line\" d=\"M%u %u",
	    across(p, 0, width), p->heads);
	for (size_t i = 0; i <= p->view->tally->n_holders; i++)
		out_printf(p->out, "h%um-%u %d", width, width, CELL);
	out_puts(p->out, "\"/>\n");
}

void
view_matrix_drawn(struct out *out, const struct view_place *place,
    const struct tally_view *view)
{
	const struct tally *tally = view->tally;
	struct picture p = {out, arena_new(), view, place, 0, 0, 0};
	unsigned name, head, cells = (unsigned)tally->n_columns * CELL;
	unsigned width, height;

	measure(&p, &name, &head);
	p.names = 14 + name * LETTER;
	p.heads = 16 + head * LETTER * 7 / 8;
	width = p.width = p.names + cells + 10 + head * LETTER / 2;
	height = p.heads + (unsigned)tally->n_holders * CELL + 2;
	out_printf(out,
	    "<svg class=\"drawn\" direction=\"ltr\" role=\"group\" "
	    "width=\"%u\" height=\"%u\" "
	    "viewBox=\"0 0 %u %u\" font-size=\"12\" aria-label=\"",
	    width, height, width, height);
	markup_text(out, view->title);
	out_puts(out, "\">\n");
	put_lines(&p, p.names + cells);
	put_drawing(&p);
	out_puts(out, "</svg>\n");
	arena_free(p.arena);
}
