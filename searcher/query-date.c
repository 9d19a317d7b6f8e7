/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-date.h"

#include "core/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a word, or a sign, before a date makes of it. */
enum bound_how {
	BOUND_NONE,
	BOUND_SINCE,  /* from its first day on */
	BOUND_AFTER,  /* from the day after its last on */
	BOUND_UNTIL,  /* to its last day */
	BOUND_BEFORE, /* to the day before its first */
	BOUND_BETWEEN /* A and B */
};

/* Words in folded form; those of two bytes' script need no space after. */
static const struct {
	const char *word;
	enum bound_how how;
} bounds[] = {{">=", BOUND_SINCE}, {"<=", BOUND_UNTIL}, {">", BOUND_AFTER},
    {"<", BOUND_BEFORE}, {"since ", BOUND_SINCE}, {"from ", BOUND_SINCE},
    {"after ", BOUND_AFTER}, {"until ", BOUND_UNTIL}, {"till ", BOUND_UNTIL},
    {"up to ", BOUND_UNTIL}, {"to ", BOUND_UNTIL}, {"by ", BOUND_UNTIL},
    {"through ", BOUND_UNTIL}, {"before ", BOUND_BEFORE},
    {"between ", BOUND_BETWEEN}, {"in ", BOUND_NONE}, {"on ", BOUND_NONE},
    {"during ", BOUND_NONE}, {"depuis ", BOUND_SINCE},
    {"a partir de ", BOUND_SINCE}, {"apres ", BOUND_AFTER},
    {"jusqu'a ", BOUND_UNTIL}, {"jusqu'en ", BOUND_UNTIL},
    {"avant ", BOUND_BEFORE}, {"entre ", BOUND_BETWEEN}, {"en ", BOUND_NONE},
    {"desde ", BOUND_SINCE}, {"despues de ", BOUND_AFTER},
    {"hasta ", BOUND_UNTIL}, {"antes de ", BOUND_BEFORE}, {"с ", BOUND_SINCE},
    {"после ", BOUND_AFTER}, {"по ", BOUND_UNTIL}, {"до ", BOUND_BEFORE},
    {"между ", BOUND_BETWEEN}, {"в ", BOUND_NONE}, {"منذ ", BOUND_SINCE},
    {"بعد ", BOUND_AFTER}, {"حتي ", BOUND_UNTIL}, {"قبل ", BOUND_BEFORE},
    {"بين ", BOUND_BETWEEN}};

/* In Chinese they stand behind. */
static const struct {
	const char *word;
	enum bound_how how;
} bounds_behind[] = {{"以来", BOUND_SINCE}, {"之后", BOUND_AFTER},
    {"以后", BOUND_AFTER}, {"之前", BOUND_BEFORE}, {"以前", BOUND_BEFORE}};

/* What parts the ends of a range, first those that leave no doubt. */
static const char *const between[] = {"...", "..", "…", " to ", " through ",
    " until ", " and ", " - ", "–", "—", " a ", " au ", " et ", " y ", " al ",
    " по ", " и ", " الي ", " و ", "至", "到", "~", "-", NULL};

/* What a name of a session has in it, folded. */
static const char *const session_words[] = {"session", "sesion", "seance",
    "сесси", "届会", "会议", "届", "دوره", "consultation", "consulta", NULL};

struct date
query_date_next(struct date day)
{
	struct date last = date_last((struct date){day.year, day.month, 0});

	if (day.day < last.day)
		day.day++;
	else if (day.month < 12)
		day = (struct date){day.year, (signed char)(day.month + 1), 1};
	else
		day = (struct date){(short)(day.year + 1), 1, 1};
	return day;
}

struct date
query_date_previous(struct date day)
{
	if (day.day > 1)
		day.day--;
	else if (day.month > 1)
		day = date_last(
		    (struct date){day.year, (signed char)(day.month - 1), 0});
	else
		day = (struct date){(short)(day.year - 1), 12, 31};
	return day;
}

/* No name of a session is longer, in bytes. */
#define SESSION_MAX 100

/* One end, or both: dates, or a session's name. */
struct moment {
	struct date from;
	struct date to;
	const char *session; /* or "" */
};

