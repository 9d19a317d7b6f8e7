/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A line at fault, and a caret under the place. For those who print messages.
 */
#ifndef SEARCHER_CARET_H
#define SEARCHER_CARET_H

#include "core/arena.h"

/*
 * "  text\n    ^\n", in the arena: of a long text the part around the place,
 * with dots where it was cut. NULL where there is no place to show: a column
 * outside of the text, or a text of several lines or with control characters.
 */
const char *caret_draw(struct arena *arena, const char *text, int column);

#endif
