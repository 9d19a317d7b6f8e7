/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of long lists: nothing is lost, nothing shown twice, none too heavy. */
#include "searcher/parts.h"

#include <criterion/criterion.h>
#include <stdint.h>

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new();
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(parts, .init = setup, .fini = teardown);

Test(parts, each_item_is_in_one)
{
	const size_t cost[] = {5, 5, 5, 20, 1, 1, 1, 1, 1};
	struct parts parts = parts_of(arena, cost, 9, 11, 4, 0);
	size_t end = 0;

	for (size_t i = 0; i < parts.count; i++) {
		size_t sum = 0;

		cr_assert_eq(parts.start[i], end);
		end = parts.start[i + 1];
		cr_assert_gt(end, parts.start[i]);
		cr_assert_leq(end - parts.start[i], 4);
		for (size_t k = parts.start[i]; k < end; k++)
			sum += cost[k];
		cr_assert(sum <= 11 || end - parts.start[i] == 1);
	}
	cr_assert_eq(end, 9);
}

Test(parts, the_one_with_the_offset_is_shown)
{
	const size_t cost[] = {6, 6, 6, 6, 6};
	struct parts parts = parts_of(arena, cost, 5, 12, SIZE_MAX, 3);

	cr_assert_eq(parts.count, 3);
	cr_assert_eq(parts.from, 2);
	cr_assert_eq(parts.end, 4);
	cr_assert_eq(parts_at(&parts, 0), 0);
	cr_assert_eq(parts_of(arena, cost, 5, 12, SIZE_MAX, 99).from, 4);
}

Test(parts, nothing_is_one_part)
{
	const size_t none = 0;
	struct parts parts = parts_of(arena, &none, 0, 10, 10, 7);

	cr_assert_eq(parts.count, 1);
	cr_assert_eq(parts.from, 0);
	cr_assert_eq(parts.end, 0);
}
