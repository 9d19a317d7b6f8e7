/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The nearest of some names to a word that is none of them, for "did you mean".
 * Everybody in searcher/ may include this.
 */
#ifndef SEARCHER_NEAREST_H
#define SEARCHER_NEAREST_H

#include <stddef.h>

#define NEAREST_MAX 32 /* bytes of the longest word one is sought for */

/*
 * Letters to change, add, take away or swap with the next to get from `a` to
 * `b`, neither of which is longer than NEAREST_MAX; more than `most` is told as
 * most + 1.
 */
size_t nearest_edits(const char *a, const char *b, size_t most);

/*
 * The nearest of `count` names, or NULL where none is near: more than a third
 * of the word's letters would have to change. `name(i)` may be NULL.
 */
const char *nearest(
    const char *word, const char *(*name)(size_t i), size_t count);

#endif
