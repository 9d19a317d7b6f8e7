/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/word-form.h"

#include <string.h>

/* Letters of both scripts take two bytes of UTF-8. */
#define LETTER 2

static bool
is_cyrillic(const char *s, size_t n)
{
	unsigned char lead = n > 1 ? (unsigned char)s[0] : 0;

	return lead >= 0xD0 && lead <= 0xD3;
}

static bool
is_arabic(const char *s, size_t n)
{
	unsigned char lead = n > 1 ? (unsigned char)s[0] : 0;

	return lead >= 0xD8 && lead <= 0xDB;
}

static bool
ends_with(const char *word, size_t n, const char *ending)
{
	size_t length = strlen(ending);

	return n > length && memcmp(word + n - length, ending, length) == 0;
}

size_t
word_form_stem(const char *word, size_t n)
{
	/* The longer endings first. */
	static const char *const taken_off[] = {"ая", "яя", "ое", "ее", "ые",
	    "ие", "ый", "ий", "ой", "ия", "а", "я", "ь", "й", "ы"};
	static const char *const not_declined[] = {
	    "о", "у", "и", "е", "ю", "э"};

	if (!is_cyrillic(word, n) || n < 3 * LETTER)
		return 0;
	/* "королевство" is declined; other names in -о are not. */
	if (ends_with(word, n, "ство"))
		return n - LETTER;
	for (size_t i = 0; i < sizeof taken_off / sizeof *taken_off; i++)
		if (ends_with(word, n, taken_off[i]) &&
		    n - strlen(taken_off[i]) >= 2 * LETTER) {
			/* "-ия" keeps its i: "росси" is not "росс". */
			if (strcmp(taken_off[i], "ия") == 0)
				return n - LETTER;
			return n - strlen(taken_off[i]);
		}
	for (size_t i = 0; i < sizeof not_declined / sizeof *not_declined; i++)
		if (ends_with(word, n, not_declined[i]))
			return 0;
	return n;
}

bool
word_form_is_ending(const char *s, size_t n)
{
	static const char *const ending[] = {"а", "я", "у", "ю", "ы", "и", "е",
	    "о", "й", "ь", "ом", "ем", "ой", "ей", "ия", "ии", "ию", "ие", "ью",
	    "ам", "ям", "ах", "ях", "ов", "ев", "ых", "их", "ый", "ий", "ая",
	    "яя", "ое", "ее", "ую", "юю", "ым", "им", "ые", "ою", "ами", "ями",
	    "ого", "его", "ому", "ему", "ыми", "ими", "ией"};

	if (n == 0)
		return true;
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		if (strlen(ending[i]) == n && memcmp(ending[i], s, n) == 0)
			return true;
	return false;
}

static void
form_add(struct word_forms *forms, const char *s, size_t n, size_t key)
{
	if (forms->count < WORD_FORMS && key > 0)
		forms->form[forms->count++] =
		    (struct word_form){.s = s, .n = n, .key = key};
}

static bool
starts_with(const char *s, size_t n, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (n > LETTER && memcmp(s, list[i], LETTER) == 0)
			return true;
	return false;
}

/* "li-" and the article become "ll-": put the article back. */
static void
article_restore(struct word_forms *forms, const char *s, size_t n, char *buffer)
{
	static const char twice[] = "لل", article[] = "ال";

	if (n <= 2 * LETTER || n >= WORD_FORM_MAX ||
	    memcmp(s, twice, 2 * LETTER) != 0)
		return;
	memcpy(buffer, article, 2 * LETTER);
	memcpy(buffer + 2 * LETTER, s + 2 * LETTER, n - 2 * LETTER);
	buffer[n] = '\0';
	form_add(forms, buffer, n, n);
}

static void
arabic_forms(struct word_forms *forms, const char *s, size_t n)
{
	static const char *const and[] = {"و", "ف"};
	static const char *const to[] = {"ب", "ل", "ك"};

	article_restore(forms, s, n, forms->buffer[0]);
	if (starts_with(s, n, to, 3))
		form_add(forms, s + LETTER, n - LETTER, n - LETTER);
	if (!starts_with(s, n, and, 2))
		return;
	s += LETTER;
	n -= LETTER;
	form_add(forms, s, n, n);
	article_restore(forms, s, n, forms->buffer[1]);
	if (starts_with(s, n, to, 3))
		form_add(forms, s + LETTER, n - LETTER, n - LETTER);
}

void
word_forms_make(const char *word, size_t n, struct word_forms *ret)
{
	ret->count = 0;
	form_add(ret, word, n, n);
	if (is_cyrillic(word, n)) {
		for (size_t off = 1; off <= 3 && n > off * LETTER; off++)
			form_add(ret, word, n, n - off * LETTER);
	} else if (is_arabic(word, n)) {
		arabic_forms(ret, word, n);
	}
}
