/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/camps.h"

#include <criterion/criterion.h>
#include <string.h>

/*
 * A tally from lines of letters, one holder a line: F, A, B as in a matrix, C
 * for a wish for a change, "." for silence.
 */
static struct tally
tally_of(struct arena *arena, const char *const *line, size_t holders)
{
	size_t columns = strlen(line[0]);
	struct tally tally = {
	    .holder = arena_array(arena, holders, sizeof *tally.holder),
	    .n_holders = holders,
	    .column = arena_array(arena, columns, sizeof *tally.column),
	    .n_columns = columns,
	    .cell = arena_array(arena, holders * columns, sizeof *tally.cell)};

	for (size_t h = 0; h < holders; h++)
		for (size_t c = 0; c < columns; c++) {
			struct tally_cell *cell = &tally.cell[tally.n_cells];

			if (line[h][c] == '.')
				continue;
			cell->holder = (uint32_t)h;
			cell->column = (uint32_t)c;
			cell->count[SIDE_FOR] =
			    strchr("FB", line[h][c]) != NULL;
			cell->count[SIDE_AGAINST] =
			    strchr("AB", line[h][c]) != NULL;
			cell->count[SIDE_CHANGE] = line[h][c] == 'C';
			tally.n_cells++;
		}
	return tally;
}

/* The order of holders, as letters from "a", with "|" between camps. */
static const char *
order_of(struct arena *arena, const struct camps *camps)
{
	const char *s = "";

	for (size_t i = 0; i < camps->n_camps; i++) {
		s = arena_printf(arena, "%s%s", s, i > 0 ? "|" : "");
		for (size_t k = 0; k < camps->camp[i].n_members; k++)
			s = arena_printf(arena, "%s%c", s,
			    (char)('a' + camps->camp[i].member[k].holder));
	}
	return s;
}

Test(camps, count_only_sides_for_and_against)
{
	static const char *const lines[] = {
	    "FFAC.", "FAAC.", "BA.CF", "....F", "C...."};
	struct arena *arena = arena_new();
	struct tally tally = tally_of(arena, lines, 5);
	struct agreement ab = camps_agreement(&tally, 0, 1);
	struct agreement bc = camps_agreement(&tally, 1, 2);
	struct agreement ad = camps_agreement(&tally, 0, 3);
	struct camps camps;

	cr_expect_eq(ab.shared, 3);
	cr_expect_eq(ab.agreed, 4); /* halves: two things */
	cr_expect_eq(bc.shared, 2);
	cr_expect_eq(bc.agreed, 3); /* one, and one half */
	cr_expect_eq(ad.shared, 0);
	cr_expect_str_eq(agreement_words(arena, &bc), "1.5 of 2");
	camps_make(arena, &tally, &camps);
	cr_expect_eq(camps.left_out, 1);
	cr_expect_eq(camps.n_things, 4);
	arena_free(arena);
}

Test(camps, part_those_who_disagree)
{
	static const char *const lines[] = {
	    "FFFF", "AAAA", "FFF.", "AAA.", ".AAA", "FF.F"};
	struct arena *arena = arena_new();
	struct tally tally = tally_of(arena, lines, 6);
	struct camps camps;
	const char *order;

	camps_make(arena, &tally, &camps);
	cr_assert_eq(camps.n_camps, 2);
	cr_expect_eq(camps.camp[0].n_members, 3);
	order = order_of(arena, &camps);
	/* a, c and f together, b, d and e together. */
	cr_expect_eq(
	    strcspn(order, "bde") > 2, strcspn(order, "acf") == 0, "%s", order);
	cr_expect_eq(
	    camps.camp[0].inside.agreed, 2 * camps.camp[0].inside.shared);
	cr_expect_eq(camps.camp[0].member[0].outside.agreed, 0);
	cr_expect_gt(camps.camp[0].member[0].outside.shared, 0);
	arena_free(arena);
}

Test(camps, leave_alone_who_shares_nothing)
{
	static const char *const lines[] = {"F..", "F..", "..F"};
	struct arena *arena = arena_new();
	struct tally tally = tally_of(arena, lines, 3);
	struct camps camps;

	camps_make(arena, &tally, &camps);
	cr_expect_str_eq(order_of(arena, &camps), "ab|c");
	arena_free(arena);
}

Test(camps, have_nobody_where_nobody_takes_a_side)
{
	static const char *const lines[] = {"C.", ".C"};
	struct arena *arena = arena_new();
	struct tally tally = tally_of(arena, lines, 2);
	struct camps camps;

	camps_make(arena, &tally, &camps);
	cr_expect_eq(camps.n_camps, 0);
	cr_expect_eq(camps.left_out, 2);
	arena_free(arena);
}

Test(camps, take_those_with_most_sides_of_very_many)
{
	const char *lines[CAMPS_HOLDERS_MAX + 100];
	struct arena *arena = arena_new();
	struct tally tally;
	struct camps camps;
	size_t members = 0;

	for (size_t i = 0; i < CAMPS_HOLDERS_MAX + 100; i++)
		lines[i] = i % 6 == 0 ? "F..." : i % 2 ? "FAF." : "AFA.";
	tally = tally_of(arena, lines, CAMPS_HOLDERS_MAX + 100);
	camps_make(arena, &tally, &camps);
	cr_expect_eq(camps.beyond, 100);
	cr_expect_eq(camps.n_camps, 2);
	for (size_t i = 0; i < camps.n_camps; i++)
		members += camps.camp[i].n_members;
	cr_expect_eq(members, CAMPS_HOLDERS_MAX);
	arena_free(arena);
}
