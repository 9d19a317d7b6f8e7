/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pairs-index.h"

#include "core/field.h"
#include "core/pairs.h"

#include <stdio.h>
#include <string.h>

/* Documents that were noted together. */
struct block {
	uint32_t first;
	uint32_t last;
	unsigned bits; /* that part their pairs */
};

struct pairs_index {
	struct xap_db *db;
	struct block *block; /* in the order of documents */
	size_t n;
	uint32_t last; /* id of the database's last document */
};

/* Bytes that are read from the front, and bits. */
struct reading {
	const unsigned char *at, *end;
	uint64_t place; /* of the next bit, from `at` */
};

#define WORD 56 /* bits that are read at once, and always there */

static bool
broken(struct xap_error *xerr)
{
	memset(xerr, 0, sizeof *xerr);
	xerr->status = XAP_CORRUPT;
	snprintf(xerr->message, sizeof xerr->message,
	    "the note of pairs of words is broken");
	return false;
}

static bool
take_number(struct reading *in, uint32_t *ret)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 35 && in->at < in->end; shift += 7) {
		unsigned char byte = *in->at++;

		number |= (uint64_t)(byte & 0x7F) << shift;
		if ((byte & 0x80) == 0) {
			*ret = (uint32_t)number;
			return number <= UINT32_MAX;
		}
	}
	return false;
}

/* 56 bits and more from a place on; past the end come zeros. */
static uint64_t
bits_at(const struct reading *in, uint64_t place)
{
	size_t at = (size_t)(place / 8), n = (size_t)(in->end - in->at);
	const unsigned char *s = in->at + at;
	uint64_t bits = 0;

	/* At once, which compilers know. */
	if (n >= 8 && at <= n - 8)
		bits = (uint64_t)s[0] | (uint64_t)s[1] << 8 |
		       (uint64_t)s[2] << 16 | (uint64_t)s[3] << 24 |
		       (uint64_t)s[4] << 32 | (uint64_t)s[5] << 40 |
		       (uint64_t)s[6] << 48 | (uint64_t)s[7] << 56;
	else
		for (size_t i = 0; at + i < n && i < 8; i++)
			bits |= (uint64_t)s[i] << 8 * i;
	return bits >> place % 8;
}

/* `count` up to 32. */
static uint32_t
take_bits(struct reading *in, unsigned count)
{
	uint32_t value =
	    (uint32_t)(bits_at(in, in->place) & (((uint64_t)1 << count) - 1));

	in->place += count;
	return value;
}

/* How many 1s come before the next 0, which is taken with them. */
static uint32_t
take_ones(struct reading *in)
{
	uint64_t bits = bits_at(in, in->place);
	uint32_t ones = 0, seen = 0;

	for (; (bits & 1) != 0; ones++) {
		bits >>= 1;
		if (++seen == WORD) {
			bits = bits_at(in, in->place + ones + 1);
			seen = 0;
		}
	}
	in->place += ones + 1;
	return ones;
}

/* How many 0s are among the lowest 56 bits. */
static unsigned
zeros(uint64_t bits)
{
	bits = ~bits & (((uint64_t)1 << WORD) - 1);
	bits -= bits >> 1 & 0x5555555555555555u;
	bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
	bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (unsigned)(bits * 0x0101010101010101u >> 56);
}

/* Go on after so many 0s, or to the end where there are not so many. */
static void
skip_zeros(struct reading *in, uint64_t n)
{
	uint64_t all = 8 * (uint64_t)(in->end - in->at);
	unsigned some;

	for (; in->place < all; in->place += WORD, n -= some) {
		some = zeros(bits_at(in, in->place));
		if (some >= n)
			break;
	}
	for (; n > 0 && in->place < all; n--)
		take_ones(in);
}

/* --- opening -------------------------------------------------------------- */

