/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text-quality.h"

#include <string.h>
#include <utf8proc.h>

#define WORDS_LEAST   120 /* to judge by frequent words */
#define LETTERS_LEAST 200 /* to judge by scripts */

/* The same of characters: Chinese, in both ways of writing, and Japanese. */
static const char frequent_han[] =
    "的一是不在有人中大为為国國和以上个個地会會对對可方行法年定各等及其与與"
    "本用并或应應第约約所于於之";

/*
 * Words that make up a good part of any text, in several languages. Whatever
 * the text is about, a twentieth of its words are among these.
 */
static const char frequent[] =
    /* English */
    " the of and to in that for is on be by with as shall or this are not "
    /* French */
    " de la le les et des en du un une que qui dans pour sur par au aux est "
    /* Spanish */
    " el los las del y que en por con para una se como al "
    /* Portuguese, Italian, German, Dutch */
    " da do dos os um com di il che della per der die und von den zu das mit "
    "het een van "
    /* Nordic, Polish, Turkish, Indonesian, Swahili */
    " och att det som og til w i na z bir ve bu yang dan di na ya kwa "
    /* Russian, Ukrainian, Bulgarian, Serbian */
    " и в на с по не к о для от что при их или из та у до за з да се "
    /* Arabic, Persian */
    " في من على إلى أن ما هذا هذه التي ذلك مع عن لا أو كل بين و به را که ";

static bool
is_frequent(const char *word, size_t n)
{
	char padded[40];

	if (n + 3 > sizeof padded)
		return false;
	padded[0] = ' ';
	memcpy(padded + 1, word, n);
	padded[n + 1] = ' ';
	padded[n + 2] = '\0';
	return strstr(frequent, padded) != NULL;
}

void
text_quality_init(struct text_quality *quality)
{
	memset(quality, 0, sizeof *quality);
}

static bool
is_frequent_han(const char *letter, size_t n)
{
	char alone[8] = "";

	memcpy(alone, letter, n < 7 ? n : 7);
	return strstr(frequent_han, alone) != NULL ||
	       (n == 3 && memcmp(letter, "\xE3\x81", 2) == 0);
}

static bool
in(utf8proc_int32_t code, utf8proc_int32_t first, utf8proc_int32_t last)
{
	return code >= first && code <= last;
}

/* The script of a letter, or -1 for what is none. */
static int
script_of(utf8proc_int32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z'
			   ? SCRIPT_LATIN
			   : -1;
	if (in(code, 0xC0, 0x17F) || in(code, 0x1E00, 0x1EFF) ||
	    in(code, 0x218, 0x21B) || in(code, 0x1A0, 0x1B0))
		return code == 0xD7 || code == 0xF7 ? -1 : SCRIPT_LATIN;
	if (in(code, 0x400, 0x52F))
		return SCRIPT_CYRILLIC;
	if (in(code, 0x600, 0x6FF) || in(code, 0xFB50, 0xFDFF) ||
	    in(code, 0xFE70, 0xFEFC))
		return SCRIPT_ARABIC;
	if (in(code, 0x4E00, 0x9FFF) || in(code, 0x3040, 0x30FF))
		return SCRIPT_HAN;
	if (in(code, 0x180, 0x2FF) || in(code, 0xE000, 0xF8FF) ||
	    in(code, 0x700, 0x8FF) || in(code, 0x1400, 0x167F) ||
	    in(code, 0x2C00, 0x2DDF) || in(code, 0xA000, 0xABFF) ||
	    code == 0xFFFD || in(code, 0x3400, 0x4DBF))
		return SCRIPT_ODD;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LO:
		return SCRIPT_OTHER;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
		return SCRIPT_ODD;
	default:
		return -1;
	}
}

/* A word of the text is whole. */
static void
end_word(struct text_quality *quality, const char *word, size_t n,
    size_t letters, int script)
{
	if (letters == 0 || script == SCRIPT_HAN)
		return;
	quality->words++;
	quality->known += is_frequent(word, n);
	if (script == SCRIPT_ARABIC) {
		quality->arabic++;
		quality->short_arabic += letters <= 2;
	}
}

void
text_quality_add(struct text_quality *quality, const char *text, size_t n)
{
	char word[40];
	size_t used = 0, letters = 0;
	int last = -1;

	for (size_t i = 0; i < n;) {
		utf8proc_int32_t code;
		utf8proc_ssize_t size =
		    utf8proc_iterate((const utf8proc_uint8_t *)text + i,
			(utf8proc_ssize_t)(n - i), &code);
		int script;

		if (size <= 0)
			break;
		i += (size_t)size;
		script = script_of(code);
		if (script < 0) {
			/* Signs over letters are parts of their word. */
			if (in(code, 0x64B, 0x65F) || in(code, 0x300, 0x36F))
				continue;
			end_word(quality, word, used, letters, last);
			used = letters = 0;
			continue;
		}
		quality->letters[script]++;
		if (script == SCRIPT_HAN)
			quality->known_han += is_frequent_han(
			    text + i - (size_t)size, (size_t)size);
		last = script;
		letters++;
		code = utf8proc_tolower(code);
		if (used + 4 <= sizeof word)
			used += (size_t)utf8proc_encode_char(
			    code, (utf8proc_uint8_t *)word + used);
	}
	end_word(quality, word, used, letters, last);
}

enum text_script
text_quality_script(const struct text_quality *quality)
{
	enum text_script most = SCRIPT_OTHER;

	for (int i = 0; i < SCRIPT_ODD; i++)
		if (quality->letters[i] > quality->letters[most])
			most = (enum text_script)i;
	return most;
}

const char *
text_quality_reason(const struct text_quality *quality)
{
	uint64_t all = 0, odd = quality->letters[SCRIPT_ODD];
	enum text_script script = text_quality_script(quality);

	for (int i = 0; i < SCRIPT_COUNT; i++)
		all += quality->letters[i];
	if (all < LETTERS_LEAST)
		return NULL;
	if (2 * odd > all)
		return "most of its letters are of private use or of "
		       "alphabets that no language mixes";
	if (5 * odd > all)
		return "many of its letters are of private use or of "
		       "alphabets that no language mixes";
	if (script == SCRIPT_HAN &&
	    20 * quality->known_han < quality->letters[SCRIPT_HAN])
		return "its Chinese characters are not those of a text";
	if (quality->arabic > WORDS_LEAST &&
	    2 * quality->short_arabic > quality->arabic)
		return "its Arabic words are in pieces, with letters missing";
	if (quality->words > WORDS_LEAST &&
	    (script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC ||
		script == SCRIPT_ARABIC) &&
	    100 * quality->known < quality->words)
		return "it has none of the words that every text in a "
		       "language has";
	return NULL;
}
