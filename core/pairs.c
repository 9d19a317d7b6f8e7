/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pairs.h"

#include <string.h>

#define BITS 5 /* that are set for a pair */

static uint64_t
hash_on(uint64_t hash, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)s[i]) * 0x100000001B3u;
	return hash;
}

static uint64_t
pair_hash(
    const char *first, size_t n_first, const char *second, size_t n_second)
{
	uint64_t hash = hash_on(0xCBF29CE484222325u, first, n_first);

	hash = hash_on(hash, "", 1);
	hash = hash_on(hash, second, n_second);
	hash ^= hash >> 32;
	hash *= 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

/* Which bit is number `i` of a pair's. */
static size_t
bit_of(uint64_t hash, unsigned i, size_t n_bytes)
{
	uint32_t step = (uint32_t)(hash >> 32) | 1;

	return (size_t)((uint32_t)hash + i * step) % (n_bytes * 8);
}

void
pairs_add(struct arena *arena, struct pairs *pairs,
    const struct stem_term *terms, size_t n)
{
	if (pairs->n + n > pairs->room) {
		size_t room = 2 * (pairs->n + n);

		pairs->hash = arena_grow(
		    arena, pairs->hash, pairs->n, room, sizeof *pairs->hash);
		pairs->room = room;
	}
	for (size_t i = 1; i < n; i++)
		if (terms[i].position == terms[i - 1].position + 1)
			pairs->hash[pairs->n++] =
			    pair_hash(terms[i - 1].term, terms[i - 1].length,
				terms[i].term, terms[i].length);
}

const char *
pairs_filter(struct arena *arena, const struct pairs *pairs, size_t *ret_n)
{
	unsigned char *filter = arena_array(arena, pairs->n + 1, 1);

	for (size_t k = 0; k < pairs->n; k++)
		for (unsigned i = 0; i < BITS; i++) {
			size_t bit = bit_of(pairs->hash[k], i, pairs->n);

			filter[bit / 8] |= (unsigned char)(1U << bit % 8);
		}
	*ret_n = pairs->n;
	return (const char *)filter;
}

bool
pairs_may_have(
    const char *filter, size_t n, const char *first, const char *second)
{
	const unsigned char *bytes = (const unsigned char *)filter;
	uint64_t hash = pair_hash(first, strlen(first), second, strlen(second));

	if (n == 0)
		return false;
	for (unsigned i = 0; i < BITS; i++) {
		size_t bit = bit_of(hash, i, n);

		if ((bytes[bit / 8] >> bit % 8 & 1) == 0)
			return false;
	}
	return true;
}
