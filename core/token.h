/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tokens: the one way text is cut into words, for the index, for positions,
 * for names, provisions and questions alike. Everybody may include this.
 *
 *   - A run of letters is a WORD; a run of decimal digits is a NUMBER; a letter
 *     run after digits is a WORD of its own ("5bis" is 5, bis), digits after
 *     letters stay with them ("G77", "CO2").
 *   - An apostrophe within a word cuts it: with what follows where that is an
 *     English ending ("Russia's": russia, 's; "don't": don, 't), else with
 *     what stands before it ("l'article": l', article). U+2019 is the same.
 *   - Each Han character is a HAN token of its own.
 *   - Every other visible character is a PUNCT token of its own (one
 * character), folded (typographic quotes and dashes to ASCII).
 *   - A blank line is a BREAK token of no text. Other white space is no token.
 *
 * Soft hyphens and zero-width characters belong to the word around them.
 */
#ifndef CORE_TOKEN_H
#define CORE_TOKEN_H

#include "core/arena.h"
#include "core/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_HAN,
	TOKEN_PUNCT,
	TOKEN_BREAK
};

enum token_flag {
	TOKEN_CAPITAL = 1 << 0,	 /* first letter is upper case */
	TOKEN_CAPITALS = 1 << 1, /* two letters or more, all upper case */
	TOKEN_SPACED = 1 << 2,	 /* white space (or the text's start) before */
	TOKEN_SENTENCE = 1 << 3	 /* first token of a sentence */
};

struct token {
	const char *folded; /* folded form, NUL-terminated, in the arena */
	uint32_t length;    /* bytes in folded */
	uint32_t start;	    /* first byte in the text */
	uint32_t end;	    /* byte after the last in the text */
	uint8_t kind;	    /* enum token_kind */
	uint8_t flags;	    /* enum token_flag */
};

struct tokens {
	const char *text;    /* the text that was cut; not copied */
	size_t length;	     /* its bytes */
	struct token *token; /* in text order */
	size_t count;	     /* tokens */
};

/*
 * Cut `n` bytes of UTF-8 (at most 4 GiB) into tokens, in the arena. The text
 * must stay where it is as long as the tokens are used. Sentences are marked
 * (TOKEN_SENTENCE): they end at . ? and !, at the Chinese and
 * Arabic full stops and question marks too, at BREAKs, and not after
 * abbreviations ("Art.", "paras.", "Mr.", "U.N.", "No.", initials), within
 * numbers, or before a lower-case word.
 */
void tokenize(
    struct arena *arena, const char *text, size_t n, struct tokens *ret);

/*
 * As tokenize(), but no sentence is marked: for those who look at words alone.
 * tokens_mark_sentences() does that later; doing it again changes nothing.
 */
void tokenize_words(
    struct arena *arena, const char *text, size_t n, struct tokens *ret);
void tokens_mark_sentences(struct tokens *tokens);

/* Whether the token's folded form is exactly this word (of ASCII or UTF-8). */
bool token_is(const struct token *token, const char *word);

/* Index of the first token of the sentence after that of token `at`. */
size_t tokens_sentence_end(const struct tokens *tokens, size_t at);

#endif
