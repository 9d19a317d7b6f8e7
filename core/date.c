/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/date.h"

#include "core/fold.h"
#include "core/month.h"
#include "core/utf8.h"

#include <stdio.h>
#include <string.h>

/* No date is longer, in any language. */
#define DATE_MAX 160

/* Where the parser stands in the folded text. */
struct reader {
	const char *p; /* next byte; the text ends with a NUL */
};

static int
month_days(int year, int month)
{
	static const signed char days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Put a date together, if there is such a day. */
static bool
date_make(int year, int month, int day, struct date *ret)
{
	if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0)
		return false;
	if (day > 0 && (month == 0 || day > month_days(year, month)))
		return false;
	*ret = (struct date){(short)year, (signed char)month, (signed char)day};
	return true;
}

static void
skip_spaces(struct reader *reader)
{
	reader->p += strspn(reader->p, " \t\r\n");
}

/* Read a number of at most 8 digits; its digits, 0 where there is none. */
static int
read_digits(struct reader *reader, int *ret)
{
	size_t n = strspn(reader->p, "0123456789");

	if (n == 0 || n > 8)
		return 0;
	*ret = 0;
	for (size_t i = 0; i < n; i++)
		*ret = *ret * 10 + (reader->p[i] - '0');
	reader->p += n;
	return (int)n;
}

static bool
read_string(struct reader *reader, const char *s)
{
	size_t n = strlen(s);

	if (strncmp(reader->p, s, n) != 0)
		return false;
	reader->p += n;
	return true;
}

/* Whether all that is left is a time of day, or nothing. */
static bool
at_time_or_end(struct reader *reader)
{
	bool marked = read_string(reader, "t");

	if (!marked) {
		skip_spaces(reader);
		if (*reader->p == '\0')
			return true;
	}
	if (strspn(reader->p, "0123456789") < 2)
		return false;
	if (!marked && reader->p[2] != ':')
		return false;
	return reader->p[strspn(reader->p, "0123456789:.,+- z")] == '\0';
}

/* 2023, 2023-01, 2023-01-09, 2023/01/09, 20230109, with a time or not. */
static bool
parse_iso(const char *s, struct date *ret)
{
	struct reader reader = {s};
	int year = 0, month = 0, day = 0;
	int digits = read_digits(&reader, &year);
	char separator = *reader.p;

	if (digits == 8) {
		return at_time_or_end(&reader) && year % 10000 / 100 > 0 &&
		       year % 100 > 0 &&
		       date_make(
			   year / 10000, year / 100 % 100, year % 100, ret);
	}
	if (digits != 4)
		return false;
	if (separator == '\0')
		return date_make(year, 0, 0, ret);
	if (separator != '-' && separator != '/')
		return false;
	reader.p++;
	digits = read_digits(&reader, &month);
	if (digits < 1 || digits > 2 || month == 0)
		return false;
	if (*reader.p == '\0')
		return date_make(year, month, 0, ret);
	if (*reader.p++ != separator)
		return false;
	digits = read_digits(&reader, &day);
	return digits >= 1 && digits <= 2 && day > 0 &&
	       at_time_or_end(&reader) && date_make(year, month, day, ret);
}

/* 09.01.2023: with stops the day is first everywhere. */
static bool
parse_stops(const char *s, struct date *ret)
{
	struct reader reader = {s};
	int year = 0, month = 0, day = 0;
	int digits = read_digits(&reader, &day);

	if (digits < 1 || digits > 2 || !read_string(&reader, "."))
		return false;
	digits = read_digits(&reader, &month);
	if (digits < 1 || digits > 2 || !read_string(&reader, ".") ||
	    read_digits(&reader, &year) != 4)
		return false;
	return *reader.p == '\0' && day > 0 && month > 0 &&
	       date_make(year, month, day, ret);
}

/* A part of a Chinese date: a number and its unit. */
static int
read_unit(struct reader *reader, const char *unit, const char *other)
{
	int value = 0;

	skip_spaces(reader);
	if (read_digits(reader, &value) == 0)
		return 0;
	skip_spaces(reader);
	if (!read_string(reader, unit) && !read_string(reader, other))
		return -1;
	return value;
}

