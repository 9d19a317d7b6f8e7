/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/stance.h"

#include <string.h>

static const char *const stance_names[STANCE_COUNT] = {
    "none", "support", "oppose", "propose", "question", "reserve"};

static const char *const action_names[ACTION_COUNT] = {"none", "retain",
    "delete", "insert", "amend", "replace", "move", "merge", "bracket"};

static const char *const side_names[] = {
    "none", "for", "against", "change", "as-is"};

static const char *const scope_names[] = {"whole", "part", "reference"};

static const char *const certainty_names[] = {"explicit", "implied"};

static const char *const layer_names[] = {
    "statement", "compilation", "summary", "commentary"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The place of a name in a list, or -1. */
static int
name_find(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

const char *
stance_name(enum stance stance)
{
	return stance_names[stance];
}

const char *
action_name(enum action action)
{
	return action_names[action];
}

const char *
side_name(enum side side)
{
	return side_names[side];
}

const char *
scope_name(enum scope scope)
{
	return scope_names[scope];
}

const char *
certainty_name(enum certainty certainty)
{
	return certainty_names[certainty];
}

const char *
layer_name(enum layer layer)
{
	return layer_names[layer];
}

bool
stance_find(const char *name, enum stance *ret)
{
	int i = name_find(stance_names, COUNT(stance_names), name);

	if (i >= 0)
		*ret = (enum stance)i;
	return i >= 0;
}

bool
action_find(const char *name, enum action *ret)
{
	int i = name_find(action_names, COUNT(action_names), name);

	if (i >= 0)
		*ret = (enum action)i;
	return i >= 0;
}

bool
scope_find(const char *name, enum scope *ret)
{
	int i = name_find(scope_names, COUNT(scope_names), name);

	if (i >= 0)
		*ret = (enum scope)i;
	return i >= 0;
}

bool
certainty_find(const char *name, enum certainty *ret)
{
	int i = name_find(certainty_names, COUNT(certainty_names), name);

	if (i >= 0)
		*ret = (enum certainty)i;
	return i >= 0;
}

bool
layer_find(const char *name, enum layer *ret)
{
	int i = name_find(layer_names, COUNT(layer_names), name);

	if (i >= 0)
		*ret = (enum layer)i;
	return i >= 0;
}

/*
 * The table: a row for being in favour (support, propose), one for being
 * against (oppose; question and reserve say the same weakly).
 */
static const enum side favour_side[ACTION_COUNT] = {
    [ACTION_NONE] = SIDE_FOR,
    [ACTION_RETAIN] = SIDE_FOR,
    [ACTION_DELETE] = SIDE_AGAINST,
    [ACTION_INSERT] = SIDE_FOR,
    [ACTION_AMEND] = SIDE_CHANGE,
    [ACTION_REPLACE] = SIDE_CHANGE,
    [ACTION_MOVE] = SIDE_CHANGE,
    [ACTION_MERGE] = SIDE_CHANGE,
    [ACTION_BRACKET] = SIDE_CHANGE,
};

static const enum side against_side[ACTION_COUNT] = {
    [ACTION_NONE] = SIDE_AGAINST,
    [ACTION_RETAIN] = SIDE_AGAINST,
    [ACTION_DELETE] = SIDE_FOR,
    [ACTION_INSERT] = SIDE_AGAINST,
    [ACTION_AMEND] = SIDE_AS_IS,
    [ACTION_REPLACE] = SIDE_AS_IS,
    [ACTION_MOVE] = SIDE_AS_IS,
    [ACTION_MERGE] = SIDE_AS_IS,
    [ACTION_BRACKET] = SIDE_AS_IS,
};

enum side
side_of(enum stance stance, enum action action)
{
	switch (stance) {
	case STANCE_SUPPORT:
	case STANCE_PROPOSE:
		return favour_side[action];
	case STANCE_OPPOSE:
	case STANCE_QUESTION:
		return against_side[action];
	case STANCE_RESERVE:
		/* To reserve on no change at all says nothing of the thing. */
		return action == ACTION_NONE ? SIDE_NONE : against_side[action];
	case STANCE_NONE:
	case STANCE_COUNT:
		break;
	}
	return SIDE_NONE;
}

bool
side_is_weak(enum stance stance)
{
	return stance == STANCE_QUESTION || stance == STANCE_RESERVE;
}

bool
side_same(enum stance a_stance, enum action a_action, enum stance b_stance,
    enum action b_action)
{
	enum side a = side_of(a_stance, a_action);

	return a != SIDE_NONE && a == side_of(b_stance, b_action);
}
