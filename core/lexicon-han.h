/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Chinese patterns of a lexicon, made into patterns of single characters. For
 * core/lexicon.c alone.
 */
#ifndef CORE_LEXICON_HAN_H
#define CORE_LEXICON_HAN_H

#include "core/arena.h"

#include <stddef.h>

/*
 * A pattern with Han characters, written out: each character is a token of its
 * own, so that "支持|赞成" becomes two patterns of two characters. A pattern
 * without them is given back as it is. Array in the arena, count in `*ret_n`.
 */
const char **lexicon_han_expand(
    struct arena *arena, const char *text, size_t *ret_n);

#endif
