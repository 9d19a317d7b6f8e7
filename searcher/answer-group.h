/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The holders of one part of an answer, with their evidence. For answer*.c. */
#ifndef SEARCHER_ANSWER_GROUP_H
#define SEARCHER_ANSWER_GROUP_H

#include "searcher/answer.h"

/* Add a position to the holder it is of, who is added where new. */
void answer_group_add(struct arena *arena, struct answer_group *group,
    const struct evidence *evidence);

/*
 * Put the strongest evidence of each holder first (in the order of time where
 * `by_time`), explicit holders before implied ones, then by name.
 */
void answer_group_sort(struct answer_group *group, bool by_time);

/* Oldest first, by date, then by session. For qsort() of evidence. */
int evidence_compare_time(const void *a, const void *b);

#endif
