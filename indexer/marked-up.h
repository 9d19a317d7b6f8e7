/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Drafts that show changes, out of which the marks were lost: what was struck
 * out and what was put in run together as one text ("shallmay", "of
 * theThe"). Nobody can tell which of the words stand. For indexer/ only.
 */
#ifndef INDEXER_MARKED_UP_H
#define INDEXER_MARKED_UP_H

#include "indexer/block.h"

#include <stdbool.h>

/*
 * Whether a draft of these blocks is such a text: many of its words are two
 * words that it has elsewhere, glued where one ends and the other begins.
 * Blocks whose changes are still marked are not looked at. Some of the words go
 * to
 * `*ret_words`, for a message, in the blocks' arena.
 */
bool marked_up_lost(const struct blocks *blocks, const char **ret_words);

#endif
