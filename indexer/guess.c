/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/guess.h"

#include "core/date.h"
#include "core/holder.h"
#include "indexer/masthead.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define HEAD_BYTES   ((size_t)700) /* that stand for a title page */
#define TITLE_BYTES  ((size_t)200)
#define DATE_LINES   12	 /* lines that are looked at */
#define SPEAKER_LINE 400 /* longest line a speaker is looked for in, bytes */
#define HOLDER_LINES 4	 /* lines of which one may be a holder's name */
#define HOLDER_BYTES ((size_t)120)
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

/* Files in a folder "statements" are statements, where nothing else is said. */
static enum record_kind
kind_of_folder(const char *folder)
{
	char folded[512];

	fold_into(folded, sizeof folded, folder, strlen(folder));
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (signs[i].place == IN_TITLE &&
		    find_words(folded, signs[i].phrase) != NULL)
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
	size_t used = fold_into(top, sizeof top - 1, title, strlen(title));

	top[used++] = ' ';
	fold_into(top + used, sizeof top - used, name, strlen(name));
	fold_into(head, sizeof head, text, n);
	fold_into(body, sizeof body, text, n);
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (find_words(where[signs[i].place], signs[i].phrase) != NULL)
			return signs[i].kind == RECORD_OUTCOME &&
				       is_bracketed(text, n)
				   ? RECORD_DRAFT
				   : signs[i].kind;
	return kind_of_folder(folder);
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
	     lines < DATE_LINES && next_line(text, n, &at, &s, &length);
	     lines++) {
		char folded[DATE_LINE + 1];
		const char *date;

		if (length > DATE_LINE)
			continue;
		fold_into(folded, sizeof folded, s, length);
		if (find_words(folded, "adopted") == NULL)
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
	       next_line(text, n, &at, &s, &length)) {
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

/* --- who speaks ----------------------------------------------------------- */

static const char *const by[] = {"statement by", "statement of",
    "statement delivered by", "statement made by", "intervention by",
    "intervention of", "remarks by", "delivered by", "submitted by"};

/* What a name ends before. */
static const char *const ends[] = {" on behalf of ", " at the ", " during ",
    " to the ", " before the ", " following the ", " resumed ", " in the ",
    " on ", " ("};

/* strstr() with letter case aside; `part` is lower case. */
static char *
strcasestr_ascii(char *s, const char *part)
{
	size_t n = strlen(part);

	for (; *s != '\0'; s++)
		if (strncasecmp(s, part, n) == 0)
			return s;
	return NULL;
}

/* Whether a word that a name goes on after with "on" ends at `end`. */
static bool
is_body(const char *name, const char *end)
{
	static const char *const bodies[] = {"convention", "conference",
	    "committee", "commission", "council", "union", "agreement",
	    "treaty", "programme", "institute", "panel", "secretariat"};

	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		size_t n = strlen(bodies[i]);

		if ((size_t)(end - name) >= n &&
		    strncasecmp(end - n, bodies[i], n) == 0)
			return true;
	}
	return false;
}

/* The name at `s` in a line, cut where it ends. */
static const char *
name_at(struct arena *arena, const char *s)
{
	char *name;
	size_t n;

	const char *session;

	while (*s == ' ' || *s == ':')
		s++;
	if (strncasecmp(s, "the ", 4) == 0)
		s += 4;
	name = arena_strdup(arena, s);
	session = masthead_ordinal_session(name, strlen(name), &n);
	if (session != NULL)
		name[session - name] = '\0';
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		char *end = strcasestr_ascii(name, ends[i]);

		/* "the Convention on Ice" is one name. */
		if (end != NULL && strcmp(ends[i], " on ") == 0 &&
		    is_body(name, end))
			end = strcasestr_ascii(end + 1, ends[i]);

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
	for (char *end = name; (end = strpbrk(end, ",.;:")) != NULL; end++)
		/* The stop of "Mr." ends nothing. */
		if (*end != '.' || end - name > 3) {
			*end = '\0';
			break;
		}
	return name;
}

/* "Harbour League statement, 3 May": who stands before the word. */
static const char *
name_before_statement(struct arena *arena, const char *line, size_t n)
{
	static const char *const sorts[] = {"opening", "closing", "general",
	    "joint", "written", "oral", "national", "draft", "press", "final",
	    "public", "policy", "mission", "this", "a", "the", "his", "her"};
	char *folded = arena_alloc(arena, n + 1);
	const char *found, *last;
	size_t length;

	if (n > 100)
		return "";
	fold_into(folded, n + 1, line, n);
	found = find_words(folded, "statement");
	length = found != NULL ? (size_t)(found - folded) : 0;
	while (length > 0 && strchr(" -:,'", folded[length - 1]) != NULL)
		length--;
	if (length < 2 || !isupper((unsigned char)line[0]))
		return "";
	folded[length] = '\0';
	last = strrchr(folded, ' ') != NULL ? strrchr(folded, ' ') + 1 : folded;
	for (size_t i = 0; i < sizeof sorts / sizeof sorts[0]; i++)
		if (strcmp(last, sorts[i]) == 0 ||
		    (strncmp(folded, sorts[i], strlen(sorts[i])) == 0 &&
			folded[strlen(sorts[i])] == ' '))
			return "";
	return arena_strndup(arena, line, length);
}

/* What one line says of who speaks, where that is not known yet. */
static void
look_at(struct arena *arena, const char *line, size_t n,
    const char **ret_speaker, const char **ret_behalf)
{
	/* Of a text in one line only how it begins. */
	if (n > SPEAKER_LINE) {
		if (strncasecmp(line, "statement ", 10) != 0)
			return;
		n = SPEAKER_LINE;
	}
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
	     lines++) {
		while (length > 0 && (*s == '#' || *s == ' ')) {
			s++;
			length--;
		}
		look_at(arena, s, length, ret_speaker, ret_behalf);
	}
	if ((*ret_speaker)[0] == '\0' && (*ret_behalf)[0] == '\0')
		*ret_speaker =
		    name_before_statement(arena, title, strlen(title));
}

void
guess_holder(const struct negotiation *neg, struct arena *arena,
    const char *text, size_t n, const char **ret_speaker,
    const char **ret_behalf)
{
	size_t at = 0, length;
	const char *s;

	if ((*ret_behalf)[0] != '\0')
		return;
	for (int lines = 0;
	     lines < HOLDER_LINES && next_line(text, n, &at, &s, &length);) {
		const struct holder *holder;

		if (length == 0)
			continue;
		lines++;
		if (length > HOLDER_BYTES)
			return;
		holder =
		    holder_named(neg->holders, arena_strndup(arena, s, length));
		if (holder == NULL || holder->kind == HOLDER_OFFICE)
			continue;
		if ((*ret_speaker)[0] == '\0')
			*ret_speaker = arena_strndup(arena, s, length);
		else if (holder->kind == HOLDER_GROUP)
			*ret_behalf = arena_strndup(arena, s, length);
		return;
	}
}
