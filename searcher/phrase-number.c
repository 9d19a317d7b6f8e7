/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates and numbers as the language of output writes them. */
#include "core/translate.h"
#include "searcher/phrases.h"

#include <stdio.h>
#include <string.h>

static const char *const months[] = {NC_("month of a date", "January"),
    NC_("month of a date", "February"), NC_("month of a date", "March"),
    NC_("month of a date", "April"), NC_("month of a date", "May"),
    NC_("month of a date", "June"), NC_("month of a date", "July"),
    NC_("month of a date", "August"), NC_("month of a date", "September"),
    NC_("month of a date", "October"), NC_("month of a date", "November"),
    NC_("month of a date", "December")};

const char *
phrase_date(struct arena *arena, const char *date)
{
	unsigned year, month, day;
	int end = 0;

	if (sscanf(date, "%4u-%2u-%2u%n", &year, &month, &day, &end) == 3 &&
	    (date[end] == '\0' || date[end] == 'T') && month >= 1 &&
	    month <= 12)
		return arena_printf(arena,
		    /* TRANSLATORS: day, month, year */
		    C_("date", "%1$s %2$s %3$s"),
		    day == 1 ? C_("first day of a month", "1")
			     : arena_printf(arena, "%u", day),
		    translate_marked(months[month - 1]),
		    arena_printf(arena, "%u", year));
	if (sscanf(date, "%4u-%2u%n", &year, &month, &end) == 2 &&
	    date[end] == '\0' && month >= 1 && month <= 12)
		return arena_printf(arena,
		    /* TRANSLATORS: month, year */
		    C_("month and year", "%1$s %2$s"),
		    translate_marked(months[month - 1]),
		    arena_printf(arena, "%u", year));
	return date;
}

const char *
phrase_number(struct arena *arena, unsigned long number)
{
	/* TRANSLATORS: what stands between thousands */
	const char *between = C_("thousands", ",");
	const char *rest = "";
	unsigned long least =
	    strcmp(translate_code(), "es") == 0 ? 10000 : 1000;

	if (number < least)
		return arena_printf(arena, "%lu", number);
	for (; number >= 1000; number /= 1000)
		rest = arena_printf(
		    arena, "%s%03lu%s", between, number % 1000, rest);
	return arena_printf(arena, "%lu%s", number, rest);
}
