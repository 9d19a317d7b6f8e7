/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language.h"

#include "core/fold.h"
#include "core/utf8.h"

#include <stdbool.h>
#include <string.h>

/* How much of a text is looked at: more changes nothing. */
#define GUESS_BYTES ((size_t)32 * 1024)

/* Letters a text must have before its language is guessed. */
#define GUESS_LATIN 40
#define GUESS_OTHER 16
#define GUESS_HAN   8

/* By enum language. */
static const struct {
	const char *code;   /* ISO 639-1 */
	const char *name;   /* in English */
	const char *tag[6]; /* other tags and names, folded */
} languages[LANGUAGE_COUNT] = {
    [LANGUAGE_NONE] = {"", "unknown", {NULL}},
    [LANGUAGE_AR] = {"ar", "Arabic", {"ara", "arb", "العربيه", "عربي"}},
    [LANGUAGE_EN] = {"en", "English", {"eng"}},
    [LANGUAGE_ES] = {"es", "Spanish", {"spa", "espanol", "castellano"}},
    [LANGUAGE_FR] = {"fr", "French", {"fra", "fre", "francais"}},
    [LANGUAGE_RU] = {"ru", "Russian", {"rus", "русский"}},
    [LANGUAGE_ZH] = {"zh", "Chinese",
	{"zho", "chi", "cmn", "中文", "汉语", "mandarin"}},
};

/* The small words of a language, folded, between spaces. */
struct small_words {
	enum language language; /* LANGUAGE_NONE: only to tell it apart */
	const char *words;	/* " the of and " */
};

static const struct small_words small_words[] = {
    {LANGUAGE_EN,
	" the of and to in that is for on with be by was as it not are this "
	"which at or from an has have would should its their we were been "
	"will can if but he they "},
    {LANGUAGE_FR,
	" le la les de des et du en un une que qui dans pour par sur est au "
	"aux ce cette pas il ne se avec sont l d qu nous son sa ses ou elle "
	"leur etre ont "},
    {LANGUAGE_ES,
	" el la los las de del y en un una que para por con se al no su es "
	"lo como mas o este esta sus ha son sobre entre ser fue "},
    {LANGUAGE_NONE,
	" der die das und von zu den mit fur ist im des auf nicht ein eine "
	"dem sich in wird werden als auch an "},
    {LANGUAGE_NONE,
	" il di e che la del della per un una non sono con gli le dei alla "
	"nel in i lo si da ha al delle dell l d "},
    {LANGUAGE_NONE,
	" o a de que e do da em um uma para com nao os as dos das no na ao "
	"por se mais foi pelo pela "},
    {LANGUAGE_NONE,
	" de het een van en in is dat op te voor met zijn niet aan er door "
	"worden deze ook "},
};

#define SMALL_WORDS (sizeof small_words / sizeof small_words[0])

static const char *
fold_tag(const char *tag, char *buffer, size_t size)
{
	return fold_word(tag, strlen(tag), buffer, size) == (size_t)-1 ? ""
								       : buffer;
}

enum language
language_find(const char *tag)
{
	char folded[64], name[64];
	size_t n;

	if (tag == NULL)
		return LANGUAGE_NONE;
	if (*fold_tag(tag, folded, sizeof folded) == '\0')
		return LANGUAGE_NONE;
	n = strcspn(folded, "-_.@");
	folded[n] = '\0';
	for (int i = LANGUAGE_NONE + 1; i < LANGUAGE_COUNT; i++) {
		if (strcmp(folded, languages[i].code) == 0 ||
		    strcmp(folded,
			fold_tag(languages[i].name, name, sizeof name)) == 0)
			return (enum language)i;
		for (size_t k = 0; k < 6 && languages[i].tag[k] != NULL; k++)
			if (strcmp(folded, languages[i].tag[k]) == 0)
				return (enum language)i;
	}
	return LANGUAGE_NONE;
}

static bool
is_known(enum language language)
{
	return (int)language >= 0 && language < LANGUAGE_COUNT;
}

const char *
language_code(enum language language)
{
	return languages[is_known(language) ? language : LANGUAGE_NONE].code;
}

const char *
language_name(enum language language)
{
	return languages[is_known(language) ? language : LANGUAGE_NONE].name;
}

/* What a text was found to be made of. */
struct sample {
	size_t han;		  /* ideographs */
	size_t arabic;		  /* letters of the Arabic script */
	size_t arabic_other;	  /* of these, none of the Arabic language */
	size_t cyrillic;	  /* Cyrillic letters */
	size_t cyrillic_other;	  /* of these, none of Russian */
	size_t russian;		  /* of these, in no other Slavonic language */
	size_t latin;		  /* Latin letters */
	size_t foreign;		  /* letters of any other script */
	size_t words;		  /* Latin words */
	size_t hits[SMALL_WORDS]; /* small words, by language */
};

