/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dateline.h"

#include "core/date.h"
#include "core/holder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LINES	    14	/* in which a dateline may stand */
#define LINE_BYTES  120 /* of the longest */
#define PLACE_WORDS 3	/* of the longest city: "Port of Spain" aside */
#define PLACE_BYTES 40

/* A city may be of these: known, and where. */
struct search {
	struct arena *arena;
	const struct negotiation *neg;
	const char *year; /* of the record, four digits, or "" */
};

/* White space as one space, ends of lines kept; NUL-terminated. */
static char *
collapse(struct arena *arena, const char *text, size_t n)
{
	char *all = arena_alloc(arena, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n' || !isspace(c))
			all[used++] = c == '\0' ? ' ' : (char)c;
		else if (used > 0 && all[used - 1] != ' ' &&
			 all[used - 1] != '\n')
			all[used++] = ' ';
	}
	all[used] = '\0';
	return all;
}

/* --- names ---------------------------------------------------------------- */

/* A capital: of ASCII, or of Latin letters beyond it (U+00C0 to U+00DE). */
static bool
is_capital(const char *s)
{
	const unsigned char *c = (const unsigned char *)s;

	return isupper(c[0]) || (c[0] == 0xC3 && c[1] >= 0x80 && c[1] <= 0x9E);
}

static bool
is_name_byte(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80 ||
	       c == '-' || c == '\'';
}

static size_t
word_bytes(const char *s)
{
	size_t n = 0;

	while (is_name_byte(s[n]))
		n++;
	return n;
}

/* Bytes of a name of capital words at `s`: "New York"; or 0. */
static size_t
name_bytes(const char *s)
{
	size_t n = 0;

	for (int words = 0; words < PLACE_WORDS; words++) {
		size_t from = n + (n > 0 && s[n] == ' ');

		if ((n > 0 && from == n) || !is_capital(s + from))
			break;
		n = from + word_bytes(s + from);
	}
	return n <= PLACE_BYTES ? n : 0;
}

/* A month or a day of the week begins no city. */
static bool
is_of_calendar(const char *s)
{
	static const char *const names[] = {"january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december", "monday", "tuesday", "wednesday",
	    "thursday", "friday", "saturday", "sunday"};
	size_t first = word_bytes(s);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == first &&
		    strncasecmp(s, names[i], first) == 0)
			return true;
	return false;
}

static const struct holder *
named(const struct search *search, const char *s, size_t n)
{
	return holder_named(
	    search->neg->holders, arena_strndup(search->arena, s, n));
}

/* Whether ", <State>" follows: the longest name that is one counts. */
static bool
state_follows(const struct search *search, const char *s)
{
	size_t ends[6], count = 0, n;
	bool the;

	if (strncmp(s, ", ", 2) != 0)
		return false;
	s += 2;
	the = strncmp(s, "the ", 4) == 0;
	s += the ? 4 : 0;
	for (n = 0; count < 6 && is_name_byte(s[n]);) {
		n += word_bytes(s + n);
		ends[count++] = n;
		if (s[n] != ' ')
			break;
		n++;
	}
	while (count > 0) {
		const struct holder *holder =
		    is_capital(s) ? named(search, s, ends[--count]) : NULL;

		if (holder != NULL && holder->kind == HOLDER_STATE)
			return true;
		if (!is_capital(s))
			break;
	}
	return false;
}

/* Whether a session of the profile was held there. */
static bool
is_of_profile(const struct search *search, const char *s, size_t n)
{
	for (size_t i = 0; i < search->neg->n_sessions; i++)
		if (strlen(search->neg->sessions[i].place) == n &&
		    strncasecmp(search->neg->sessions[i].place, s, n) == 0)
			return true;
	return false;
}

/* Whether a day follows at once: " from 3", " on Monday", ", 3 May". */
static bool
day_follows(const char *s)
{
	static const char *const words[] = {" from ", " on ", ", ", " "};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i]);

		if (strncmp(s, words[i], n) == 0 &&
		    (isdigit((unsigned char)s[n]) || is_of_calendar(s + n)))
			return true;
	}
	return false;
}

/*
 * The city at `s`, or "". Where `day` is set a day after it is enough. One that
 * is a holder itself is none: lists of States look the same.
 */
static const char *
city_at(const struct search *search, const char *s, bool day)
{
	size_t n = name_bytes(s);

	/* Abbreviations are of bodies, not of cities. */
	if (n < 3 || is_of_calendar(s) || isupper((unsigned char)s[1]))
		return "";
	if (is_of_profile(search, s, n) || state_follows(search, s + n) ||
	    (day && day_follows(s + n)))
		return named(search, s, n) == NULL
			   ? arena_strndup(search->arena, s, n)
			   : "";
	return "";
}

/* --- years ---------------------------------------------------------------- */

