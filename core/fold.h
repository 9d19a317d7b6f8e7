/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folding: what two spellings must share to meet. For matching only, never
 * for showing; used alike on records, names, lexicon cues and queries.
 *
 * Folded are: compatibility forms (NFKC: ligatures, full-width, Arabic
 * presentation forms), letter case, combining marks (accents, Arabic vowel
 * signs; not the breve of the Cyrillic short i), soft hyphens and zero-width
 * characters, private-use characters (what fonts left of ligatures, and nobody
 * types) and tatweel (dropped), apostrophes and quotation marks (to ASCII),
 * dashes and the non-breaking hyphen (to "-"), every decimal digit (to ASCII),
 * alef forms (to bare alef), hamza on waw and ya (to waw and ya), alef maqsura
 * (to ya), ta marbuta (to ha), and the Cyrillic yo (to ye).
 */
#ifndef CORE_FOLD_H
#define CORE_FOLD_H

#include "core/arena.h"

#include <stddef.h>

/*
 * Fold `n` bytes of UTF-8. Returns a NUL-terminated string in the arena, its
 * length in `*ret_n` (which may be NULL). Bytes that are no UTF-8 are folded
 * to U+FFFD. ASCII takes a fast path.
 */
char *fold_text(struct arena *arena, const char *s, size_t n, size_t *ret_n);

/*
 * As fold_text(), into `buffer` of `size` bytes, with a NUL after it. Returns
 * the length, or (size_t)-1 where it does not fit (the buffer then holds
 * nothing of use); for callers who fold many short words.
 */
size_t fold_word(const char *s, size_t n, char *buffer, size_t size);

#endif
