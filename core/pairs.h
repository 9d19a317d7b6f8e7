/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pairs: which words of a passage stand side by side. The index keeps no places
 * of words, so a phrase is proved on the passage's text; most passages that
 * have its words have them apart, and need not be read: of these, all but two
 * of a thousand are known by their pairs. For passage-terms.c, which notes
 * them, pairs-block.c and pairs-index.c, which write and read them.
 *
 * A pair is a number of 16 bits: the highest of h, FNV-1a, 64 bits, of the
 * first term, a NUL, and the second, mixed by h ^= h >> 32,
 * h *= 0x9E3779B97F4A7C15, h ^= h >> 29.
 *
 * The passages of a shard (index-shard.h) are noted together, by pair, so that
 * a search reads of a million passages some kilobytes. What is noted are values
 * of the shard's last document, which nothing but this reads; values of one
 * slot lie together, and joining databases keeps them:
 *
 *   SLOT_PAIRS         how many ids the last document's is after the first
 *                      one's, and the number of bits b, from 0 to
 *                      PAIRS_BITS_MAX: the pairs are parted by so many of
 *                      their highest bits. Numbers are varints (7 bits a byte,
 *                      low first, high bit = more follows).
 *   SLOT_PAIRS_FIRST + 2^b + B
 *                      for each B of b bits, where any pair begins so: bits,
 *                      the lowest of a byte first, in three parts, each in the
 *                      order of pairs and then of documents.
 *                      1. For each pair that begins so, n, how many documents
 *                      have it: as many times a 1 as n + 1 has bits after its
 *                      highest, a 0, and these bits.
 *                      2. Of each of its documents the k lower bits of d, the
 *                      distance from the one before, less 1 (of the first: from
 *                      the shard's first). k is pairs_low_bits().
 *                      3. Of each, d >> k times a 1, a 0.
 *
 * Passages that came one by one, and those of older indexes, are not noted.
 */
#ifndef CORE_PAIRS_H
#define CORE_PAIRS_H

#include "core/arena.h"
#include "core/stem.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAIRS_BITS     16 /* of a pair's number */
#define PAIRS_BITS_MAX 13 /* of these, that part the pairs of a shard */
#define PAIRS_GROUP(b) ((uint32_t)1 << (PAIRS_BITS - (b))) /* that begin so */

/* The pairs of a passage while they are gathered; zeroed: none. */
struct pairs {
	uint16_t *pair;
	size_t n;
	size_t room; /* of pair */
};

/* The number of a pair of terms, given with their lengths in bytes. */
uint16_t pair_number(
    const char *first, size_t n_first, const char *second, size_t n_second);

/*
 * How many bits of a distance stand by themselves where n documents of a shard
 * have the pair, whose ids differ by span at most: the highest k with
 * n * 2^k <= span, or 0.
 */
unsigned pairs_low_bits(uint32_t n, uint32_t span);

/* Add those of a text, whose terms stem_terms() gave. */
void pairs_add(struct arena *arena, struct pairs *pairs,
    const struct stem_term *terms, size_t n);

/*
 * The note of a passage's pairs, which its document carries as its last value
 * (SLOT_PAIRS) on the way to a shard: two bytes each, low first. `*ret_n` bytes
 * in the arena.
 */
const char *pairs_note(
    struct arena *arena, const struct pairs *pairs, size_t *ret_n);

/*
 * Take the note off a document. NULL where it has none; `*ret_n` bytes, of
 * whoever made the document.
 */
const char *pairs_take(struct xap_doc_input *doc, size_t *ret_n);

#endif
