/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What changed from one text to another, word by word: the shortest list of
 * words taken out and put in (Myers, "An O(ND) difference algorithm and its
 * variations", 1986). Words are what white space parts; in text without spaces
 * (Han) each character is one.
 */
#ifndef SEARCHER_WORD_DIFF_H
#define SEARCHER_WORD_DIFF_H

#include "core/arena.h"

#include <stddef.h>

/*
 * Edits that are looked for. Texts further apart are told as one taken out and
 * the other put in, which is what they are to a reader.
 */
#define WORD_DIFF_MAX 2000

enum diff_change {
	DIFF_SAME = 0,
	DIFF_GONE, /* in the old text only */
	DIFF_NEW   /* in the new text only */
};

struct diff_part {
	enum diff_change change;
	const char *text; /* its words, with single spaces */
	size_t words;	  /* how many */
};

struct word_diff {
	struct diff_part *part; /* in text order; what went before what came */
	size_t n_parts;
	size_t same, gone, added; /* words of each */
};

/* The changes from `old` to `new`, in the arena. */
void word_diff(struct arena *arena, const char *old_text, const char *new_text,
    struct word_diff *ret);

#endif
