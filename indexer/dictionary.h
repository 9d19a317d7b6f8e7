/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dictionaries: whether a language has a word. They are the system's own, word
 * lists (/usr/share/dict) or, where a language has none there, hunspell's,
 * found when first asked for and never copied. For indexer/ only.
 *
 * A sorted list is searched as it is, for words in small letters, until
 * somebody needs it complete: sound documents are then looked through without
 * the cost of reading it. Complete, it is a hash, in which a look-up takes
 * under two hundred instructions, where hunspell takes over three thousand; and
 * from it one can tell which words a damaged one may come from.
 */
#ifndef INDEXER_DICTIONARY_H
#define INDEXER_DICTIONARY_H

#include "core/language.h"
#include "indexer/word-scan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dictionaries;
struct dictionary;

/*
 * Those below two folders; NULL: the system's. Strings are kept by pointer.
 * dictionaries_free() them.
 */
struct dictionaries *dictionaries_new(const char *lists, const char *hunspell);
void dictionaries_free(struct dictionaries *dictionaries);

/* The dictionary of a language, or NULL where there is none. */
struct dictionary *dictionaries_get(
    struct dictionaries *dictionaries, enum language language);

/* How well a dictionary knows a word. */
enum dictionary_grade {
	DICTIONARY_NONE = 0,
	DICTIONARY_NAME,   /* with a capital only: a name, an abbreviation */
	DICTIONARY_RARE,   /* in the large lists */
	DICTIONARY_COMMON, /* in a small list, or hunspell knows it */
};

/*
 * The grade of a folded word; `hash` is its word_hash(). All forms of a word
 * count, none with an apostrophe.
 */
enum dictionary_grade dictionary_grade(const struct dictionary *dictionary,
    const char *folded, size_t n, uint32_t hash);

/* Whether it has a word that is no name; faster than its grade. */
bool dictionary_knows(const struct dictionary *dictionary, const char *folded,
    size_t n, uint32_t hash);

/*
 * Make it complete: names and words with accents are known from here on, and
 * dictionary_word() has them all. Nothing happens the second time.
 */
void dictionary_complete(struct dictionary *dictionary);

/*
 * Words by number, for those who make an index of them: false after the last,
 * and at once where the dictionary is no list, or is not complete.
 */
bool dictionary_word(const struct dictionary *dictionary, uint32_t number,
    const char **ret_folded, size_t *ret_n, enum dictionary_grade *ret_grade);

/*
 * Call `visit` for each file that is there and may serve as a dictionary, of
 * any language.
 */
void dictionaries_files(const struct dictionaries *dictionaries,
    void (*visit)(void *context, const char *path), void *context);

/* The packages of Debian that would hold one, for messages. */
const char *dictionary_packages(enum language language);

#endif
