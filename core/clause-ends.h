/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the complements of predications begin and end, in the languages read by
 * core/clause-plain.c. For that file alone.
 */
#ifndef CORE_CLAUSE_ENDS_H
#define CORE_CLAUSE_ENDS_H

#include "core/subject.h"

/*
 * End each predication's complement where the next begins; where nothing
 * follows a verb that it can be on, take the words before it.
 */
void clause_ends_set(const struct clause_sentence *sentence);

#endif
