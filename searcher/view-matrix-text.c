/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/page.h"
#include "searcher/view-tally.h"

#include "core/utf8.h"

#include <string.h>

#define NAME_MOST   28 /* columns for the names of holders */
#define WIDTH_USUAL 80 /* where lines are not broken */

struct matrix {
	struct page page;
	struct arena *arena;
	const struct tally_view *view;
	unsigned name_width;  /* columns of the names */
	unsigned *cell_width; /* of each column, with the space before it */
};

const char *
text_cut(struct arena *arena, const char *s, unsigned columns)
{
	size_t n = strlen(s), end = 0;
	unsigned used = 0;

	if (page_columns(s, n) <= columns)
		return s;
	while (end < n) {
		int32_t c;
		size_t bytes = utf8_next(s + end, n - end, &c);
		unsigned width = page_columns(s + end, bytes);

		if (used + width + 1 > columns)
			break;
		used += width;
		end += bytes;
	}
	return arena_printf(arena, "%.*s\u2026", (int)end, s);
}

const char *
count_things(struct arena *arena, enum tally_by by, size_t n)
{
	const char *format =
	    by == TALLY_SESSION ? P_("%zu session", "%zu sessions", n)
	    : by == TALLY_GROUP ? P_("%zu group", "%zu groups", n)
				: P_("%zu provision", "%zu provisions", n);

	return arena_printf(arena, format, n);
}

static const char *
column_name(const struct matrix *m, size_t column)
{
	const struct tally_column *c = &m->view->tally->column[column];
	const char *usual = c->neg->default_instrument;

	/* A number of another text than the usual one says so. */
	if (m->view->by == TALLY_PROVISION && usual != NULL &&
	    c->label.instrument[0] != '\0' &&
	    strcmp(c->label.instrument, usual) != 0)
		return arena_printf(
		    m->arena, "%s:%s", c->label.instrument, c->label.number);
	return c->label.number;
}

static void
measure(struct matrix *m)
{
	const struct tally *tally = m->view->tally;
	unsigned most = m->page.width > 0 && m->page.width / 3 < NAME_MOST
			    ? m->page.width / 3
			    : NAME_MOST;

	m->cell_width =
	    arena_array(m->arena, tally->n_columns, sizeof *m->cell_width);
	m->name_width = 6;
	for (size_t i = 0; i < tally->n_holders; i++) {
		const char *name = tally->holder[i].name;
		unsigned width = page_columns(name, strlen(name));

		if (width > most)
			width = most;
		if (width > m->name_width)
			m->name_width = width;
	}
	for (size_t i = 0; i < tally->n_columns; i++) {
		const char *name = column_name(m, i);
		unsigned width = page_columns(name, strlen(name));

		m->cell_width[i] = width < 2 ? 3 : width + 1;
	}
	for (size_t i = 0; i < tally->n_cells; i++) {
		char letters[TALLY_MARKS];
		size_t n = strlen(tally_letters(&tally->cell[i], letters));
		unsigned *width = &m->cell_width[tally->cell[i].column];

		if (*width < n + 1)
			*width = (unsigned)n + 1;
	}
}

static void
pad(struct matrix *m, unsigned columns)
{
	while (columns-- > 0)
		out_puts(m->page.out, " ");
}

/* Text in its column; all but the last are filled up for the next. */
static void
put_cell(struct matrix *m, unsigned width, enum page_style style, const char *s,
    bool last)
{
	pad(m, 1);
	page_text(&m->page, style, s);
	if (!last)
		pad(m, width - 1 - page_columns(s, strlen(s)));
	m->page.column = 0; /* of this line the page knows nothing */
	m->page.space = false;
}

static void
put_name(struct matrix *m, const char *name)
{
	name = text_cut(m->arena, name, m->name_width);
	page_text(&m->page, STYLE_PLAIN, name);
	pad(m, m->name_width - page_columns(name, strlen(name)));
	m->page.column = 0;
}

static enum page_style
style_of(const struct tally_cell *cell)
{
	bool both;
	enum side side;

	if (cell == NULL)
		return STYLE_FAINT;
	side = tally_side(cell, &both);
	if (both || (side != SIDE_FOR && side != SIDE_AGAINST))
		return STYLE_HEAD;
	return side == SIDE_FOR ? STYLE_FOR : STYLE_AGAINST;
}