/* 2023年1月9日, with 星期一 after it or not. */
static bool
parse_chinese(const char *s, struct date *ret)
{
	struct reader reader = {s};
	int year = read_unit(&reader, "年", "年"), month = 0, day = 0;

	if (year < 1000)
		return false;
	month = read_unit(&reader, "月份", "月");
	if (month > 0)
		day = read_unit(&reader, "日", "号");
	skip_spaces(&reader);
	read_string(&reader, "(");
	if (*reader.p != '\0' && !read_string(&reader, "星期") &&
	    !read_string(&reader, "周"))
		return false;
	return date_make(year, month, day, ret);
}

/* What was found of a date with words. */
struct found {
	int year;  /* 0: not yet */
	int month; /* 0: not yet */
	int day;   /* 0: not yet */
};

/* The bytes of the word at `s`: letters of any script. */
static size_t
word_length(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0') {
		int32_t c;
		size_t bytes = utf8_next(s + n, strlen(s + n), &c);
		utf8proc_category_t category = utf8proc_category(c);

		if (category < UTF8PROC_CATEGORY_LU ||
		    category > UTF8PROC_CATEGORY_LO)
			break;
		n += bytes;
	}
	return n;
}

/* "9", "9th", "1er", "1º" (folded: 1o), "2023". */
static bool
take_number(struct reader *reader, struct found *found)
{
	static const char *const ordinal[] = {
	    "st", "nd", "rd", "th", "er", "o"};
	int value = 0, digits = read_digits(reader, &value);
	size_t n = word_length(reader->p);

	if (digits == 4 && found->year == 0 && n == 0) {
		found->year = value;
		return true;
	}
	if (digits < 1 || digits > 2 || value == 0 || found->day != 0)
		return false;
	found->day = value;
	for (size_t i = 0; i < sizeof ordinal / sizeof ordinal[0]; i++)
		if (n == strlen(ordinal[i]) && read_string(reader, ordinal[i]))
			return true;
	return n == 0 || month_find(reader->p, n) > 0;
}

static bool
take_word(struct reader *reader, struct found *found)
{
	size_t n = word_length(reader->p);
	int month = month_find(reader->p, n);

	if (month == 0 && reader->p[n] == ' ') {
		size_t both = n + 1 + word_length(reader->p + n + 1);

		month = month_find(reader->p, both);
		if (month > 0)
			n = both;
	}
	/* Arabic documents name a month twice, with a stroke between. */
	if (month > 0 && (found->month == 0 || found->month == month)) {
		found->month = month;
	} else if (month > 0 || !month_is_filler(reader->p, n)) {
		return false;
	}
	reader->p += n;
	return true;
}

/* Dates with the month's name, in any order. */
static bool
parse_words(const char *s, struct date *ret)
{
	struct reader reader = {s};
	struct found found = {0};

	while (*reader.p != '\0') {
		char c = *reader.p;
		bool well = true;

		if (c >= '0' && c <= '9')
			well = take_number(&reader, &found);
		else if (strchr(" \t\r\n,./-", c) != NULL)
			reader.p++;
		else if (read_string(&reader, "،"))
			continue;
		else
			well = word_length(reader.p) > 0 &&
			       take_word(&reader, &found);
		if (!well)
			return false;
	}
	return found.month > 0 && found.year > 0 &&
	       date_make(found.year, found.month, found.day, ret);
}

bool
date_parse(const char *s, size_t n, struct date *ret)
{
	char folded[DATE_MAX];
	char *text = folded;
	size_t length;

	if (n > DATE_MAX)
		return false;
	length = fold_word(s, n, folded, sizeof folded);
	if (length == (size_t)-1 || memchr(folded, '\0', length) != NULL)
		return false;
	while (length > 0 && strchr(" \t\r\n", folded[length - 1]) != NULL)
		folded[--length] = '\0';
	text += strspn(text, " \t\r\n");
	return parse_iso(text, ret) || parse_stops(text, ret) ||
	       parse_chinese(text, ret) || parse_words(text, ret);
}

