/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One cell of a table, CSV (RFC 4180) or TSV, as a spreadsheet or a terminal
 * may open it: what would be run as a formula is text, and control characters
 * are made harmless. For views.
 */
#ifndef SEARCHER_VIEW_CELL_H
#define SEARCHER_VIEW_CELL_H

#include "searcher/out.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * In CSV a cell that begins with = + - @ or a tab has an apostrophe before it,
 * and is quoted where it must be. In TSV a space stands for tabs and ends of
 * lines. U+FFFD stands for other control characters.
 */
void view_cell(struct out *out, bool csv, const char *s, size_t n);

#endif
