/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-words.h"

#include <string.h>

struct numeral {
	const char *word; /* folded, or the stem of such words */
	unsigned value;	  /* what it stands for */
};

/*
 * English has the tens too; elsewhere articles in words are few and low, but
 * for Arabic, whose ordinals are put together. Spanish "once" is not here: it
 * is an English word first.
 */
static const struct numeral units[] = {
    {"one", 1},
    {"two", 2},
    {"three", 3},
    {"four", 4},
    {"five", 5},
    {"six", 6},
    {"seven", 7},
    {"eight", 8},
    {"nine", 9},
    {"ten", 10},
    {"eleven", 11},
    {"twelve", 12},
    {"thirteen", 13},
    {"fourteen", 14},
    {"fifteen", 15},
    {"sixteen", 16},
    {"seventeen", 17},
    {"eighteen", 18},
    {"nineteen", 19},
    {"premier", 1},
    {"premiere", 1},
    {"deux", 2},
    {"trois", 3},
    {"quatre", 4},
    {"cinq", 5},
    {"sept", 7},
    {"huit", 8},
    {"neuf", 9},
    {"dix", 10},
    {"onze", 11},
    {"douze", 12},
    {"treize", 13},
    {"quatorze", 14},
    {"quinze", 15},
    {"seize", 16},
    {"vingt", 20},
    {"primero", 1},
    {"primera", 1},
    {"segundo", 2},
    {"segunda", 2},
    {"tercero", 3},
    {"tercera", 3},
    {"cuarto", 4},
    {"cuarta", 4},
    {"quinto", 5},
    {"quinta", 5},
    {"sexto", 6},
    {"septimo", 7},
    {"octavo", 8},
    {"noveno", 9},
    {"decimo", 10},
    {"uno", 1},
    {"dos", 2},
    {"tres", 3},
    {"cuatro", 4},
    {"cinco", 5},
    {"seis", 6},
    {"siete", 7},
    {"ocho", 8},
    {"nueve", 9},
    {"diez", 10},
    {"doce", 12},
    {"trece", 13},
    {"catorce", 14},
    {"quince", 15},
    {"veinte", 20},
    {"treinta", 30},
};

static const struct numeral tens[] = {{"twenty", 20}, {"thirty", 30},
    {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70},
    {"eighty", 80}, {"ninety", 90}};

/* Stems of Russian ordinals, longest first where one begins another. */
static const struct numeral stems_ru[] = {{"перв", 1}, {"втор", 2}, {"трет", 3},
    {"четверт", 4}, {"пятнадцат", 15}, {"пят", 5}, {"шестнадцат", 16},
    {"шест", 6}, {"семнадцат", 17}, {"седьм", 7}, {"восемнадцат", 18},
    {"восьм", 8}, {"девятнадцат", 19}, {"девят", 9}, {"десят", 10},
    {"одиннадцат", 11}, {"двенадцат", 12}, {"тринадцат", 13},
    {"четырнадцат", 14}, {"двадцат", 20}, {"тридцат", 30}};

static const char *const endings_ru[] = {"ая", "ой", "ую", "ое", "ого", "ому",
    "ом", "ый", "ым", "ья", "ьей", "ью", "ье", "ьего", "ий"};

/* Arabic ordinals without the article; stem, then feminine ending or none. */
static const struct numeral ordinals_ar[] = {{"اول", 1}, {"اولي", 1},
    {"حادي", 1}, {"ثاني", 2}, {"ثالث", 3}, {"رابع", 4}, {"خامس", 5},
    {"سادس", 6}, {"سابع", 7}, {"ثامن", 8}, {"تاسع", 9}, {"عاشر", 10}};

static const struct numeral tens_ar[] = {{"عشر", 20}, {"ثلاث", 30},
    {"اربع", 40}, {"خمس", 50}, {"ست", 60}, {"سبع", 70}, {"ثمان", 80},
    {"تسع", 90}};

static unsigned
find_numeral(const struct numeral *numerals, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(numerals[i].word, word) == 0)
			return numerals[i].value;
	}
	return 0;
}

static unsigned
find_russian(const char *word)
{
	for (size_t i = 0; i < sizeof stems_ru / sizeof stems_ru[0]; i++) {
		size_t n = strlen(stems_ru[i].word);

		if (strncmp(word, stems_ru[i].word, n) != 0)
			continue;
		for (size_t e = 0; e < sizeof endings_ru / sizeof endings_ru[0];
		     e++) {
			if (strcmp(word + n, endings_ru[e]) == 0)
				return stems_ru[i].value;
		}
		return 0;
	}
	return 0;
}

/* "الخامسة": a stem after the article, with or without its ending. */
static unsigned
arabic_unit(const char *word)
{
	if (strncmp(word, "ال", 4) != 0)
		return 0;
	word += 4;
	for (size_t i = 0; i < sizeof ordinals_ar / sizeof ordinals_ar[0];
	     i++) {
		size_t n = strlen(ordinals_ar[i].word);

		if (strncmp(word, ordinals_ar[i].word, n) == 0 &&
		    (word[n] == '\0' || strcmp(word + n, "ه") == 0))
			return ordinals_ar[i].value;
	}
	return 0;
}

