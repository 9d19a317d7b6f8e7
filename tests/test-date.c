/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/date.h"

#include <criterion/criterion.h>
#include <string.h>

Test(date, parses)
{
	static const struct {
		const char *text;
		const char *want; /* NULL: no date */
	} cases[] = {
	    {"2023-01-09", "2023-01-09"},
	    {" 2023-01-09\n", "2023-01-09"},
	    {"2023-1-9", "2023-01-09"},
	    {"2023/01/09", "2023-01-09"},
	    {"2023-01", "2023-01"},
	    {"2023", "2023"},
	    {"20230109", "2023-01-09"},
	    {"2023-01-09T10:30:00Z", "2023-01-09"},
	    {"2023-01-09T10:30:00.123+01:00", "2023-01-09"},
	    {"2023-01-09 10:30", "2023-01-09"},
	    {"20230109T103000Z", "2023-01-09"},
	    {"09.01.2023", "2023-01-09"},
	    {"9 January 2023", "2023-01-09"},
	    {"9 JANUARY 2023", "2023-01-09"},
	    {"January 9, 2023", "2023-01-09"},
	    {"January 9th, 2023", "2023-01-09"},
	    {"the 9th of January 2023", "2023-01-09"},
	    {"Monday, 9 January 2023", "2023-01-09"},
	    {"Mon 9 Jan. 2023", "2023-01-09"},
	    {"9-Jan-2023", "2023-01-09"},
	    {"Jan. 2023", "2023-01"},
	    {"Sept. 2023", "2023-09"},
	    {"May 2023", "2023-05"},
	    {"lundi 9 janvier 2023", "2023-01-09"},
	    {"1er février 2023", "2023-02-01"},
	    {"15 août 2023", "2023-08-15"},
	    {"9 de enero de 2023", "2023-01-09"},
	    {"1º de diciembre de 2023", "2023-12-01"},
	    {"miércoles 11 de enero de 2023", "2023-01-11"},
	    {"9 января 2023 г.", "2023-01-09"},
	    {"Январь 2023 года", "2023-01"},
	    {"понедельник, 9 января 2023 года", "2023-01-09"},
	    {"31 мая 2023", "2023-05-31"},
	    {"2023年1月9日", "2023-01-09"},
	    {"２０２３年１月９日", "2023-01-09"},
	    {"2023 年 1 月 9 日 星期一", "2023-01-09"},
	    {"2023年1月", "2023-01"},
	    {"2023年1月份", "2023-01"},
	    {"2023年", "2023"},
	    {"9 يناير 2023", "2023-01-09"},
	    {"٩ يناير ٢٠٢٣", "2023-01-09"},
	    {"9 كانون الثاني/يناير 2023", "2023-01-09"},
	    {"الاثنين، 9 كانون الثاني 2023", "2023-01-09"},
	    {"5 تشرين الأول/أكتوبر 2023", "2023-10-05"},
	    {"2024-02-29", "2024-02-29"},
	    {"2000-02-29", "2000-02-29"},
	    {"9999-12-31", "9999-12-31"},
	    {"", NULL},
	    {"   ", NULL},
	    {"2023-02-29", NULL},
	    {"1900-02-29", NULL},
	    {"2023-13", NULL},
	    {"2023-00-01", NULL},
	    {"2023-01-00", NULL},
	    {"2023-01-32", NULL},
	    {"20231301", NULL},
	    {"20230100", NULL},
	    {"0000", NULL},
	    {"123", NULL},
	    {"12345", NULL},
	    {"123456789012345678901234567890", NULL},
	    {"2023-01-09x", NULL},
	    {"2023-01-09T", NULL},
	    {"2023-01-09 at noon", NULL},
	    {"2023-01-", NULL},
	    {"2023-01/09", NULL},
	    {"09/01/2023", NULL},
	    {"9 January", NULL},
	    {"January", NULL},
	    {"9", NULL},
	    {"31 June 2023", NULL},
	    {"9-20 January 2023", NULL},
	    {"9 January 2023 2024", NULL},
	    {"9 January February 2023", NULL},
	    {"9 Janx 2023", NULL},
	    {"9 5 2023", NULL},
	    {"Monday", NULL},
	    {"2023年1月40日", NULL},
	    {"2023年1月9日会议", NULL},
	    {"article 42", NULL},
	    {"\xFF\xFF", NULL},
	    {"2023-01-09\xC3", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct date date = {0};
		char got[11];
		bool well =
		    date_parse(cases[i].text, strlen(cases[i].text), &date);

		date_format(date, got);
		cr_expect_eq(well, cases[i].want != NULL, "'%s': %s",
		    cases[i].text, got);
		cr_expect_str_eq(got,
		    cases[i].want != NULL ? cases[i].want : "", "'%s'",
		    cases[i].text);
	}
	cr_expect_not(date_parse("2023\0x", 6, &(struct date){0}));
}

Test(date, ranges)
{
	static const struct {
		const char *text;
		const char *from; /* NULL: no range */
		const char *to;
		int column; /* of the fault */
	} cases[] = {
	    {"2023", "2023", "2023", 0},
	    {"2023-01-09..2023-01-20", "2023-01-09", "2023-01-20", 0},
	    {" 2022 .. 2023-03 ", "2022", "2023-03", 0},
	    {"2023..", "2023", "", 0},
	    {"..2023", "", "2023", 0},
	    {"2023..2023", "2023", "2023", 0},
	    {"2023-05..2023", "2023-05", "2023", 0},
	    {"Jan. 2023..5 March 2023", "2023-01", "2023-03-05", 0},
	    {"..", NULL, NULL, 0},
	    {"", NULL, NULL, 0},
	    {"soon", NULL, NULL, 0},
	    {"2023..soon", NULL, NULL, 6},
	    {"2023-02-30..2024", NULL, NULL, 0},
	    {"2024..2023", NULL, NULL, 4},
	    {"2023...2024", NULL, NULL, 6},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct date_range range = {0};
		struct error err = {0};
		char from[11], to[11];
		bool well = date_range_parse(
		    cases[i].text, strlen(cases[i].text), &range, &err);

		cr_expect_eq(well, cases[i].from != NULL, "%s", cases[i].text);
		if (!well) {
			cr_expect_eq(err.code, ERROR_USAGE);
			cr_expect_eq(err.column, cases[i].column, "'%s': %d",
			    cases[i].text, err.column);
			continue;
		}
		date_format(range.from, from);
		date_format(range.to, to);
		cr_expect_str_eq(from, cases[i].from);
		cr_expect_str_eq(to, cases[i].to);
	}
}

static struct date
day(const char *s)
{
	struct date date = {0};

	if (*s != '\0')
		cr_assert(date_parse(s, strlen(s), &date));
	return date;
}

Test(date, first_last_and_order)
{
	static const struct {
		const char *a;
		const char *first;
		const char *last;
	} cases[] = {
	    {"", "", ""},
	    {"2023", "2023-01-01", "2023-12-31"},
	    {"2023-02", "2023-02-01", "2023-02-28"},
	    {"2024-02", "2024-02-01", "2024-02-29"},
	    {"2023-05-06", "2023-05-06", "2023-05-06"},
	};
	static const char *const order[] = {
	    "", "2022-12-31", "2023", "2023-01-02", "2023-02", "2024"};
	char got[11];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		date_format(date_first(day(cases[i].a)), got);
		cr_expect_str_eq(got, cases[i].first);
		date_format(date_last(day(cases[i].a)), got);
		cr_expect_str_eq(got, cases[i].last);
	}
	for (int i = 0; i < 6; i++)
		for (int j = 0; j < 6; j++) {
			int c = date_compare(day(order[i]), day(order[j]));

			cr_expect_eq((c > 0) - (c < 0), (i > j) - (i < j));
		}
}

