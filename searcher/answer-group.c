/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer-group.h"

#include "searcher/evidence.h"

#include <stdlib.h>
#include <string.h>

static struct answer_holder *
holder_of(
    struct arena *arena, struct answer_group *group, const struct position *p)
{
	struct answer_holder *holder;

	for (size_t i = 0; i < group->n_holders; i++)
		if (strcmp(group->holder[i].id, p->holder) == 0 &&
		    group->holder[i].kind == p->holder_kind)
			return &group->holder[i];
	/* Doubled, so that many do not leave as many copies behind. */
	if ((group->n_holders & (group->n_holders - 1)) == 0)
		group->holder =
		    arena_grow(arena, group->holder, group->n_holders,
			group->n_holders > 0 ? group->n_holders * 2 : 1,
			sizeof *group->holder);
	holder = &group->holder[group->n_holders++];
	holder->id = p->holder;
	holder->name = p->holder_name[0] != '\0' ? p->holder_name : p->holder;
	holder->kind = p->holder_kind;
	holder->tier = CERTAINTY_IMPLIED;
	holder->conditional = true;
	holder->story = "";
	return holder;
}

void
answer_group_add(struct arena *arena, struct answer_group *group,
    const struct evidence *evidence)
{
	const struct position *p = evidence->position;
	struct answer_holder *holder = holder_of(arena, group, p);

	for (size_t i = 0; i < holder->n_evidence; i++)
		if (holder->evidence[i].position == p)
			return;
	/* Doubled, so that many do not leave as many copies behind. */
	if ((holder->n_evidence & (holder->n_evidence - 1)) == 0)
		holder->evidence =
		    arena_grow(arena, holder->evidence, holder->n_evidence,
			holder->n_evidence > 0 ? holder->n_evidence * 2 : 1,
			sizeof *holder->evidence);
	holder->evidence[holder->n_evidence++] = *evidence;
	if (p->certainty == CERTAINTY_EXPLICIT)
		holder->tier = CERTAINTY_EXPLICIT;
	if (p->condition[0] == '\0')
		holder->conditional = false;
}

static int
holder_compare(const void *a, const void *b)
{
	const struct answer_holder *x = a, *y = b;

	if (x->tier != y->tier)
		return x->tier < y->tier ? -1 : 1;
	if (x->conditional != y->conditional)
		return x->conditional ? 1 : -1;
	if (x->evidence->layer != y->evidence->layer)
		return x->evidence->layer < y->evidence->layer ? -1 : 1;
	return strcmp(x->name, y->name);
}

int
evidence_compare_time(const void *a, const void *b)
{
	const struct evidence *x = a, *y = b;

	if (date_compare(x->date, y->date) != 0)
		return date_compare(x->date, y->date);
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return evidence_compare(a, b);
}

void
answer_group_sort(struct answer_group *group, bool by_time)
{
	for (size_t i = 0; i < group->n_holders; i++) {
		struct answer_holder *holder = &group->holder[i];
		const struct position *p;

		qsort(holder->evidence, holder->n_evidence,
		    sizeof *holder->evidence,
		    by_time ? evidence_compare_time : evidence_compare);
		p = holder->evidence[0].position;
		holder->side = side_of(p->stance, p->action);
	}
	if (group->n_holders > 0)
		qsort(group->holder, group->n_holders, sizeof *group->holder,
		    holder_compare);
}
