/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thing that is asked about in free words ("technology transfer", "the role
 * of UNODC"), and how much of it a position names. Words weigh by how rare
 * they are in the index, so that "convention" decides nothing. For evidence.c.
 */
#ifndef SEARCHER_THING_H
#define SEARCHER_THING_H

#include "core/record.h"
#include "searcher/query.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>

struct thing;

/*
 * The thing that `words` name; in the searcher's arena. `*ret` is NULL where
 * there is no word. ERROR_INDEX.
 */
bool thing_new(struct searcher *searcher, const char *words, struct thing **ret,
    struct error *err);

/*
 * How much of the thing a position is about, from 0 to 1: what its object
 * names counts whole, what the rest of its quote or of its sentence names, for
 * less. 1 for a NULL thing. Nothing that is put in `scratch` is needed
 * afterwards.
 */
double thing_share(struct thing *thing, struct arena *scratch,
    const struct passage *passage, const struct position *position);

/*
 * A query for passages that may be about it: all its words, or, where `loose`,
 * enough of those that weigh most.
 */
struct query *thing_query(const struct thing *thing, bool loose);

#endif
