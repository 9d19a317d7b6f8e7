/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/negotiation.h"

#include "core/fold.h"

#include <stdlib.h>
#include <string.h>

/* A name of a session is no longer than this, folded. */
#define NAME_MAX_BYTES 200

/*
 * Fold a name into `buffer`, without "the" before it. Returns where it begins
 * there, or NULL where it is too long.
 */
static const char *
name_fold(const char *name, char buffer[NAME_MAX_BYTES])
{
	size_t n;

	name += strspn(name, " ");
	n = strlen(name);
	while (n > 0 && (name[n - 1] == ' ' || name[n - 1] == '.'))
		n--;
	if (fold_word(name, n, buffer, NAME_MAX_BYTES) == (size_t)-1)
		return NULL;
	return strncmp(buffer, "the ", 4) == 0 ? buffer + 4 : buffer;
}

/* The number of an English ordinal ("fourth", "4th"), or of "4"; else 0. */
static unsigned
number_read(const char *s, size_t n)
{
	static const char *const ordinal[] = {"first", "second", "third",
	    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
	    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
	    "sixteenth", "seventeenth", "eighteenth", "nineteenth",
	    "twentieth"};
	unsigned number = 0;
	size_t i = 0;

	for (size_t k = 0; k < sizeof ordinal / sizeof *ordinal; k++)
		if (strlen(ordinal[k]) == n && memcmp(ordinal[k], s, n) == 0)
			return (unsigned)k + 1;
	while (i < n && i < 4 && s[i] >= '0' && s[i] <= '9')
		number = 10 * number + (unsigned)(s[i++] - '0');
	if (i == n || (n == i + 2 && (memcmp(s + i, "st", 2) == 0 ||
					 memcmp(s + i, "nd", 2) == 0 ||
					 memcmp(s + i, "rd", 2) == 0 ||
					 memcmp(s + i, "th", 2) == 0)))
		return number;
	return 0;
}

/*
 * The number in "4", "session 4", "4th", "fourth session", "no. 4"; else 0.
 */
static unsigned
session_number(const char *folded)
{
	static const char *const before[] = {
	    "session ", "session no. ", "no. ", "substantive session "};
	static const char *const after[] = {
	    " session", " substantive session", " formal session"};
	size_t n = strlen(folded);

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t length = strlen(before[i]);

		if (strncmp(folded, before[i], length) == 0)
			return number_read(folded + length, n - length);
	}
	for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
		size_t length = strlen(after[i]);

		if (n > length && strcmp(folded + n - length, after[i]) == 0)
			n -= length;
	}
	return number_read(folded, n);
}

/* Whether a session is of the kind that is counted first: "session". */
static bool
is_plain(const struct session *session)
{
	return session->kind[0] == '\0' ||
	       strcmp(session->kind, "session") == 0;
}

static bool
number_is(const struct session *session, unsigned number)
{
	char *end;
	unsigned long own = strtoul(session->number, &end, 10);

	return end != session->number && *end == '\0' && own == number;
}

const char *
session_fold(struct arena *arena, const char *name)
{
	char buffer[NAME_MAX_BYTES];
	const char *folded = name_fold(name, buffer);

	return arena_strdup(arena, folded != NULL ? folded : "");
}

const struct session *
negotiation_session(const struct negotiation *neg, const char *name)
{
	char buffer[NAME_MAX_BYTES];
	const char *folded = name_fold(name, buffer);
	unsigned number;

	if (folded == NULL || folded[0] == '\0')
		return NULL;
	for (size_t i = 0; i < neg->n_sessions; i++)
		if (strcmp(neg->sessions[i].folded_id, folded) == 0)
			return &neg->sessions[i];
	for (size_t i = 0; i < neg->n_sessions; i++) {
		const struct session *session = &neg->sessions[i];

		if (is_plain(session) &&
		    strcmp(session->folded_number, folded) == 0)
			return session;
		for (size_t k = 0; k < session->n_names; k++)
			if (strcmp(session->folded_names[k], folded) == 0)
				return session;
	}
	number = session_number(folded);
	for (size_t i = 0; number > 0 && i < neg->n_sessions; i++)
		if (is_plain(&neg->sessions[i]) &&
		    number_is(&neg->sessions[i], number))
			return &neg->sessions[i];
	return NULL;
}

const struct session *
negotiation_session_at(const struct negotiation *neg, struct date date)
{
	if (date.day == 0)
		return NULL;
	for (size_t i = 0; i < neg->n_sessions; i++) {
		struct date_range days = {
		    neg->sessions[i].start, neg->sessions[i].end};

		if (days.from.year != 0 && date_in_range(date, &days))
			return &neg->sessions[i];
	}
	return NULL;
}
