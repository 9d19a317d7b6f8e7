/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Phrases: finding the longest of many names in tokens. The names of holders,
 * instruments and topics are found with it; for core/ alone.
 *
 * Names match whole tokens, folded; hyphens and quotation marks between words
 * do not matter. How a
 * name is written says how it is found:
 *
 *   - all in capitals ("US", "G-77"): in capitals only;
 *   - with "=" before it ("=Grenade"): where its first letter is a capital;
 *   - wholly in parentheses: not in running text, only as a whole string;
 *   - Cyrillic words match in all their cases; with no more than four letters
 *     before the ending they need a capital;
 *   - an Arabic name matches behind the particles written together with it.
 */
#ifndef CORE_PHRASE_H
#define CORE_PHRASE_H

#include "core/arena.h"
#include "core/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum phrase_flag {
	PHRASE_CAPITAL = 1 << 0, /* its first word needs a capital */
	PHRASE_ALONE = 1 << 1,	 /* matches as a whole string only */
	PHRASE_CODE = 1 << 2	 /* matches in capitals only */
};

struct phrase {
	uint32_t value; /* what the caller gave */
	uint32_t next;	/* next phrase of the same first word, + 1; or 0 */
	uint32_t first; /* its first word in the set's words */
	uint16_t words; /* how many */
	uint16_t flags; /* enum phrase_flag */
};

struct phrase_set;

/* A new, empty set in the arena. */
struct phrase_set *phrase_set_new(struct arena *arena);

/*
 * Add a name (copied) with a value; more than one may have the same name.
 * Names without words are passed over. Not after phrase_set_close().
 */
void phrase_set_add(
    struct phrase_set *set, const char *name, uint32_t value, unsigned flags);

/* Add each of the names that ";" separates in a table's cell. */
void phrase_set_add_cell(
    struct phrase_set *set, const char *cell, uint32_t value, unsigned flags);

/* Make the set ready to be asked. */
void phrase_set_close(struct phrase_set *set);

#define PHRASE_HITS 8 /* most phrases told of one place */

struct phrase_hits {
	size_t end;			       /* token after the last */
	size_t count;			       /* phrases of that length */
	const struct phrase *hit[PHRASE_HITS]; /* in order of adding */
};

/*
 * The longest phrase whose first token is token `at`. False where there is
 * none.
 */
bool phrase_find(const struct phrase_set *set, const struct tokens *tokens,
    size_t at, struct phrase_hits *ret);

/*
 * The phrases that are all of the tokens, in any letter case. False where
 * there are none.
 */
bool phrase_find_whole(const struct phrase_set *set,
    const struct tokens *tokens, struct phrase_hits *ret);

/* Whether the token is a word in capitals, be it of one letter ("G77"). */
bool token_is_capitals(const struct token *token);

#endif
