/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of a glass database, made in one go. A block:
 *
 *   bytes 0-3   revision    all numbers big-endian
 *   byte  4     level, 0 for leaves
 *   bytes 5-6   free bytes in one piece
 *   bytes 7-8   free bytes in all
 *   bytes 9-10  where the directory ends
 *   bytes 11-   the directory: where each item begins, two bytes an item, in
 *               the order of keys; the items stand at the block's end
 *
 * An item of a leaf is its size less 3 (two bytes, with flags), the key's
 * length (one byte), the key, the number of the component (two bytes, not in
 * the first), and the tag, or a component of it. An item of a branch is a
 * block's number (four bytes), length and key, component: the block holds what
 * comes at and after it. The first item of a branch has an empty key, and so
 * has one, of no tag, in the very first leaf.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define DIR_START   11
#define D2	    2	 /* bytes of a place in the directory */
#define I2	    2	 /* of an item's size */
#define K1	    1	 /* of a key's length */
#define X2	    2	 /* of a component's number */
#define BLOCK4	    4	 /* of a block's number */
#define PER_BLOCK   4	 /* items that fit a block at least */
#define COMPRESSED  0x80 /* flags in the first byte of an item's size */
#define LAST	    0x40
#define FIRST	    0x20
#define ITEM_MAX    0x2002 /* what 13 bits can say, and 3 */
#define ROOM_BLOCKS 64	   /* made room for at first */
#define SPLIT_LEAST 32	   /* bytes of a tag that are worth an item */

/* --- bytes ---------------------------------------------------------------- */

bool
glass_bytes_room(struct glass_bytes *bytes, size_t more)
{
	size_t room = bytes->room > 0 ? bytes->room : 256;
	unsigned char *s;

	if (bytes->room - bytes->len >= more)
		return true;
	while (room - bytes->len < more) {
		if (room > SIZE_MAX / 2)
			return false;
		room *= 2;
	}
	s = realloc(bytes->s, room);
	if (s == NULL)
		return false;
	bytes->s = s;
	bytes->room = room;
	return true;
}

bool
glass_bytes_add(struct glass_bytes *bytes, const void *s, size_t n)
{
	if (!glass_bytes_room(bytes, n))
		return false;
	if (n > 0)
		memcpy(bytes->s + bytes->len, s, n);
	bytes->len += n;
	return true;
}

unsigned char *
glass_put_number(unsigned char *to, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		*to++ = (unsigned char)(number | 0x80);
	*to++ = (unsigned char)number;
	return to;
}

bool
glass_bytes_number(struct glass_bytes *bytes, uint64_t number)
{
	if (!glass_bytes_room(bytes, GLASS_NUMBER_MAX))
		return false;
	bytes->len = (size_t)(glass_put_number(bytes->s + bytes->len, number) -
			      bytes->s);
	return true;
}

/* What sorts by bytes as the number does: see there. */
bool
glass_in_number(struct glass_in *in, uint64_t *ret)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7) {
		unsigned char byte = *in->at++;

		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80) {
			*ret = number;
			return true;
		}
	}
	return false;
}

bool
glass_bytes_sorted_number(struct glass_bytes *bytes, uint32_t number)
{
	/* The first byte's leading ones are how many bytes are over two. */
	unsigned more = number < 0x8000	      ? 0
			: number < 0x400000   ? 1
			: number < 0x20000000 ? 2
					      : 3;
	unsigned char buffer[5];

	for (unsigned i = 0; i < more + 2; i++)
		buffer[i] =
		    (unsigned char)((uint64_t)number >> 8 * (more + 1 - i));
	buffer[0] |= (unsigned char)(0xFF00u >> more);
	return glass_bytes_add(bytes, buffer, more + 2);
}

/* --- blocks --------------------------------------------------------------- */

