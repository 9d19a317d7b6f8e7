/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The way back to a source, in one line. */
#ifndef SEARCHER_SOURCE_LINE_H
#define SEARCHER_SOURCE_LINE_H

#include "searcher/answer.h"

/*
 * "Statement of Aldermark; statement, first session, 2021-02-01; aldermark#1,
 * lines 8-9, page 3", and whether the quote was repaired. In the arena.
 */
const char *source_line(struct arena *arena, const struct evidence *evidence);

/*
 * What is said of a position beside its quote: "opposed the removal of Article
 * 42 (ND1), in its own words, explicit, through Quillon, on a condition: ...".
 */
const char *stance_line(struct arena *arena, const struct evidence *evidence);

#endif
