/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-sign.h"

#include <string.h>

/* What most of a query is, and no mark begins with. */
static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* The bytes of the mark of a list (ended by NULL) that stands at `at`. */
static size_t
one_of(const char *const *marks, const char *text, size_t n, size_t at)
{
	if (at >= n || is_letter(text[at]))
		return 0;
	for (; *marks != NULL; marks++) {
		size_t length;

		if (**marks != text[at])
			continue;
		length = strlen(*marks);
		if (n - at >= length && memcmp(text + at, *marks, length) == 0)
			return length;
	}
	return 0;
}

size_t
sign_space(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {" ", "\t", "\n", "\v", "\f", "\r",
	    "\u00A0", "\u2002", "\u2003", "\u2009", "\u202F", "\u3000", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_quote(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {"\"", "\u201C", "\u201D", "\u201E",
	    "\u201F", "\u00AB", "\u00BB", "\u300C", "\u300D", "\u300E",
	    "\u300F", "\uFF02", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_open(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {"(", "\uFF08", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_close(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {")", "\uFF09", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_colon(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {":", "\uFF1A", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_comma(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {
	    ",", "\u060C", "\uFF0C", "\u3001", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_minus(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {"-", "\u2010", "\u2011", "\u2012",
	    "\u2013", "\u2014", "\u2212", "\uFF0D", NULL};

	return one_of(marks, text, n, at);
}

bool
sign_run_ends(const char *text, size_t n, size_t at)
{
	return at >= n || sign_space(text, n, at) > 0 ||
	       sign_quote(text, n, at) > 0 || sign_open(text, n, at) > 0 ||
	       sign_close(text, n, at) > 0;
}

size_t
sign_parentheses(const char *text, size_t n, size_t at)
{
	int depth = 0;

	while (at < n && sign_space(text, n, at) == 0 &&
	       sign_quote(text, n, at) == 0) {
		size_t open = sign_open(text, n, at);
		size_t close = sign_close(text, n, at);

		at += open + close > 0 ? open + close : 1;
		if (open > 0)
			depth++;
		else if (close > 0 && --depth == 0)
			return at;
	}
	return 0;
}

/* A single quotation mark that may close a phrase. */
static size_t
single_close(const char *text, size_t n, size_t at)
{
	static const char *const marks[] = {"'", "\u2019", NULL};

	return one_of(marks, text, n, at);
}

size_t
sign_single_quotes(const char *text, size_t n, size_t at, size_t *ret_mark)
{
	static const char *const marks[] = {"'", "\u2018", "\u201A", NULL};
	size_t mark = one_of(marks, text, n, at);
	size_t begin = at + mark;

	if (mark == 0 || sign_run_ends(text, n, begin))
		return 0;
	for (at = begin; at < n && sign_quote(text, n, at) == 0; at++) {
		size_t close = single_close(text, n, at);
		bool ends = close > 0 && (sign_run_ends(text, n, at + close) ||
					     text[at + close] == '@');

		if (ends && sign_space(text, n, at - 1) == 0) {
			*ret_mark = mark;
			return at + close;
		}
	}
	return 0;
}
