/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pairs of a shard's passages (pairs.h), gathered while it is filled and
 * written at its end. For index-shard.c.
 */
#ifndef CORE_PAIRS_BLOCK_H
#define CORE_PAIRS_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pairs_block;

struct pairs_block *pairs_block_new(void);
void pairs_block_free(struct pairs_block *block);

/* Add the note (pairs_note()) of a document; ids ascend. */
void pairs_block_add(
    struct pairs_block *block, uint32_t docid, const char *note, size_t n);

/* About how many bytes of memory it takes until it is written. */
size_t pairs_block_size(const struct pairs_block *block);

/*
 * Give each value of the last document that was added, in ascending slots;
 * stops where `put` returns false, and returns that.
 */
bool pairs_block_write(const struct pairs_block *block,
    bool (*put)(void *context, uint32_t slot, const char *s, size_t n),
    void *context);

#endif
