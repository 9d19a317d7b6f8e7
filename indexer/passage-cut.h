/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where to cut a text that is too long for one passage. For indexer/ only.
 */
#ifndef INDEXER_PASSAGE_CUT_H
#define INDEXER_PASSAGE_CUT_H

#include <stddef.h>

/* A longer paragraph is cut, at the end of a sentence. Bytes. */
#define PASSAGE_BYTES 6000

/*
 * How many of the `n` bytes the next passage takes: all, where they are not too
 * many; else up to the end of a sentence in the second half of what a passage
 * may have, else between words, else between characters.
 */
size_t passage_cut(const char *text, size_t n);

#endif
