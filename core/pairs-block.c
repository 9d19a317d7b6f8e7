/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pairs-block.h"

#include "core/arena.h"
#include "core/field.h"
#include "core/pairs.h"

/* So many entries a list should have: the bytes around it are few then. */
#define LIST_USUAL 128

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

/* One pair of one document; sorted by the bits that part the pairs. */
struct entry {
	uint32_t offset; /* of the document from the first */
	uint16_t pair;
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
	return block->n * (sizeof *block->pair + sizeof(struct entry)) +
	       block->docs * sizeof *block->doc;
}

/* --- writing -------------------------------------------------------------- */

/* Bits that are written, the lowest of a byte first. */
struct bits {
	unsigned char *s;
	size_t n;	/* whole bytes */
	uint64_t last;	/* bits that are no whole byte yet */
	unsigned count; /* how many */
};

static void
bits_put(struct bits *bits, uint32_t value, unsigned count)
{
	bits->last |= (uint64_t)value << bits->count;
	bits->count += count;
	for (; bits->count >= 8; bits->count -= 8, bits->last >>= 8)
		bits->s[bits->n++] = (unsigned char)bits->last;
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

/* All entries, those that begin alike together; `end` of each group. */
static struct entry *
sort_entries(const struct pairs_block *block, struct arena *scratch,
    unsigned bits, size_t *end)
{
	struct entry *entry = arena_array(scratch, block->n + 1, sizeof *entry);
	unsigned shift = PAIRS_BITS - bits;
	size_t sum = 0, i = 0;

	for (size_t k = 0; k < block->n; k++)
		end[block->pair[k] >> shift]++;
	for (size_t k = 0; k < (size_t)1 << bits; k++) {
		size_t n = end[k];

		end[k] = sum;
		sum += n;
	}
	for (size_t d = 0; d < block->docs; d++)
		for (; i < block->doc[d].end; i++)
			entry[end[block->pair[i] >> shift]++] = (struct entry){
			    block->doc[d].docid - block->doc[0].docid,
			    block->pair[i]};
	return entry;
}

/* The list of one group: its bytes at `to`, which has room. */
static size_t
write_list(unsigned char *to, const struct entry *entry, size_t n,
    uint32_t span, unsigned bits)
{
	struct bits out = {.s = to};
	unsigned k = 0, rest = PAIRS_BITS - bits;
	uint32_t before = 0;

	while (k < 30 && (uint64_t)n << (k + 1) <= span)
		k++;
	out.n = put_number(to, (uint32_t)n);
	to[out.n++] = (unsigned char)k;
	for (size_t i = 0; i < n; i++) {
		uint32_t step = entry[i].offset - before;

		before = entry[i].offset;
		for (uint32_t q = step >> k; q > 0; q--)
			bits_put(&out, 1, 1);
		bits_put(&out, 0, 1);
		bits_put(&out, step & ((1U << k) - 1), k);
		bits_put(&out, entry[i].pair & ((1U << rest) - 1), rest);
	}
	if (out.count > 0)
		out.s[out.n++] = (unsigned char)out.last;
	return out.n;
}

bool
pairs_block_write(const struct pairs_block *block,
    bool (*put)(void *context, uint32_t slot, const char *s, size_t n),
    void *context)
{
	unsigned bits = parting_bits(block->n);
	unsigned char head[2 * NUMBER_MAX];
	struct arena *scratch;
	struct entry *entry;
	size_t *end, n, begin = 0;
	uint32_t span;
	bool ok;

	if (block->docs == 0)
		return true;
	scratch = arena_new();
	span = block->doc[block->docs - 1].docid - block->doc[0].docid;
	n = put_number(head, span);
	n += put_number(head + n, bits);
	ok = put(context, SLOT_PAIRS, (const char *)head, n);
	end = arena_array(scratch, (size_t)1 << bits, sizeof *end);
	entry = sort_entries(block, scratch, bits, end);
	for (size_t g = 0; ok && g < (size_t)1 << bits; g++) {
		size_t count = end[g] - begin;
		/*
		 * Of an entry's bits k + 1 and the pair's are less than 48; the
		 * 1s of all of them are at most span >> k, so 2 * count.
		 */
		unsigned char *to =
		    arena_array(scratch, count + 2, NUMBER_MAX + 2);

		if (count > 0) {
			n = write_list(to, entry + begin, count, span, bits);
			ok = put(context,
			    SLOT_PAIRS_FIRST + ((uint32_t)1 << bits) +
				(uint32_t)g,
			    (const char *)to, n);
		}
		begin = end[g];
	}
	arena_free(scratch);
	return ok;
}
