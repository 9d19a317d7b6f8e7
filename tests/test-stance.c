/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The polarity table, told as sentences. */
#include "core/stance.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	enum stance stance;
	enum action action;
	enum side side;
} cases[] = {
    {STANCE_OPPOSE, ACTION_DELETE, SIDE_FOR},
    {STANCE_QUESTION, ACTION_DELETE, SIDE_FOR},
    {STANCE_RESERVE, ACTION_DELETE, SIDE_FOR},
    {STANCE_SUPPORT, ACTION_RETAIN, SIDE_FOR},
    {STANCE_PROPOSE, ACTION_RETAIN, SIDE_FOR},
    {STANCE_SUPPORT, ACTION_NONE, SIDE_FOR},
    {STANCE_PROPOSE, ACTION_INSERT, SIDE_FOR},
    {STANCE_PROPOSE, ACTION_DELETE, SIDE_AGAINST},
    {STANCE_SUPPORT, ACTION_DELETE, SIDE_AGAINST},
    {STANCE_OPPOSE, ACTION_RETAIN, SIDE_AGAINST},
    {STANCE_OPPOSE, ACTION_NONE, SIDE_AGAINST},
    {STANCE_OPPOSE, ACTION_INSERT, SIDE_AGAINST},
    {STANCE_PROPOSE, ACTION_AMEND, SIDE_CHANGE},
    {STANCE_SUPPORT, ACTION_MERGE, SIDE_CHANGE},
    {STANCE_OPPOSE, ACTION_REPLACE, SIDE_AS_IS},
    {STANCE_RESERVE, ACTION_NONE, SIDE_NONE},
    {STANCE_NONE, ACTION_DELETE, SIDE_NONE},
};

Test(stance, sides)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(side_of(cases[i].stance, cases[i].action),
		    cases[i].side, "%s %s", stance_name(cases[i].stance),
		    action_name(cases[i].action));
}

Test(stance, opposing_removal_and_keeping_are_one_side)
{
	cr_assert(side_same(
	    STANCE_OPPOSE, ACTION_DELETE, STANCE_PROPOSE, ACTION_RETAIN));
	cr_assert_not(side_same(
	    STANCE_OPPOSE, ACTION_DELETE, STANCE_PROPOSE, ACTION_DELETE));
	cr_assert_not(side_same(
	    STANCE_RESERVE, ACTION_NONE, STANCE_RESERVE, ACTION_NONE));
}

Test(stance, every_name_is_found_again)
{
	for (int s = 0; s < STANCE_COUNT; s++) {
		enum stance got;

		cr_assert(stance_find(stance_name((enum stance)s), &got));
		cr_assert_eq((int)got, s);
	}
	for (int a = 0; a < ACTION_COUNT; a++) {
		enum action got;

		cr_assert(action_find(action_name((enum action)a), &got));
		cr_assert_eq((int)got, a);
	}
}
