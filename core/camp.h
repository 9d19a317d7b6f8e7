/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Camps: holders that a text puts together itself and then speaks of as one.
 * "The first group, which includes A and B, ... This camp argues that ...";
 * "Many of these States opposed it. In general, this group includes A and B."
 * In English. For core/attach.c.
 */
#ifndef CORE_CAMP_H
#define CORE_CAMP_H

#include "core/flow.h"

/*
 * Where tokens first to before end say whom a group includes, those are who
 * "this camp" and "they" are in the next sentences.
 */
void camp_note(struct flow *flow, size_t first, size_t end);

/*
 * Whether the sentence says no more than whom the group includes. What unnamed
 * holders of that group ("many of these countries") were said to hold in the
 * passage is then implied of each that is named, and added.
 */
bool camp_included(struct flow *flow, size_t first, size_t end);

#endif
