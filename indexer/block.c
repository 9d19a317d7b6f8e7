/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/block.h"

#include <string.h>

/* Blocks that there is room for at first: most documents have few. */
#define ROOM 8

void
blocks_init(struct blocks *blocks, struct arena *arena)
{
	memset(blocks, 0, sizeof *blocks);
	blocks->arena = arena;
}

struct block *
blocks_add(struct blocks *blocks, enum block_kind kind, const char *text,
    size_t length)
{
	struct block *block;

	if (blocks->count == blocks->room) {
		size_t room = blocks->room > 0 ? 2 * blocks->room : ROOM;

		blocks->block = arena_grow(blocks->arena, blocks->block,
		    blocks->room, room, sizeof *blocks->block);
		blocks->room = room;
	}
	block = &blocks->block[blocks->count++];
	memset(block, 0, sizeof *block);
	block->kind = kind;
	block->text = arena_strndup(blocks->arena, text, length);
	block->length = length;
	block->label = "";
	block->number = "";
	block->language = "";
	block->speaker = "";
	block->on_behalf_of = "";
	block->role = "";
	block->affiliation = "";
	block->delivered = "";
	block->provision = "";
	block->author = "";
	block->anchor = "";
	return block;
}

void
block_mark(struct blocks *blocks, struct block *block, enum mark_kind kind,
    size_t start, size_t end, const char *author, const char *value)
{
	size_t n = block->n_marks;

	/* Room is a power of two, so it follows from the count. */
	if ((n & (n - 1)) == 0)
		block->marks = arena_grow(blocks->arena, block->marks, n,
		    n > 0 ? 2 * n : 1, sizeof *block->marks);
	for (; n > 0 && block->marks[n - 1].start > start; n--)
		block->marks[n] = block->marks[n - 1];
	block->marks[n] = (struct mark){kind, start, end, author, value};
	block->n_marks++;
}

const char *
blocks_head(struct arena *arena, const struct block *block, size_t n,
    size_t most, size_t *ret_length)
{
	char *text = arena_alloc(arena, most + 1);
	size_t used = 0;

	for (size_t i = 0; i < n && used < most; i++) {
		size_t length = block[i].length;

		if (length > most - used - 1)
			length = most - used - 1;
		memcpy(text + used, block[i].text, length);
		used += length;
		text[used++] = '\n';
	}
	text[used] = '\0';
	*ret_length = used;
	return text;
}
