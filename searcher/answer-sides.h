/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Answers that hold positions against one another: where delegations stand, who
 * agrees with whom, who broke with its group, how a position changed. Two
 * positions are comparable where they are on the same place (a lineage, or a
 * provision of an instrument) and the same extent of it; core/stance.h says
 * which side each takes. Silence is never agreement. For answer.c.
 */
#ifndef SEARCHER_ANSWER_SIDES_H
#define SEARCHER_ANSWER_SIDES_H

#include "searcher/evidence.h"

/*
 * Sort what was found into the parts of the answer, with their labels and the
 * conclusion, for an intent of plan_compares().
 */
void answer_sides(
    struct arena *arena, const struct found_list *list, struct answer *answer);

#endif