/* "العشرون", "والثلاثين": tens, in either case, after "and" if `joined`. */
static unsigned
arabic_tens(const char *word, bool joined)
{
	if (joined && strncmp(word, "و", 2) != 0)
		return 0;
	word += joined ? 2 : 0;
	if (strncmp(word, "ال", 4) != 0)
		return 0;
	word += 4;
	for (size_t i = 0; i < sizeof tens_ar / sizeof tens_ar[0]; i++) {
		size_t n = strlen(tens_ar[i].word);

		if (strncmp(word, tens_ar[i].word, n) == 0 &&
		    (strcmp(word + n, "ون") == 0 ||
			strcmp(word + n, "ين") == 0))
			return tens_ar[i].value;
	}
	return 0;
}

static unsigned
find_arabic(const char *const *word, size_t count, size_t *ret_used)
{
	unsigned value = arabic_unit(word[0]);
	unsigned more;

	*ret_used = 1;
	if (value == 0)
		return arabic_tens(word[0], false);
	if (count < 2 || value > 9)
		return value;
	if (strcmp(word[1], "عشر") == 0 || strcmp(word[1], "عشره") == 0)
		more = 10;
	else
		more = arabic_tens(word[1], true);
	if (more == 0)
		return value;
	*ret_used = 2;
	return value + more;
}

/* "forty-two" and "forty two"; the hyphen counts as a word. */
static unsigned
find_english(const char *const *word, size_t count, size_t *ret_used)
{
	unsigned value =
	    find_numeral(tens, sizeof tens / sizeof tens[0], word[0]);
	size_t next = count > 1 && strcmp(word[1], "-") == 0 ? 2 : 1;
	unsigned unit = 0;

	*ret_used = 1;
	if (value == 0)
		return find_numeral(
		    units, sizeof units / sizeof units[0], word[0]);
	if (next < count)
		unit = find_numeral(units, 9, word[next]);
	if (unit != 0)
		*ret_used = next + 1;
	return value + unit;
}

unsigned
provision_number_words(const char *const *word, size_t count, size_t *ret_used)
{
	unsigned char first;

	*ret_used = 1;
	if (count == 0)
		return 0;
	first = (unsigned char)word[0][0];
	if (first == 0xD0 || first == 0xD1)
		return find_russian(word[0]);
	if (first == 0xD8 || first == 0xD9)
		return find_arabic(word, count, ret_used);
	return find_english(word, count, ret_used);
}

unsigned
provision_ordinal(const char *folded)
{
	static const char *const ordinals[] = {"first", "second", "third",
	    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
	    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
	    "sixteenth", "seventeenth", "eighteenth", "nineteenth",
	    "twentieth"};

	for (unsigned i = 0; i < sizeof ordinals / sizeof ordinals[0]; i++) {
		if (strcmp(folded, ordinals[i]) == 0)
			return i + 1;
	}
	return 0;
}

const char *
provision_suffix(const char *folded)
{
	static const struct {
		const char *folded; /* as texts have it */
		const char *latin;  /* as the normal form has it */
	} suffixes[] = {{"bis", "bis"}, {"ter", "ter"}, {"quater", "quater"},
	    {"quinquies", "quinquies"}, {"quinquiens", "quinquies"},
	    {"sexies", "sexies"}, {"septies", "septies"}, {"octies", "octies"},
	    {"novies", "novies"}, {"decies", "decies"}, {"бис", "bis"},
	    {"тер", "ter"}, {"кватер", "quater"}, {"квинквиес", "quinquies"},
	    {"مكرر", "bis"}, {"مكررا", "bis"}};

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
		if (strcmp(folded, suffixes[i].folded) == 0)
			return suffixes[i].latin;
	}
	return NULL;
}

char
provision_letter(const char *folded)
{
	/*
	 * The letters in the order in which each script counts paragraphs. The
	 * Cyrillic "с" is taken for the Latin letter that it looks like, which
	 * is what Russian texts of the United Nations mean by it.
	 */
	static const struct {
		char letter; /* its Latin place */
		const char *folded;
	} letters[] = {{'a', "ا"}, {'b', "ب"}, {'c', "ج"}, {'d', "د"},
	    {'e', "ه"}, {'f', "و"}, {'g', "ز"}, {'h', "ح"}, {'i', "ط"},
	    {'j', "ي"}, {'k', "ك"}, {'l', "ل"}, {'m', "م"}, {'n', "ن"},
	    {'a', "а"}, {'b', "б"}, {'c', "в"}, {'c', "с"}, {'d', "г"},
	    {'e', "д"}, {'f', "е"}, {'g', "ж"}, {'h', "з"}};

	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (strcmp(folded, letters[i].folded) == 0)
			return letters[i].letter;
	}
	return 0;
}
