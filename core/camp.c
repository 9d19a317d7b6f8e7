/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/camp.h"

#include "core/small-words.h"

#include <string.h>

#define OPENING_WORDS 6 /* "In general, this group" */

/* Whom the words from `at` on name: the first list of named holders. */
static const struct actor *
named_from(
    const struct reading *r, size_t at, size_t end, struct actors *actors)
{
	actors_find(r, at, end, actors);
	for (size_t i = 0; i < actors->count; i++) {
		const struct actor *a = &actors->actor[i];

		if (a->kind == ACTOR_HOLDERS && a->n_members > 1 &&
		    a->member[0].kind != HOLDER_UNNAMED)
			return a;
	}
	return NULL;
}

/* Analysts put camps together; what delegations form are groups with names. */
static bool
has_camps(const struct flow *flow)
{
	return flow->r->language == LANGUAGE_EN &&
	       (flow->record->kind == RECORD_COMMENTARY ||
		   flow->record->kind == RECORD_OTHER);
}

void
camp_note(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;

	if (!has_camps(flow))
		return;
	for (size_t i = first; i + 3 < end; i++) {
		size_t at = i + 1;
		struct actors actors;
		const struct actor *a;

		if (!reading_small(r, i, WORD_CAMP))
			continue;
		at += reading_token(r, at, ",");
		at += reading_is(r, at, CUE_RELATIVE);
		if (!reading_small(r, at, WORD_INCLUDES))
			continue;
		a = named_from(r, at + 1, end, &actors);
		if (a != NULL)
			flow_remember(flow, a->member, a->n_members, true);
		return;
	}
}

/* "many of these countries": of a group that was spoken of. */
static bool
is_of_camp(const struct flow *flow, const struct position *p)
{
	struct tokens words;

	if (p->holder_kind != HOLDER_UNNAMED)
		return false;
	tokenize(flow->arena, p->holder, strlen(p->holder), &words);
	for (size_t i = 0; i < words.count; i++)
		if (token_is(&words.token[i], "these") ||
		    token_is(&words.token[i], "those"))
			return true;
	return false;
}

static void
imply(struct flow *flow, const struct actor *a, const struct cue *cue,
    size_t first, size_t end)
{
	size_t count = flow->out->count;

	for (size_t i = 0; i < count; i++) {
		struct position row = flow->out->item[i];

		if (!is_of_camp(flow, &row))
			continue;
		row.certainty = CERTAINTY_IMPLIED;
		for (size_t m = 0; m < a->n_members; m++) {
			size_t added = flow->out->count;

			flow_copy(flow, &a->member[m], row.stance, &row, cue,
			    first, end, RULE_INCLUDED);
			if (flow->out->count > added)
				flow->out->item[added].start = row.start;
		}
	}
}

bool
camp_included(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	size_t at = first;
	struct actors actors;
	const struct actor *a;

	if (!has_camps(flow))
		return false;
	while (at < end && at < first + OPENING_WORDS &&
	       !reading_small(r, at, WORD_CAMP))
		at++;
	if (!reading_small(r, at, WORD_CAMP) || at == first ||
	    !reading_token(r, at - 1, "this") ||
	    !reading_small(r, at + 1, WORD_INCLUDES) ||
	    reading_cue(r, at) == NULL)
		return false;
	a = named_from(r, at + 2, end, &actors);
	if (a == NULL || a->first > at + 3)
		return false;
	imply(flow, a, reading_cue(r, at), first, a->end);
	flow_remember(flow, a->member, a->n_members, true);
	return true;
}
