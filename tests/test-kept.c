/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/kept.h"

#include <criterion/criterion.h>
#include <string.h>

static char text[KEPT_LONGEST + 1];

static bool
is_kept(const struct kept *kept, uint32_t docid, const char *want)
{
	size_t n;
	const char *s = kept_find(kept, docid, &n);

	return s != NULL && n == strlen(want) && memcmp(s, want, n) == 0;
}

Test(kept, finds_what_was_kept)
{
	struct kept kept = {0};

	cr_expect_not(is_kept(&kept, 7, ""));
	kept_add(&kept, 7, "seven", 5);
	kept_add(&kept, 8, "", 0);
	kept_add(&kept, 7 + 2 * KEPT_PASSAGES, "beside it", 9);
	cr_expect(is_kept(&kept, 7 + 2 * KEPT_PASSAGES, "beside it"));
	cr_expect(is_kept(&kept, 7, "seven"));
	cr_expect(is_kept(&kept, 8, ""));
	kept_add(&kept, 7, "anew", 4);
	cr_expect(is_kept(&kept, 7, "anew"));
	kept_clear(&kept);
	cr_expect_not(is_kept(&kept, 8, ""));
	kept_clear(&kept);
}

/* No document has the id 0, and what is long is not kept. */
Test(kept, leaves_out)
{
	struct kept kept = {0};
	size_t n;

	kept_add(&kept, 0, "none", 4);
	kept_add(&kept, 1, text, KEPT_LONGEST + 1);
	cr_expect_null(kept_find(&kept, 1, &n));
	kept_add(&kept, 1, text, KEPT_LONGEST);
	cr_expect_not_null(kept_find(&kept, 1, &n));
	cr_expect_null(kept_find(&kept, 0, &n));
	kept_clear(&kept);
}

/* However short they are, and wherever their ids would lie. */
Test(kept, keeps_so_many)
{
	struct kept kept = {0};
	size_t n;

	for (uint32_t id = 1; id <= KEPT_PASSAGES; id++)
		kept_add(&kept, id * 64, "x", 1);
	for (uint32_t id = 1; id <= KEPT_PASSAGES; id++)
		cr_expect_not_null(kept_find(&kept, id * 64, &n));
	for (uint32_t id = 1; id <= KEPT_PASSAGES; id++)
		kept_add(&kept, id * 64 + 1, "y", 1);
	cr_expect_not_null(kept_find(&kept, 64, &n));
	kept_add(&kept, 1, "z", 1);
	cr_expect_null(kept_find(&kept, 64, &n));
	cr_expect_not_null(kept_find(&kept, 65, &n));
	kept_clear(&kept);
}

/* What is not asked for again is forgotten, the last that was read is not. */
Test(kept, forgets)
{
	struct kept kept = {0};
	uint32_t last = (uint32_t)(3 * KEPT_BYTES / KEPT_LONGEST);
	size_t n;

	for (uint32_t id = 1; id <= last; id++)
		kept_add(&kept, id, text, KEPT_LONGEST);
	cr_expect_null(kept_find(&kept, 1, &n));
	for (uint32_t id = last - (uint32_t)(KEPT_BYTES / KEPT_LONGEST) + 1;
	     id <= last; id++)
		cr_expect_not_null(kept_find(&kept, id, &n));
	kept_clear(&kept);
}
