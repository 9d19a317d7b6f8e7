/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an answer must say of a holder beside its side: that it changed it, from
 * which session to which; that the sources of one session contradict one
 * another. For answer.c.
 */
#ifndef SEARCHER_ANSWER_HISTORY_H
#define SEARCHER_ANSWER_HISTORY_H

#include "searcher/evidence.h"

/*
 * Set `history` and `story` of the answer's holders, from all that was found,
 * also at other times than those asked for.
 */
void answer_history(
    struct arena *arena, const struct found_list *list, struct answer *answer);

#endif
