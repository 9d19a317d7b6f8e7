/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dates as records have them: a year, a month or a day. Proleptic Gregorian
 * calendar, no time of day, no time zone.
 */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

struct date {
	short year;	   /* 0: no date */
	signed char month; /* 1 to 12; 0: only the year is known */
	signed char day;   /* 1 to 31; 0: only the month is known */
};

/* A range; either end may be open (year 0). Both ends belong to it. */
struct date_range {
	struct date from;
	struct date to;
};

/*
 * Parse a date: "2023-01-09", "2023-01", "2023", "20230109", "9 January 2023",
 * "January 9, 2023", "Jan. 2023", with or without a day of the week, also with
 * French, Spanish, Russian, Chinese (2023年1月9日) and Arabic month names. An
 * ISO date-time keeps its date. False, with no error of its own, where it is
 * none or the day does not exist.
 */
bool date_parse(const char *s, size_t n, struct date *ret);

/*
 * Parse a range: a date (which stands for all its days), "A..B", "A..", "..B".
 * ERROR_USAGE where it is none or ends before it begins.
 */
bool date_range_parse(
    const char *s, size_t n, struct date_range *ret, struct error *err);

/* ISO form into at least 11 bytes: "2023-01-09", "2023-01", "2023" or "". */
void date_format(struct date date, char buffer[11]);

/* The first and the last day a date may mean. */
struct date date_first(struct date date);
struct date date_last(struct date date);

/* The day before date_first(); an empty date for the first there is. */
struct date date_day_before(struct date date);

/* The day after date_last(); an empty date for the last there is. */
struct date date_day_after(struct date date);

/* Less than, equal to or greater than 0, by date_first(). */
int date_compare(struct date a, struct date b);

/* Whether any day of `date` lies in the range; an empty date lies in none. */
bool date_in_range(struct date date, const struct date_range *range);

#endif