static bool
is_session(const char *s)
{
	bool digit = false;

	/* What would be read otherwise in another place is no name. */
	if (strlen(s) >= SESSION_MAX)
		return false;
	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < 0x80 && !isalnum((unsigned char)*c) &&
		    strchr(" -'", *c) == NULL)
			return false;
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
		if (strncmp(s, bounds[i].word, strlen(bounds[i].word)) == 0)
			return false;
	for (const char *const *word = session_words; *word != NULL; word++)
		if (strstr(s, *word) != NULL)
			return true;
	if (*s++ != 's')
		return false;
	for (; isdigit((unsigned char)*s); s++)
		digit = true;
	return digit && *s == '\0';
}

/* "2010s" */
static bool
decade(const char *s, struct moment *ret)
{
	int year = atoi(s);

	if (strlen(s) != 5 || s[4] != 's' || strspn(s, "0123456789") != 4 ||
	    year % 10 != 0 || year == 0)
		return false;
	ret->from.year = (short)year;
	ret->to.year = (short)(year + 9);
	return true;
}

/* "q1 2023", "2023 q1", "2023-q1" */
static bool
quarter(const char *s, struct moment *ret)
{
	const char *q = strchr(s, 'q');
	const char *year = q == s ? s + 2 : s;
	int number;

	if (q == NULL || q[1] < '1' || q[1] > '4')
		return false;
	year += strspn(year, " -");
	if (strspn(year, "0123456789") != 4)
		return false;
	if (q != s && (year != s || strspn(s + 4, " -") + 4 != (size_t)(q - s)))
		return false;
	if ((q == s ? year + 4 : q + 2)[0] != '\0' || atoi(year) == 0)
		return false;
	number = q[1] - '0';
	ret->from =
	    (struct date){(short)atoi(year), (signed char)(number * 3 - 2), 0};
	ret->to = (struct date){ret->from.year, (signed char)(number * 3), 0};
	return true;
}

static bool
read_date(const char *s, struct moment *ret)
{
	*ret = (struct moment){.session = ""};
	if (date_parse(s, strlen(s), &ret->from)) {
		ret->to = ret->from;
		return true;
	}
	return decade(s, ret) || quarter(s, ret);
}

static bool
read_moment(const char *s, struct moment *ret)
{
	if (read_date(s, ret))
		return true;
	ret->session = s;
	return is_session(s);
}

