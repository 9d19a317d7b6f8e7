/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A query made wider: the other spelling of a word (organisation,
 * organization; co-operation, cooperation), words of the same meaning, other
 * names of a topic, by the tables the index was made with. What is added stands
 * in the tree as an OR whose `likeness` is set, so that the plan shows it.
 */
#ifndef SEARCHER_WIDEN_H
#define SEARCHER_WIDEN_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index.h"
#include "core/stem.h"
#include "searcher/query.h"

/* The table of words; see its head. */
#define WIDEN_TABLE "lexicon/same-words.tsv"

/*
 * Widen a tree as it was parsed, in place. Only what some passage has is added;
 * under NOT other spellings alone. The tree, which may be another node; NULL on
 * error.
 */
struct query *widen(struct arena *arena, struct index *index,
    struct stems *stems, struct query *query, struct error *err);

#endif