static bool
read_block(struct pairs_index *pairs, struct arena *arena, size_t *room,
    const struct xap_values *values, struct xap_error *xerr)
{
	struct block *block;
	struct reading in = {0};
	uint32_t span, bits;
	size_t n;

	in.at = (const unsigned char *)xap_values_get(values, &n);
	in.end = in.at + n;
	if (pairs->n == *room) {
		size_t more = 2 * *room + 16;

		pairs->block = arena_grow(
		    arena, pairs->block, *room, more, sizeof *pairs->block);
		*room = more;
	}
	block = &pairs->block[pairs->n];
	block->last = xap_values_docid(values);
	if (!take_number(&in, &span) || !take_number(&in, &bits) ||
	    span >= block->last || bits > PAIRS_BITS_MAX ||
	    (pairs->n > 0 && block->last - span <= block[-1].last))
		return broken(xerr);
	block->first = block->last - span;
	block->bits = bits;
	pairs->n++;
	return true;
}

struct pairs_index *
pairs_index_open(struct arena *arena, struct xap_db *db, struct xap_error *xerr)
{
	struct pairs_index *pairs = arena_alloc(arena, sizeof *pairs);
	struct xap_values *values;
	struct xap_stats stats;
	uint32_t noted = 0;
	size_t room = 0;
	bool ok = true;

	if (xap_db_stats(db, &stats, xerr) != XAP_OK)
		return NULL;
	pairs->db = db;
	pairs->last = stats.last_docid;
	values = xap_values_open(db, SLOT_PAIRS, xerr);
	if (values == NULL)
		return NULL;
	while (ok && xap_values_next(values, xerr))
		ok = read_block(pairs, arena, &room, values, xerr);
	xap_values_free(values);
	for (size_t i = 0; i < pairs->n; i++)
		noted += pairs->block[i].last - pairs->block[i].first + 1;
	return xerr->status == XAP_OK && noted > 0 && noted >= pairs->last / 2
		   ? pairs
		   : NULL;
}

struct pairs_ids
pairs_index_others(const struct pairs_index *pairs, struct arena *arena)
{
	struct pairs_ids ids = {0};
	uint32_t noted = 0, id = 1;

	for (size_t i = 0; i < pairs->n; i++)
		noted += pairs->block[i].last - pairs->block[i].first + 1;
	ids.id = arena_array(
	    arena, (size_t)(pairs->last - noted) + 1, sizeof *ids.id);
	for (size_t i = 0; i <= pairs->n; i++) {
		uint32_t end =
		    i < pairs->n ? pairs->block[i].first : pairs->last + 1;

		for (; id < end; id++)
			ids.id[ids.n++] = id;
		if (i < pairs->n)
			id = pairs->block[i].last + 1;
	}
	return ids;
}

/* --- finding -------------------------------------------------------------- */

static void
add_id(struct arena *arena, struct pairs_ids *ids, size_t *room, uint32_t id)
{
	if (ids->n > 0 && ids->id[ids->n - 1] == id)
		return;
	if (ids->n == *room) {
		size_t more = 2 * *room + 256;

		ids->id =
		    arena_grow(arena, ids->id, *room, more, sizeof *ids->id);
		*room = more;
	}
	ids->id[ids->n++] = id;
}

/* Where the list of a pair is among those of its group. */
struct place {
	uint32_t n;	 /* documents in it */
	uint64_t low;	 /* bits of the lower parts before its own */
	uint64_t before; /* documents before its own */
	uint64_t all;	 /* bits of all lower parts */
};

/* Read how many documents each pair of the group has. */
static bool
find_list(struct reading *in, const struct block *block, uint16_t pair,
    struct place *ret)
{
	uint32_t group = PAIRS_GROUP(block->bits), want = pair % group;
	uint64_t documents = 0, most = 8 * (uint64_t)(in->end - in->at);

	memset(ret, 0, sizeof *ret);
	for (uint32_t p = 0; p < group; p++) {
		uint32_t more = take_ones(in), n;

		if (more > 31)
			return false;
		n = (((uint32_t)1 << more) | take_bits(in, more)) - 1;
		if (p == want) {
			ret->n = n;
			ret->low = ret->all;
			ret->before = documents;
		}
		documents += n;
		ret->all +=
		    (uint64_t)n * pairs_low_bits(n, block->last - block->first);
		if (in->place > most || documents > most)
			return false;
	}
	return in->place + ret->all + documents <= most;
}

/* The documents of one block that have the pair. */
static bool
read_list(const struct block *block, const char *s, size_t n, uint16_t pair,
    struct arena *arena, struct pairs_ids *ids, size_t *room)
{
	struct reading low = {.at = (const unsigned char *)s}, high;
	uint32_t span = block->last - block->first;
	struct place place;
	uint64_t offset = 0;
	unsigned k;

