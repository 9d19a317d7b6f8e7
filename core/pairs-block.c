/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pairs-block.h"

#include "core/arena.h"
#include "core/field.h"
#include "core/pairs.h"

#include <string.h>

/* So many entries a list should have: the bytes around it are few then. */
#define LIST_USUAL 512

#define NUMBER_MAX 5 /* bytes of a varint of 32 bits */

/* A document, and the end of its pairs among all. */
struct noted {
	uint32_t docid;
	size_t end;
};

struct pairs_block {
	struct arena *arena;
	uint16_t *pair; /* of all documents, in their order */
	size_t n, room;
	struct noted *doc;
	size_t docs, doc_room;
};

struct pairs_block *
pairs_block_new(void)
{
	struct arena *arena = arena_new();
	struct pairs_block *block = arena_alloc(arena, sizeof *block);

	block->arena = arena;
	return block;
}

void
pairs_block_free(struct pairs_block *block)
{
	if (block != NULL)
		arena_free(block->arena);
}

void
pairs_block_add(
    struct pairs_block *block, uint32_t docid, const char *note, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)note;
	size_t begin = block->n;

	n /= 2;
	if (block->n + n > block->room) {
		size_t room = 2 * (block->n + n) + 1024;

		block->pair = arena_grow(block->arena, block->pair, block->room,
		    room, sizeof *block->pair);
		block->room = room;
	}
	for (size_t i = 0; i < n; i++)
		block->pair[begin + i] =
		    (uint16_t)(bytes[2 * i] | bytes[2 * i + 1] << 8);
	block->n += n;
	if (block->docs == block->doc_room) {
		size_t room = 2 * block->doc_room + 64;

		block->doc = arena_grow(block->arena, block->doc, block->docs,
		    room, sizeof *block->doc);
		block->doc_room = room;
	}
	block->doc[block->docs++] = (struct noted){docid, block->n};
}

size_t
pairs_block_size(const struct pairs_block *block)
{
	return block->n * (sizeof *block->pair + sizeof(uint32_t)) +
	       block->docs * sizeof *block->doc;
}

/* --- writing -------------------------------------------------------------- */

/* Bits that are written, the lowest of a byte first. */
struct bits {
	unsigned char *s;
	size_t n;	/* whole bytes */
	uint64_t last;	/* bits that are not among these yet */
	unsigned count; /* how many: below 32 */
};

/* `count` up to 32. */
static inline void
bits_put(struct bits *bits, uint32_t value, unsigned count)
{
	bits->last |= (uint64_t)value << bits->count;
	bits->count += count;
	if (bits->count < 32)
		return;
	for (int i = 0; i < 4; i++)
		bits->s[bits->n++] = (unsigned char)(bits->last >> 8 * i);
	bits->last >>= 32;
	bits->count -= 32;
}

static void
bits_end(struct bits *bits)
{
	for (; bits->count > 0; bits->last >>= 8) {
		bits->s[bits->n++] = (unsigned char)bits->last;
		bits->count -= bits->count < 8 ? bits->count : 8;
	}
}

static size_t
put_number(unsigned char *to, uint32_t number)
{
	size_t n = 0;

	for (; number >= 0x80; number >>= 7)
		to[n++] = (unsigned char)(number | 0x80);
	to[n++] = (unsigned char)number;
	return n;
}

/* By how many bits to part so many pairs. */
static unsigned
parting_bits(size_t entries)
{
	unsigned bits = 0;

	while (bits < PAIRS_BITS_MAX && entries >> bits >= 2 * LIST_USUAL)
		bits++;
	return bits;
}

#define PAIRS ((size_t)1 << PAIRS_BITS)

/* The documents of a pair: where they are among those of all. */
struct list {
	uint32_t begin, end;
};

struct lists {
	uint32_t
	    *offset; /* of documents from the shard's first; or distances */
	struct list *list; /* of each pair */
	uint32_t span;	   /* the offset of the shard's last document */
};

static void
lists_begin(
    struct lists *lists, const struct pairs_block *block, struct arena *scratch)
{
	uint32_t sum = 0;

	lists->offset =
	    arena_array(scratch, block->n + 1, sizeof *lists->offset);
	lists->list = arena_array(scratch, PAIRS, sizeof *lists->list);
	memset(lists->list, 0, PAIRS * sizeof *lists->list);
	for (size_t i = 0; i < block->n; i++)
		lists->list[block->pair[i]].end++;
	for (size_t p = 0; p < PAIRS; p++) {
		uint32_t n = lists->list[p].end;

		lists->list[p] = (struct list){sum, sum};
		sum += n;
	}
}

