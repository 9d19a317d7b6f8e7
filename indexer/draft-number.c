/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/draft-number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DIGITS_MAX 3 /* of a paragraph's number: "2020." is a year */

/* A place in the text. */
struct cursor {
	const char *s;
	size_t n;
	size_t at;
};

static char
peek(const struct cursor *c, size_t ahead)
{
	return c->at + ahead < c->n ? c->s[c->at + ahead] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void
skip_blanks(struct cursor *c)
{
	while (is_blank(peek(c, 0)))
		c->at++;
}

/* Whether `word` stands here, in any letter case, and ends here. */
static bool
take_word(struct cursor *c, const char *word)
{
	size_t m = strlen(word);

	if (c->n - c->at < m || strncasecmp(c->s + c->at, word, m) != 0 ||
	    isalpha((unsigned char)peek(c, m)))
		return false;
	c->at += m;
	return true;
}

/* --- numbers -------------------------------------------------------------- */

/* "bis", "ter", "alt" after a number, with or without a blank or stop. */
static void
take_suffix(struct cursor *c, char text[PROVISION_TEXT])
{
	static const char *const words[] = {"bis", "ter", "quater", "quinquies",
	    "sexies", "septies", "octies", "ante", "alt"};
	struct cursor look = *c;
	size_t used = strlen(text);

	if (peek(&look, 0) == '.' && isalpha((unsigned char)peek(&look, 1)))
		look.at++;
	while (peek(&look, 0) == ' ')
		look.at++;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t m = strlen(words[i]);

		if (used + m + 2 > PROVISION_TEXT ||
		    !take_word(&look, words[i]))
			continue;
		snprintf(text + used, PROVISION_TEXT - used, " %s", words[i]);
		*c = look;
		return;
	}
}

/* Whether what follows a bare number shows that it is one: "12  Parties". */
static bool
stands_apart(const struct cursor *c, bool suffixed)
{
	if (peek(c, 0) == '\t')
		return true;
	if (peek(c, 0) == '\0')
		return false;
	return peek(c, 0) == ' ' && (suffixed || peek(c, 1) == ' ');
}

/* "2.", "2 bis.", "(4)", "12)", "7bis " */
static bool
read_number(struct cursor *c, struct draft_mark *mark)
{
	struct cursor look = *c;
	bool open = peek(&look, 0) == '(', suffixed;
	size_t digits = 0;

	look.at += open;
	while (isdigit((unsigned char)peek(&look, digits)))
		digits++;
	if (digits == 0 || digits > DIGITS_MAX)
		return false;
	memcpy(mark->text, look.s + look.at, digits);
	mark->text[digits] = '\0';
	look.at += digits;
	take_suffix(&look, mark->text);
	suffixed = strlen(mark->text) > digits;
	if (open && peek(&look, 0) == '.')
		look.at++;
	if (peek(&look, 0) == ')' || (!open && peek(&look, 0) == '.')) {
		look.at++;
		if (isdigit((unsigned char)peek(&look, 0)))
			return false;
	} else if (open || !stands_apart(&look, suffixed)) {
		return false;
	}
	mark->kind = NUMBER_DIGITS;
	*c = look;
	return true;
}

/* "(b)", "(b bis)", "b)", "(iv)" */
static bool
read_item(struct cursor *c, struct draft_mark *mark)
{
	struct cursor look = *c;
	bool open = peek(&look, 0) == '(';
	size_t letters = 0, roman;

	look.at += open;
	while (islower((unsigned char)peek(&look, letters)))
		letters++;
	roman = strspn(look.s + look.at, "ivx");
	if (letters == 0 || letters > 5 ||
	    (roman < letters && letters > 1 &&
		(letters > 2 || peek(&look, 0) != peek(&look, 1))))
		return false;
	memcpy(mark->text, look.s + look.at, letters);
	mark->text[letters] = '\0';
	look.at += letters;
	take_suffix(&look, mark->text);
	if (open && peek(&look, 0) == '.')
		look.at++;
	if (peek(&look, 0) != ')')
		return false;
	look.at++;
	mark->kind =
	    letters == 1 || roman < letters ? NUMBER_LETTER : NUMBER_ROMAN;
	*c = look;
	return true;
}

