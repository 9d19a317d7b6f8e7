/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/guess.h"

#include "core/date.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define HEAD_BYTES   ((size_t)700) /* that stand for a title page */
#define TITLE_BYTES  ((size_t)200)
#define DATE_LINES   12	 /* lines that are looked at */
#define SPEAKER_LINE 400 /* longest line a speaker is looked for in, bytes */
#define DATE_LINE    160 /* longest line a date is looked for in, bytes */

/* Where a phrase is looked for. */
enum place {
	IN_TITLE, /* title and file name */
	IN_HEAD,  /* the first lines */
	IN_BODY	  /* all that is looked at */
};

/* The first that is there decides; lower case. */
static const struct {
	enum place place;
	const char *phrase;
	enum record_kind kind;
} signs[] = {
    {IN_TITLE, "compilation", RECORD_COMPILATION},
    {IN_TITLE, "textual proposals", RECORD_COMPILATION},
    {IN_TITLE, "commentary", RECORD_COMMENTARY},
    {IN_TITLE, "analysis", RECORD_COMMENTARY},
    {IN_TITLE, "policy brief", RECORD_COMMENTARY},
    {IN_TITLE, "highlights", RECORD_SUMMARY},
    {IN_TITLE, "bulletin", RECORD_SUMMARY},
    {IN_TITLE, "summary", RECORD_SUMMARY},
    {IN_TITLE, "summary record", RECORD_SUMMARY},
    {IN_TITLE, "statement", RECORD_STATEMENT},
    {IN_TITLE, "statements", RECORD_STATEMENT},
    {IN_TITLE, "intervention", RECORD_STATEMENT},
    {IN_TITLE, "speech", RECORD_STATEMENT},
    {IN_TITLE, "draft", RECORD_DRAFT},
    {IN_TITLE, "drafts", RECORD_DRAFT},
    {IN_TITLE, "negotiating text", RECORD_DRAFT},
    {IN_TITLE, "negotiating document", RECORD_DRAFT},
    {IN_TITLE, "resolution", RECORD_OUTCOME},
    {IN_TITLE, "decision", RECORD_OUTCOME},
    {IN_HEAD, "textual proposals submitted", RECORD_COMPILATION},
    {IN_HEAD, "article-by-article compilation", RECORD_COMPILATION},
    {IN_HEAD, "earth negotiations bulletin", RECORD_SUMMARY},
    {IN_HEAD, "statement by", RECORD_STATEMENT},
    {IN_HEAD, "statement of", RECORD_STATEMENT},
    {IN_HEAD, "statement on behalf of", RECORD_STATEMENT},
    {IN_HEAD, "delivered by", RECORD_STATEMENT},
    {IN_HEAD, "check against delivery", RECORD_STATEMENT},
    {IN_HEAD, "policy brief", RECORD_COMMENTARY},
    {IN_HEAD, "draft text", RECORD_DRAFT},
    {IN_HEAD, "draft agreement", RECORD_DRAFT},
    {IN_HEAD, "draft convention", RECORD_DRAFT},
    {IN_HEAD, "draft decision", RECORD_DRAFT},
    {IN_HEAD, "negotiating document", RECORD_DRAFT},
    {IN_HEAD, "resolution adopted by", RECORD_OUTCOME},
    {IN_HEAD, "the parties to this agreement", RECORD_OUTCOME},
    {IN_BODY, "my delegation", RECORD_STATEMENT},
    {IN_BODY, "our delegation", RECORD_STATEMENT},
    {IN_BODY, "i have the honour", RECORD_STATEMENT},
    {IN_BODY, "i take the floor", RECORD_STATEMENT},
    {IN_BODY, "i thank you", RECORD_STATEMENT},
};

/* Lower case of ASCII, white space as " ", into a buffer that is ended. */
static size_t
fold_into(char *buffer, size_t size, const char *s, size_t n)
{
	if (n > size - 1)
		n = size - 1;
	for (size_t i = 0; i < n; i++)
		buffer[i] = isspace((unsigned char)s[i])
				? ' '
				: (char)tolower((unsigned char)s[i]);
	for (size_t i = 0; i < n; i++)
		if (buffer[i] == '\0')
			buffer[i] = ' ';
	buffer[n] = '\0';
	return n;
}

/* Where a phrase stands as whole words, or NULL. */
static const char *
find_words(const char *text, const char *phrase)
{
	size_t n = strlen(phrase);

	for (const char *s = text; (s = strstr(s, phrase)) != NULL; s++)
		if ((s == text || !isalnum((unsigned char)s[-1])) &&
		    !isalnum((unsigned char)s[n]))
			return s;
	return NULL;
}

enum record_kind
guess_kind(const char *title, const char *name, const char *text, size_t n)
{
	char head[HEAD_BYTES + 1], body[GUESS_LOOK + 1], top[512];
	const char *where[] = {top, head, body};
	size_t used = fold_into(top, sizeof top - 1, title, strlen(title));

	top[used++] = ' ';
	fold_into(top + used, sizeof top - used, name, strlen(name));
	fold_into(head, sizeof head, text, n);
	fold_into(body, sizeof body, text, n);
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (find_words(where[signs[i].place], signs[i].phrase) != NULL)
			return signs[i].kind;
	return RECORD_OTHER;
}