/* How far each is from the one before, in place of the offsets. */
static void
lists_distances(struct lists *lists)
{
	for (size_t p = 0; p < PAIRS; p++) {
		struct list list = lists->list[p];
		uint32_t next = 0;

		for (uint32_t i = list.begin; i < list.end; i++) {
			uint32_t offset = lists->offset[i];

			lists->offset[i] = offset - next;
			next = offset + 1;
		}
	}
}

/* A document that has a pair twice is noted once. */
static void
lists_make(
    struct lists *lists, const struct pairs_block *block, struct arena *scratch)
{
	size_t i = 0;

	lists_begin(lists, block, scratch);
	for (size_t d = 0; d < block->docs; d++) {
		uint32_t offset = block->doc[d].docid - block->doc[0].docid;

		for (; i < block->doc[d].end; i++) {
			struct list *list = &lists->list[block->pair[i]];

			if (list->end == list->begin ||
			    lists->offset[list->end - 1] != offset)
				lists->offset[list->end++] = offset;
		}
		lists->span = offset;
	}
	lists_distances(lists);
}

static void
put_ones(struct bits *bits, uint32_t n)
{
	for (; n >= 16; n -= 16)
		bits_put(bits, 0xFFFF, 16);
	bits_put(bits, ((uint32_t)1 << n) - 1, n + 1);
}

static void
put_count(struct bits *bits, uint32_t n)
{
	unsigned more = 0;

	while ((n + 1) >> more > 1)
		more++;
	put_ones(bits, more);
	bits_put(bits, (n + 1) & (((uint32_t)1 << more) - 1), more);
}

static void
put_low(struct bits *out, const uint32_t *distance, uint32_t n, unsigned k)
{
	for (uint32_t i = 0; i < n; i++)
		bits_put(out, distance[i] & (((uint32_t)1 << k) - 1), k);
}

static void
put_high(struct bits *out, const uint32_t *distance, uint32_t n, unsigned k)
{
	for (uint32_t i = 0; i < n; i++)
		put_ones(out, distance[i] >> k);
}

/* The lists of pairs that begin alike: their bytes at `to`, which has room. */
static size_t
write_group(
    unsigned char *to, const struct lists *lists, size_t first, size_t group)
{
	struct bits out = {.s = to};

	for (size_t p = first; p < first + group; p++)
		put_count(&out, lists->list[p].end - lists->list[p].begin);
	for (int high = 0; high < 2; high++)
		for (size_t p = first; p < first + group; p++) {
			const uint32_t *of =
			    lists->offset + lists->list[p].begin;
			uint32_t n = lists->list[p].end - lists->list[p].begin;
			unsigned k = pairs_low_bits(n, lists->span);

			if (high)
				put_high(&out, of, n, k);
			else
				put_low(&out, of, n, k);
		}
	bits_end(&out);
	return out.n;
}

/*
 * The most bytes of a group. A count takes 33 bits at most; of an entry k is
 * at most 31, and the 1s of a pair's n entries are span >> k, so less than 2 n.
 */
static size_t
most_bytes(const struct lists *lists, size_t group)
{
	size_t most = 0;

	for (size_t p = 0; p < PAIRS; p += group) {
		size_t n =
		    lists->list[p + group - 1].end - lists->list[p].begin;

		most = n > most ? n : most;
	}
	return group * 5 + most * 5 + 8;
}

static bool
write_groups(const struct lists *lists, unsigned bits, struct arena *scratch,
    bool (*put)(void *context, uint32_t slot, const char *s, size_t n),
    void *context)
{
	size_t group = PAIRS_GROUP(bits), n;
	unsigned char *to = arena_alloc(scratch, most_bytes(lists, group));
	uint32_t slot = SLOT_PAIRS_FIRST + ((uint32_t)1 << bits);
	bool ok = true;

	for (size_t p = 0; ok && p < PAIRS; p += group, slot++) {
		/* Where there are none at all, no list is. */
		if (lists->list[p + group - 1].end == lists->list[p].begin)
			continue;
		n = write_group(to, lists, p, group);
		ok = put(context, slot, (const char *)to, n);
	}
	return ok;
}

bool
pairs_block_write(const struct pairs_block *block,
    bool (*put)(void *context, uint32_t slot, const char *s, size_t n),
    void *context)
{
	unsigned bits = parting_bits(block->n);
	unsigned char head[2 * NUMBER_MAX];
	struct lists lists = {0};
	struct arena *scratch;
	size_t n;
	bool ok;

	if (block->docs == 0)
		return true;
	scratch = arena_new();
	lists_make(&lists, block, scratch);
	n = put_number(head, lists.span);
	n += put_number(head + n, bits);
	ok = put(context, SLOT_PAIRS, (const char *)head, n) &&
	     write_groups(&lists, bits, scratch, put, context);
	arena_free(scratch);
	return ok;
}
