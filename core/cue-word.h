/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The forms under which an Arabic word of text is looked up among cues: as it
 * stands, and without the particles and the article that are written together
 * with it. For core/lexicon.c alone. Words are folded.
 */
#ifndef CORE_CUE_WORD_H
#define CORE_CUE_WORD_H

#include <stddef.h>

#define CUE_WORD_FORMS 8

struct cue_form_of {
	const char *s; /* the rest of the word */
	size_t n;      /* its bytes */
};

struct cue_word {
	struct cue_form_of form[CUE_WORD_FORMS]; /* the longest first */
	size_t count;				 /* how many */
};

/* Take a word apart; the forms are parts of `word`. */
void cue_word_make(const char *word, size_t n, struct cue_word *ret);

#endif
