/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Predications of sentences in languages other than English: the same things
 * as core/clause.c finds, told by the order of what stands in a clause. For
 * core/clause.c alone.
 */
#ifndef CORE_CLAUSE_PLAIN_H
#define CORE_CLAUSE_PLAIN_H

#include "core/clause.h"

/* As predications_find(), which calls it. */
void predications_find_plain(const struct reading *reading, size_t first,
    size_t end, struct predications *ret);

#endif
