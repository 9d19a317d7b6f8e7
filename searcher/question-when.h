/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sessions and dates named in a question: "at the fourth session", "in January
 * 2023", "since 2022", "between 9 and 20 January 2023". For question.c.
 */
#ifndef SEARCHER_QUESTION_WHEN_H
#define SEARCHER_QUESTION_WHEN_H

#include "core/position-engine.h"
#include "searcher/plan.h"

/*
 * Find them in the question's tokens and set the plan's sessions and dates;
 * `words` has those that limit: "before", "after". `used` has a place for every
 * token and is set for those that were read so.
 */
void question_when(struct arena *arena, const struct negotiation *neg,
    const struct question_reading *words, const struct tokens *tokens,
    struct plan *plan, bool *used);

/*
 * What the plan's time means for a row: at the sessions, and within the dates.
 * NULL where it means nothing. In the arena.
 */
struct query *question_when_query(struct arena *arena,
    const struct negotiation *neg, const struct plan *plan);

#endif
