/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the layout of a page did to its text: words cut at a line's end, first
 * letters drawn large and standing on a line of their own, the caption of a
 * picture in the midst of a sentence. It works on lines before paragraphs are
 * made of them, and the text it makes has lines of its own: where they come
 * from is in the map of the edited text. For indexer/ only.
 */
#ifndef INDEXER_UNWRAP_H
#define INDEXER_UNWRAP_H

#include "core/arena.h"
#include "indexer/edited-text.h"
#include "indexer/mend.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether there may be something to do: a quick look at a text. */
bool unwrap_needed(const char *text, size_t n);

/*
 * Undo it. `mend` knows the words; without a dictionary its vocabulary and the
 * words of the document must do.
 */
struct edited_text unwrap(
    struct mend *mend, struct arena *arena, const struct edited_text *text);

#endif
