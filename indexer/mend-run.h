/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A text while its words are mended, and what the stages of that share. For
 * the mend-*.c files and mend.c alone: mend-ligature.c puts lost ligatures
 * back, mend-space.c white space and apostrophes.
 */
#ifndef INDEXER_MEND_RUN_H
#define INDEXER_MEND_RUN_H

#include "indexer/mend.h"
#include "indexer/word-join.h"

#define TEXT_MAX 512 /* bytes of the longest reading of a word */

/* A text under way. */
struct text_run {
	struct mend *mend;
	struct word_list list;
	enum lore_grade *grade; /* of each word */
	struct edits *edits;
	const char **reading; /* of words mended so far, folded, or NULL */
};

/*
 * Write `n` bytes of a word with ligatures put in, its own letters kept as they
 * are written, the new ones in capitals or not.
 */
void mend_write(const char *text, size_t n,
    const struct ligature_places *places, bool capitals, char ret[TEXT_MAX]);

/* Propose a text for words `first` to `last`. */
void mend_propose(struct text_run *run, enum damage kind, size_t first,
    size_t last, const char *text);

/*
 * The candidate for a damaged word that is ahead of others; false where there
 * is none, or two are equal.
 */
bool mend_candidate(struct mend *mend, const char *folded, size_t n,
    bool capital, struct ligature_candidate *ret);

/* Whether it is a common word, of the vocabulary, or read elsewhere. */
bool mend_is_sure(
    const struct mend *mend, const struct ligature_candidate *candidate);

/* Put back the ligatures of word `i`, if it lost some. */
bool mend_ligature(struct text_run *run, size_t i);

/* Put together the pieces that begin with word `i`: how many; 0 for none. */
size_t mend_split(struct text_run *run, size_t i);

/* Take apart word `i`, if it is two. */
bool mend_glued(struct text_run *run, size_t i);

/* Put back the apostrophe of word `i`, or before it. */
bool mend_apostrophe(struct text_run *run, size_t i);

#endif