/* Without white space around it. */
static const char *
trimmed(struct arena *arena, const char *s, size_t n)
{
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	while (n > 0 && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	while (n > 4 && strncmp(s, "the ", 4) == 0) {
		s += 4;
		n -= 4;
	}
	return arena_strndup(arena, s, n);
}

/* With single spaces for all white space. */
static const char *
spaced(struct arena *arena, const char *s)
{
	char *copy = arena_strdup(arena, s);
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (!isspace((unsigned char)*s))
			copy[n++] = *s;
		else if (n > 0 && copy[n - 1] != ' ')
			copy[n++] = ' ';
	copy[n] = '\0';
	return trimmed(arena, copy, n);
}

static void
set_from(struct query_dates *ret, const struct moment *moment, bool after)
{
	if (moment->session[0] != '\0') {
		ret->from_session = moment->session;
		ret->from_after = after;
	} else {
		ret->dates.from = after ? query_date_next(date_last(moment->to))
					: moment->from;
	}
}

static void
set_to(struct query_dates *ret, const struct moment *moment, bool before)
{
	if (moment->session[0] != '\0') {
		ret->to_session = moment->session;
		ret->to_before = before;
	} else {
		ret->dates.to =
		    before ? query_date_previous(date_first(moment->from))
			   : moment->to;
	}
}

/*
 * The first end where it leaves to the second what both share: "January" of
 * "January to March 2023", "9" of "9-20 January 2023".
 */
static bool
read_shared(struct arena *arena, const char *first, const char *second,
    struct moment *ret)
{
	const char *rest = strchr(second, ' ');

	return *first != '\0' && rest != NULL &&
	       read_date(arena_printf(arena, "%s%s", first, rest), ret);
}

/* A..B, either of which may be missing where `open`. */
static bool
read_ends(struct arena *arena, const char *first, const char *second, bool open,
    struct query_dates *ret)
{
	struct moment from, to;
	bool has_from = *first != '\0', has_to = *second != '\0';

	if ((!open && (!has_from || !has_to)) || (!has_from && !has_to))
		return false;
	if (has_to && !read_moment(second, &to))
		return false;
	if (has_from && !read_moment(first, &from) &&
	    !(has_to && read_shared(arena, first, second, &from)))
		return false;
	if (has_from)
		set_from(ret, &from, false);
	if (has_to)
		set_to(ret, &to, false);
	return true;
}

static bool
read_range(struct arena *arena, const char *s, struct query_dates *ret)
{
	for (size_t i = 0; between[i] != NULL; i++) {
		const char *mark = strstr(s, between[i]);
		bool open = i < 3;

		for (; mark != NULL; mark = strstr(mark + 1, between[i])) {
			const char *second = mark + strlen(between[i]);

			if (read_ends(arena,
				trimmed(arena, s, (size_t)(mark - s)),
				trimmed(arena, second, strlen(second)), open,
				ret))
				return true;
		}
	}
	return false;
}

static bool
read_bound(struct arena *arena, const char *s, enum bound_how how,
    struct query_dates *ret)
{
	struct moment moment;

	if (how == BOUND_BETWEEN || (how == BOUND_SINCE && *s != '\0'))
		if (read_range(arena, s, ret))
			return true;
	if (how == BOUND_BETWEEN || !read_moment(s, &moment))
		return false;
	if (how == BOUND_NONE || how == BOUND_SINCE || how == BOUND_AFTER)
		set_from(ret, &moment, how == BOUND_AFTER);
	if (how == BOUND_NONE || how == BOUND_UNTIL || how == BOUND_BEFORE)
		set_to(ret, &moment, how == BOUND_BEFORE);
	return true;
}

/* The name of a session comes last: it may be any words. */
static bool
read_dates(struct arena *arena, const char *s, struct query_dates *ret)
{
	size_t n = strlen(s);
	struct moment moment;

	if (read_date(s, &moment)) {
		ret->dates = (struct date_range){moment.from, moment.to};
		return true;
	}
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		size_t length = strlen(bounds[i].word);

		if (strncmp(s, bounds[i].word, length) == 0 &&
		    read_bound(arena, trimmed(arena, s + length, n - length),
			bounds[i].how, ret))
			return true;
	}
	for (size_t i = 0; i < sizeof bounds_behind / sizeof *bounds_behind;
	     i++) {
		size_t length = strlen(bounds_behind[i].word);

		if (n > length &&
		    strcmp(s + n - length, bounds_behind[i].word) == 0 &&
		    read_bound(arena, trimmed(arena, s, n - length),
			bounds_behind[i].how, ret))
			return true;
	}
	return read_range(arena, s, ret) ||
	       read_bound(arena, s, BOUND_NONE, ret);
}

bool
query_dates_parse(struct arena *arena, const char *text, size_t n,
    struct query_dates *ret, struct error *err)
{
	struct query_dates dates = {.from_session = "", .to_session = ""};
	size_t length = 0;
	const char *s =
	    n <= 200 ? fold_text(arena, text, n, &length) : "too long";

	s = spaced(arena, s);
	if (!read_dates(arena, s, &dates))
		return error_set(err, ERROR_USAGE,
		    "'%.*s%s' is not a date: write 2023, 2023-03, \"March "
		    "2023\", 2023-01-09..2023-01-20, 2023.., \"since March "
		    "2023\" or \"fourth session\"",
		    n > 60 ? 60 : (int)n, text, n > 60 ? "..." : "");
	if (dates.dates.from.year != 0 && dates.dates.to.year != 0 &&
	    date_compare(dates.dates.from, date_last(dates.dates.to)) > 0)
		return error_set(err, ERROR_USAGE,
		    "this range of dates ends before it begins; write the "
		    "earlier date first");
	if ((dates.dates.from.year < 1 && dates.dates.to.year < 1 &&
		dates.from_session[0] == '\0' && dates.to_session[0] == '\0') ||
	    dates.dates.from.year > 9999)
		return error_set(
		    err, ERROR_USAGE, "there is no such day before or after");
	*ret = dates;
	return true;
}
