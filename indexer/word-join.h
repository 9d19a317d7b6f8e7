/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words with white space or an apostrophe in the wrong place: two run together
 * ("technologyand"), one taken apart ("suppor ted", "A r g e n t i n a"), an
 * apostrophe gone ("the country s"). For mend.c.
 */
#ifndef INDEXER_WORD_JOIN_H
#define INDEXER_WORD_JOIN_H

#include "indexer/lore.h"
#include "indexer/word-scan.h"

#include <stdbool.h>
#include <stddef.h>

/* The words of a text, as they come. */
struct word_list {
	const char *text;
	size_t n; /* bytes of text */
	const struct scan_word *word;
	size_t count;
};

/*
 * Where the second of two words begins that an unknown one is made of, one of
 * them a small word of the language: a byte of `folded`; 0 where it is not so.
 * `known` is asked about the other part.
 */
size_t word_unglue(const char *folded, size_t n,
    bool (*known)(void *context, const char *folded, size_t n), void *context);

/* Whether only one space stands between word `i` and the next. */
bool word_is_apart(const struct word_list *list, size_t i);

/*
 * How many words from `i` on are one letter each with a space between: 4 or
 * more, else 0.
 */
size_t word_spaced(const struct word_list *list, size_t i);

/*
 * Whether word `i` is what is left of an ending whose apostrophe became a space
 * or went: "s" after a word, "t" after "don".
 */
bool word_lost_apostrophe(const struct word_list *list, size_t i);

/* Where the apostrophe was in an unknown word ("countrys"), or 0. */
size_t word_apostrophe_at(struct lore *lore, const char *folded, size_t n);

#endif