static unsigned
get2(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

static void
put2(unsigned char *s, unsigned number)
{
	s[0] = (unsigned char)(number >> 8);
	s[1] = (unsigned char)number;
}

static void
put4(unsigned char *s, uint32_t number)
{
	put2(s, number >> 16);
	put2(s + 2, number & 0xFFFF);
}

/* The last block of a level. */
static unsigned char *
block_last(const struct glass_table *table, unsigned level)
{
	return table->streams
		   ? table->open[level]
		   : table->blocks.s +
			 (size_t)table->current[level] * table->block_size;
}

/* Write the last block of a level, to which nothing more is added. */
static bool
block_write(struct glass_table *table, unsigned level)
{
	const unsigned char *s = table->open[level];
	off_t at = (off_t)table->current[level] * (off_t)table->block_size;
	size_t n = table->block_size;

	while (n > 0) {
		ssize_t done = pwrite(table->fd, s, n, at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			table->failed = errno;
			return false;
		}
		s += done;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

static void
block_set_free(unsigned char *block, unsigned bytes)
{
	put2(block + 5, bytes);
	put2(block + 7, bytes);
}

/* Free bytes: all in one piece, for nothing is ever taken out. */
static unsigned
block_free(const unsigned char *block)
{
	return get2(block + 5);
}

/* Memory for a new last block of a level. */
static bool
block_room(struct glass_table *table, unsigned level)
{
	if (table->streams) {
		if (level < table->levels)
			return block_write(table, level);
		table->open[level] = malloc(table->block_size);
		return table->open[level] != NULL;
	}
	if (!glass_bytes_room(
		&table->blocks, table->blocks.room > 0
				    ? table->block_size
				    : (size_t)ROOM_BLOCKS * table->block_size))
		return false;
	table->blocks.len += table->block_size;
	return true;
}

/* A new last block of a level. */
static bool
block_new(struct glass_table *table, unsigned level)
{
	unsigned char *block;

	if (table->count == UINT32_MAX || !block_room(table, level))
		return false;
	table->current[level] = table->count++;
	block = block_last(table, level);
	memset(block, 0, table->block_size);
	put4(block, table->revision);
	block[4] = (unsigned char)level;
	put2(block + 9, DIR_START);
	block_set_free(block, table->block_size - DIR_START);
	return true;
}

/* Room for an item at the end of a block that has it. */
static unsigned char *
block_add(unsigned char *block, size_t size)
{
	unsigned dir_end = get2(block + 9);
	unsigned left = block_free(block) - (unsigned)size - D2;
	unsigned at = dir_end + D2 + left;

	put2(block + dir_end, at);
	put2(block + 9, dir_end + D2);
	block_set_free(block, left);
	return block + at;
}

/* --- branches ------------------------------------------------------------- */

/* What separates a block from the one before it. */
struct separator {
	const unsigned char *key;
	size_t key_len;
	unsigned component;
};

static void
branch_put(
    unsigned char *block, const struct separator *separator, uint32_t child)
{
	size_t n = separator->key_len;
	unsigned char *item = block_add(block, BLOCK4 + K1 + n + X2);

	put4(item, child);
	item[BLOCK4] = (unsigned char)n;
	if (n > 0)
		memcpy(item + BLOCK4 + K1, separator->key, n);
	put2(item + BLOCK4 + K1 + n, separator->component);
}

/*
 * The level below has a new block, and `before` was its last one: enter it.
 */
static bool
branch_enter(struct glass_table *table, unsigned level,
    const struct separator *separator, uint32_t before)
{
	const struct separator none = {NULL, 0, 0};
	size_t size = BLOCK4 + K1 + separator->key_len + X2;
	uint32_t child = table->current[level - 1], last;

	if (level == GLASS_LEVELS)
		return false;
	if (level == table->levels) {
		if (!block_new(table, level))
			return false;
		table->levels++;
		branch_put(block_last(table, level), &none, before);
	}
	last = table->current[level];
	if (block_free(block_last(table, level)) >= size + D2) {
		branch_put(block_last(table, level), separator, child);
		return true;
	}
	if (!block_new(table, level))
		return false;
	branch_put(block_last(table, level), &none, child);
	return branch_enter(table, level + 1, separator, last);
}

/* --- leaves --------------------------------------------------------------- */

/* A component of an entry. */
struct component {
	const unsigned char *key;
	size_t key_len;
	const unsigned char *tag;
	size_t tag_len;
	unsigned number; /* from 1 */
	unsigned flags;
};

static void
leaf_put(unsigned char *block, const struct component *c)
{
	size_t head = I2 + K1 + c->key_len + (c->number > 1 ? X2 : 0);
	size_t size = head + c->tag_len;
	unsigned char *item = block_add(block, size);

	put2(item, (unsigned)(size - I2 - K1) | c->flags << 8);
	item[I2] = (unsigned char)c->key_len;
	if (c->key_len > 0)
		memcpy(item + I2 + K1, c->key, c->key_len);
	if (c->number > 1)
		put2(item + I2 + K1 + c->key_len, c->number);
	if (c->tag_len > 0)
		memcpy(item + head, c->tag, c->tag_len);
}

/* As much of the key as tells it from the last one. */
static size_t
shortest(const struct glass_table *table, const struct component *c)
{
	size_t n = 0;

	while (
	    n < c->key_len && n < table->key_len && c->key[n] == table->key[n])
		n++;
	return n < c->key_len ? n + 1 : n;
}

static bool
leaf_add(struct glass_table *table, const struct component *c)
{
	size_t size =
	    I2 + K1 + c->key_len + (c->number > 1 ? X2 : 0) + c->tag_len;
	uint32_t last = table->current[0];

	if (block_free(block_last(table, 0)) < size + D2) {
		struct separator separator = {
		    c->key, shortest(table, c), c->number};

		if (!block_new(table, 0) ||
		    !branch_enter(table, 1, &separator, last))
			return false;
	}
	leaf_put(block_last(table, 0), c);
	if (c->number == 1) {
		memcpy(table->key, c->key, c->key_len);
		table->key_len = c->key_len;
	}
	return true;
}

/* --- tables --------------------------------------------------------------- */

void
glass_table_init(
    struct glass_table *table, uint32_t block_size, uint32_t revision)
{
	memset(table, 0, sizeof *table);
	table->block_size = block_size;
	table->revision = revision;
}

void
glass_table_clear(struct glass_table *table)
{
	free(table->blocks.s);
	for (unsigned level = 0; level < GLASS_LEVELS; level++)
		free(table->open[level]);
	memset(table, 0, sizeof *table);
}

void
glass_table_stream(struct glass_table *table, int fd)
{
	table->streams = true;
	table->fd = fd;
}

bool
glass_table_flush(struct glass_table *table)
{
	for (unsigned level = 0; level < table->levels; level++)
		if (!block_write(table, level))
			return false;
	return true;
}

/* The first leaf, with the item that comes before all others. */
static bool
begin(struct glass_table *table)
{
	const struct component none = {NULL, 0, NULL, 0, 1, FIRST | LAST};

	if (table->levels > 0)
		return true;
	if (!block_new(table, 0))
		return false;
	table->levels = 1;
	leaf_put(block_last(table, 0), &none);
	return true;
}

/*
 * How many bytes of a tag the next item takes: as many as an item can have, or
 * what fills the last block.
 */
static size_t
component_length(
    const struct glass_table *table, size_t head, size_t most, size_t left)
{
	size_t want = left < most - head ? left : most - head;
	size_t free = block_free(block_last(table, 0)), has;

	if (!table->fills || free >= head + want + D2 ||
	    free < head + D2 + SPLIT_LEAST)
		return want;
	has = free - head - D2;
	return left - has >= SPLIT_LEAST ? has : want;
}

bool
glass_table_add(struct glass_table *table, const void *key, size_t key_len,
    const void *tag, size_t tag_len, bool compressed)
{
	size_t most =
	    (table->block_size - DIR_START - PER_BLOCK * D2) / PER_BLOCK;
	struct component c = {key, key_len, tag, 0, 1, FIRST};
	size_t head = I2 + K1 + key_len, left = tag_len;

	if (!begin(table))
		return false;
	most = most < ITEM_MAX ? most : ITEM_MAX;
	for (;;) {
		c.tag_len = component_length(table, head, most, left);
		left -= c.tag_len;
		c.flags |=
		    (left == 0 ? LAST : 0u) | (compressed ? COMPRESSED : 0u);
		if (c.number > UINT16_MAX || !leaf_add(table, &c))
			return false;
		if (left == 0)
			break;
		c.tag += c.tag_len;
		c.flags = 0;
		if (c.number++ == 1)
			head += X2;
	}
	table->entries++;
	return true;
}