static void
put_row(struct matrix *m, size_t holder, size_t first, size_t end)
{
	const struct tally *tally = m->view->tally;
	char letters[TALLY_MARKS];

	put_name(m, tally->holder[holder].name);
	for (size_t i = first; i < end; i++) {
		const struct tally_cell *cell = tally_at(tally, holder, i);

		put_cell(m, m->cell_width[i], style_of(cell),
		    cell == NULL ? "." : tally_letters(cell, letters),
		    i + 1 == end);
	}
	out_puts(m->page.out, "\n");
}

/* The columns that go together into the width, from `first` on. */
static size_t
part_end(const struct matrix *m, size_t first)
{
	unsigned width = m->page.width > 0 ? m->page.width : WIDTH_USUAL;
	unsigned used = m->name_width;
	size_t i = first;

	for (; i < m->view->tally->n_columns; i++) {
		if (i > first && used + m->cell_width[i] > width)
			break;
		used += m->cell_width[i];
	}
	return i;
}

static void
put_part(struct matrix *m, size_t first, size_t end)
{
	const struct tally *tally = m->view->tally;

	out_puts(m->page.out, "\n");
	if (first > 0 || end < tally->n_columns) {
		page_printf(&m->page, STYLE_FAINT,
		    _("Columns %zu to %zu of %zu"), first + 1, end,
		    tally->n_columns);
		page_line(&m->page, 0);
	}
	put_name(m, "");
	for (size_t i = first; i < end; i++)
		put_cell(m, m->cell_width[i], STYLE_HEAD, column_name(m, i),
		    i + 1 == end);
	out_puts(m->page.out, "\n");
	for (size_t i = 0; i < tally->n_holders; i++) {
		enum holder_kind kind = tally->holder[i].kind;

		/* What is no delegation stands apart. */
		if (kind > HOLDER_GROUP &&
		    (i == 0 || tally->holder[i - 1].kind <= HOLDER_GROUP))
			out_puts(m->page.out, _("No delegations:\n"));
		put_row(m, i, first, end);
	}
}

/* What each column is, and what the letters mean. */
static void
put_legend(struct matrix *m)
{
	const struct tally *tally = m->view->tally;

	page_gap(&m->page);
	for (size_t i = 0; i < tally->n_columns; i++) {
		const struct provision_label *label = &tally->column[i].label;

		if (label->title[0] == '\0' && label->places[0] == '\0')
			continue;
		page_text(&m->page, STYLE_HEAD, column_name(m, i));
		page_text(&m->page, STYLE_PLAIN, "  ");
		m->page.indent = 2;
		page_text(&m->page, STYLE_PLAIN, label->title);
		if (label->places[0] != '\0') {
			page_text(&m->page, STYLE_FAINT, " (");
			page_text(&m->page, STYLE_FAINT, label->places);
			page_text(&m->page, STYLE_FAINT, ")");
		}
		page_line(&m->page, 0);
	}
	page_gap(&m->page);
	for (size_t i = 0; tally_legend[i] != NULL; i++) {
		if (i > 0)
			page_text(&m->page, STYLE_PLAIN, "; ");
		page_text(&m->page, STYLE_PLAIN, _(tally_legend[i]));
	}
	page_text(&m->page, STYLE_PLAIN, _("; . nothing on record."));
	page_line(&m->page, 0);
}

void
view_matrix_text(struct out *out, const struct view_options *options,
    const struct tally_view *view)
{
	struct matrix m = {.arena = arena_new(), .view = view};

	page_init(
	    &m.page, out, options->width, options->attributes, options->color);
	if (view->title[0] != '\0') {
		page_text(&m.page, STYLE_HEAD, view->title);
		page_line(&m.page, 0);
	}
	page_printf(&m.page, STYLE_HEAD, _("%s by %s"),
	    arena_printf(m.arena,
		P_("%zu holder", "%zu holders", view->tally->n_holders),
		view->tally->n_holders),
	    count_things(m.arena, view->by, view->tally->n_columns));
	page_text(&m.page, STYLE_PLAIN, _(" for: "));
	page_text(&m.page, STYLE_PLAIN, view->plan);
	page_line(&m.page, 0);
	if (view->tally->n_cells > 0) {
		measure(&m);
		for (size_t at = 0; at < view->tally->n_columns;) {
			size_t end = part_end(&m, at);

			put_part(&m, at, end);
			at = end;
		}
		put_legend(&m);
	}
	for (size_t i = 0; i < view->notes->count; i++) {
		page_text(&m.page, STYLE_FAINT, _("Note: "));
		page_text(&m.page, STYLE_FAINT, view->notes->note[i]);
		page_text(&m.page, STYLE_FAINT, ".");
		page_line(&m.page, 0);
	}
	arena_free(m.arena);
}
