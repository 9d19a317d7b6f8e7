/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/masthead.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LINES 14 /* that may be a masthead */
#define LINE_BYTES                                                             \
	((size_t)160) /* the longest of them; of longer ones so much           \
			of the first is looked at */
#define IMPRINT_BYTES ((size_t)6000) /* longest imprint */
#define IMPRINT_CUES  3		     /* what makes one, beside an address */
#define NAME_MIN      4 /* bytes of a session's name that is looked for in text */

/* A line of a masthead. */
struct head_line {
	const char *s;
	size_t n;
};

/* The lines to be looked at: short ones, and the beginning of a long first. */
static size_t
head_lines(const char *text, size_t n, struct head_line lines[LINES])
{
	size_t count = 0, at = 0;

	for (int seen = 0; at < n && seen < LINES;) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length =
		    end != NULL ? (size_t)(end - text) - at : n - at;
		size_t next = at + length + 1;

		while (length > 0 && isspace((unsigned char)text[at])) {
			at++;
			length--;
		}
		if (length > 0) {
			if (length <= LINE_BYTES || seen == 0)
				lines[count++] = (struct head_line){text + at,
				    length > 2 * LINE_BYTES ? 2 * LINE_BYTES
							    : length};
			seen++;
		}
		at = next;
	}
	return count;
}

static bool
is_boundary(const char *s, const char *at)
{
	return at == s || !isalnum((unsigned char)at[-1]);
}

/* A phrase as whole words, letter case aside, in `n` bytes; or NULL. */
static const char *
find_phrase(const char *s, size_t n, const char *phrase)
{
	size_t m = strlen(phrase);

	for (size_t i = 0; i + m <= n; i++)
		if (is_boundary(s, s + i) &&
		    strncasecmp(s + i, phrase, m) == 0 &&
		    (i + m == n || !isalnum((unsigned char)s[i + m])))
			return s + i;
	return NULL;
}

/* --- symbols -------------------------------------------------------------- */

static bool
is_symbol_char(char c)
{
	return isalnum((unsigned char)c) || strchr("/.-()", c) != NULL;
}

/*
 * Bytes of a document's symbol at `s`: "A/AC.291/19/Rev.1", "FCCC/SBI/2014/5",
 * capitals first, parts between strokes, a digit in one of them. Or 0.
 */
static size_t
symbol_length(const char *s, size_t n)
{
	size_t length = 0, strokes = 0;
	bool digit = false;

	while (length < n && length < 60 && is_symbol_char(s[length])) {
		strokes += s[length] == '/';
		digit = digit || isdigit((unsigned char)s[length]);
		length++;
	}
	while (length > 0 && strchr("./-(", s[length - 1]) != NULL)
		length--;
	if (memchr(s, '(', length) == NULL)
		while (length > 0 && s[length - 1] == ')')
			length--;
	if (strokes < 2 || !digit || !isupper((unsigned char)s[0]) ||
	    memchr(s, '/', length) == NULL)
		return 0;
	/* The first part is of capitals and dots: "A", "FCCC", "UNEP". */
	for (size_t i = 0; s[i] != '/'; i++)
		if (!isupper((unsigned char)s[i]) && s[i] != '.')
			return 0;
	return length;
}

/* A symbol at the beginning of a line, or after the body's name at its end. */
static const char *
symbol_of_line(struct arena *arena, const struct head_line *line, bool first)
{
	for (size_t i = 0; i < line->n; i++) {
		size_t n = is_boundary(line->s, line->s + i)
			       ? symbol_length(line->s + i, line->n - i)
			       : 0;
		size_t end = i + n;

		if (n == 0)
			continue;
		/* One in brackets is only mentioned. */
		if (i > 0 && strchr("([", line->s[i - 1]) != NULL)
			return "";
		while (end < line->n && strchr("*† ", line->s[end]) != NULL)
			end++;
		if (i == 0 ? end == line->n || first
			   : (i <= 40 || line->s[i - 2] == ' ') &&
				 (end == line->n || first))
			return arena_strndup(arena, line->s + i, n);
		return "";
	}
	return "";
}

