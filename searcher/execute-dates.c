/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Passages of a range of days, by the terms that their dates have: a year, a
 * month and a day, as far as they are known. Terms of whole years and months
 * are few, and each lists its passages; the slot's value would be compared for
 * each passage.
 */
#include "searcher/execute-part.h"

#include <stdlib.h>
#include <string.h>

/* More years are compared by the slot. */
#define YEARS_MOST 400

#define MONTHS	  12
#define DAYS_MOST 31

static const char *
term_of(struct execution *ex, const char *value, size_t *ret_length)
{
	return field_term(ex->arena, FIELD_DATE, value, ret_length);
}

static struct xap_query *
date_term(struct execution *ex, const char *value)
{
	size_t n;
	const char *s = term_of(ex, value, &n);

	return ex_term(ex, s, n);
}

/* Passages that have a date's term; 0 where that cannot be told. */
static uint32_t
frequency(struct execution *ex, const char *value)
{
	struct xap_error xerr;
	uint32_t ret = 0;
	size_t n;
	const char *s = term_of(ex, value, &n);

	return xap_db_term_freq(index_db(ex->index), s, n, &ret, &xerr) ==
		       XAP_OK
		   ? ret
		   : 0;
}

/* "2023" and 5: "2023-05". */
static const char *
inner(struct execution *ex, const char *outer, int i)
{
	return arena_printf(ex->arena, "%s-%02d", outer, i);
}

/*
 * Passages dated with `outer` ("2023") and with none of `count` parts in it.
 * In most indexes there are none, which frequencies tell: of a year, a passage
 * has one month.
 */
static void
add_only_dated(
    struct execution *ex, const char *outer, int count, struct parts *any)
{
	struct parts parts = {0};
	uint32_t some = 0;

	for (int i = 1; !index_has_servers(ex->index) && i <= count; i++)
		some += frequency(ex, inner(ex, outer, i));
	if (some > 0 && some == frequency(ex, outer))
		return;
	for (int i = 1; i <= count; i++)
		ex_add(ex, &parts, date_term(ex, inner(ex, outer, i)));
	ex_add(ex, any,
	    ex_pair(ex, XAP_AND_NOT, date_term(ex, outer),
		ex_combine(ex, XAP_OR, &parts)));
}

static const char *
date_key(struct execution *ex, struct date date)
{
	return arena_printf(
	    ex->arena, "%04d%02d%02d", date.year, date.month, date.day);
}

/* By the slot, which holds the first day a date may mean. */
static void
add_by_slot(struct execution *ex, struct date first, struct date last,
    struct parts *any)
{
	const char *low = first.year != 0 ? date_key(ex, first) : "0";
	const char *high = last.year != 0 ? date_key(ex, last) : NULL;

	ex_add(ex, any,
	    ex_keep(ex, xap_query_range(SLOT_DATE, low, strlen(low), high,
			    high != NULL ? strlen(high) : 0, &ex->xerr)));
}

/* Of the month `outer` ("2023-05") the days from `first` to `last`. */
static void
add_days(struct execution *ex, const char *outer, int first, int last,
    struct parts *any)
{
	for (int day = first; day <= last; day++)
		ex_add(ex, any, date_term(ex, inner(ex, outer, day)));
	/* The first day may be before the range: it may mean others, too. */
	add_only_dated(ex, outer, DAYS_MOST, any);
}

/* What lies in the year of both dates, between them. */
static void
add_in_year(struct execution *ex, struct date first, struct date last,
    struct parts *any)
{
	const char *year = arena_printf(ex->arena, "%04d", first.year);

	for (int m = first.month; m <= last.month; m++) {
		struct date whole = {.year = first.year, .month = m};
		int from = m == first.month ? first.day : 1;
		int end = date_last(whole).day;
		int to = m == last.month ? last.day : end;

		if (from == 1 && to == end)
			ex_add(ex, any, date_term(ex, inner(ex, year, m)));
		else
			add_days(ex, inner(ex, year, m), from, to, any);
	}
	add_only_dated(ex, year, MONTHS, any);
}

static void
add_by_terms(struct execution *ex, struct date first, struct date last,
    struct parts *any)
{
	for (int year = first.year; year <= last.year; year++) {
		struct date from = {.year = year, .month = 1, .day = 1};
		struct date to = {
		    .year = year, .month = MONTHS, .day = DAYS_MOST};

		if (year == first.year)
			from = first;
		if (year == last.year)
			to = last;
		if (from.month == 1 && from.day == 1 && to.month == MONTHS &&
		    to.day == DAYS_MOST)
			ex_add(ex, any,
			    date_term(
				ex, arena_printf(ex->arena, "%04d", year)));
		else
			add_in_year(ex, from, to, any);
	}
}

/* A day as the slot has it, "20230531", where `date` is none. */
static bool
set_open_end(struct date *date, const struct xap_text *key)
{
	unsigned long number;

	if (date->year != 0)
		return true;
	if (key->len != strlen("20230531"))
		return false;
	number = strtoul(key->s, NULL, 10);
	date->year = (short)(number / 10000);
	date->month = (signed char)(number / 100 % 100);
	date->day = (signed char)(number % 100);
	return true;
}

/*
 * Where a range has no end, take that of the passages. False where that cannot
 * be told, or would be a question to a server.
 */
static bool
close_range(struct execution *ex, struct date *first, struct date *last)
{
	struct xap_text low = {0}, high = {0};
	struct xap_error xerr;
	uint32_t some;
	bool ok;

	if (first->year != 0 && last->year != 0)
		return true;
	if (index_has_servers(ex->index))
		return false;
	ok = xap_db_value_stats(index_db(ex->index), SLOT_DATE, &some, &low,
		 &high, &xerr) == XAP_OK &&
	     set_open_end(first, &low) && set_open_end(last, &high);
	xap_text_clear(&low);
	xap_text_clear(&high);
	return ok;
}

struct xap_query *
ex_dates(struct execution *ex, const struct query *node)
{
	struct date first = date_first(node->dates.from);
	struct date last = date_last(node->dates.to);
	struct parts any = {0};

	if (close_range(ex, &first, &last) &&
	    last.year - first.year < YEARS_MOST)
		add_by_terms(ex, first, last, &any);
	else
		add_by_slot(ex, first, last, &any);
	return ex_combine(ex, XAP_OR, &any);
}
