/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables of sentences in tests/positions: each row is read, and what was
 * found is compared with what stands beside it. For the test and the scorer.
 */
#ifndef TESTS_POSITION_TABLE_H
#define TESTS_POSITION_TABLE_H

#include "core/position-engine.h"

#include <stdio.h>

/* Right, found and labelled: of (holder, stance), with action, and whole. */
enum position_level {
	LEVEL_STANCE,
	LEVEL_ACTION,
	LEVEL_WHOLE,
	LEVEL_COUNT
};

struct position_score {
	unsigned right[LEVEL_COUNT];
	unsigned found[LEVEL_COUNT];
	unsigned labelled[LEVEL_COUNT];
	unsigned reversals; /* found on the other side than labelled */
	unsigned bad;	    /* quotes that are no part of the text */
	unsigned rows;
};

/* The engine of the invented negotiation in `datadir`/sample/exercise. */
struct engine *position_engine(
    struct arena *arena, const char *datadir, struct error *err);

/* Read a table; false with err where it cannot be. */
bool position_table_read(struct arena *arena, const char *path,
    struct table *ret, struct error *err);

/*
 * Read a row's sentence, add to the score, tell differences to `out`. A column
 * `language` of the table counts more than what is given here.
 */
void position_row_score(const struct engine *engine, const struct table *table,
    size_t row, enum language language, FILE *out,
    struct position_score *score);

/*
 * What a row's sentence implies: "XA support retain ; XB ...", the positions of
 * States that have no action of their own, "-" for those that imply nothing.
 */
const char *position_row_implied(const struct engine *engine,
    struct arena *arena, const struct table *table, size_t row,
    enum language language);

/* The harmonic mean of precision and recall, 0 to 1. */
double position_f1(const struct position_score *score, enum position_level l);

#endif
