/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sessions and dates named in a question: "at the fourth session", "in January
 * 2023", "since 2022", "between 9 and 20 January 2023". For question.c.
 */
#ifndef SEARCHER_QUESTION_WHEN_H
#define SEARCHER_QUESTION_WHEN_H

#include "searcher/plan.h"

/*
 * Find them in the question's tokens and set the plan's sessions and dates.
 * `used` has a place for every token and is set for those that were read so.
 */
void question_when(struct arena *arena, const struct negotiation *neg,
    const struct tokens *tokens, struct plan *plan, bool *used);

#endif