/* Whether the years in `n` bytes are the record's; `*ret_any`: there is one. */
static bool
years_agree(const struct search *search, const char *s, size_t n, bool *ret_any)
{
	*ret_any = false;
	for (size_t i = 0; i + 4 <= n; i++) {
		if (!isdigit((unsigned char)s[i]) ||
		    (i > 0 && isalnum((unsigned char)s[i - 1])))
			continue;
		if (strspn(s + i, "0123456789") != 4)
			continue;
		if (strncmp(s + i, "19", 2) != 0 &&
		    strncmp(s + i, "20", 2) != 0)
			continue;
		*ret_any = true;
		if (search->year[0] != '\0' &&
		    strncmp(s + i, search->year, 4) != 0)
			return false;
	}
	return true;
}

/* --- over the text -------------------------------------------------------- */

static const char *
city_of_line(const struct search *search, const char *line)
{
	size_t n = strlen(line);
	bool year;

	if (n > LINE_BYTES || !years_agree(search, line, n, &year) || !year)
		return "";
	for (const char *s = line; *s != '\0'; s++) {
		const char *city;

		if (s > line && (s[-1] != ' ' || s < line + 2 ||
				    strchr(",;|:-", s[-2]) == NULL))
			continue;
		city = city_at(search, s, false);
		if (city[0] != '\0')
			return city;
	}
	return "";
}

static const char *
city_of_head(const struct search *search, const char *text)
{
	const char *city = "";

	for (int i = 0; i < LINES && *text != '\0' && city[0] == '\0'; i++) {
		size_t n = strcspn(text, "\n");

		if (n <= LINE_BYTES)
			city = city_of_line(
			    search, arena_strndup(search->arena, text, n));
		text += n + (text[n] == '\n');
	}
	return city;
}

/* --- sentences ------------------------------------------------------------ */

/* Whether a sentence says that something is held, and not that it will be. */
static bool
tells_of_meeting(const char *s)
{
	static const char *const cues[] = {" held", " met ", " meets ",
	    " conven", " opens ", " opened ", " begin", " began ",
	    " taking place", " take place", " takes place", " took place",
	    " gather", " attended ", " hosted "};

	if (strstr(s, " will ") != NULL || strstr(s, " to be ") != NULL ||
	    strstr(s, " upcoming ") != NULL)
		return false;
	for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
		if (strstr(s, cues[i]) != NULL)
			return true;
	return false;
}

/* Whether a sentence says that it is now. */
static bool
tells_of_now(const char *s)
{
	static const char *const cues[] = {" today", " this morning",
	    " this afternoon", " this week", " Monday", " Tuesday",
	    " Wednesday", " Thursday", " Friday", " Saturday", " Sunday"};

	for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
		if (strstr(s, cues[i]) != NULL)
			return true;
	return false;
}

static const char *
city_of_sentence(const struct search *search, const char *sentence)
{
	static const char *const before[] = {" in ", " at ", ", "};
	bool year, agree, now = tells_of_now(sentence);

	agree = years_agree(search, sentence, strlen(sentence), &year);
	if (!tells_of_meeting(sentence) || !(now || (agree && year)))
		return "";
	for (const char *s = sentence; *s != '\0'; s++)
		for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
			size_t n = strlen(before[i]);
			const char *city;

			if (strncmp(s, before[i], n) != 0)
				continue;
			city = city_at(search, s + n, i == 0 || year);
			if (city[0] != '\0')
				return city;
		}
	return "";
}

/* A sentence ends where a capital follows its stop, or the line does. */
static size_t
sentence_bytes(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0' && s[n] != '\n') {
		if (s[n] == '.' && s[n + 1] == ' ' && is_capital(s + n + 2) &&
		    n > 1 && islower((unsigned char)s[n - 1]))
			return n + 1;
		n++;
	}
	return n;
}

static const char *
city_of_sentences(const struct search *search, const char *text)
{
	const char *city = "";

	while (*text != '\0' && city[0] == '\0') {
		size_t n = sentence_bytes(text);

		city = city_of_sentence(
		    search, arena_strndup(search->arena, text, n));
		text += n;
		text += *text == '\n' || *text == ' ';
	}
	return city;
}

const char *
dateline_place(struct arena *arena, const struct negotiation *neg,
    const struct raw_record *raw, const char *text, size_t n)
{
	struct search search = {arena, neg, ""};
	const char *head = collapse(arena, text, n), *city;

	if (strlen(raw->record.date) >= 4)
		search.year = arena_strndup(arena, raw->record.date, 4);
	city = city_of_line(&search, raw->record.title);
	if (city[0] == '\0')
		city = city_of_head(&search, head);
	if (raw->record.kind != RECORD_SUMMARY)
		return city;
	if (city[0] == '\0')
		city = city_of_sentences(&search,
		    collapse(arena, raw->abstract, strlen(raw->abstract)));
	if (city[0] == '\0')
		city = city_of_sentences(&search, head);
	return city;
}
