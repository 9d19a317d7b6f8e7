/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A part of a tally that is small enough to be shown. */
#include "searcher/tally.h"

#include <stdint.h>
#include <string.h>

struct window {
	const struct tally *tally;
	struct tally *ret;
	size_t first_column, end_column;
};

static bool
is_in(const struct window *w, const struct tally_cell *cell)
{
	return cell->column >= w->first_column && cell->column < w->end_column;
}

/* A row with its cells, which are `cell` to before `end`. */
static void
take_row(struct window *w, const struct tally_cell *cell,
    const struct tally_cell *end)
{
	struct tally *ret = w->ret;

	ret->holder[ret->n_holders] = w->tally->holder[cell->holder];
	for (; cell < end; cell++)
		if (is_in(w, cell)) {
			struct tally_cell *copy = &ret->cell[ret->n_cells++];

			*copy = *cell;
			copy->holder = (uint32_t)ret->n_holders;
			copy->column -= (uint32_t)w->first_column;
		}
	ret->n_holders++;
}

void
tally_window(struct arena *arena, const struct tally *tally, size_t first_row,
    size_t rows, size_t first_column, size_t columns, struct tally *ret,
    size_t *ret_rows)
{
	struct window w = {.tally = tally, .ret = ret};
	const struct tally_cell *end;

	memset(ret, 0, sizeof *ret);
	ret->scanned = tally->scanned;
	*ret_rows = 0;
	/* Nothing counted has no arrays. */
	if (tally->n_cells == 0)
		return;
	end = tally->cell + tally->n_cells;
	w.first_column =
	    first_column < tally->n_columns ? first_column : tally->n_columns;
	w.end_column = columns < tally->n_columns - w.first_column
			   ? w.first_column + columns
			   : tally->n_columns;
	ret->column = tally->column + w.first_column;
	ret->n_columns = w.end_column - w.first_column;
	ret->holder =
	    arena_array(arena, tally->n_holders + 1, sizeof *ret->holder);
	ret->cell = arena_array(arena, tally->n_cells + 1, sizeof *ret->cell);
	for (const struct tally_cell *row = tally->cell, *next; row < end;
	     row = next) {
		bool some = false;

		for (next = row; next < end && next->holder == row->holder;
		     next++)
			some |= is_in(&w, next);
		if (!some)
			continue;
		if (*ret_rows >= first_row && *ret_rows - first_row < rows)
			take_row(&w, row, next);
		++*ret_rows;
	}
}

size_t *
tally_row_cells(struct arena *arena, const struct tally *tally,
    size_t first_column, size_t columns, size_t *ret_rows)
{
	size_t *cells = arena_array(arena, tally->n_holders + 1, sizeof *cells);
	size_t n = 0;

	for (size_t i = 0, row = SIZE_MAX; i < tally->n_cells; i++) {
		const struct tally_cell *cell = &tally->cell[i];

		if (cell->column < first_column ||
		    cell->column - first_column >= columns)
			continue;
		if (cell->holder != row)
			cells[n++] = 0;
		row = cell->holder;
		cells[n - 1]++;
	}
	*ret_rows = n;
	return cells;
}
