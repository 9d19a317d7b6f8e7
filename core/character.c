/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/character.h"

#include "core/utf8.h"

#include <stdbool.h>

#define S CHARACTER_SPACE
#define N CHARACTER_LINE
#define L CHARACTER_LETTER
#define U CHARACTER_UPPER
#define D CHARACTER_DIGIT
#define A CHARACTER_APOSTROPHE
#define P CHARACTER_PUNCT

/* clang-format off */
const uint8_t character_ascii[128] = {
    S, S, S, S, S, S, S, S, S, S, N, S, S, N, S, S,
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    S, P, P, P, P, P, P, A, P, P, P, P, P, P, P, P,
    D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P,
    P, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, P, P, P, P, P,
    P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, P, P, P, P, S,
};
/* clang-format on */

static bool
is_han(int32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
	       c == 0x3005 || c == 0x3007;
}

static bool
is_apostrophe(int32_t c)
{
	return c == 0x2019 || c == 0x2018 || c == 0x201B || c == 0x02BC ||
	       c == 0xFF07 || c == 0x00B4;
}

static enum character
by_category(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return CHARACTER_UPPER;
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_NL:
		return CHARACTER_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return CHARACTER_MARK;
	case UTF8PROC_CATEGORY_ND:
		return CHARACTER_DIGIT;
	case UTF8PROC_CATEGORY_CO:
		return CHARACTER_PRIVATE;
	case UTF8PROC_CATEGORY_CF:
		return CHARACTER_INVISIBLE;
	case UTF8PROC_CATEGORY_ZL:
		return CHARACTER_LINE;
	case UTF8PROC_CATEGORY_ZP:
		return CHARACTER_PARAGRAPH;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_CC:
		return CHARACTER_SPACE;
	default:
		return CHARACTER_PUNCT;
	}
}

enum character
character_read(const char *s, size_t n, size_t *ret_bytes)
{
	unsigned char byte = (unsigned char)s[0];
	int32_t c;

	*ret_bytes = 1;
	if (byte < 0x80) {
		/* Before LF a CR is part of that line's end. */
		if (byte == '\r' && n > 1 && s[1] == '\n')
			return CHARACTER_SPACE;
		return (enum character)character_ascii[byte];
	}
	*ret_bytes = utf8_next(s, n, &c);
	/* The usual letters of the official languages need no look-up. */
	if ((c >= 0x0430 && c <= 0x044F) || (c >= 0x0621 && c <= 0x063A) ||
	    (c >= 0x0641 && c <= 0x064A))
		return CHARACTER_LETTER;
	if (c >= 0x0410 && c <= 0x042F)
		return CHARACTER_UPPER;
	if (is_han(c))
		return CHARACTER_HAN;
	if (is_apostrophe(c))
		return CHARACTER_APOSTROPHE;
	if (c == 0x0085)
		return CHARACTER_LINE;
	return by_category(c);
}