	low.end = low.at + n;
	if (!find_list(&low, block, pair, &place))
		return false;
	k = pairs_low_bits(place.n, span);
	high = low;
	high.place += place.all;
	low.place += place.low;
	skip_zeros(&high, place.before);
	for (uint32_t i = 0; i < place.n; i++) {
		offset += (uint64_t)take_ones(&high) << k;
		offset += take_bits(&low, k) + (i > 0);
		if (offset > span)
			return false;
		add_id(arena, ids, room, block->first + (uint32_t)offset);
	}
	return high.place <= 8 * (uint64_t)n;
}

/*
 * Of the blocks that are parted by so many bits, those that may have it. The
 * ids are ascending only where all blocks are parted alike.
 */
static bool
find_in_blocks(const struct pairs_index *pairs, struct arena *arena,
    unsigned bits, uint16_t pair, struct pairs_ids *ids, struct xap_error *xerr)
{
	uint32_t slot = SLOT_PAIRS_FIRST + ((uint32_t)1 << bits) +
			((uint32_t)pair >> (PAIRS_BITS - bits));
	struct xap_values *values = xap_values_open(pairs->db, slot, xerr);
	size_t i = 0, room = 0;
	bool ok = values != NULL;

	while (ok && xap_values_next(values, xerr)) {
		uint32_t last = xap_values_docid(values);
		size_t n;
		const char *s = xap_values_get(values, &n);

		while (i < pairs->n && pairs->block[i].last < last)
			i++;
		if (i == pairs->n || pairs->block[i].last != last ||
		    pairs->block[i].bits != bits ||
		    !read_list(&pairs->block[i], s, n, pair, arena, ids, &room))
			ok = broken(xerr);
	}
	xap_values_free(values);
	return ok && xerr->status == XAP_OK;
}

enum xap_status
pairs_index_find(const struct pairs_index *pairs, struct arena *arena,
    const char *first, const char *second, struct pairs_ids *ret,
    struct xap_error *xerr)
{
	uint16_t pair =
	    pair_number(first, strlen(first), second, strlen(second));
	bool seen[PAIRS_BITS_MAX + 1] = {false};

	memset(xerr, 0, sizeof *xerr);
	memset(ret, 0, sizeof *ret);
	for (size_t i = 0; i < pairs->n; i++) {
		unsigned bits = pairs->block[i].bits;
		struct pairs_ids some = {0};

		if (seen[bits])
			continue;
		seen[bits] = true;
		if (!find_in_blocks(pairs, arena, bits, pair, &some, xerr))
			break;
		*ret = ret->n == 0 ? some : pairs_ids_either(arena, *ret, some);
	}
	return xerr->status;
}

/* --- sets of ids ---------------------------------------------------------- */

struct pairs_ids
pairs_ids_both(struct arena *arena, struct pairs_ids a, struct pairs_ids b)
{
	size_t least = a.n < b.n ? a.n : b.n;
	struct pairs_ids ids = {
	    .id = arena_array(arena, least + 1, sizeof *ids.id)};
	size_t k = 0;

	for (size_t i = 0; i < a.n; i++) {
		while (k < b.n && b.id[k] < a.id[i])
			k++;
		if (k < b.n && b.id[k] == a.id[i])
			ids.id[ids.n++] = a.id[i];
	}
	return ids;
}

struct pairs_ids
pairs_ids_either(struct arena *arena, struct pairs_ids a, struct pairs_ids b)
{
	struct pairs_ids ids = {
	    .id = arena_array(arena, a.n + b.n + 1, sizeof *ids.id)};
	size_t i = 0, k = 0;

	while (i < a.n || k < b.n) {
		bool of_a = k == b.n || (i < a.n && a.id[i] <= b.id[k]);
		uint32_t id = of_a ? a.id[i] : b.id[k];

		i += i < a.n && a.id[i] == id;
		k += k < b.n && b.id[k] == id;
		ids.id[ids.n++] = id;
	}
	return ids;
}

bool
pairs_ids_has(struct pairs_ids ids, uint32_t id)
{
	size_t low = 0, high = ids.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ids.id[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ids.n && ids.id[low] == id;
}
