/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How often words occur in a document. For indexer/'s repair only.
 */
#ifndef INDEXER_WORD_COUNT_H
#define INDEXER_WORD_COUNT_H

#include "core/arena.h"

#include <stddef.h>

struct word_count;

/* None so far; in the arena. */
struct word_count *word_count_new(struct arena *arena);

/* Count a folded word once more; how often it was counted by now. */
size_t word_count_add(struct word_count *words, const char *folded, size_t n);

/* How often it was counted. */
size_t word_count_of(
    const struct word_count *words, const char *folded, size_t n);

/* Different words. */
size_t word_count_different(const struct word_count *words);

#endif
