/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/word-diff.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

/* The difference with its marks, as on a terminal. */
static const char *
marked(struct arena *arena, const char *a, const char *b)
{
	static const char *const marks[3][2] = {
	    {"", ""}, {"[-", "-]"}, {"{+", "+}"}};
	struct word_diff diff;
	const char *s = "";

	word_diff(arena, a, b, &diff);
	for (size_t i = 0; i < diff.n_parts; i++)
		s = arena_printf(arena, "%s%s%s%s%s", s, i > 0 ? " " : "",
		    marks[diff.part[i].change][0], diff.part[i].text,
		    marks[diff.part[i].change][1]);
	return s;
}

static void
expect(const char *a, const char *b, const char *expected)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(
	    marked(arena, a, b), expected, "got: %s", marked(arena, a, b));
	arena_free(arena);
}

Test(word_diff, tells_words_that_went_and_came)
{
	expect("", "", "");
	expect("same words", "same words", "same words");
	expect("same  words\n", "same words", "same words");
	expect("", "all new", "{+all new+}");
	expect("all gone", "", "[-all gone-]");
	expect("a state party shall", "a state party may",
	    "a state party [-shall-] {+may+}");
	expect("shall take measures", "shall, where needed, take measures",
	    "[-shall-] {+shall, where needed,+} take measures");
	expect("one two three four", "two three five four",
	    "[-one-] two three {+five+} four");
	expect("x a y", "b", "[-x a y-] {+b+}");
}

Test(word_diff, takes_each_han_character_for_a_word)
{
	expect("\u7f14\u7ea6\u56fd\u5e94\u5f53", "\u7f14\u7ea6\u56fd\u53ef",
	    "\u7f14\u7ea6\u56fd [-\u5e94\u5f53-] {+\u53ef+}");
}

Test(word_diff, is_as_short_as_can_be)
{
	struct arena *arena = arena_new();
	struct word_diff diff;

	/* The example of the paper: five edits. */
	word_diff(arena, "a b c a b b a", "c b a b a c", &diff);
	cr_expect_eq(diff.gone + diff.added, 5);
	cr_expect_eq(diff.same, 4);
	arena_free(arena);
}

Test(word_diff, gives_both_texts_again)
{
	static const char *const words[] = {"the", "party", "shall", "may"};
	uint32_t seed = 1;

	for (int round = 0; round < 200; round++) {
		struct arena *arena = arena_new();
		const char *text[2] = {"", ""}, *back[2] = {"", ""};
		struct word_diff diff;

		for (int side = 0; side < 2; side++)
			for (int n = round % 23; n > 0; n--) {
				seed = seed * 1664525 + 1013904223;
				text[side] = arena_printf(arena, "%s%s%s",
				    text[side], *text[side] ? " " : "",
				    words[seed >> 24 & 3]);
			}
		word_diff(arena, text[0], text[1], &diff);
		for (size_t i = 0; i < diff.n_parts; i++)
			for (int side = 0; side < 2; side++) {
				enum diff_change not_here =
				    side == 0 ? DIFF_NEW : DIFF_GONE;

				if (diff.part[i].change == not_here)
					continue;
				back[side] = arena_printf(arena, "%s%s%s",
				    back[side], *back[side] ? " " : "",
				    diff.part[i].text);
			}
		cr_assert_str_eq(back[0], text[0]);
		cr_assert_str_eq(back[1], text[1]);
		arena_free(arena);
	}
}

Test(word_diff, tells_texts_far_apart_as_one_for_the_other)
{
	struct arena *arena = arena_new();
	char *a = arena_alloc(arena, 20000), *b = arena_alloc(arena, 20000);
	struct word_diff diff;

	for (int i = 0; i < 3000; i++) {
		memcpy(a + 4 * i, "aa b", 4);
		memcpy(b + 4 * i, "cc d", 4);
	}
	word_diff(arena, a, b, &diff);
	cr_expect_eq(diff.n_parts, 2);
	cr_expect_eq(diff.same, 0);
	arena_free(arena);
}