/* Bytes of white space at `s`: also the space that does not break. */
static size_t
space_length(const char *s, size_t n)
{
	if (n > 0 && isspace((unsigned char)s[0]))
		return 1;
	return n > 1 && memcmp(s, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/* The line at *at, white space taken off; false at the end. */
static bool
next_line(
    const char *text, size_t n, size_t *at, const char **ret_s, size_t *ret_n)
{
	const char *s = text + *at, *end;
	size_t length;

	if (*at >= n)
		return false;
	end = memchr(s, '\n', n - *at);
	length = end != NULL ? (size_t)(end - s) : n - *at;
	*at += length + 1;
	for (size_t skip; (skip = space_length(s, length)) > 0;) {
		s += skip;
		length -= skip;
	}
	while (length > 0 && isspace((unsigned char)s[length - 1]))
		length--;
	*ret_s = s;
	*ret_n = length;
	return true;
}

const char *
guess_title(struct arena *arena, const char *text, size_t n)
{
	size_t at = 0, length;
	const char *s;

	while (next_line(text, n, &at, &s, &length)) {
		while (length > 0 && (*s == '#' || *s == ' ')) {
			s++;
			length--;
		}
		if (length < 4)
			continue;
		return length <= TITLE_BYTES ? arena_strndup(arena, s, length)
					     : "";
	}
	return "";
}

/* A whole date that begins at a word of a line: two to four words. */
static bool
date_at(const char *s, size_t n, struct date *ret)
{
	size_t end = 0;

	for (int words = 0; words < 4 && end < n; words++) {
		while (end < n && s[end] == ' ')
			end++;
		while (end < n && s[end] != ' ')
			end++;
		for (size_t trim = 0; trim < 2 && end > trim; trim++) {
			if (trim > 0 && isalnum((unsigned char)s[end - 1]))
				break;
			if (date_parse(s, end - trim, ret) && ret->day != 0)
				return true;
		}
	}
	return false;
}

const char *
guess_date(struct arena *arena, const char *text, size_t n)
{
	size_t at = 0, length;
	struct date date;
	const char *s;
	int lines = 0;

	while (lines < DATE_LINES && next_line(text, n, &at, &s, &length)) {
		if (length == 0)
			continue;
		lines++;
		if (length > DATE_LINE)
			continue;
		for (size_t i = 0; i < length; i++) {
			if ((i == 0 || s[i - 1] == ' ') &&
			    isalnum((unsigned char)s[i]) &&
			    date_at(s + i, length - i, &date)) {
				char *iso = arena_alloc(arena, 11);

				date_format(date, iso);
				return iso;
			}
		}
	}
	return "";
}

/* --- who speaks ----------------------------------------------------------- */

static const char *const by[] = {"statement by", "statement of",
    "statement delivered by", "statement made by", "intervention by",
    "intervention of", "remarks by", "delivered by", "submitted by"};

/* What a name ends before. */
static const char *const ends[] = {" on behalf of ", " at the ", " during ",
    " to the ", " before the ", " resumed ", " in the ", " on ", " ("};

/* The name at `s` in a line, cut where it ends. */
static const char *
name_at(struct arena *arena, const char *s)
{
	char *name;
	size_t n;

	while (*s == ' ' || *s == ':')
		s++;
	if (strncmp(s, "the ", 4) == 0)
		s += 4;
	name = arena_strdup(arena, s);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		char *end = strstr(name, ends[i]);

		/* "X (Norland)": the State stands in the brackets. */
		if (end != NULL && strcmp(ends[i], " (") == 0 &&
		    strchr(end, ')') != NULL)
			end = strchr(end, ')') + 1;
		if (end != NULL)
			*end = '\0';
	}
	n = strlen(name);
	while (n > 0 && strchr(" .,;:", name[n - 1]) != NULL)
		name[--n] = '\0';
	return n <= 120 ? name : "";
}

/* What stands after a phrase in a line, as a name; "" where it does not. */
static const char *
name_after(struct arena *arena, const char *line, size_t n, const char *phrase)
{
	const char *text = arena_strndup(arena, line, n), *found;
	char *folded = arena_alloc(arena, n + 1);

	fold_into(folded, n + 1, line, n);
	found = find_words(folded, phrase);
	if (found == NULL)
		return "";
	return name_at(arena, text + (found - folded) + strlen(phrase));
}

/* For whom a line says that it is spoken; not "on behalf of my delegation". */
static const char *
behalf_in(struct arena *arena, const char *line, size_t n)
{
	char *name =
	    arena_strdup(arena, name_after(arena, line, n, "on behalf of"));

	if (strncmp(name, "my ", 3) == 0 || strncmp(name, "our ", 4) == 0)
		return "";
	name[strcspn(name, ",.;:")] = '\0';
	return name;
}

/* What one line says of who speaks, where that is not known yet. */
static void
look_at(struct arena *arena, const char *line, size_t n,
    const char **ret_speaker, const char **ret_behalf)
{
	if (n > SPEAKER_LINE)
		return;
	for (size_t i = 0;
	     (*ret_speaker)[0] == '\0' && i < sizeof by / sizeof by[0]; i++)
		*ret_speaker = name_after(arena, line, n, by[i]);
	if ((*ret_behalf)[0] == '\0')
		*ret_behalf = behalf_in(arena, line, n);
}

void
guess_speaker(struct arena *arena, const char *title, const char *text,
    size_t n, const char **ret_speaker, const char **ret_behalf)
{
	size_t at = 0, length;
	const char *s;

	*ret_speaker = "";
	*ret_behalf = "";
	look_at(arena, title, strlen(title), ret_speaker, ret_behalf);
	for (int lines = 0;
	     lines < DATE_LINES && next_line(text, n, &at, &s, &length);
	     lines++)
		look_at(arena, s, length, ret_speaker, ret_behalf);
}
