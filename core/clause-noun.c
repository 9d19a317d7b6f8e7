/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-parts.h"

#include "core/small-words.h"

/* Whether an actor stands right behind a noun: "calls from | X, | the X". */
static bool
follows_noun(
    const struct reading *r, const struct cue *cue, const struct actor *a)
{
	return a->first == cue->end ||
	       (a->first == cue->end + 1 &&
		   (reading_small(r, cue->end, WORD_THE) ||
		       reading_token(r, cue->end, "both")));
}

/*
 * Who a noun's holder is told to be behind what it is on: "opposition to the
 * fund (mostly voiced by X)", "support for it from X". Where what stands
 * between ends goes to `*end`.
 */
static const struct actor *
told_later(const struct clause_sentence *s, const struct cue *cue, size_t *end)
{
	const struct reading *r = s->r;

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];
		size_t at = a->head > 0 ? a->head : a->first;

		if (a->first <= cue->end || a->kind != ACTOR_HOLDERS)
			continue;
		for (size_t j = cue->end; j < at; j++)
			if (reading_is(r, j, CUE_CONTRAST) ||
			    reading_token(r, j, ";"))
				return NULL;
		if (at == cue->end + 1 && reading_small(r, at, WORD_FROM) &&
		    (reading_is(r, cue->end, CUE_THIS) ||
			reading_is(r, cue->end, CUE_PRONOUN))) {
			*end = at;
			return a;
		}
		if (!reading_small(r, at, WORD_BY) ||
		    !reading_small(r, at - 1, WORD_VOICED))
			continue;
		at = reading_back_over_adverbs(r, at - 1, cue->end);
		if (at <= cue->end + 1 || (!reading_token(r, at - 1, "(") &&
					      !reading_token(r, at - 1, ",")))
			continue;
		*end = at - 1;
		return a;
	}
	return NULL;
}

void
clause_add_noun(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {
	    .cue = cue, .voice = VOICE_NOUN, .governor = -1};
	const struct actors *actors = &s->out->actors;
	const struct actor *a = NULL;

	for (size_t i = 0; i < actors->count && a == NULL; i++) {
		const struct actor *b = &actors->actor[i];

		if (follows_noun(s->r, cue, b))
			a = b;
		else if (b->end == cue->first &&
			 (b->role == ACTOR_MODIFIER || b->kind == ACTOR_SELF))
			a = b;
	}
	p.end = s->end;
	if (a == NULL && cue->entry->stance != STANCE_PROPOSE) {
		a = told_later(s, cue, &p.end);
		p.gap = a != NULL; /* its end is known */
	}
	if (a == NULL)
		return;
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.start = a->first < cue->first ? a->first : cue->first;
	p.object = a->end > cue->end && !p.gap ? a->end : cue->end;
	/* "a request by A was noted": for what, is not said */
	if (cue->entry->stance == STANCE_PROPOSE &&
	    !reading_small(s->r, p.object, WORD_OPENER) &&
	    !reading_small(s->r, cue->end - 1, WORD_OPENER))
		return;
	clause_predication_add(s, &p);
}

void
clause_add_enumerated(struct clause_sentence *s, const struct cue *cue)
{
	static const char *const verbs[] = {
	    "include", "includes", "included", "were", "are", NULL};
	struct predication p = {
	    .cue = cue, .voice = VOICE_NOUN, .governor = -1};

	for (size_t i = cue->end; i + 1 < s->end; i++) {
		const struct actor *a;

		if (!reading_any(s->r, i, verbs))
			continue;
		a = actor_starting(&s->out->actors, i + 1);
		if (a == NULL || a->kind != ACTOR_HOLDERS || i == cue->end)
			return;
		p.subject = SUBJECT_ACTOR;
		p.actor = a;
		p.start = cue->first;
		p.object = cue->end;
		p.end = i;
		clause_predication_add(s, &p);
		return;
	}
}

bool
clause_is_noun(const struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g)
{
	static const char *const words[] = {"the", "a", "an", "its", "their",
	    "his", "her", "our", "this", "any", "such", "'s", "of", "in", "for",
	    "on", "from", "with", "without", "no", NULL};

	return (cue->form == FORM_BASE || cue->form == FORM_THIRD) &&
	       g->first == cue->first && cue->first > s->first &&
	       (reading_any(s->r, cue->first - 1, words) ||
		   reading_is(s->r, cue->first - 1, CUE_THIS));
}