/* --- sessions, meetings, items -------------------------------------------- */

/* Whether a word is an ordinal: "fifth", "seventy-eighth", "22nd". */
static bool
is_ordinal(const char *s, size_t n)
{
	static const char *const ends[] = {"first", "second", "third", "th"};

	if (n < 3)
		return false;
	if (isdigit((unsigned char)s[0]))
		return strspn(s, "0123456789") + 2 == n &&
		       isalpha((unsigned char)s[n - 1]) &&
		       isalpha((unsigned char)s[n - 2]);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t m = strlen(ends[i]);

		if (n >= m && strncasecmp(s + n - m, ends[i], m) == 0)
			return n != 5 || strncasecmp(s, "month", 5) != 0;
	}
	return false;
}

/* Where the word before `at` begins in a string, or `at` itself. */
static const char *
word_before(const char *s, const char *at)
{
	const char *end = at;

	while (end > s && end[-1] == ' ')
		end--;
	while (end > s && (isalnum((unsigned char)end[-1]) || end[-1] == '-'))
		end--;
	return end;
}

static size_t
word_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '-')
		n++;
	return n;
}

static bool
is_one_of(const char *s, size_t n, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strlen(*words) == n && strncasecmp(s, *words, n) == 0)
			return true;
	return false;
}

/*
 * "<more> <ordinal> <kind> <what>" before `what`, which stands at `at`: where
 * that begins, or NULL.
 */
static const char *
ordinal_before(const char *s, const char *at)
{
	static const char *const kinds[] = {"substantive", "regular", "special",
	    "annual", "plenary", "formal", "organizational", "emergency", NULL};
	static const char *const more[] = {
	    "resumed", "reconvened", "continued", "further", NULL};
	const char *word = word_before(s, at);

	if (is_one_of(word, word_length(word), kinds))
		word = word_before(s, word);
	if (word == at || !is_ordinal(word, word_length(word)))
		return NULL;
	for (const char *before = word_before(s, word);
	     before < word && is_one_of(before, word_length(before), more);
	     before = word_before(s, word))
		word = before;
	return word;
}

const char *
masthead_ordinal_session(const char *s, size_t n, size_t *ret_n)
{
	for (const char *at = s;
	     (at = find_phrase(at, n - (size_t)(at - s), "session")) != NULL;
	     at++) {
		const char *start = ordinal_before(s, at);

		if (start == NULL)
			continue;
		*ret_n = (size_t)(at - start) + strlen("session");
		return start;
	}
	return NULL;
}

/* "73rd plenary meeting", "3rd meeting"; or "". */
static const char *
meeting_of_line(struct arena *arena, const struct head_line *line)
{
	const char *at = find_phrase(line->s, line->n, "meeting");
	const char *start = at != NULL ? ordinal_before(line->s, at) : NULL;

	/* "First Meeting of the Conference" is a session. */
	if (start == NULL ||
	    find_phrase(at, line->n - (size_t)(at - line->s), "of") == at + 8)
		return "";
	return arena_strndup(
	    arena, start, (size_t)(at - start) + strlen("meeting"));
}

/* "75 (c)" of "Agenda item 75 (c)"; or "". */
static const char *
item_of_line(struct arena *arena, const struct head_line *line)
{
	const char *at = find_phrase(line->s, line->n, "agenda item");
	const char *s;
	size_t n, left;

	if (at == NULL)
		at = find_phrase(line->s, line->n, "agenda items");
	if (at == NULL)
		return "";
	s = at + strcspn(at, "0123456789\n");
	left = line->n - (size_t)(s - line->s);
	if (s - at > 15 || left > line->n)
		return "";
	n = strspn(s, "0123456789");
	if (n == 0 || n > 4)
		return "";
	while (n + 3 < left + 1 && n + 3 <= left &&
	       (s[n] == '(' || (s[n] == ' ' && s[n + 1] == '('))) {
		const char *close = memchr(s + n, ')', left - n);

		if (close == NULL || close - (s + n) > 6)
			break;
		n = (size_t)(close - s) + 1;
	}
	return arena_strndup(arena, s, n);
}

