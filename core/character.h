/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a character is, as far as cutting text into words goes. Only token.c and
 * the indexer's word-scan.c and survey.c need this.
 */
#ifndef CORE_CHARACTER_H
#define CORE_CHARACTER_H

#include <stddef.h>
#include <stdint.h>

enum character {
	CHARACTER_SPACE = 0,  /* white space and controls */
	CHARACTER_LINE,	      /* a line's end */
	CHARACTER_PARAGRAPH,  /* a paragraph's end */
	CHARACTER_LETTER,     /* lower case, or of a script without case */
	CHARACTER_UPPER,      /* an upper-case letter */
	CHARACTER_PRIVATE,    /* what a damaged font left of a ligature */
	CHARACTER_MARK,	      /* combines with the character before */
	CHARACTER_DIGIT,      /* a decimal digit */
	CHARACTER_INVISIBLE,  /* soft hyphen, zero-width character */
	CHARACTER_APOSTROPHE, /* ' and its typographic forms */
	CHARACTER_HAN,	      /* an ideograph */
	CHARACTER_PUNCT	      /* all else that is visible */
};

/*
 * The kind of the character at `s`, of which `n` (at least 1) bytes are there;
 * its bytes go to `*ret_bytes`. Bytes that are no UTF-8 are CHARACTER_PUNCT.
 */
enum character character_read(const char *s, size_t n, size_t *ret_bytes);

/* By ASCII character, enum character; a CR is a line's end by itself here. */
extern const uint8_t character_ascii[128];

#endif
