/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/anchor.h"

#include <stdbool.h>
#include <string.h>

#define AROUND_WORDS 6	/* on either side */
#define AROUND_BYTES 96 /* the same where nothing parts words */

static bool
is_inside_character(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\t';
}

/* Go back from `at` over some words of its line. */
static size_t
words_back(const char *s, size_t at)
{
	size_t least = at > AROUND_BYTES ? at - AROUND_BYTES : 0, from = at;

	for (unsigned words = 0; words < AROUND_WORDS && at > least; words++) {
		while (at > least && s[at - 1] == ' ')
			at--;
		while (
		    at > least && s[at - 1] != ' ' && !is_line_end(s[at - 1]))
			at--;
		if (at > 0 && is_line_end(s[at - 1]))
			break;
	}
	/* A word that was cut is left out, where that leaves anything. */
	if (at == least && at > 0 && s[at - 1] != ' ') {
		const char *space = memchr(s + at, ' ', from - at);

		if (space != NULL)
			at = (size_t)(space - s) + 1;
	}
	while (at < from && is_inside_character(s[at]))
		at++;
	return at;
}

/* Go forwards from `at` over some words of its line. */
static size_t
words_on(const char *s, size_t length, size_t at)
{
	size_t most = length - at > AROUND_BYTES ? at + AROUND_BYTES : length;
	size_t from = at;

	for (unsigned words = 0; words < AROUND_WORDS && at < most; words++) {
		while (at < most && s[at] == ' ')
			at++;
		while (at < most && s[at] != ' ' && !is_line_end(s[at]))
			at++;
		if (at < length && is_line_end(s[at]))
			break;
	}
	if (at == most && at < length && s[at] != ' ')
		for (size_t i = at; i > from; i--)
			if (s[i - 1] == ' ') {
				at = i - 1;
				break;
			}
	while (at > from && at < length && is_inside_character(s[at]))
		at--;
	return at;
}

const char *
anchor_around(
    struct arena *arena, const char *s, size_t length, size_t start, size_t end)
{
	if (length == 0)
		return "";
	start = words_back(s, start);
	end = words_on(s, length, end);
	return anchor_words(arena, s + start, end - start);
}

const char *
anchor_words(struct arena *arena, const char *s, size_t n)
{
	if (n > ANCHOR_BYTES) {
		n = ANCHOR_BYTES;
		while (n > 0 && is_inside_character(s[n]))
			n--;
	}
	while (n > 0 && (*s == ' ' || is_line_end(*s))) {
		s++;
		n--;
	}
	while (n > 0 && (s[n - 1] == ' ' || is_line_end(s[n - 1])))
		n--;
	return arena_strndup(arena, s, n);
}
