/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/holder.h"
#include "indexer/guess-line.h"
#include "indexer/guess.h"
#include "indexer/masthead.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define HEAD_LINES    12  /* lines that are looked at */
#define SPEAKER_LINE  400 /* longest line a speaker is looked for in, bytes */
#define RUNNING_WORDS 10  /* of a line that is no title */
#define HOLDER_LINES  4	  /* lines of which one may be a holder's name */
#define HOLDER_BYTES  ((size_t)120)

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

	guess_fold(folded, n + 1, line, n);
	found = guess_find(folded, phrase);
	if (found == NULL)
		return "";
	return name_at(arena, text + (found - folded) + strlen(phrase));
}

/* The holder that a text begins with the name of, the longest; or NULL. */
static const struct holder *
holder_before(
    const struct negotiation *neg, struct arena *arena, const char *text)
{
	static const char *const heads[] = {
	    "the ", "delegation of ", "government of ", "people of "};
	char *name;

	for (size_t i = 0; i < sizeof heads / sizeof heads[0];)
		if (strncasecmp(text, heads[i], strlen(heads[i])) == 0) {
			text += strlen(heads[i]);
			i = 0;
		} else
			i++;
	name = arena_strdup(arena, text);
	for (char *end = name + strlen(name); end != NULL;
	     end = strrchr(name, ' ')) {
		const struct holder *holder;

		*end = '\0';
		holder = holder_named(neg->holders, name);
		if (holder != NULL)
			return holder;
	}
	return NULL;
}

/* Whether a line is no title: it goes on for long and speaks of no statement.
 */
static bool
is_running(struct arena *arena, const char *line, size_t n)
{
	char *folded = arena_alloc(arena, n + 1);
	size_t words = 1;

	guess_fold(folded, n + 1, line, n);
	for (size_t i = 0; i < n; i++)
		words += folded[i] == ' ';
	return words >= RUNNING_WORDS &&
	       guess_find(folded, "statement") == NULL &&
	       guess_find(folded, "delivered by") == NULL;
}

/* For whom a line says that it is spoken; not "on behalf of my delegation". */
static const char *
behalf_in(const struct negotiation *neg, struct arena *arena, const char *line,
    size_t n)
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
	if (is_running(arena, line, n)) {
		const struct holder *holder = holder_before(neg, arena, name);

		return holder != NULL ? holder->name : "";
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
	guess_fold(folded, n + 1, line, n);
	found = guess_find(folded, "statement");
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
look_at(const struct negotiation *neg, struct arena *arena, const char *line,
    size_t n, const char **ret_speaker, const char **ret_behalf)
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
		*ret_behalf = behalf_in(neg, arena, line, n);
}

/* Who speaks on behalf of a State alone is its own speaker. */
static void
settle_state(const struct negotiation *neg, const char **ret_speaker,
    const char **ret_behalf)
{
	const struct holder *holder =
	    (*ret_speaker)[0] == '\0' && (*ret_behalf)[0] != '\0'
		? holder_named(neg->holders, *ret_behalf)
		: NULL;

	if (holder == NULL || holder->kind != HOLDER_STATE)
		return;
	*ret_speaker = *ret_behalf;
	*ret_behalf = "";
}

void
guess_speaker(const struct negotiation *neg, struct arena *arena,
    const char *title, const char *text, size_t n, const char **ret_speaker,
    const char **ret_behalf)
{
	size_t at = 0, length;
	const char *s;

	*ret_speaker = "";
	*ret_behalf = "";
	look_at(neg, arena, title, strlen(title), ret_speaker, ret_behalf);
	for (int lines = 0;
	     lines < HEAD_LINES && guess_line(text, n, &at, &s, &length);
	     lines++) {
		while (length > 0 && (*s == '#' || *s == ' ')) {
			s++;
			length--;
		}
		look_at(neg, arena, s, length, ret_speaker, ret_behalf);
	}
	if ((*ret_speaker)[0] == '\0' && (*ret_behalf)[0] == '\0')
		*ret_speaker =
		    name_before_statement(arena, title, strlen(title));
	settle_state(neg, ret_speaker, ret_behalf);
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
	     lines < HOLDER_LINES && guess_line(text, n, &at, &s, &length);) {
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
