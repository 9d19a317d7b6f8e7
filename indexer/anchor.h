/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Anchors: the words of a block that a comment or a change is about, by which
 * it is found there. For indexer/ only.
 */
#ifndef INDEXER_ANCHOR_H
#define INDEXER_ANCHOR_H

#include "core/arena.h"

#include <stddef.h>

/* Bytes of an anchor; what is longer is cut. */
#define ANCHOR_BYTES ((size_t)400)

/*
 * The words of `s`, which has `length` bytes, from byte `start` to `end` and
 * some around them in the same line; in the arena. A part of `s` as it is.
 */
const char *anchor_around(struct arena *arena, const char *s, size_t length,
    size_t start, size_t end);

/* `n` bytes as an anchor: no white space at the ends, not too long. */
const char *anchor_words(struct arena *arena, const char *s, size_t n);

#endif
