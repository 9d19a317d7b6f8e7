/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/field.h"

#include <criterion/criterion.h>
#include <string.h>

Test(field, no_prefix_begins_another)
{
	for (int a = 0; a < FIELD_COUNT; a++)
		for (int b = 0; b < FIELD_COUNT; b++) {
			const char *x = field_get((enum field_id)a)->prefix;
			const char *y = field_get((enum field_id)b)->prefix;

			cr_assert_eq((int)field_get((enum field_id)a)->id, a);
			if (a == b || x[0] == '\0' || y[0] == '\0')
				continue;
			cr_expect(strncmp(x, y, strlen(x)) != 0, "%s %s", x, y);
		}
}

Test(field, users_find_them_by_name_and_alias)
{
	struct arena *arena = arena_new();

	cr_assert_eq(field_find("Speaker", 7)->id, FIELD_SPEAKER);
	cr_assert_eq(field_find("provision", 9)->id, FIELD_ARTICLE);
	cr_assert_null(field_find("position", 8));
	cr_assert_null(field_find("speakers", 8));
	cr_assert_not_null(strstr(field_list(arena), "action, article"));
	cr_assert_null(strstr(field_list(arena), "position"));
	arena_free(arena);
}

Test(field, long_values_keep_apart_and_fit)
{
	struct arena *arena = arena_new();
	char a[600], b[600];
	const char *x, *y;
	size_t n;

	memset(a, 'x', sizeof a);
	a[599] = '\0';
	memcpy(b, a, sizeof b);
	b[598] = 'y';
	x = field_term(arena, FIELD_PATH, a, &n);
	y = field_term(arena, FIELD_PATH, b, NULL);
	cr_assert_leq(n, 245);
	cr_assert_str_neq(x, y);
	arena_free(arena);
}

Test(field, position_terms_are_put_together_and_taken_apart)
{
	struct arena *arena = arena_new();
	struct position_term_parts parts;
	struct position p;
	size_t n, m;
	const char *whole, *begin;

	position_init(&p);
	p.holder = "XA";
	p.holder_kind = HOLDER_GROUP;
	p.stance = STANCE_OPPOSE;
	p.action = ACTION_DELETE;
	p.certainty = CERTAINTY_IMPLIED;
	p.implied = ACTION_RETAIN;
	p.condition = "only if";
	whole = position_term_whole(
	    arena, "ex", "safeguards", &p, LAYER_SUMMARY, true, &n);
	begin = position_term(
	    arena, "ex", "safeguards", "whole", "delete", NULL, NULL, &m);

	cr_assert_eq(strncmp(whole, begin, m), 0);
	cr_assert(position_term_split(arena, whole, n, &parts));
	cr_assert_str_eq(parts.negotiation, "ex");
	cr_assert_str_eq(parts.key, "safeguards");
	cr_assert_eq(parts.scope, SCOPE_WHOLE);
	cr_assert_eq(parts.action, ACTION_DELETE);
	cr_assert_eq(parts.stance, STANCE_OPPOSE);
	cr_assert_str_eq(parts.holder, "XA");
	cr_assert_eq(parts.kind, HOLDER_GROUP);
	cr_assert_eq(parts.layer, LAYER_SUMMARY);
	cr_assert_eq(parts.certainty, CERTAINTY_IMPLIED);
	cr_assert_eq(parts.implied, ACTION_RETAIN);
	cr_assert(parts.conditional);
	cr_assert(parts.inner);
	cr_assert_not(position_term_split(arena, begin, m, &parts));
	/* an older index: no implied action is told */
	cr_assert(position_term_split(arena, whole, n - 1, &parts));
	cr_assert_eq(parts.implied, ACTION_NONE);
	cr_assert_not(position_term_split(arena, whole, n - 2, &parts));
	cr_assert_not(position_term_split(arena, "XAart 42", 8, &parts));
	arena_free(arena);
}

Test(field, what_stands_between_tabs_has_none_itself)
{
	struct arena *arena = arena_new();
	struct position_term_parts parts;
	struct position p;
	size_t n;
	const char *whole;

	position_init(&p);
	p.holder = "some\tdelegations";
	whole =
	    position_term_whole(arena, "", "-", &p, LAYER_STATEMENT, false, &n);
	cr_assert(position_term_split(arena, whole, n, &parts));
	cr_assert_str_eq(parts.holder, "some delegations");
	cr_assert_not(parts.conditional);
	cr_assert_not(parts.inner);
	arena_free(arena);
}
