/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an answer says in words. For answer*.c. */
#ifndef SEARCHER_ANSWER_SAY_H
#define SEARCHER_ANSWER_SAY_H

#include "searcher/answer.h"

/* Set the labels of the parts, by the plan. */
void answer_labels(struct arena *arena, struct answer *answer);

/* The conclusion, one sentence; "" where there is nothing to conclude. */
const char *answer_says(struct arena *arena, const struct answer *answer);

/* Those asked about, or "delegation" and its like, for `n` of them. */
const char *answer_whom(struct arena *arena, const struct plan *plan, size_t n);

/* What was asked about: "references to Article 42", a title, the words. */
const char *answer_thing(struct arena *arena, const struct plan *plan);

#endif
