/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/position.h"

#include <string.h>

static const char *const kind_names[] = {
    "state", "group", "office", "organization", "person", "cluster", "unnamed"};

const char *
holder_kind_name(enum holder_kind kind)
{
	return kind_names[kind];
}

bool
holder_kind_find(const char *name, enum holder_kind *ret)
{
	for (size_t i = 0; i < sizeof kind_names / sizeof kind_names[0]; i++)
		if (strcmp(kind_names[i], name) == 0) {
			*ret = (enum holder_kind)i;
			return true;
		}
	return false;
}

void
position_init(struct position *position)
{
	memset(position, 0, sizeof *position);
	position->holder = "";
	position->holder_name = "";
	position->spokesperson = "";
	position->provision = "";
	position->instrument = "";
	position->lineage = "";
	position->object = "";
	position->condition = "";
	position->rule = "";
}
