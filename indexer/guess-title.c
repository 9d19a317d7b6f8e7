/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/utf8.h"
#include "indexer/guess-line.h"
#include "indexer/guess.h"

#include <stdbool.h>
#include <string.h>

#define TITLE_BYTES    ((size_t)200)
#define TITLE_LEAST    ((size_t)4)
#define SENTENCE_WORDS 8 /* of the shortest line that is one for its stop */
#define WRAPPED_LINES  4 /* of about one length: prose that was broken */
#define WRAPPED_BYTES  ((size_t)300) /* of the paragraph that they begin */

static bool
begins_small(const char *s, size_t n)
{
	int32_t c;

	utf8_next(s, n, &c);
	return utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

static size_t
count_words(const char *s, size_t n)
{
	size_t words = 0;

	for (size_t i = 0; i < n; i++)
		words += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
	return words;
}

/* Ended as a sentence is, and as long as one. */
static bool
is_sentence(const char *s, size_t n)
{
	return strchr(".!?;", s[n - 1]) != NULL &&
	       count_words(s, n) >= SENTENCE_WORDS;
}

/*
 * Whether a paragraph from `at` is prose that was broken into lines of about
 * one length, the first aside; what stands over a text has lines as long as
 * they happen to be.
 */
static bool
is_wrapped(const char *text, size_t n, size_t at)
{
	size_t least = SIZE_MAX, most = 0, bytes = 0, length;
	const char *s;
	int lines = 0;

	for (; guess_line(text, n, &at, &s, &length) && length > 0; lines++) {
		bytes += length;
		if (lines == 0 || lines > WRAPPED_LINES)
			continue;
		least = length < least ? length : least;
		most = length > most ? length : most;
	}
	return lines > WRAPPED_LINES && bytes >= WRAPPED_BYTES &&
	       least * 2 > most;
}

/*
 * Go on with lines that begin in small letters; false: that makes no title, for
 * it is too long, or a long paragraph.
 */
static bool
join(const char *text, size_t n, size_t at, char *title, size_t *used)
{
	size_t first = *used, bytes = *used, length;
	const char *s;
	bool small = true;

	while (guess_line(text, n, &at, &s, &length) && length > 0) {
		bytes += length;
		small = small && begins_small(s, length);
		if (!small)
			continue;
		if (*used + 1 + length > TITLE_BYTES)
			return false;
		title[(*used)++] = ' ';
		memcpy(title + *used, s, length);
		*used += length;
	}
	return *used == first || bytes < WRAPPED_BYTES;
}

const char *
guess_title(struct arena *arena, const char *text, size_t n)
{
	char title[TITLE_BYTES];
	size_t at = 0, from = 0, length;
	const char *s;

	while (guess_line(text, n, &at, &s, &length)) {
		while (length > 0 && (*s == '#' || *s == ' ')) {
			s++;
			length--;
		}
		if (length >= TITLE_LEAST)
			break;
		from = at;
		length = 0;
	}
	if (length == 0 || length > TITLE_BYTES || s[length - 1] == ',')
		return "";
	memcpy(title, s, length);
	if (is_wrapped(text, n, from) || !join(text, n, at, title, &length) ||
	    is_sentence(title, length))
		return "";
	return arena_strndup(arena, title, length);
}