static bool
no_date(const char *s, size_t n, size_t at, struct error *err)
{
	bool fit = n > 0 && n <= 60 && utf8_fault(s + at, n) == n;

	return error_set_at(err, ERROR_USAGE, (int)(at < 1000000 ? at : 0),
	    "'%.*s' is not a date: write 2023, 2023-01, 2023-01-09, or a "
	    "range such as 2023-01..2023-06",
	    fit ? (int)n : 3, fit ? s + at : "...");
}

/* An end of a range: nothing is an open end. */
static bool
parse_end(
    const char *s, size_t from, size_t to, struct date *ret, struct error *err)
{
	while (from < to && strchr(" \t\r\n", s[from]) != NULL)
		from++;
	while (to > from && strchr(" \t\r\n", s[to - 1]) != NULL)
		to--;
	*ret = (struct date){0};
	if (from == to || date_parse(s + from, to - from, ret))
		return true;
	return no_date(s, to - from, from, err);
}

bool
date_range_parse(
    const char *s, size_t n, struct date_range *ret, struct error *err)
{
	struct date_range range = {0};
	size_t dots = 0;

	while (dots + 1 < n && (s[dots] != '.' || s[dots + 1] != '.'))
		dots++;
	if (dots + 1 >= n) {
		if (!parse_end(s, 0, n, &range.from, err))
			return false;
		range.to = range.from;
	} else if (!parse_end(s, 0, dots, &range.from, err) ||
		   !parse_end(s, dots + 2, n, &range.to, err)) {
		return false;
	}
	if (range.from.year == 0 && range.to.year == 0)
		return no_date(s, n, 0, err);
	if (range.from.year != 0 && range.to.year != 0 &&
	    date_compare(range.from, date_last(range.to)) > 0)
		return error_set_at(err, ERROR_USAGE, (int)dots,
		    "the range of dates ends before it begins");
	*ret = range;
	return true;
}

void
date_format(struct date date, char buffer[11])
{
	unsigned year = (unsigned)(date.year > 0 ? date.year : 0) % 10000;
	unsigned month = (unsigned)(date.month > 0 ? date.month : 0) % 100;
	unsigned day = (unsigned)(date.day > 0 ? date.day : 0) % 100;

	if (year == 0)
		buffer[0] = '\0';
	else if (month == 0)
		snprintf(buffer, 11, "%04u", year);
	else if (day == 0)
		snprintf(buffer, 11, "%04u-%02u", year, month);
	else
		snprintf(buffer, 11, "%04u-%02u-%02u", year, month, day);
}

struct date
date_first(struct date date)
{
	if (date.year != 0 && date.month == 0)
		date.month = 1;
	if (date.year != 0 && date.day == 0)
		date.day = 1;
	return date;
}

struct date
date_last(struct date date)
{
	if (date.year != 0 && date.month == 0)
		date.month = 12;
	if (date.year != 0 && date.day == 0 && date.month <= 12)
		date.day = (signed char)month_days(date.year, date.month);
	return date;
}

struct date
date_day_before(struct date date)
{
	struct date day = date_first(date);

	if (--day.day > 0)
		return day;
	if (--day.month < 1) {
		day.month = 12;
		day.year--;
	}
	day.day = (signed char)month_days(day.year, day.month);
	return day.year > 0 ? day : (struct date){0};
}

struct date
date_day_after(struct date date)
{
	struct date day = date_last(date);

	if (++day.day <= month_days(day.year, day.month))
		return day;
	day.day = 1;
	if (++day.month > 12) {
		day.month = 1;
		day.year++;
	}
	return day.year <= 9999 ? day : (struct date){0};
}

int
date_compare(struct date a, struct date b)
{
	a = date_first(a);
	b = date_first(b);
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

bool
date_in_range(struct date date, const struct date_range *range)
{
	if (date.year == 0)
		return false;
	if (range->from.year != 0 &&
	    date_compare(date_last(date), range->from) < 0)
		return false;
	return range->to.year == 0 ||
	       date_compare(date, date_last(range->to)) <= 0;
}
