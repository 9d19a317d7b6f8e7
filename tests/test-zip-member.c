/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/zip-member.h"
#include "tests/zip-of.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct zip_part parts[] = {
    {"[Content_Types].xml", "<Types/>", 8},
    {"word\\Document.xml", "<document/>", 11},
    {"word/empty.xml", "", 0},
};

Test(zip_member, finds_by_name)
{
	struct arena *arena = arena_new();
	struct zip_member members[] = {
	    {.name = "word/document.xml"},
	    {.name = "word/none.xml"},
	    {.name = "word/empty.xml"},
	};
	struct error err = {0};
	size_t n;
	const char *zip = zip_of(arena, parts, 3, &n);

	cr_assert(zip_begins(zip, n));
	cr_expect(zip_has(zip, n, "word/document.xml"));
	cr_expect(zip_has(zip, n, "word/"));
	cr_expect_not(zip_has(zip, n, "word/document"));
	cr_expect_not(zip_has("not a zip", 9, "word/"));
	cr_assert(zip_read(arena, zip, n, NULL, members, 3, &err));
	cr_expect_str_eq(members[0].bytes, "<document/>");
	cr_expect_eq(members[0].size, 11);
	cr_expect_null(members[1].bytes);
	cr_expect_str_eq(members[2].bytes, "");
	arena_free(arena);
}

Test(zip_member, what_was_cut_is_refused)
{
	struct arena *arena = arena_new();
	struct zip_member member = {.name = "word/document.xml"};
	struct error err;
	size_t n;
	const char *zip = zip_of(arena, parts, 3, &n);

	for (size_t less = 0; less < n - 4; less++) {
		memset(&err, 0, sizeof err);
		cr_assert_not(
		    zip_read(arena, zip, less, NULL, &member, 1, &err),
		    "cut to %zu of %zu bytes", less, n);
		cr_expect_eq(err.code, ERROR_INPUT);
		cr_expect(err.message[0] != '\0');
	}
	arena_free(arena);
}

Test(zip_member, limits)
{
	struct arena *arena = arena_new();
	size_t size = (size_t)20 << 20, n;
	struct zip_part part = {"big.xml", arena_alloc(arena, size), size};
	const char *zip = zip_of(arena, &part, 1, &n);
	struct zip_member member = {.name = "big.xml"};
	struct zip_limits small = {.member_bytes = 1000};
	struct zip_limits loose = {.ratio = 2000};
	struct error err = {0};

	cr_expect_not(zip_read(arena, zip, n, &small, &member, 1, &err));
	cr_expect_str_eq(
	    err.message, "its member big.xml unpacks to more than 1000 bytes");
	cr_expect_not(zip_read(arena, zip, n, NULL, &member, 1, &err),
	    "a bomb: 20 MiB of %zu bytes", n);
	cr_assert(zip_read(arena, zip, n, &loose, &member, 1, &err));
	cr_expect_eq(member.size, size);
	arena_free(arena);
}