/* --- bulletins ------------------------------------------------------------ */

/* The number after one of some words at `s`; its end goes to `*ret_end`. */
static const char *
number_after(struct arena *arena, const char *s, const char *end,
    const char *const *words, const char **ret_end)
{
	for (; *words != NULL; words++) {
		size_t n = strlen(*words), digits;
		const char *at = s + n;

		if ((size_t)(end - s) <= n || strncasecmp(s, *words, n) != 0)
			continue;
		while (at < end && strchr(". \t", *at) != NULL)
			at++;
		digits = strspn(at, "0123456789");
		if (digits == 0 || digits > 6 || at + digits > end)
			continue;
		*ret_end = at + digits;
		while (digits > 1 && *at == '0') {
			at++;
			digits--;
		}
		return arena_strndup(arena, at, digits);
	}
	return "";
}

/* "Vol. 25 No. 240", also where it is glued to what stands before. */
static void
take_volume(
    struct arena *arena, const struct head_line *line, struct record *record)
{
	static const char *const volumes[] = {"volume", "vol", NULL};
	static const char *const numbers[] = {"number", "no", "issue", NULL};
	const char *end = line->s + line->n;

	for (const char *s = line->s; s + 3 < end; s++) {
		const char *at, *volume, *number, *after;

		if (strncasecmp(s, "vol", 3) != 0)
			continue;
		volume = number_after(arena, s, end, volumes, &at);
		if (volume[0] == '\0')
			continue;
		while (at < end && strchr(" ,;:-", *at) != NULL)
			at++;
		number = number_after(arena, at, end, numbers, &after);
		if (number[0] == '\0')
			continue;
		record->volume = volume;
		record->number = number;
		return;
	}
}

/*
 * Publishers name a bulletin's page by its volume and number:
 * ".../vol12/enb12104e.html", in older ones ".../vol12/1206000e.html", where
 * zeros stand for the page. What a masthead said is not changed.
 */
static void
take_address(struct arena *arena, struct record *record)
{
	const char *at = strstr(record->url, "/vol"), *name, *volume, *number;
	size_t v, digits;

	if (at == NULL)
		return;
	volume = at + 4;
	v = strspn(volume, "0123456789");
	if (v == 0 || v > 4 || volume[v] != '/')
		return;
	name = volume + v + 1;
	name += strspn(name, "abcdefghijklmnopqrstuvwxyz");
	number = name + v;
	if (strncmp(name, volume, v) != 0 || strchr(number, '/') != NULL)
		return;
	digits = strspn(number, "0123456789");
	if (digits > 4 && strncmp(number + digits - 3, "000", 3) == 0)
		digits -= 3;
	while (digits > 1 && *number == '0') {
		number++;
		digits--;
	}
	if (digits == 0 || digits > 5)
		return;
	if (record->volume[0] == '\0')
		record->volume = arena_strndup(arena, volume, v);
	if (record->number[0] == '\0')
		record->number = arena_strndup(arena, number, digits);
}

/* An electronic address: what delegations say has none. */
static bool
has_address(const char *text, size_t n)
{
	const char *at = n > 2 ? memchr(text + 1, '@', n - 2) : NULL;

	return at != NULL && isalnum((unsigned char)at[-1]) &&
	       isalnum((unsigned char)at[1]);
}

/* The sign of copyright. */
static bool
has_sign(const char *text, size_t n)
{
	for (const char *at = text;
	     (at = memchr(at, 0xC2, n - (size_t)(at - text))) != NULL; at++)
		if (at + 1 < text + n && (unsigned char)at[1] == 0xA9)
			return true;
	return false;
}

