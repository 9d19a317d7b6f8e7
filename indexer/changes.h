/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Insertions and deletions that a format keeps or draws in its text: never run
 * together as one sentence. A pass over blocks. For indexer/ only.
 *
 * The text stays as it would read with the changes; each change becomes a
 * comment after its block, with its author: "Delete ...", "Insert ...",
 * "Replace ... with ...". So deleted words are found, as deleted, and whose
 * change it is can be read as the delegation's proposal.
 */
#ifndef INDEXER_CHANGES_H
#define INDEXER_CHANGES_H

#include "indexer/block.h"

/* Settle all changes marked in the blocks, which are replaced by others. */
void changes_settle(struct blocks *blocks);

#endif
