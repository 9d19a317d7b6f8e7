/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dates as a person types them after "date:": all that date.h reads, and
 *
 *   2023..2024  2023-03..  ..2022-06  >2023  <=2023-03    ranges
 *   since 2023, after March 2023, before ..., until ...   in six languages
 *   January to March 2023, 9-20 January 2023, between A and B
 *   2010s, Q1 2023
 *   fourth session, s4, first session..third session      the days of sessions
 */
#ifndef SEARCHER_QUERY_DATE_H
#define SEARCHER_QUERY_DATE_H

#include "core/arena.h"
#include "core/date.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What was asked for; where a session is named, its days are not yet known. */
struct query_dates {
	struct date_range dates;  /* ends that are known; year 0: open */
	const char *from_session; /* its first day is where it begins; or "" */
	const char *to_session;	  /* its last day is where it ends; or "" */
	bool from_after;	  /* it begins after the last day instead */
	bool to_before;		  /* it ends before the first day instead */
};

/*
 * Read `n` bytes. ERROR_USAGE says how dates are written. Strings are in the
 * arena.
 */
bool query_dates_parse(struct arena *arena, const char *text, size_t n,
    struct query_dates *ret, struct error *err);

/* The day after, and the day before, one that exists. */
struct date query_date_next(struct date day);
struct date query_date_previous(struct date day);

#endif
