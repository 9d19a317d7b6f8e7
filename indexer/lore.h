/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of the words of a language in the records of a negotiation:
 * its vocabulary first, then the dictionary, and what can be made of both when
 * ligatures are missing. For indexer/'s repair only.
 */
#ifndef INDEXER_LORE_H
#define INDEXER_LORE_H

#include "core/arena.h"
#include "indexer/confusion.h"
#include "indexer/dictionary.h"
#include "indexer/ligature.h"
#include "indexer/vocabulary.h"
#include "indexer/word-scan.h"

struct lore {
	struct arena *arena;
	enum language language;
	struct dictionary *dictionary; /* or NULL */
	struct table_source tables;
	const char *negotiation; /* whose vocabulary it is */
	/* Loaded or made when first asked for: */
	const struct vocabulary *vocabulary;
	const struct confusions *confusions;
	struct ligature_index *ligatures;
};

/* The vocabulary, loaded now if need be. */
const struct vocabulary *lore_vocabulary(struct lore *lore);

/* How well a word is known; names count where it has a capital. */
enum lore_grade {
	LORE_UNKNOWN = 0,
	LORE_NAME,   /* a name of the dictionary, written as one */
	LORE_RARE,   /* a word of the dictionary */
	LORE_COMMON, /* a common one */
	LORE_OWN     /* of the negotiation's vocabulary */
};

/* The grade of a folded word, written with a capital or without. */
enum lore_grade lore_grade_of(
    struct lore *lore, const char *folded, size_t n, bool capital);

/* The grade of a word of a text. */
enum lore_grade lore_grade(struct lore *lore, const struct scan_word *word);

/* As ligature_candidates(). */
size_t lore_candidates(struct lore *lore, const char *folded, size_t n,
    struct ligature_candidate ret[LIGATURE_CANDIDATES]);

#endif
