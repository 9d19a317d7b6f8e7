/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/holder.h"
#include "indexer/guess.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE_LETTERS 3
#define YEAR_FIRST   1900
#define YEAR_LAST    2199
#define SESSIONS     199 /* more is no session's number */

/* The next part of a name, between "_", "-", " " and "."; false at the end. */
static bool
next_part(const char **at, const char **ret_s, size_t *ret_n)
{
	const char *s = *at + strspn(*at, "_- .");

	*ret_s = s;
	*ret_n = strcspn(s, "_- .");
	*at = s + *ret_n;
	return *ret_n > 0;
}

/* The number a part is, or -1. */
static long
number_of(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)s[i]))
			return -1;
	return n <= 4 ? strtol(s, NULL, 10) : -1;
}

/* The State of a code in capitals, or NULL. */
static const struct holder *
state_of(const struct negotiation *neg, const char *s, size_t n)
{
	char code[CODE_LETTERS + 1];
	const struct holder *holder;

	if (n != CODE_LETTERS)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (!isupper((unsigned char)s[i]))
			return NULL;
	memcpy(code, s, n);
	code[n] = '\0';
	holder = holder_named(neg->holders, code);
	return holder != NULL && holder->kind == HOLDER_STATE ? holder : NULL;
}

/* "forty-first session" of 41, as texts call theirs. */
static const char *
session_of(struct arena *arena, long number)
{
	static const char *const small[] = {"", "first", "second", "third",
	    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
	    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
	    "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
	static const char *const tens[] = {"", "", "twent", "thirt", "fort",
	    "fift", "sixt", "sevent", "eight", "ninet"};
	const char *hundred = number >= 100 ? "one hundred and " : "";
	long rest = number % 100;

	if (number == 100)
		return "one hundredth session";
	if (rest < 20)
		return arena_printf(
		    arena, "%s%s session", hundred, small[rest]);
	if (rest % 10 == 0)
		return arena_printf(
		    arena, "%s%sieth session", hundred, tens[rest / 10]);
	return arena_printf(arena, "%s%sy-%s session", hundred, tens[rest / 10],
	    small[rest % 10]);
}

bool
guess_from_name(const struct negotiation *neg, struct arena *arena,
    const char *name, struct file_name *ret)
{
	const char *at = name, *dot = strrchr(name, '.'), *s;
	const struct holder *holder;
	size_t n;

	memset(ret, 0, sizeof *ret);
	ret->session = ret->date = "";
	if (dot != NULL)
		at = arena_strndup(arena, name, (size_t)(dot - name));
	if (!next_part(&at, &s, &n) || (holder = state_of(neg, s, n)) == NULL)
		return false;
	while (next_part(&at, &s, &n)) {
		long number = number_of(s, n);

		if (number >= YEAR_FIRST && number <= YEAR_LAST &&
		    ret->date[0] == '\0')
			ret->date = arena_strndup(arena, s, n);
		else if (number > 0 && number <= SESSIONS &&
			 ret->session[0] == '\0')
			ret->session = session_of(arena, number);
		else
			return false;
	}
	ret->speaker = holder->name;
	return ret->date[0] != '\0';
}
