/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/gap.h"

bool
gap_is_ellipsis(const struct reading *r, const struct cue *negator)
{
	const struct token *next;

	if (r->language != LANGUAGE_EN || negator->entry->kind != CUE_NEGATOR ||
	    negator->first == 0 ||
	    !reading_is(r, negator->first - 1, CUE_AUXILIARY))
		return false;
	if (negator->end >= r->tokens.count)
		return true;
	next = &r->tokens.token[negator->end];
	return next->kind == TOKEN_BREAK ||
	       reading_token(r, negator->end, ",") ||
	       reading_token(r, negator->end, ";") ||
	       reading_token(r, negator->end, ".");
}

void
gap_ellipsis(struct clause_sentence *s, const struct cue *negator)
{
	struct verb_group g = clause_group(s, negator->first);
	struct predication p = {.cue = negator, .governor = -1};
	const struct actor *a = actor_ending(&s->out->actors, g.first);

	if (a == NULL || a->role != ACTOR_FREE || a->kind != ACTOR_HOLDERS)
		return;
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.start = a->first;
	p.object = p.end = negator->end;
	clause_add(s, &p, s->out->count);
}

/* --- gaps ----------------------------------------------------------------- */

/* The clause before `at` whose verb may be meant again. */
static const struct predication *
clause_before(const struct clause_sentence *s, size_t at, size_t *ret_next)
{
	const struct predication *found = NULL;

	*ret_next = s->out->count;
	for (size_t i = 0; i < s->out->count; i++) {
		const struct predication *p = &s->out->item[i];

		if (p->cue->first >= at) {
			*ret_next = i;
			break;
		}
		if (p->voice != VOICE_AGENT)
			found = p;
	}
	if (found == NULL ||
	    (found->voice != VOICE_ACTIVE &&
		(found->voice != VOICE_PARTICIPLE ||
		    clause_is_joint(s->r, found->start))) ||
	    found->cue->entry->kind != CUE_STANCE ||
	    found->subject != SUBJECT_ACTOR)
		return NULL;
	return found;
}

/* Words that open a complement and must be said again: "for", "that". */
static bool
opens_complement(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "for", "that", "to", "on", "against", "with", NULL};

	return reading_any(r, at, words);
}

/* "; B", ", and B", ", B": where a clause without a verb may begin. */
static bool
begins_clause(const struct clause_sentence *s, const struct actor *a)
{
	const struct reading *r = s->r;
	size_t at = a->first;

	if (at > s->first && reading_token(r, at - 1, "the"))
		at--;
	if (at < s->first + 2)
		return false;
	/* "called for A and X for B" */
	if (reading_token(r, at - 1, "and") && opens_complement(r, a->end))
		return true;
	if (reading_token(r, at - 1, "and") ||
	    reading_is(r, at - 1, CUE_CONTRAST))
		at--;
	return reading_token(r, at - 1, ",") || reading_token(r, at - 1, ";");
}

static bool
names_text(const struct reading *r, size_t at)
{
	return at < r->tokens.count &&
	       (r->provision_at[at] >= 0 || reading_is(r, at, CUE_TEXT));
}

/* "QUILLON, backed by JORVANE, for": past what stands between the commas. */
static size_t
past_agent(const struct reading *r, size_t at)
{
	if (!reading_token(r, at, ",") || !reading_is(r, at + 1, CUE_STANCE))
		return at;
	for (size_t i = at + 2; i < at + 10; i++) {
		if (reading_token(r, i, ","))
			return i + 1;
		if (reading_is(r, i, CUE_AUXILIARY) || reading_token(r, i, ";"))
			break;
	}
	return at;
}

/* Where the words after an actor go on like those after the verb, or 0. */
static size_t
complement_start(
    const struct reading *r, const struct predication *p, const struct actor *a)
{
	const struct token *t = r->tokens.token;
	size_t at = past_agent(r, a->end);

	if (at >= r->tokens.count || !reading_word(r, at))
		return 0;
	if (opens_complement(r, at)) {
		if (token_is(&t[at], t[p->cue->end - 1].folded) ||
		    reading_token(r, p->object, t[at].folded))
			return at + !reading_token(r, at, "that");
		return 0;
	}
	return names_text(r, at) && names_text(r, p->object) ? at : 0;
}

/* Where the clause ends: no verb may stand before that. */
static size_t
gap_end(const struct clause_sentence *s, size_t at, bool clause)
{
	const struct reading *r = s->r;

	for (; at < s->end; at++) {
		const struct cue *cue = reading_cue(r, at);

		if (reading_token(r, at, ";") ||
		    reading_is(r, at, CUE_CONTRAST))
			return at;
		if (reading_token(r, at, ",") &&
		    (reading_holder(r, at + 1) != NULL ||
			reading_token(r, at + 1, "and")))
			return at;
		if (cue == NULL || cue->first != at || clause)
			continue;
		if (cue->entry->kind == CUE_AUXILIARY ||
		    cue->entry->kind == CUE_STANCE ||
		    cue->entry->kind == CUE_REPORT ||
		    cue->entry->kind == CUE_MODAL)
			return 0;
	}
	while (at > 0 && !reading_word(r, at - 1) &&
	       !reading_token(r, at - 1, ")") &&
	       !reading_token(r, at - 1, "\""))
		at--;
	return at;
}

static bool
is_used(const struct clause_sentence *s, const struct actor *a)
{
	for (size_t i = 0; i < s->out->count; i++)
		if (s->out->item[i].actor == a ||
		    s->out->item[i].companion == a)
			return true;
	return false;
}

void
gaps_find(struct clause_sentence *s)
{
	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];
		const struct predication *before;
		struct predication p;
		size_t next, start, end;

		if (a->role != ACTOR_FREE || a->kind != ACTOR_HOLDERS ||
		    !begins_clause(s, a))
			continue;
		before = clause_before(s, a->first, &next);
		if (before == NULL || is_used(s, a) ||
		    (start = complement_start(s->r, before, a)) == 0)
			continue;
		end = gap_end(s, start, reading_token(s->r, start, "that"));
		if (end <= start)
			continue;
		p = *before;
		p.actor = a;
		p.companion = NULL;
		p.start = a->first;
		p.object = start;
		p.end = end;
		p.gap = true;
		p.voice = VOICE_ACTIVE;
		clause_add(s, &p, next);
	}
}
