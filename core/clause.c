/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause.h"

#include "core/clause-parts.h"
#include "core/clause-plain.h"
#include "core/gap.h"
#include "core/small-words.h"
#include "core/speaker-case.h"
#include "core/trace.h"

#include <string.h>

/* --- kinds of predications ---------------------------------------------- */

/* "Parties should encourage": what is demanded, said by nobody. */
static bool
is_demanded(const struct clause_sentence *s, const struct verb_group *g)
{
	const struct cue *cue;

	if (g->first == s->first)
		return false;
	cue = reading_cue(s->r, g->first - 1);
	if (cue == NULL || cue->entry->kind != CUE_MODAL)
		return false;
	/* "we have had no time and must reserve our position" */
	if (cue->first > s->first && clause_is_joint(s->r, cue->first - 1) &&
	    s->out->actors.count > 0 &&
	    s->out->actors.actor[0].kind == ACTOR_SELF &&
	    s->out->actors.actor[0].role == ACTOR_FREE)
		return false;
	return cue->first == s->first ||
	       !reading_is(s->r, cue->first - 1, CUE_SELF);
}

static void
read_cue(struct clause_sentence *s, const struct cue *cue)
{
	struct verb_group g;

	if (cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT) {
		if (cue->entry->stance != STANCE_NONE)
			clause_add_within(s, cue);
		return;
	}
	if (strncmp(cue->entry->id, "drawn-", strlen("drawn-")) == 0) {
		clause_add_drawn(s, cue);
		return;
	}
	if (cue->form == FORM_NOUN) {
		clause_add_noun(s, cue);
		return;
	}
	g = clause_group(s, cue->first);
	if (is_demanded(s, &g))
		trace_drop(s->r, cue, REASON_DEMANDED);
	if (g.infinitive || is_demanded(s, &g))
		return;
	/* "there was support for it" */
	if (g.auxiliary && g.first > s->first &&
	    reading_token(s->r, g.first - 1, "there")) {
		clause_add_noun(s, cue);
		return;
	}
	if (clause_is_noun(s, cue, &g)) {
		const struct actor *a =
		    actor_ending(&s->out->actors, cue->first);

		/* "Galtria's call for the deletion" */
		if (a != NULL && a->role == ACTOR_MODIFIER &&
		    (reading_small(s->r, cue->end - 1, WORD_OPENER) ||
			reading_small(s->r, cue->end, WORD_OPENER)))
			clause_add_noun(s, cue);
		return;
	}
	if (cue->form == FORM_PREDICATE && !g.auxiliary) {
		clause_add_enumerated(s, cue);
		return;
	}
	if (cue->form == FORM_GERUND && !g.passive) {
		clause_add_participle(s, cue, &g);
		return;
	}
	if ((cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE)) {
		if (reading_token(s->r, cue->end, "by")) {
			clause_add_agent(s, cue, &g);
			return;
		}
		if (g.passive || clause_is_attribute(s, g.first))
			return;
	}
	clause_add_finite(s, cue, &g);
}

/* --- ends --------------------------------------------------------------- */

static bool
is_head(const struct cue *cue)
{
	return cue->entry->kind == CUE_STANCE ||
	       cue->entry->kind == CUE_REPORT ||
	       cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT;
}

/*
 * The token after words that are quoted and not said: "the sentence "X may
 * oppose" be deleted"; `at` where none begin there.
 */
static size_t
skip_mentioned(const struct reading *r, size_t at, size_t end)
{
	const struct cue *cue;

	if (!reading_token(r, at, "\"") || at == 0)
		return at;
	cue = reading_cue(r, at - 1);
	if (cue == NULL ||
	    (cue->entry->kind != CUE_TEXT && cue->entry->kind != CUE_PART &&
		cue->entry->kind != CUE_ACTION))
		return at;
	for (size_t i = at + 1; i < end; i++)
		if (reading_token(r, i, "\""))
			return i + 1;
	return at;
}

void
predications_find(
    const struct reading *r, size_t first, size_t end, struct predications *ret)
{
	struct clause_sentence s = {r, first, end, ret, 0};
	bool any = false;

	memset(ret, 0, sizeof(*ret));
	for (size_t i = first; i < end && !any; i++)
		any = r->cue_at[i] >= 0 &&
		      (is_head(&r->cue[r->cue_at[i]]) ||
			  (r->language == LANGUAGE_EN &&
			      reading_is(r, i, CUE_PROPOSAL)) ||
			  clause_is_would(r, &r->cue[r->cue_at[i]]) ||
			  gap_is_ellipsis(r, &r->cue[r->cue_at[i]]));
	if (!any)
		return;
	actors_find(r, first, end, &ret->actors);
	if (r->language != LANGUAGE_EN) {
		predications_find_plain(r, first, end, ret);
		return;
	}
	for (size_t i = first; i < end; i++) {
		const struct cue *cue;

		i = skip_mentioned(r, i, end);
		cue = reading_cue(r, i);
		if (i >= end || cue == NULL || cue->first != i)
			continue;
		if (is_head(cue))
			read_cue(&s, cue);
		else if (clause_is_would(r, cue))
			clause_add_would(&s, cue);
		else if (gap_is_ellipsis(r, cue))
			gap_ellipsis(&s, cue);
	}
	gaps_find(&s);
	clause_set_ends(&s);
	clause_set_shared(&s);
	clause_set_fronted(&s);
	speaker_case_mentions(r, ret);
}
