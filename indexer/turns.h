/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Speakers' turns in transcripts and verbatim records: who speaks in each
 * paragraph, when nothing but the text says so ("Ms. Vale (Norland): ..."). The
 * beginning of a turn is taken off the text and becomes its speaker; notes on
 * the delivery, applause and the record's own narration become asides. For
 * indexer/ only.
 *
 * A text is a transcript where at least two speakers begin to speak in forms
 * that are nothing else, or several holders do by name and colon in a good
 * part of it. Blocks that have a speaker are left alone.
 */
#ifndef INDEXER_TURNS_H
#define INDEXER_TURNS_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "indexer/block.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Give the blocks of a transcript their speakers; a block with several turns
 * is cut. The array may be replaced by another in the arena. False, and
 * nothing changed, where it is no transcript.
 */
bool turns_blocks(const struct negotiation *neg, struct arena *arena,
    struct block **blocks, size_t *count);

#endif
