/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/fold.h"

#include "core/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The longest decomposition of one character (U+FDFA) is 18. */
#define DECOMPOSED_MAX 32

enum {
	ALEF = 0x0627,
	ALEF_WASLA = 0x0671,
	TA_MARBUTA = 0x0629,
	TATWEEL = 0x0640,
	HA = 0x0647,
	ALEF_MAQSURA = 0x0649,
	YA = 0x064A,
	CYRILLIC_I = 0x0438,
	CYRILLIC_SHORT_I = 0x0439,
	BREVE = 0x0306
};

/* Where folded text goes; counts on when there is no more room. */
struct sink {
	char *buffer; /* bytes written so far */
	size_t size;  /* room in buffer */
	size_t used;  /* bytes that were to be written, also without room */
	int32_t last; /* the last character put, 0 at the start */
};

static void
sink_put(struct sink *sink, int32_t c)
{
	utf8proc_uint8_t bytes[4];
	size_t n = 1;

	if (c < 0x80) {
		bytes[0] = (utf8proc_uint8_t)c;
	} else if (c < 0x800) {
		bytes[0] = (utf8proc_uint8_t)(0xC0 | c >> 6);
		bytes[1] = (utf8proc_uint8_t)(0x80 | (c & 0x3F));
		n = 2;
	} else {
		n = (size_t)utf8proc_encode_char(c, bytes);
	}
	if (sink->used <= sink->size && n <= sink->size - sink->used)
		memcpy(sink->buffer + sink->used, bytes, n);
	sink->used += n;
	sink->last = c;
}

/* Typographic quotes and dashes that Unicode does not decompose; else 0. */
static int32_t
fold_punctuation(int32_t c, utf8proc_category_t category)
{
	switch (c) {
	case 0x00B4: /* acute accent, typed for an apostrophe */
	case 0x02BC: /* modifier letter apostrophe */
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032: /* prime */
	case 0x2039:
	case 0x203A:
		return '\'';
	case 0x201E:
	case 0x2033: /* double prime */
	case 0x300C: /* Chinese corner brackets are quotation marks */
	case 0x300D:
	case 0x300E:
	case 0x300F:
	case 0x301D:
	case 0x301E:
	case 0x301F:
		return '"';
	case 0x2212: /* minus */
		return '-';
	default:
		break;
	}
	if (category == UTF8PROC_CATEGORY_PD)
		return '-';
	if (category == UTF8PROC_CATEGORY_PI ||
	    category == UTF8PROC_CATEGORY_PF)
		return '"';
	return 0;
}

/* Decimal digits stand in runs of ten, from zero up, in every script. */
static int32_t
fold_digit(int32_t c)
{
	int32_t zero = c;

	while (utf8proc_category(zero - 1) == UTF8PROC_CATEGORY_ND)
		zero--;
	return '0' + (c - zero) % 10;
}

/* Letters that Arabic writers use one for the other. */
static int32_t
fold_arabic(int32_t c)
{
	switch (c) {
	case ALEF_WASLA:
		return ALEF;
	case ALEF_MAQSURA:
		return YA;
	case TA_MARBUTA:
		return HA;
	default:
		return c;
	}
}

/* Put one decomposed character, unless it is one of those dropped. */
static void
put_decomposed(struct sink *sink, int32_t c)
{
	utf8proc_category_t category;
	int32_t plain;

	if (c < 0x80) {
		sink_put(sink, c);
		return;
	}
	if (c == BREVE && sink->last == CYRILLIC_I) {
		/* Both are two bytes long. */
		sink->used -= 2;
		sink_put(sink, CYRILLIC_SHORT_I);
		return;
	}
	category = utf8proc_category(c);
	if (category == UTF8PROC_CATEGORY_MN ||
	    category == UTF8PROC_CATEGORY_ME ||
	    category == UTF8PROC_CATEGORY_CF ||
	    category == UTF8PROC_CATEGORY_CO || c == TATWEEL)
		return;
	plain = fold_punctuation(c, category);
	if (plain == 0 && category == UTF8PROC_CATEGORY_ND)
		plain = fold_digit(c);
	sink_put(sink, plain != 0 ? plain : fold_arabic(c));
}

/*
 * The usual letters of Russian, Arabic and Chinese, of which one comes of one;
 * 0 for all others.
 */
static int32_t
fold_usual(int32_t c)
{
	if (c >= 0x0410 && c <= 0x042F)
		return c + 0x20;
	if ((c >= 0x0430 && c <= 0x044F) || (c >= 0x4E00 && c <= 0x9FFF))
		return c;
	if ((c >= ALEF && c <= 0x063A) || (c > TATWEEL && c <= YA))
		return fold_arabic(c);
	return 0;
}

static void
fold_character(struct sink *sink, int32_t c)
{
	utf8proc_int32_t part[DECOMPOSED_MAX];
	utf8proc_category_t category;
	utf8proc_ssize_t n;
	int boundclass = 0;
	int32_t plain = fold_usual(c);

	if (plain != 0) {
		sink_put(sink, plain);
		return;
	}
	category = utf8proc_category(c);
	plain = fold_punctuation(c, category);
	if (plain != 0) {
		sink_put(sink, plain);
		return;
	}
	n = utf8proc_decompose_char(c, part, DECOMPOSED_MAX,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD,
	    &boundclass);
	if (n < 0 || n > DECOMPOSED_MAX) {
		sink_put(sink, c);
		return;
	}
	/*
	 * Marks that stand alone decompose to a space and the mark, and a few
	 * Arabic ligatures to phrases: neither is to cut a word in two.
	 */
	if (n > 1 && part[0] == ' ' && category == UTF8PROC_CATEGORY_SK)
		n = utf8proc_decompose_char(
		    c, part, DECOMPOSED_MAX, UTF8PROC_DECOMPOSE, &boundclass);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		if (n == 1 || part[i] != ' ')
			put_decomposed(sink, part[i]);
}

/* The length of the folded text; it is whole where that fits the buffer. */
static size_t
fold(const char *s, size_t n, char *buffer, size_t size)
{
	struct sink sink = {.buffer = buffer, .size = size};
	size_t at = 0;

	while (at < n) {
		unsigned char byte = (unsigned char)s[at];
		int32_t c;

		if (byte < 0x80) {
			if (byte >= 'A' && byte <= 'Z')
				byte += 'a' - 'A';
			sink_put(&sink, byte);
			at++;
			continue;
		}
		at += utf8_next(s + at, n - at, &c);
		fold_character(&sink, c);
	}
	return sink.used;
}

char *
fold_text(struct arena *arena, const char *s, size_t n, size_t *ret_n)
{
	char *folded = arena_alloc(arena, n + 1);
	size_t length = fold(s, n, folded, n);

	if (length > n) {
		folded = arena_alloc(arena, length + 1);
		fold(s, n, folded, length);
	}
	folded[length] = '\0';
	if (ret_n != NULL)
		*ret_n = length;
	return folded;
}

size_t
fold_word(const char *s, size_t n, char *buffer, size_t size)
{
	size_t length = size > 0 ? fold(s, n, buffer, size - 1) : 0;

	if (length >= size)
		return (size_t)-1;
	buffer[length] = '\0';
	return length;
}