bool
masthead_is_imprint(const char *text, size_t n)
{
	static const char *const cues[] = {"written and edited by",
	    "written by", "edited by", "editor", "published by", "publisher",
	    "sustaining donor", "funding for", "funded by", "supported by",
	    "opinions expressed", "views expressed", "excerpts",
	    "non-commercial", "copyright", "all rights reserved", "issn",
	    "subscribe", "subscription", "appropriate academic citation",
	    "for information on", "reporting services"};
	size_t found = 0;

	/* Most text is neither signed nor has an address: a quick way out. */
	if (n > IMPRINT_BYTES || !(has_address(text, n) || has_sign(text, n)))
		return false;
	for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
		found += find_phrase(text, n, cues[i]) != NULL;
	return found >= IMPRINT_CUES;
}

/* --- all of it ------------------------------------------------------------ */

void
masthead_read(
    struct arena *arena, const char *text, size_t n, struct record *record)
{
	struct head_line lines[LINES];
	size_t count = head_lines(text, n, lines);

	for (size_t i = 0; i < count; i++) {
		if (record->symbol[0] == '\0' && i < 8)
			record->symbol =
			    symbol_of_line(arena, &lines[i], i == 0);
		if (record->meeting[0] == '\0')
			record->meeting = meeting_of_line(arena, &lines[i]);
		if (record->item[0] == '\0')
			record->item = item_of_line(arena, &lines[i]);
		if (record->volume[0] == '\0' && record->number[0] == '\0')
			take_volume(arena, &lines[i], record);
	}
	take_address(arena, record);
}

/* The profile's session whose longest name a line has. */
static const char *
session_by_name(const struct negotiation *neg, const struct head_line *line)
{
	const char *best = "";
	size_t longest = NAME_MIN - 1;

	for (size_t i = 0; i < neg->n_sessions; i++)
		for (size_t k = 0; k < neg->sessions[i].n_names; k++) {
			const char *name = neg->sessions[i].names[k];
			size_t n = strlen(name);

			if (n > longest &&
			    find_phrase(line->s, line->n, name) != NULL) {
				longest = n;
				best = neg->sessions[i].id;
			}
		}
	return best;
}

/* "COP-6", "SB 28": capitals and a number, as bulletins' titles have them. */
static const char *
session_by_code(struct arena *arena, const char *title)
{
	static const char *const others[] = {"NO", "VOL", "ITEM", "DAY", "PART",
	    "ANNEX", "GROUP", "DRAFT", "ARTICLE", "CHAPTER", "JUNE", "JULY",
	    "MAY", "MARCH", "APRIL", "ISSUE", "PAGE", "AND", "OF", "THE", "AT",
	    "FROM", "BULLETIN", "VOLUME", "NUMBER", "RULE", "TITLE", "WEEK",
	    NULL};

	for (const char *s = title; *s != '\0'; s++) {
		size_t n = 0, digits;
		const char *number;

		if (!is_boundary(title, s))
			continue;
		while (isupper((unsigned char)s[n]))
			n++;
		number = s + n + (s[n] == '-' || s[n] == ' ');
		digits = strspn(number, "0123456789");
		if (n >= 2 && n <= 6 && digits >= 1 && digits <= 2 &&
		    number > s + n && !isalnum((unsigned char)number[digits]) &&
		    !is_one_of(s, n, others))
			return arena_strndup(
			    arena, s, (size_t)(number - s) + digits);
	}
	return "";
}

const char *
masthead_session(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const char *text, size_t n)
{
	struct head_line lines[LINES + 1];
	size_t count = 1 + head_lines(text, n, lines + 1);
	const char *session = "";

	lines[0] = (struct head_line){record->title, strlen(record->title)};
	for (size_t i = 0; i < count && session[0] == '\0'; i++)
		session = session_by_name(neg, &lines[i]);
	for (size_t i = 0; i < count && session[0] == '\0'; i++) {
		size_t length;
		const char *found =
		    masthead_ordinal_session(lines[i].s, lines[i].n, &length);

		if (found != NULL)
			session = arena_strndup(arena, found, length);
	}
	if (session[0] == '\0' && record->kind == RECORD_SUMMARY)
		for (size_t i = 0; i < count && session[0] == '\0'; i++)
			session = session_by_code(arena,
			    arena_strndup(arena, lines[i].s, lines[i].n));
	return session;
}
