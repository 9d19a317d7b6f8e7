/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A tally: holders by provisions (or sessions, or groups), and in each cell how
 * many passages hold which side. Made from the index's terms where the query
 * allows (positions-scan.h), else passage by passage, to the same end.
 */
#ifndef SEARCHER_TALLY_H
#define SEARCHER_TALLY_H

#include "core/field.h"
#include "searcher/provision-label.h"
#include "searcher/search.h"

#define TALLY_SIDES (SIDE_AS_IS + 1)
#define TALLY_MARKS 8 /* room for the letters of a cell */

struct tally_holder {
	const char *id;
	const char *name; /* as shown */
	enum holder_kind kind;
	uint32_t passages; /* sum over its cells, all kinds */
	/* Of a row that is a provision: the id of its profile, and its place
	   in the text. Else "" and 0. */
	const char *negotiation;
	unsigned long order;
};

/* What the columns are. */
enum tally_by {
	TALLY_PROVISION = 0,
	TALLY_SESSION,
	TALLY_GROUP /* on whose behalf it was said */
};

struct tally_column {
	const struct negotiation *neg;
	const char *negotiation; /* its id on record */
	const char *key; /* of the position terms, or id of session or group;
			    "-": none */
	struct provision_label label;
	uint32_t passages; /* sum over its cells */
};

/* Positions of one holder in one column. */
struct tally_cell {
	uint32_t holder;	     /* place in holders */
	uint32_t column;	     /* place in columns */
	uint32_t count[TALLY_SIDES]; /* passages, on the provision as a whole */
	uint32_t part;		     /* on parts of it and references to it */
	uint8_t firm;	/* bit of each side: held without a condition */
	uint8_t said;	/* bit of each side: explicit */
	uint8_t layers; /* bit of each layer it is known from */
};

struct tally {
	struct tally_holder *holder; /* States, groups, then others; by name */
	size_t n_holders;
	struct tally_column *column; /* as in the text, or in time */
	size_t n_columns;
	struct tally_cell *cell; /* by holder, then column */
	size_t n_cells;
	bool scanned; /* no passage was read */
};

/* How to count. */
struct tally_want {
	enum tally_by by;
	bool delegations; /* leave out holders that are no States or groups */
	bool placed;	  /* and what belongs to no column ("-") */
	bool provisions;  /* rows are provisions, by their keys, not holders:
			     for the positions of one holder */
	/* What counts as a whole: "art 42(3)" where that was asked for; NULL:
	   what the columns stand for. Only where passages are read. */
	const struct provision *whole;
};

/*
 * Count what a query selects (NULL: everything); `*ret_plan` is the query as it
 * was understood. In the searcher's arena.
 */
bool tally_make(struct searcher *searcher, struct query *query,
    const struct tally_want *want, struct tally *ret, struct notes *notes,
    const char **ret_plan, struct error *err);

/*
 * Some rows and columns of a tally, from the places given, at most so many
 * (SIZE_MAX: all); rows without a cell in these columns are left out first.
 * `*ret_rows` is how many rows there are then in all.
 */
void tally_window(struct arena *arena, const struct tally *tally,
    size_t first_row, size_t rows, size_t first_column, size_t columns,
    struct tally *ret, size_t *ret_rows);

/*
 * How many cells each row has in these columns, without rows that have none:
 * an array in the arena, of `*ret_rows`.
 */
size_t *tally_row_cells(struct arena *arena, const struct tally *tally,
    size_t first_column, size_t columns, size_t *ret_rows);

/* The cell, or NULL: nothing on record. */
const struct tally_cell *tally_at(
    const struct tally *tally, size_t holder, size_t column);

/*
 * The side of a cell: SIDE_FOR, SIDE_AGAINST, or of what is left the first of
 * SIDE_CHANGE, SIDE_AS_IS. `*ret_both`: it was for and against.
 */
enum side tally_side(const struct tally_cell *cell, bool *ret_both);

/*
 * The cell in letters: F for, A against, B both, C wants it changed, S wants it
 * as it stands, N took no side, P on parts only; then c: only on a condition,
 * i: only implied. "" for NULL.
 */
const char *tally_letters(
    const struct tally_cell *cell, char buffer[TALLY_MARKS]);

/* The same in words: "for, on a condition". */
const char *tally_words(struct arena *arena, const struct tally_cell *cell);

/* What the letters mean, a line of each. Ends with NULL. */
extern const char *const tally_legend[];

#endif
