/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/guess.h"

#include "core/date.h"
#include "indexer/guess-line.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define HEAD_BYTES ((size_t)700) /* that stand for a title page */
#define DATE_LINES 12		 /* lines that are looked at */
#define DATE_LINE  160 /* longest line a date is looked for in, bytes */

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
    {IN_BODY, "les parties au présent accord", RECORD_OUTCOME},
    {IN_BODY, "las partes en el presente acuerdo", RECORD_OUTCOME},
    {IN_BODY, "Стороны настоящего Соглашения", RECORD_OUTCOME},
    {IN_BODY, "本协定缔约方", RECORD_OUTCOME},
    {IN_BODY, "my delegation", RECORD_STATEMENT},
    {IN_BODY, "our delegation", RECORD_STATEMENT},
    {IN_BODY, "i have the honour", RECORD_STATEMENT},
    {IN_BODY, "i take the floor", RECORD_STATEMENT},
    {IN_BODY, "i thank you", RECORD_STATEMENT},
};

/* Files in a folder "statements" are statements, where nothing else is said. */
static enum record_kind
kind_of_folder(const char *folder)
{
	char folded[512];

	guess_fold(folded, sizeof folded, folder, strlen(folder));
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (signs[i].place == IN_TITLE &&
		    guess_find(folded, signs[i].phrase) != NULL)
			return signs[i].kind;
	return RECORD_OTHER;
}

/* So many brackets open near its beginning only while a text is a draft. */
#define BRACKETS_OF_DRAFT 6

static bool
is_bracketed(const char *text, size_t n)
{
	size_t open = 0;

	for (size_t i = 0; i < n; i++)
		open += text[i] == '[';
	return open >= BRACKETS_OF_DRAFT;
}

enum record_kind
guess_kind(const char *title, const char *name, const char *folder,
    const char *text, size_t n)
{
	char head[HEAD_BYTES + 1], body[GUESS_LOOK + 1], top[512];
	const char *where[] = {top, head, body};
	size_t used = guess_fold(top, sizeof top - 1, title, strlen(title));

	top[used++] = ' ';
	guess_fold(top + used, sizeof top - used, name, strlen(name));
	guess_fold(head, sizeof head, text, n);
	guess_fold(body, sizeof body, text, n);
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (guess_find(where[signs[i].place], signs[i].phrase) != NULL)
			return signs[i].kind == RECORD_OUTCOME &&
				       is_bracketed(text, n)
				   ? RECORD_DRAFT
				   : signs[i].kind;
	return kind_of_folder(folder);
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

/* "Distr.: General", before which and after which a masthead has its date. */
static bool
names_distribution(const char *s, size_t n)
{
	for (size_t i = 0; i + 6 <= n; i++)
		if (memcmp(s + i, "Distr.", 6) == 0)
			return true;
	return false;
}

/* The first whole date in a line, written as ISO; or NULL. */
static const char *
date_in(struct arena *arena, const char *s, size_t n)
{
	struct date date;

	for (size_t i = 0; i < n; i++) {
		char *iso;

		if ((i > 0 && s[i - 1] != ' ') ||
		    !isalnum((unsigned char)s[i]) ||
		    !date_at(s + i, n - i, &date))
			continue;
		iso = arena_alloc(arena, 11);
		date_format(date, iso);
		return iso;
	}
	return NULL;
}

/* The date in "Resolution adopted by the Assembly on 3 May 2021", or NULL. */
static const char *
adoption_date(struct arena *arena, const char *text, size_t n)
{
	size_t at = 0, length;
	const char *s;

	for (int lines = 0;
	     lines < DATE_LINES && guess_line(text, n, &at, &s, &length);
	     lines++) {
		char folded[DATE_LINE + 1];
		const char *date;

		if (length > DATE_LINE)
			continue;
		guess_fold(folded, sizeof folded, s, length);
		if (guess_find(folded, "adopted") == NULL)
			continue;
		date = date_in(arena, s, length);
		if (date != NULL)
			return date;
	}
	return NULL;
}

const char *
guess_date(struct arena *arena, const char *text, size_t n)
{
	const char *date = adoption_date(arena, text, n);
	size_t at = 0, length;
	const char *s;
	int lines = 0;

	while (date == NULL && lines < DATE_LINES &&
	       guess_line(text, n, &at, &s, &length)) {
		if (length == 0)
			continue;
		lines++;
		if (length > DATE_LINE && lines > 1)
			continue;
		/* Of a text in one line, what is printed over it. */
		if (length > DATE_LINE) {
			length = DATE_LINE;
			if (!names_distribution(s, length))
				continue;
		}
		date = date_in(arena, s, length);
	}
	return date != NULL ? date : "";
}
