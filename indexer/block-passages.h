/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From blocks to passages, whatever the format they were read from. For
 * indexer/ only.
 */
#ifndef INDEXER_BLOCK_PASSAGES_H
#define INDEXER_BLOCK_PASSAGES_H

#include "core/arena.h"
#include "core/record.h"
#include "indexer/block.h"

#include <stddef.h>

/*
 * Make the passages of a record of its blocks, in the arena: one for each
 * block but headings, which become the `heading` of what stands under them.
 */
void block_passages(struct arena *arena, const struct block *blocks,
    size_t count, struct record *record);

#endif
