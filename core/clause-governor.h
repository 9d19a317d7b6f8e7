/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a demand or a verdict stands within: for clause-within.c, which reads
 * English, and clause-plain.c, which reads the other languages.
 */
#ifndef CORE_CLAUSE_GOVERNOR_H
#define CORE_CLAUSE_GOVERNOR_H

#include "core/subject.h"

/* Within what a stance governs: no demand of its own. */
#define CLAUSE_WITHIN_STANCE (-2)

/*
 * The predication, by its index, of the report in whose complement token `at`
 * stands; -1 where it stands in none, or CLAUSE_WITHIN_STANCE.
 */
int clause_governor(const struct clause_sentence *sentence, size_t at);

#endif
