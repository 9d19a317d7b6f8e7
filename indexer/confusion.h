/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Confusions: words that are another word once a ligature is gone ("time",
 * "me"), and which words beside them speak for the one or the other. The table
 * is repair/<language>.tsv below corpus/; corpus/README tells its columns. For
 * indexer/'s repair only.
 */
#ifndef INDEXER_CONFUSION_H
#define INDEXER_CONFUSION_H

#include "core/arena.h"
#include "core/language.h"
#include "core/table.h"

#include <stdbool.h>
#include <stddef.h>

struct confusions;

/* A row: what a damaged word may be. */
struct confusion {
	const char *damaged; /* folded */
	const char *right;   /* folded */
	int weight;	     /* how likely it is without a look around */
	const char **before; /* words right before that speak for it */
	size_t n_before;
	const char **after; /* words right after that do */
	size_t n_after;
	const char **near; /* words nearby that do */
	size_t n_near;
	const char * * not ; /* words right before or soon after that
				speak against it */
	size_t n_not;
};

/* The words around one, folded, the nearest first. */
#define AROUND_WORDS 6
struct words_around {
	const char *before[AROUND_WORDS];
	size_t n_before;
	const char *after[AROUND_WORDS];
	size_t n_after;
};

/*
 * The table of a language, in the arena; an empty one where there is none. One
 * that is wrong is ERROR_DATA and NULL.
 */
struct confusions *confusions_load(struct arena *arena,
    const struct table_source *source, enum language language,
    struct error *err);

/* The name of a language's table in its source, in the arena. */
const char *confusions_name(struct arena *arena, enum language language);

/* A table without rows, in the arena. */
struct confusions *confusions_none(struct arena *arena);

/* The rows of a folded word, one after the other; their number. */
size_t confusions_find(const struct confusions *confusions, const char *folded,
    const struct confusion **ret);

/*
 * How much speaks for a row where the words around are these: above 0, it is
 * rather the right word than not.
 */
int confusion_weigh(
    const struct confusion *confusion, const struct words_around *around);

#endif
