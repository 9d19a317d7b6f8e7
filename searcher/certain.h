/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the index alone tells of a query with phrases: of `deletion OR "strike
 * out"` all passages that have "deletion" match for certain, and of the others
 * only those that may have the phrase need a look at their texts. For search.c.
 */
#ifndef SEARCHER_CERTAIN_H
#define SEARCHER_CERTAIN_H

#include "searcher/documents.h"

/*
 * The passages that match a resolved query whatever else their texts hold, by
 * the terms of their own language, as they would be proved; in `*ret_told` all
 * of those languages, and only of these can it be told: what is too short for a
 * language to be known has its words as they are. `ret->bits` is NULL where
 * none is certain, by the query's shape, or cannot be told at once.
 */
bool certain_find(struct searcher *searcher, const struct query *query,
    struct documents *ret, struct documents *ret_told, struct error *err);

#endif
