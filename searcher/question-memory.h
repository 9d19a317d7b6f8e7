/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What was read to understand a question and serves the next one of the same
 * searcher too: the lexicon of a negotiation, and how many positions are stored
 * under a key. For question*.c alone. All of it is in the searcher's arena.
 */
#ifndef SEARCHER_QUESTION_MEMORY_H
#define SEARCHER_QUESTION_MEMORY_H

#include "core/position-engine.h"
#include "searcher/search.h"

/* The engine that reads questions on a negotiation. */
struct engine *question_engine(
    struct searcher *searcher, const struct negotiation *neg);

/* Whether it was counted in this state of the index. */
bool question_count_known(struct searcher *searcher,
    const struct negotiation *neg, const char *key, uint64_t *ret);

void question_count_keep(struct searcher *searcher,
    const struct negotiation *neg, const char *key, uint64_t count);

#endif
