/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most records fit one block; larger things get a block of their own. */
#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGN	   alignof(max_align_t)

struct block {
	struct block *next; /* the block filled before this one */
	size_t size;	    /* bytes in data */
	size_t used;	    /* bytes of data handed out */
	bool blank;	    /* all of them were 0 when it was made */
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *blocks; /* newest first; the first is being filled */
	struct block *spare;  /* kept by arena_reset() for what comes next */
	size_t used;	      /* bytes handed out in all blocks */
};

static void
out_of_memory(void)
{
	fputs("travaux: out of memory\n", stderr);
	abort();
}

struct arena *
arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (arena == NULL)
		out_of_memory();
	return arena;
}

/*
 * The oldest first: were the newest, which end the heap, freed first, the heap
 * would be given back to the system piece by piece.
 */
static void
blocks_free(struct block *block)
{
	struct block *oldest = NULL;

	while (block != NULL) {
		struct block *next = block->next;

		block->next = oldest;
		oldest = block;
		block = next;
	}
	while (oldest != NULL) {
		struct block *next = oldest->next;

		free(oldest);
		oldest = next;
	}
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	blocks_free(arena->blocks);
	blocks_free(arena->spare);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct block *block = arena->blocks;

	while (block != NULL) {
		struct block *next = block->next;

		/* A block made for one large thing is not worth keeping. */
		if (block->size > BLOCK_SIZE) {
			free(block);
		} else {
			block->next = arena->spare;
			arena->spare = block;
		}
		block = next;
	}
	arena->blocks = NULL;
	arena->used = 0;
}

static struct block *
block_add(struct arena *arena, size_t want)
{
	size_t size = want > BLOCK_SIZE ? want : BLOCK_SIZE;
	struct block *block = arena->spare;

	if (block != NULL && block->size >= want) {
		arena->spare = block->next;
	} else {
		if (size > SIZE_MAX - sizeof *block)
			out_of_memory();
		/*
		 * One large thing is often used in part: its pages come as
		 * they are touched, and the system clears them.
		 */
		block = size > BLOCK_SIZE ? calloc(1, sizeof *block + size)
					  : malloc(sizeof *block + size);
		if (block == NULL)
			out_of_memory();
		block->size = size;
		block->blank = size > BLOCK_SIZE;
	}
	block->used = 0;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

static size_t
align_up(size_t size)
{
	if (size > SIZE_MAX - ALIGN)
		out_of_memory();
	return (size + ALIGN - 1) & ~(ALIGN - 1);
}

/* Bytes that were not cleared. */
static void *
hand_out(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;
	size_t want = align_up(size > 0 ? size : 1);
	void *p;

	if (block == NULL || block->size - block->used < want)
		block = block_add(arena, want);
	p = block->data + block->used;
	block->used += want;
	arena->used += want;
	return p;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	void *p = hand_out(arena, size);

	return arena->blocks->blank ? p : memset(p, 0, size);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size)
		out_of_memory();
	return arena_alloc(arena, count * size);
}

void *
arena_grow(
    struct arena *arena, void *old, size_t old_count, size_t count, size_t size)
{
	struct block *block = arena->blocks;
	size_t have, want;
	void *p;

	if (size > 0 && count > SIZE_MAX / size)
		out_of_memory();
	have = align_up(old_count * size > 0 ? old_count * size : 1);
	want = align_up(count * size > 0 ? count * size : 1);
	if (old != NULL && block != NULL &&
	    (unsigned char *)old + have == block->data + block->used &&
	    want >= have && block->size - block->used >= want - have) {
		memset((unsigned char *)old + old_count * size, 0,
		    want - old_count * size);
		block->used += want - have;
		arena->used += want - have;
		return old;
	}
	p = arena_alloc(arena, count * size);
	if (old != NULL && old_count > 0)
		memcpy(p, old, (old_count < count ? old_count : count) * size);
	return p;
}

char *
arena_strndup(struct arena *arena, const char *s, size_t n)
{
	char *copy;

	if (n == SIZE_MAX)
		out_of_memory();
	copy = hand_out(arena, n + 1);
	if (n > 0)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *s)
{
	return s == NULL ? arena_strndup(arena, "", 0)
			 : arena_strndup(arena, s, strlen(s));
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	struct block *block = arena->blocks;
	/* Blank memory must stay so behind what was handed out. */
	size_t left =
	    block != NULL && !block->blank ? block->size - block->used : 0;
	va_list again;
	int n;
	char *s;

	va_copy(again, args);
	n = vsnprintf(left > 0 ? (char *)block->data + block->used : NULL, left,
	    format, again);
	va_end(again);
	if (n < 0)
		return arena_strdup(arena, "");
	/* It stands where it will be handed out. */
	if ((size_t)n < left && align_up((size_t)n + 1) <= left)
		return hand_out(arena, (size_t)n + 1);
	s = hand_out(arena, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, format, args);
	return s;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *s;

	va_start(args, format);
	s = arena_vprintf(arena, format, args);
	va_end(args);
	return s;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}
