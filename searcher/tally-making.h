/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tally while it is counted. For tally.c and tally-*.c. */
#ifndef SEARCHER_TALLY_MAKING_H
#define SEARCHER_TALLY_MAKING_H

#include "searcher/tally.h"

/* Finds a place by a hash; open addressing, grown by half full. */
struct places {
	uint32_t *slot; /* place + 1, or 0 */
	size_t size;	/* a power of two */
	size_t used;
};

struct making {
	struct searcher *searcher;
	struct arena *arena;
	const struct tally_want *want;
	struct query *query; /* resolved */
	struct tally *ret;
	struct places holders, columns, cells;
	uint32_t last_column; /* terms come by column: that of the one before */
	struct error *err;
	bool failed; /* err is set */
	/* Kinds of positions of the passage that is being read. */
	const char *record;
	uint32_t passage;
	const char **seen;
	size_t n_seen;
	struct arena *scratch; /* of these */
};

/* The place of a holder among those of the tally; it is added where it is new.
 */
uint32_t tally_holder_place(
    struct making *m, const char *id, enum holder_kind kind, const char *neg);

/* The same of a column; UINT32_MAX where the profile cannot be read. */
uint32_t tally_column_place(struct making *m, const char *id, const char *key);

/* The cell of a holder in a column, borrowed until the next call. */
struct tally_cell *tally_cell_of(
    struct making *m, uint32_t holder, uint32_t column);

/* Name rows and columns, and sort these and the cells. */
void tally_put_in_order(struct making *m);

/* By holder, then column. For qsort() and bsearch(). */
int tally_cell_compare(const void *a, const void *b);

#endif
