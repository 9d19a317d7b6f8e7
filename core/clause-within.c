/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-parts.h"

#include "core/clause-governor.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

#define VIEW_WORDS 5 /* of "in our view" */

/* "In my view, deleting it": where what is judged begins. */
static size_t
after_view(const struct clause_sentence *s)
{
	bool view = false;

	for (size_t i = s->first; i < s->end && i < s->first + VIEW_WORDS;
	     i++) {
		if (reading_token(s->r, i, ","))
			return view ? i + 1 : s->first;
		view = view || reading_small(s->r, i, WORD_VIEW);
	}
	return s->first;
}

/*
 * "unacceptable to X", "unnecessary in the eyes of X": X judges so. Of what is
 * too costly for X, X need not have said so.
 */
static const struct actor *
judge_of(const struct clause_sentence *s, const struct cue *cue)
{
	static const char *const views[] = {
	    "eyes", "view", "views", "opinion", "judgment", NULL};
	const struct reading *r = s->r;
	size_t at = cue->end;

	if (cue->entry->kind != CUE_VERDICT)
		return NULL;
	if (reading_token(r, at, "to"))
		at++;
	else if (reading_token(r, at, "in") &&
		 reading_small(r, at + 1, WORD_THE) &&
		 reading_any(r, at + 2, views) &&
		 reading_small(r, at + 3, WORD_OF))
		at += 4;
	else
		return NULL;
	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->kind == ACTOR_HOLDERS &&
		    (a->first == at ||
			(a->first == at + 1 && reading_small(r, at, WORD_THE))))
			return a;
	}
	return NULL;
}

/*
 * "It is imperative that ...", "Article 5 should go", "... would be a mistake":
 * nobody says it but the author.
 */
static void
add_impersonal(
    struct clause_sentence *s, const struct cue *cue, const struct actor *judge)
{
	struct predication p = {.cue = cue, .governor = -1};

	if (judge != NULL) {
		p.subject = SUBJECT_ACTOR;
		p.actor = judge;
	}

	if (reading_token(s->r, cue->first, "shall"))
		return;
	p.negated = cue->entry->kind == CUE_MODAL &&
		    reading_is(s->r, cue->end, CUE_NEGATOR);
	p.start = s->out->count > 0 ? clause_phrase_start(s, cue->first)
				    : after_view(s);
	if (strcmp(cue->entry->id, "imperative") == 0)
		p.start = cue->end;
	p.object = p.start;
	p.end = s->end;
	clause_predication_add(s, &p);
}

void
clause_add_within(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue};
	const struct predication *g;
	size_t i;

	p.governor = clause_governor(s, cue->first);
	if (p.governor < 0) {
		if (p.governor != CLAUSE_WITHIN_STANCE)
			add_impersonal(s, cue, judge_of(s, cue));
		else
			trace_drop(s->r, cue, REASON_WITHIN);
		return;
	}
	g = &s->out->item[p.governor];
	p.subject = g->subject;
	p.actor = g->actor;
	p.subject_first = g->subject_first;
	p.subject_end = g->subject_end;
	p.companion = g->companion;
	for (i = cue->first; i > g->cue->end; i--)
		if (reading_token(s->r, i - 1, ";") ||
		    (reading_token(s->r, i - 1, "that") &&
			(i - 1 == g->cue->end || clause_is_joint(s->r, i - 2) ||
			    reading_token(s->r, i - 2, ","))))
			break;
	/* "is weak and should be struck": what the clause began with */
	if (clause_is_joint(s->r, cue->first - 1) &&
	    !reading_token(
		s->r, cue->end + reading_is(s->r, cue->end, CUE_NEGATOR), "be"))
		i = cue->first;
	p.negated = cue->entry->kind == CUE_MODAL &&
		    (reading_is(s->r, cue->end, CUE_NEGATOR) ||
			(cue->first > 0 &&
			    reading_is(s->r, cue->first - 1, CUE_NEGATOR)));
	if (g->negated && g->cue->entry->strength > 0)
		p.negated = !p.negated;
	if (strcmp(cue->entry->id, "imperative") == 0)
		i = cue->end;
	p.start = p.object = i;
	p.end = s->end;
	clause_predication_add(s, &p);
}