static void
sample_arabic(struct sample *sample, int32_t c)
{
	sample->arabic++;
	/* Persian, Urdu, Pashto and Uighur have letters of their own. */
	if ((c >= 0x0671 && c <= 0x06D3) || c == 0x06D5)
		sample->arabic_other++;
}

static void
sample_cyrillic(struct sample *sample, int32_t c)
{
	sample->cyrillic++;
	if (c != 0x0401 && c != 0x0451 && (c < 0x0410 || c > 0x044F))
		sample->cyrillic_other++;
	/* Yery and e: neither Bulgarian nor Serbian nor Ukrainian has them. */
	if (c == 0x044B || c == 0x042B || c == 0x044D || c == 0x042D)
		sample->russian++;
}

/* Count a letter. Returns whether it is a Latin one. */
static bool
sample_letter(struct sample *sample, int32_t c)
{
	if (c < 0x0250 || (c >= 0x1E00 && c <= 0x1EFF) ||
	    (c >= 0xFB00 && c <= 0xFB06)) {
		sample->latin++;
		return true;
	}
	if (c >= 0x0400 && c <= 0x052F)
		sample_cyrillic(sample, c);
	else if ((c >= 0x0620 && c <= 0x06FF) || (c >= 0xFB50 && c <= 0xFDFF) ||
		 (c >= 0xFE70 && c <= 0xFEFC))
		sample_arabic(sample, c);
	else if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
		 (c >= 0x20000 && c <= 0x3FFFF))
		sample->han++;
	else
		sample->foreign++;
	return false;
}

static void
sample_word(struct sample *sample, const char *s, size_t n)
{
	char word[16];
	size_t length;

	sample->words++;
	/* Small words are small; the folded form goes between spaces. */
	if (n > 8)
		return;
	length = fold_word(s, n, word + 1, sizeof word - 2);
	if (length == (size_t)-1 || length == 0)
		return;
	word[0] = ' ';
	word[length + 1] = ' ';
	word[length + 2] = '\0';
	for (size_t i = 0; i < SMALL_WORDS; i++)
		sample->hits[i] += strstr(small_words[i].words, word) != NULL;
}

static bool
is_letter(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}

static void
sample_take(struct sample *sample, const char *text, size_t n)
{
	size_t at = 0, word = 0;
	bool in_word = false;

	while (at < n) {
		int32_t c;
		size_t bytes = utf8_next(text + at, n - at, &c);
		bool latin = is_letter(c) && sample_letter(sample, c);
		bool mark =
		    in_word && utf8proc_category(c) == UTF8PROC_CATEGORY_MN;

		if (latin && !in_word)
			word = at;
		if (in_word && !latin && !mark)
			sample_word(sample, text + word, at - word);
		in_word = latin || mark;
		at += bytes;
	}
	if (in_word)
		sample_word(sample, text + word, n - word);
}

/* The language of Latin text whose small words stand out, if one does. */
static enum language
guess_latin(const struct sample *sample)
{
	size_t best = 0, second = 0;

	for (size_t i = 1; i < SMALL_WORDS; i++)
		if (sample->hits[i] > sample->hits[best])
			best = i;
	for (size_t i = 0; i < SMALL_WORDS; i++)
		if (i != best && sample->hits[i] > second)
			second = sample->hits[i];
	/* At least three of them, a seventh of all, well ahead of others. */
	if (sample->hits[best] < 3 || 7 * sample->hits[best] < sample->words ||
	    4 * sample->hits[best] < 5 * second + 4)
		return LANGUAGE_NONE;
	return small_words[best].language;
}

enum language
language_guess(const char *text, size_t n)
{
	struct sample sample = {0};
	size_t all;

	sample_take(&sample, text, n < GUESS_BYTES ? n : GUESS_BYTES);
	all = sample.han + sample.arabic + sample.cyrillic + sample.latin +
	      sample.foreign;
	/* An ideograph is worth some letters. */
	if (sample.han >= GUESS_HAN && 10 * sample.han >= 4 * all &&
	    10 * sample.foreign < sample.han)
		return LANGUAGE_ZH;
	if (sample.arabic >= GUESS_OTHER && 10 * sample.arabic >= 7 * all)
		return 50 * sample.arabic_other > sample.arabic ? LANGUAGE_NONE
								: LANGUAGE_AR;
	if (sample.cyrillic >= GUESS_OTHER && 10 * sample.cyrillic >= 7 * all)
		return 100 * sample.cyrillic_other > sample.cyrillic ||
			       (sample.cyrillic > 150 && sample.russian == 0)
			   ? LANGUAGE_NONE
			   : LANGUAGE_RU;
	if (sample.latin >= GUESS_LATIN && 10 * sample.latin >= 7 * all)
		return guess_latin(&sample);
	return LANGUAGE_NONE;
}
