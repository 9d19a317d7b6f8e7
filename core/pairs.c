/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pairs.h"

#include "core/field.h"

static uint64_t
hash_on(uint64_t hash, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)s[i]) * 0x100000001B3u;
	return hash;
}

uint16_t
pair_number(
    const char *first, size_t n_first, const char *second, size_t n_second)
{
	uint64_t hash = hash_on(0xCBF29CE484222325u, first, n_first);

	hash = hash_on(hash, "", 1);
	hash = hash_on(hash, second, n_second);
	hash ^= hash >> 32;
	hash *= 0x9E3779B97F4A7C15u;
	hash ^= hash >> 29;
	return (uint16_t)(hash >> (64 - PAIRS_BITS));
}

unsigned
pairs_low_bits(uint32_t n, uint32_t span)
{
	unsigned k = 0;

	while (n > 0 && (uint64_t)n << (k + 1) <= span)
		k++;
	return k;
}

void
pairs_add(struct arena *arena, struct pairs *pairs,
    const struct stem_term *terms, size_t n)
{
	if (pairs->n + n > pairs->room) {
		size_t room = 2 * (pairs->n + n);

		pairs->pair = arena_grow(
		    arena, pairs->pair, pairs->n, room, sizeof *pairs->pair);
		pairs->room = room;
	}
	for (size_t i = 1; i < n; i++)
		if (terms[i].position == terms[i - 1].position + 1)
			pairs->pair[pairs->n++] =
			    pair_number(terms[i - 1].term, terms[i - 1].length,
				terms[i].term, terms[i].length);
}

const char *
pairs_note(struct arena *arena, const struct pairs *pairs, size_t *ret_n)
{
	char *note = arena_array(arena, pairs->n + 1, 2);

	for (size_t i = 0; i < pairs->n; i++) {
		note[2 * i] = (char)(pairs->pair[i] & 0xFF);
		note[2 * i + 1] = (char)(pairs->pair[i] >> 8);
	}
	*ret_n = 2 * pairs->n;
	return note;
}

const char *
pairs_take(struct xap_doc_input *doc, size_t *ret_n)
{
	const struct xap_value_input *last;

	if (doc->n_values == 0)
		return NULL;
	last = &doc->values[doc->n_values - 1];
	if (last->slot != SLOT_PAIRS)
		return NULL;
	doc->n_values--;
	*ret_n = last->len;
	return last->s;
}
