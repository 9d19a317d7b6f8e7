/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ligatures: the groups of letters that fonts draw as one, and that are lost
 * when text is taken out of a document without the font's own table. Which
 * words a damaged one may come from is looked up in an index, made of a
 * dictionary the other way round: of every word what is left of it when up to
 * three of its ligatures are gone. For indexer/'s repair only.
 */
#ifndef INDEXER_LIGATURE_H
#define INDEXER_LIGATURE_H

#include "core/arena.h"
#include "indexer/dictionary.h"
#include "indexer/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIGATURE_INSERTIONS 3 /* most that one word is taken to have lost */

/*
 * The ligatures by number, NULL after the last. The first LIGATURE_DROPPED are
 * those that may be missing without a trace; the rest is only known as what a
 * private-use character may stand for.
 */
#define LIGATURE_DROPPED 11
const char *ligature_letters(size_t number);

/* Where ligatures go in a damaged word. */
struct ligature_places {
	size_t count; /* how many, 1 to LIGATURE_INSERTIONS */
	struct {
		uint8_t at;	/* byte of the damaged word it goes before */
		uint8_t number; /* of the ligature */
	} place[LIGATURE_INSERTIONS]; /* in order */
};

/* A word that a damaged one may come from. */
struct ligature_candidate {
	const char *word;	     /* folded; not NUL-terminated */
	size_t n;		     /* its bytes */
	enum dictionary_grade grade; /* NONE: of the vocabulary alone */
	struct ligature_places places;
};

#define LIGATURE_CANDIDATES 16 /* most that are told */

struct ligature_index;

/*
 * An index of a dictionary (or NULL) and a vocabulary. Of a dictionary that is
 * no list, words are tried out instead, with up to two ligatures. In the
 * arena.
 */
struct ligature_index *ligature_index_new(struct arena *arena,
    const struct dictionary *dictionary, const struct vocabulary *vocabulary);

/*
 * The words that a folded one may come from, each once, those with the fewest
 * ligatures first; how many.
 */
size_t ligature_candidates(const struct ligature_index *index,
    const char *folded, size_t n,
    struct ligature_candidate ret[LIGATURE_CANDIDATES]);

/*
 * Fewest places in which ligatures make `word` of `damaged`; false where
 * three do not.
 */
bool ligature_align(const char *word, size_t n, const char *damaged, size_t m,
    struct ligature_places *ret);

#endif
