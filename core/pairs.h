/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pairs: which words of a passage stand side by side, as a Bloom filter of its
 * document (SLOT_PAIRS). The index keeps no places of words, so a phrase is
 * proved on the passage's text; most passages that have its words have them
 * apart, and need not be read: the filter tells all but two of a hundred of
 * them. For passage-terms.c, which makes it, and the searcher, which asks it.
 *
 * The filter has one byte for each pair of terms that stand side by side (in
 * the text, the source's own words, the title, the heading), and five bits are
 * set for a pair: of its hash h, (h + i * (h >> 32 | 1)) modulo the number of
 * bits, for i from 0 to 4, in 32 bits; bit b is bit b % 8 of byte b / 8. h is
 * FNV-1a, 64 bits, of the first term, a NUL, and the second, mixed by
 * h ^= h >> 32, h *= 0x9E3779B97F4A7C15, h ^= h >> 29.
 */
#ifndef CORE_PAIRS_H
#define CORE_PAIRS_H

#include "core/arena.h"
#include "core/stem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The pairs of a passage while they are gathered; zeroed: none. */
struct pairs {
	uint64_t *hash;
	size_t n;
	size_t room; /* of hash */
};

/* Add those of a text, whose terms stem_terms() gave. */
void pairs_add(struct arena *arena, struct pairs *pairs,
    const struct stem_term *terms, size_t n);

/* The filter; `*ret_n` bytes in the arena. Empty where there is no pair. */
const char *pairs_filter(
    struct arena *arena, const struct pairs *pairs, size_t *ret_n);

/* Whether the filter's passage may have the second term after the first. */
bool pairs_may_have(
    const char *filter, size_t n, const char *first, const char *second);

#endif