Test(date, in_range)
{
	static const struct {
		const char *date;
		const char *range;
		bool want;
	} cases[] = {
	    {"2023-01-09", "2023-01-09..2023-01-20", true},
	    {"2023-01-20", "2023-01-09..2023-01-20", true},
	    {"2023-01-21", "2023-01-09..2023-01-20", false},
	    {"2023-01-08", "2023-01-09..2023-01-20", false},
	    {"2023-01", "2023-01-09..2023-01-20", true},
	    {"2023", "2023-01-09..2023-01-20", true},
	    {"2022", "2023-01-09..2023-01-20", false},
	    {"2023-12-31", "2023", true},
	    {"2023-12-31", "..2023", true},
	    {"2024", "..2023", false},
	    {"2024", "2023..", true},
	    {"2022-12", "2023..", false},
	    {"", "2023..", false},
	    {"", "..2023", false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct date_range range;

		cr_assert(date_range_parse(
		    cases[i].range, strlen(cases[i].range), &range, NULL));
		cr_expect_eq(date_in_range(day(cases[i].date), &range),
		    cases[i].want, "%s in %s", cases[i].date, cases[i].range);
	}
}

Test(date, any_bytes)
{
	unsigned seed = 1;

	for (int round = 0; round < 20000; round++) {
		static const char piece[] = "0123-/. TtJanмая年月يe\0";
		char bytes[24];
		struct date date;
		struct date_range range;

		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = piece[(seed >> 16) % sizeof piece];
		}
		date_parse(bytes, sizeof bytes, &date);
		date_range_parse(bytes, sizeof bytes, &range, NULL);
	}
}
