/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

/* What the library reads must be what is read here, byte for byte. */
static void
compare(const char *s, size_t n)
{
	utf8proc_int32_t want = 0;
	utf8proc_ssize_t bytes = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &want);
	int32_t got;
	size_t got_bytes = utf8_next(s, n, &got);

	if (bytes <= 0) {
		bytes = 1;
		want = UTF8_REPLACEMENT;
	}
	cr_assert_eq(got, want);
	cr_assert_eq(got_bytes, (size_t)bytes);
}

Test(utf8, all_beginnings)
{
	for (unsigned a = 0; a < 256; a++)
		for (unsigned b = 0; b < 256; b++) {
			char s[4] = {(char)a, (char)b, (char)0x80, (char)0xBF};

			for (size_t n = 1; n <= 4; n++)
				compare(s, n);
			s[2] = 'a';
			compare(s, 4);
		}
}

Test(utf8, fault)
{
	static const struct {
		const char *text;
		size_t n;
		size_t want;
	} cases[] = {
	    {"", 0, 0},
	    {"plain", 5, 5},
	    {"\xC3\xA9t\xC3\xA9", 5, 5},
	    {"a\0b", 3, 1},
	    {"ab\xFF", 3, 2},
	    {"ab\xC3", 3, 2},
	    {"\xED\xA0\x80", 3, 0},
	    {"\xC0\x80", 2, 0},
	    {"\xEF\xBF\xBD", 3, 3},
	    {"\xF4\x90\x80\x80", 4, 0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(utf8_fault(cases[i].text, cases[i].n),
		    cases[i].want, "case %zu", i);
}
