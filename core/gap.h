/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Clauses that leave their verb out: "A opposed option 1; B option 2", "C
 * could not". For core/clause.c alone.
 */
#ifndef CORE_GAP_H
#define CORE_GAP_H

#include "core/subject.h"

/*
 * Whether the negator ends a clause that has no verb of its own: "C did not.",
 * "D could not, and".
 */
bool gap_is_ellipsis(const struct reading *reading, const struct cue *negator);

/* Add what such a negator says: its cue is the negator itself. */
void gap_ellipsis(struct clause_sentence *sentence, const struct cue *negator);

/*
 * Add a predication for each actor of the sentence that stands without a verb
 * before what the verb of the clause before it could govern.
 */
void gaps_find(struct clause_sentence *sentence);

#endif
