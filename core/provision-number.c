/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	unsigned value;	   /* what it stands for */
	const char *roman; /* in lower case */
} romans[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
    {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};

static void
roman_write(unsigned value, char ret[PROVISION_TEXT])
{
	size_t used = 0;

	for (size_t i = 0; i < sizeof romans / sizeof romans[0]; i++) {
		size_t n = strlen(romans[i].roman);

		while (value >= romans[i].value && used + n < PROVISION_TEXT) {
			memcpy(ret + used, romans[i].roman, n);
			used += n;
			value -= romans[i].value;
		}
	}
	ret[used] = '\0';
}

/* The value of a lower-case Roman numeral in its one right form, else 0. */
static unsigned
roman_read(const char *s)
{
	char again[PROVISION_TEXT];
	unsigned value = 0;
	const char *at = s;

	if (strlen(s) > 8)
		return 0;
	for (size_t i = 0; i < sizeof romans / sizeof romans[0]; i++) {
		size_t n = strlen(romans[i].roman);

		while (strncmp(at, romans[i].roman, n) == 0) {
			value += romans[i].value;
			at += n;
		}
	}
	if (*at != '\0' || value == 0)
		return 0;
	roman_write(value, again);
	return strcmp(s, again) == 0 ? value : 0;
}

bool
scan_roman_level(const char *folded, char ret_level[PROVISION_TEXT])
{
	if (strlen(folded) > 6 || strspn(folded, "ivx") != strlen(folded) ||
	    roman_read(folded) == 0)
		return false;
	memcpy(ret_level, folded, strlen(folded) + 1);
	return true;
}

unsigned
provision_value(const char *number)
{
	char lower[PROVISION_TEXT];
	size_t n = strcspn(number, " ");

	if (number[0] >= '0' && number[0] <= '9')
		return (unsigned)strtoul(number, NULL, 10);
	if (n == 0 || n >= sizeof lower)
		return 0;
	for (size_t i = 0; i < n; i++)
		lower[i] =
		    (char)(number[i] + (number[i] <= 'Z' ? 'a' - 'A' : 0));
	lower[n] = '\0';
	return roman_read(lower);
}

static void
upper(char *s)
{
	for (; *s != '\0'; s++) {
		if (*s >= 'a' && *s <= 'z')
			*s = (char)(*s - 'a' + 'A');
	}
}

static bool
is_roman_noun(enum provision_noun noun)
{
	return noun == NOUN_CHAPTER || noun == NOUN_PART || noun == NOUN_ANNEX;
}

void
provision_set_value(
    enum provision_noun noun, unsigned value, char ret[PROVISION_TEXT])
{
	if (is_roman_noun(noun) && value <= 100) {
		roman_write(value, ret);
		upper(ret);
		return;
	}
	snprintf(ret, PROVISION_TEXT, "%u", value);
}

unsigned
provision_depth(const struct provision *provision)
{
	unsigned depth = 0;

	while (depth < PROVISION_LEVELS && provision->level[depth][0] != '\0')
		depth++;
	return depth;
}

void
provision_push(struct provision *provision, const char *level)
{
	unsigned depth = provision_depth(provision);

	if (depth < PROVISION_LEVELS)
		snprintf(provision->level[depth], PROVISION_TEXT, "%s", level);
}

/* Append " bis" or the like, if it fits. */
static void
append(char number[PROVISION_TEXT], const char *before, const char *s)
{
	size_t n = strlen(number);

	if (n + strlen(before) + strlen(s) < PROVISION_TEXT)
		snprintf(number + n, PROVISION_TEXT - n, "%s%s", before, s);
}

/* Digits that can be a number here: no year, no leading zero. */
static bool
is_small_number(const struct token *token)
{
	return token->kind == TOKEN_NUMBER && token->length <= 3 &&
	       token->folded[0] != '0';
}

/* After "مكررا", the ordinals that make it a third or a fourth. */
static const char *
arabic_suffix(const struct scan *scan, size_t at, size_t *end)
{
	if (scan_is(scan, at, "ثانيا"))
		*end = at + 1;
	else if (scan_is(scan, at, "ثالثا"))
		*end = at + 1;
	else
		return "bis";
	return scan_is(scan, at, "ثانيا") ? "ter" : "quater";
}

/*
 * " bis", "bis", "-bis", ".bis", "(bis)" after a number: its Latin word, and
 * in `*end` the index after it.
 */
static const char *
read_suffix(const struct scan *scan, size_t at, size_t *end)
{
	const struct token *token = scan_token(scan, at);
	bool paren = scan_is(scan, at, "(");
	const char *suffix;

	if (token->kind == TOKEN_PUNCT) {
		bool joined = scan_is(scan, at, "-") || scan_is(scan, at, ".");

		if (!paren && !(joined && scan_close(scan, at) &&
				  scan_close(scan, at + 1)))
			return NULL;
		token = scan_token(scan, ++at);
	}
	if (token->kind != TOKEN_WORD)
		return NULL;
	suffix = provision_suffix(token->folded);
	if (suffix == NULL || (paren && !scan_is(scan, at + 1, ")")))
		return NULL;
	*end = at + (paren ? 2 : 1);
	if (strncmp(token->folded, "مكرر", strlen("مكرر")) == 0)
		return arabic_suffix(scan, *end, end);
	return suffix;
}

/*
 * "42 alt." is an alternative article 42; "42 (Alt. 2)" and "42 alt 2" are the
 * second alternative for article 42, and that is no place of its own.
 */
static size_t
read_alternative(
    const struct scan *scan, size_t at, char number[PROVISION_TEXT])
{
	bool paren = scan_is(scan, at, "(");
	size_t i = at + paren;

	if (!scan_is(scan, i, "alt") && !scan_is(scan, i, "alternative"))
		return at;
	i++;
	if (scan_is(scan, i, ".") && scan_close(scan, i))
		i++;
	if (scan_token(scan, i)->kind == TOKEN_NUMBER) {
		if (paren && !scan_is(scan, i + 1, ")"))
			return at;
		return i + 1 + paren;
	}
	if (paren)
		return scan_is(scan, i, ")") ? i + 1 : at;
	if (scan_is(scan, at, "alternative"))
		return at;
	append(number, " ", "alt");
	return i;
}

/* What may follow the digits of a number: "14A", "5 bis", "1er", "1 alt". */
size_t
scan_after_digits(
    const struct scan *scan, size_t at, char number[PROVISION_TEXT])
{
	const struct token *token = scan_token(scan, at);
	const char *suffix;

	if (token->kind == TOKEN_WORD && scan_close(scan, at)) {
		if (token->length == 1 && (token->flags & TOKEN_CAPITAL)) {
			char letter[2] = {
			    (char)(token->folded[0] - 'a' + 'A'), '\0'};

			append(number, "", letter);
			at++;
		} else if (strcmp(number, "1") == 0 &&
			   (scan_is(scan, at, "er") ||
			       scan_is(scan, at, "re") ||
			       scan_is(scan, at, "ere")))
			at++;
		else if (scan_is(scan, at, "o"))
			at++; /* Spanish "1º", folded */
	}
	while ((suffix = read_suffix(scan, at, &at)) != NULL)
		append(number, " ", suffix);
	return read_alternative(scan, at, number);
}

/* "ante 58", "ante58" */
static bool
read_ante(const struct scan *scan, size_t at, char number[PROVISION_TEXT],
    size_t *ret_end)
{
	const struct token *token = scan_token(scan, at);
	const char *digits = token->folded + 4;

	if (token->kind != TOKEN_WORD || strncmp(token->folded, "ante", 4) != 0)
		return false;
	if (token->length == 4) {
		token = scan_token(scan, ++at);
		digits = token->folded;
		if (!is_small_number(token))
			return false;
	}
	if (strspn(digits, "0123456789") != strlen(digits) ||
	    strlen(digits) > 3)
		return false;
	snprintf(number, PROVISION_TEXT, "ante %s", digits);
	*ret_end = at + 1;
	return true;
}

/*
 * Whether a Roman numeral in these letters may stand after this noun. "Part I"
 * and "section I" are; "for our part I think" and "in this chapter I see" are
 * not, and "article i" is only where nothing else can be meant.
 */
static bool
roman_stands(const struct scan *scan, size_t at, enum provision_noun noun)
{
	const struct token *token = scan_token(scan, at);
	bool capital = token->flags & TOKEN_CAPITAL;
	bool single = token->length == 1;
	bool titled = at > 0 && (scan_token(scan, at - 1)->flags &
				    (TOKEN_CAPITAL | TOKEN_CAPITALS)) != 0;

	if (scan->alone)
		return true;
	if (single && !capital)
		return noun == NOUN_ANNEX;
	if (noun == NOUN_PART && single && !titled &&
	    scan_is(scan, at - 1, "part"))
		return false;
	if (scan_is(scan, at, "i") && !titled && at > 1 &&
	    (scan_small(scan, at - 2) & SMALL_THIS))
		return false;
	if (!single && !(token->flags & TOKEN_CAPITALS))
		return strspn(token->folded, "ivx") == token->length;
	return true;
}

static bool
read_roman(const struct scan *scan, size_t at, enum provision_noun noun,
    char number[PROVISION_TEXT])
{
	const struct token *token = scan_token(scan, at);

	if (token->kind != TOKEN_WORD || roman_read(token->folded) == 0 ||
	    !roman_stands(scan, at, noun))
		return false;
	/* Single, C, L and the like are letters. */
	if (token->length == 1 && strchr("ivx", token->folded[0]) == NULL)
		return false;
	snprintf(number, PROVISION_TEXT, "%s", token->folded);
	upper(number);
	return true;
}

/* "Annex B", "Section D", and "paragraph X", which a draft leaves open. */
static bool
read_letter(const struct scan *scan, size_t at, enum provision_noun noun,
    char number[PROVISION_TEXT])
{
	const struct token *token = scan_token(scan, at);
	const char *among = "yzn";

	if (token->kind != TOKEN_WORD || token->length != 1 ||
	    token->folded[0] < 'a' || token->folded[0] > 'z')
		return false;
	if (noun == NOUN_ANNEX || noun == NOUN_SECTION || noun == NOUN_PART)
		among = token->flags & TOKEN_CAPITAL ? "abcdefghjklm"
						     : "bcdfghjklm";
	if (!(token->flags & TOKEN_CAPITAL) && noun != NOUN_ANNEX &&
	    !scan->alone)
		return false;
	if (strchr(among, token->folded[0]) == NULL)
		return false;
	snprintf(number, PROVISION_TEXT, "%s", token->folded);
	upper(number);
	return true;
}

static unsigned
read_words(const struct scan *scan, size_t at, size_t *ret_end)
{
	const char *word[3];
	size_t count = 0, used = 0;
	unsigned value;

	while (count < 3) {
		word[count] = scan_token(scan, at + count)->folded;
		if (word[count++][0] == '\0')
			break;
	}
	value = provision_number_words(word, count, &used);
	*ret_end = at + used;
	return value;
}

/* Article seven, but not "part one of" nor "articles two delegations". */
static bool
read_spelled(const struct scan *scan, size_t at, enum provision_noun noun,
    bool plural, char number[PROVISION_TEXT], size_t *ret_end)
{
	const struct token *before = scan_token(scan, at - 1);
	unsigned value;

	if (plural || scan_token(scan, at)->kind != TOKEN_WORD)
		return false;
	if (noun == NOUN_PART && (unsigned char)before->folded[0] < 0x80 &&
	    !(before->flags & TOKEN_CAPITAL) && !scan->alone)
		return false;
	value = read_words(scan, at, ret_end);
	if (value == 0)
		return false;
	provision_set_value(noun, value, number);
	return true;
}

bool
scan_number(const struct scan *scan, size_t at, enum provision_noun noun,
    bool plural, char ret_number[PROVISION_TEXT], size_t *ret_end)
{
	const struct token *token = scan_token(scan, at);
	char number[PROVISION_TEXT] = "";
	size_t end = at + 1;

	if (is_small_number(token)) {
		if (scan_is(scan, at + 1, "%"))
			return false;
		provision_set_value(
		    noun, (unsigned)strtoul(token->folded, NULL, 10), number);
		end = scan_after_digits(scan, end, number);
	} else if (read_roman(scan, at, noun, number) ||
		   read_letter(scan, at, noun, number)) {
		const char *suffix = read_suffix(scan, end, &end);

		if (suffix != NULL)
			append(number, " ", suffix);
	} else if (!read_ante(scan, at, number, &end) &&
		   !read_spelled(scan, at, noun, plural, number, &end)) {
		return false;
	}
	memcpy(ret_number, number, sizeof number);
	*ret_end = end;
	return true;
}

/* A level's text: "1", "b", "ii", "aa"; Latin or another script's letter. */
static bool
read_level_text(const struct scan *scan, size_t at, char level[PROVISION_TEXT])
{
	const struct token *token = scan_token(scan, at);
	const char *s = token->folded;
	char letter;

	if (is_small_number(token)) {
		snprintf(level, PROVISION_TEXT, "%s", s);
		return true;
	}
	if (token->kind != TOKEN_WORD || (token->flags & TOKEN_CAPITALS))
		return false;
	letter = provision_letter(s);
	if (letter != 0) {
		level[0] = letter;
		level[1] = '\0';
		return true;
	}
	if (s[0] < 'a' || s[0] > 'z' || token->length > 6)
		return false;
	if (token->length > 1 && roman_read(s) == 0 &&
	    !(token->length == 2 && s[0] == s[1]))
		return false;
	snprintf(level, PROVISION_TEXT, "%s", s);
	return true;
}

bool
scan_level(const struct scan *scan, size_t at, char ret_level[PROVISION_TEXT],
    size_t *ret_end)
{
	char level[PROVISION_TEXT];
	bool open = scan_is(scan, at, "(");
	size_t i = at + open;
	const char *suffix;

	if (!read_level_text(scan, i, level))
		return false;
	if (!open && scan_token(scan, i)->kind != TOKEN_WORD)
		return false; /* "5 1)" is no "5 (1)" */
	i++;
	if ((suffix = read_suffix(scan, i, &i)) != NULL)
		append(level, " ", suffix);
	if (open && suffix != NULL && scan_is(scan, i, "."))
		i++;
	if (!scan_is(scan, i, ")") || (!open && !scan_close(scan, i)))
		return false;
	memcpy(ret_level, level, sizeof level);
	*ret_end = i + 1;
	return true;
}

/* ".1", ".c", "§ 2", or the "a" of "2a". */
static bool
read_joined_level(const struct scan *scan, size_t at, bool first,
    char level[PROVISION_TEXT], size_t *ret_end)
{
	const struct token *token = scan_token(scan, at);
	bool section = scan_is(scan, at, "§");
	const char *suffix;

	if (scan_is(scan, at, ".") && scan_close(scan, at) &&
	    scan_close(scan, at + 1))
		token = scan_token(scan, ++at);
	else if (section)
		token = scan_token(scan, ++at);
	else if (!first || !scan_close(scan, at) || token->kind != TOKEN_WORD ||
		 token->length != 1)
		return false;
	if ((token->flags & TOKEN_CAPITAL) ||
	    (token->kind == TOKEN_WORD && token->length > 4) ||
	    !read_level_text(scan, at, level))
		return false;
	at++;
	if (token->kind == TOKEN_NUMBER &&
	    (suffix = read_suffix(scan, at, &at)) != NULL)
		append(level, " ", suffix);
	/* The "A" of "6.1A" is part of the number. */
	token = scan_token(scan, at);
	if (token->kind == TOKEN_WORD && scan_close(scan, at) &&
	    token->length == 1 && (token->flags & TOKEN_CAPITAL)) {
		char letter[2] = {(char)(token->folded[0] - 'a' + 'A'), '\0'};

		append(level, "", letter);
		at++;
	}
	*ret_end = at;
	return true;
}

/*
 * Whether a level can be below another: letters have Roman numerals or digits
 * below them, so that the second of "17(4)(d) (d) a description" is text.
 */
static bool
goes_below(const struct provision *provision, const char *level)
{
	unsigned depth = provision_depth(provision);

	return depth == 0 ||
	       scan_level_class(provision->level[depth - 1]) == '1' ||
	       scan_level_class(level) == '1' || roman_read(level) != 0 ||
	       level[0] == level[1];
}

size_t
scan_levels(const struct scan *scan, size_t at, struct provision *provision)
{
	char level[PROVISION_TEXT];
	char ignored[PROVISION_TEXT] = "";
	size_t end;

	for (;;) {
		bool first = provision_depth(provision) == 0;

		end = read_alternative(scan, at, ignored);
		if (end != at && scan_is(scan, at, "(")) {
			at = end;
			continue;
		}
		if (!read_joined_level(scan, at, first, level, &end) &&
		    !scan_level(scan, at, level, &end))
			return at;
		if (!goes_below(provision, level))
			return at;
		provision_push(provision, level);
		at = end;
	}
}
