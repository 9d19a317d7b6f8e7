/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(arena, memory_is_zeroed_and_aligned_also_after_a_reset)
{
	struct arena *arena = arena_new();

	for (int round = 0; round < 3; round++) {
		for (size_t size = 1; size < 300; size += 7) {
			unsigned char *p = arena_alloc(arena, size);

			cr_assert_eq((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				cr_assert_eq(p[i], 0);
			memset(p, 0xAA, size);
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

Test(arena, growing_keeps_what_was_there)
{
	struct arena *arena = arena_new();
	int *numbers = NULL;

	for (int i = 0; i < 5000; i++) {
		numbers = arena_grow(
		    arena, numbers, (size_t)i, (size_t)i + 1, sizeof *numbers);
		numbers[i] = i;
		if (i % 1000 == 0)
			arena_alloc(arena, 3);
	}
	for (int i = 0; i < 5000; i++)
		cr_assert_eq(numbers[i], i);
	arena_free(arena);
}

Test(arena, larger_than_a_block)
{
	struct arena *arena = arena_new();
	char *big = arena_alloc(arena, 1 << 20);

	memset(big, 1, 1 << 20);
	cr_assert_str_eq(arena_printf(arena, "%d %s", 42, "bis"), "42 bis");
	cr_assert_str_eq(arena_strndup(arena, "article", 3), "art");
	cr_assert_str_eq(arena_strdup(arena, NULL), "");
	arena_free(arena);
}