/* --- options -------------------------------------------------------------- */

static enum option_style
style_of(const char *number)
{
	if (isdigit((unsigned char)number[0]))
		return OPTION_NUMBER;
	return strspn(number, "IVX") == strlen(number) ? OPTION_ROMAN
	       : islower((unsigned char)number[0])     ? OPTION_SMALL
						       : OPTION_LETTER;
}

/* Whether what follows the number ends an option's label. */
static bool
ends_label(const struct cursor *c)
{
	struct cursor look = *c;
	char next = peek(&look, 0);

	if (next == '\0' || strchr(":.)]}\n\t", next) != NULL)
		return true;
	skip_blanks(&look);
	next = peek(&look, 0);
	if (next == '\0' || strchr("{[(-:\"/", next) != NULL)
		return true;
	/* An opening quotation mark, or a dash. */
	return look.n - look.at >= 3 &&
	       memcmp(look.s + look.at, "\xE2\x80", 2) == 0;
}

/* Whether nothing follows, or a title in brackets and no more. */
static bool
is_bare(const struct cursor *c)
{
	struct cursor look = *c;
	char close;
	const char *end;

	while (peek(&look, 0) != '\0' &&
	       strchr(":.)]} \t\n-", peek(&look, 0)) != NULL)
		look.at++;
	if (look.at >= look.n)
		return true;
	close = peek(&look, 0) == '{'	? '}'
		: peek(&look, 0) == '(' ? ')'
					: '\0';
	if (close == '\0')
		return false;
	end = memchr(look.s + look.at, close, look.n - look.at);
	if (end == NULL)
		return false;
	look.at = (size_t)(end - look.s) + 1;
	return strspn(look.s + look.at, " \t\n:.]}") == look.n - look.at;
}

/* "Option 1", "Option II:", "Alt. 2", "Alternative A" */
static bool
read_option(struct cursor *c, struct draft_mark *mark)
{
	static const struct {
		const char *word;
		const char *shown;
	} words[] = {{"Option", "Option"}, {"Alternative", "Alternative"},
	    {"Alt", "Alt"}, {"Variant", "Variant"}};
	struct cursor look = *c;
	size_t i = 0, n = 0;
	bool open = false;
	char number[8];

	while (i < sizeof words / sizeof words[0] &&
	       (c->n - c->at < strlen(words[i].word) ||
		   !take_word(&look, words[i].word)))
		i++;
	if (i == sizeof words / sizeof words[0])
		return false;
	if (peek(&look, 0) == '.')
		look.at++;
	while (peek(&look, 0) == ' ')
		look.at++;
	while (
	    n + 1 < sizeof number && isalnum((unsigned char)peek(&look, n))) {
		number[n] = peek(&look, n);
		n++;
	}
	number[n] = '\0';
	if (n == 0 || n > 4 || (!open && islower((unsigned char)number[0])) ||
	    (n > 1 && isalpha((unsigned char)number[0]) &&
		style_of(number) == OPTION_LETTER))
		return false;
	look.at += n;
	if (open && peek(&look, 0) != ')')
		return false;
	if (!ends_label(&look))
		return false;
	mark->kind = NUMBER_OPTION;
	mark->option.style = style_of(number);
	snprintf(mark->option.label, sizeof mark->option.label, "%s %s",
	    words[i].shown, number);
	mark->bare = is_bare(&look);
	while (peek(&look, 0) != '\0' && strchr(":.)", peek(&look, 0)) != NULL)
		look.at++;
	*c = look;
	return true;
}

struct draft_mark
draft_mark_read(const char *s, size_t n)
{
	struct draft_mark mark = {.kind = NUMBER_NONE};
	struct cursor c = {s, n, 0};

	while (peek(&c, 0) == '[' || is_blank(peek(&c, 0)))
		c.at++;
	if (read_number(&c, &mark) || read_item(&c, &mark) ||
	    read_option(&c, &mark))
		mark.end = c.at;
	else
		mark.kind = NUMBER_NONE;
	return mark;
}
