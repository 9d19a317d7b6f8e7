/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/charset.h"

#include <criterion/criterion.h>
#include <string.h>

#define BYTES(s) s, sizeof s - 1
#define BAD	 "\xEF\xBF\xBD"

static const struct {
	const char *bytes;
	size_t n;
	const char *declared;
	const char *text;    /* expected; NULL: refused */
	const char *charset; /* expected */
	size_t bad;	     /* places expected */
	size_t offset;	     /* of the first */
} cases[] = {
    {BYTES("plain"), "", "plain", "UTF-8", 0, 0},
    {BYTES("\xEF\xBB\xBFmarked"), "", "marked", "UTF-8", 0, 0},
    {BYTES("a\r\nb\rc\n"), "", "a\nb\nc\n", "UTF-8", 0, 0},
    {BYTES("page\n\fnext"), "", "page\n\fnext", "UTF-8", 0, 0},
    {BYTES("\xFF\xFEh\0i\0"), "", "hi", "UTF-16LE", 0, 0},
    {BYTES("\0h\0i\0 \0y\0o\0u"), "", "hi you", "UTF-16BE", 0, 0},
    {BYTES("one\0two"), "", "one" BAD "two", "UTF-8", 1, 3},
    {BYTES("\xC3\xA9t\xC3\xA9 \xFF \xC3\xA9"), "",
	"\xC3\xA9t\xC3\xA9 " BAD " \xC3\xA9", "UTF-8", 1, 6},
    {BYTES("caf\xE9"), "", "caf\xC3\xA9", "windows-1252", 0, 0},
    {BYTES("caf\xE9"), "ISO-8859-1", "caf\xC3\xA9", "ISO-8859-1", 0, 0},
    {BYTES("a\xE9z"), "UTF-8", "a" BAD "z", "UTF-8", 1, 1},
    {BYTES("\xC0\x80 \xED\xA0\x80"), "UTF-8", BAD BAD " " BAD BAD BAD, "UTF-8",
	5, 0},
    {BYTES("x"), "no-such-charset", NULL, "", 0, 0},
    {BYTES("\x7F"
	   "ELF\x01\x02\x03\x04\x05\x06\xFF\xFE\xFD"),
	"", NULL, "", 0, 0},
};

Test(charset, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct decoded got;
		struct error err = {0};
		bool ok = charset_decode(arena, cases[i].bytes, cases[i].n,
		    cases[i].declared, &got, &err);

		cr_assert_eq(
		    ok, cases[i].text != NULL, "case %zu: %s", i, err.message);
		if (ok) {
			cr_expect(got.length == strlen(cases[i].text) &&
				      memcmp(got.text, cases[i].text,
					  got.length) == 0,
			    "case %zu: %.*s", i, (int)got.length, got.text);
			cr_expect_str_eq(
			    got.charset, cases[i].charset, "case %zu", i);
			cr_expect_eq(
			    got.bad, cases[i].bad, "case %zu: %zu", i, got.bad);
			cr_expect_eq(
			    got.bad_offset, cases[i].offset, "case %zu", i);
		} else {
			cr_expect_eq(err.code, ERROR_INPUT);
		}
		arena_free(arena);
	}
}

/* Russian, as windows-1251 and KOI8-R: told apart by how it reads. */
Test(charset, russian_is_recognised)
{
	static const char cp1251[] =
	    "\xCC\xFB \xED\xE5 \xEC\xEE\xE6\xE5\xEC \xF1\xEE\xE3\xEB\xE0\xF1"
	    "\xE8\xF2\xFC\xF1\xFF \xF1 \xFD\xF2\xE8\xEC \xE8 \xEF\xF0\xEE\xF1"
	    "\xE8\xEC \xEE \xF2\xEE\xEC, \xF7\xF2\xEE\xE1\xFB \xFD\xF2\xEE "
	    "\xE1\xFB\xEB\xEE \xED\xE0 \xF0\xF3\xF1\xF1\xEA\xEE\xEC. \xC2 "
	    "\xFD\xF2\xEE\xEC \xE8 \xE5\xF1\xF2\xFC \xF1\xEC\xFB\xF1\xEB.";
	struct arena *arena = arena_new();
	struct decoded got;

	cr_assert(
	    charset_decode(arena, cp1251, sizeof cp1251 - 1, "", &got, NULL));
	cr_expect_str_eq(got.charset, "windows-1251");
	cr_expect(got.guessed);
	cr_expect_eq(memcmp(got.text, "\xD0\x9C\xD1\x8B", 4), 0);
	arena_free(arena);
}

Test(charset, repair_keeps_line_ends)
{
	struct arena *arena = arena_new();
	struct decoded got;

	charset_repair(arena, BYTES("{\"a\":\"\xFF\"}\r\n"), &got);
	cr_expect_eq(got.bad, 1);
	cr_expect_eq(got.bad_offset, 6);
	cr_expect_eq(
	    memcmp(got.text, "{\"a\":\"" BAD "\"}\r\n", got.length), 0);
	arena_free(arena);
}
