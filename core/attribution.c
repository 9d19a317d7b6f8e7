/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attribution.h"

#include "core/outline.h"

#include <string.h>

#define BRACKET_MAX 80 /* tokens of an attribution */

/* The token of the bracket's end; 0 where it holds another or is long. */
static size_t
bracket_end(const struct reading *r, size_t at)
{
	for (size_t i = at + 1; i < r->tokens.count && i < at + BRACKET_MAX;
	     i++) {
		if (reading_token(r, i, "["))
			return 0;
		if (reading_token(r, i, "]"))
			return i;
	}
	return 0;
}

/* A list of named holders that fills first..end; NULL for none. */
static const struct actor *
whole_list(const struct reading *r, size_t first, size_t end)
{
	struct actors actors;

	actors_find(r, first, end, &actors);
	if (actors.count != 1 || actors.actor[0].kind != ACTOR_HOLDERS ||
	    actors.actor[0].first != first || actors.actor[0].end != end)
		return NULL;
	return &actors.actor[0];
}

static enum stance
stance_of(const struct cue *cue)
{
	if (cue->entry->kind == CUE_STANCE)
		return cue->entry->stance;
	return cue->entry->kind == CUE_ACTION ? STANCE_PROPOSE : STANCE_NONE;
}

static void
read_bracket(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	const struct actor *a = NULL;
	const struct cue *cue = NULL;
	struct thing t = {.condition = NOWHERE,
	    .first = first,
	    .end = end,
	    .object = first + 1,
	    .object_end = end};
	struct provision_mention m = {
	    .reference = PROVISION_NAMED, .end = NOWHERE};
	struct holders holders;

	for (size_t i = first + 1; i < end; i++) {
		if (!reading_token(r, i, ":") && !reading_token(r, i, "-"))
			continue;
		cue = reading_cue(r, first + 1);
		a = whole_list(r, i + 1, end);
		if (a == NULL) {
			cue = reading_cue(r, i + 1);
			a = whole_list(r, first + 1, i);
		}
		break;
	}
	if (a == NULL || cue == NULL || stance_of(cue) == STANCE_NONE)
		return;
	t.action =
	    cue->entry->kind == CUE_ACTION ? cue->entry->action : ACTION_NONE;
	m.provision = flow->given;
	if (flow->given.kind == PROVISION_ARTICLE &&
	    flow->given.level[0][0] == '\0')
		outline_number_before(r, first, m.provision.level[0]);
	if (m.provision.kind != PROVISION_NONE)
		t.provision[t.n_provisions++] = &m;
	holders.member = a->member;
	holders.count = a->n_members;
	flow_add(
	    flow, holders, stance_of(cue), &t, cue, first, end + 1, "bracket");
}

void
attribution_read(struct flow *flow)
{
	for (size_t i = 0; i < flow->r->tokens.count; i++) {
		size_t end;

		if (!reading_token(flow->r, i, "["))
			continue;
		end = bracket_end(flow->r, i);
		if (end > i + 3)
			read_bracket(flow, i, end);
	}
}
