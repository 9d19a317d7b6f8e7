/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-order.h"
#include "core/small-words.h"

#include <string.h>

/* Words that may stand between a subject and its verb. */
#define FAR_WORDS 16
/* Words between a title and the parenthesis that tells the speaker's State. */
#define NAME_WORDS 5

/* "Mme Corvale (Brennie)": the State of who speaks, in parentheses. */
static bool
is_titled(const struct clause_sentence *s, const struct actor *a)
{
	const struct reading *r = s->r;

	if (a->first < s->first + 2 || !reading_token(r, a->first - 1, "(") ||
	    !(reading_token(r, a->end, ")") ||
		reading_token(r, a->end - 1, ")")))
		return false;
	for (size_t i = a->first - 1; i > s->first && i + NAME_WORDS > a->first;
	     i--)
		if (reading_small_before(r, i, WORD_TITLE))
			return true;
	return false;
}

/* "avec l'appui de X": who stands behind what it does for another. */
static bool
lends_support(const struct reading *r, const struct actor *a)
{
	const struct cue *cue =
	    a->first > 0 ? reading_cue(r, a->first - 1) : NULL;

	if (cue == NULL && a->first > 1 &&
	    reading_small(r, a->first - 1, WORD_THE))
		cue = reading_cue(r, a->first - 2);
	return cue != NULL && cue->end <= a->first &&
	       strcmp(cue->entry->id, "with-support") == 0;
}

static bool
may_be_subject(const struct clause_sentence *s, const struct actor *a)
{
	if (lends_support(s->r, a))
		return false;
	return a->role == ACTOR_FREE || is_titled(s, a);
}

/* "appuie la Brennie et propose": whom the clause before is about. */
static bool
is_object(const struct clause_sentence *s, const struct actor *a)
{
	const struct predication *p = clause_last(s);

	return p != NULL && p->subject == SUBJECT_ACTOR && p->actor != a &&
	       p->cue->entry->kind == CUE_STANCE && a->head == p->cue->end;
}

/* Whether there is too much between an actor and a verb for one clause. */
static bool
is_far(const struct clause_sentence *s, const struct actor *a, size_t at)
{
	size_t far = s->r->language == LANGUAGE_ZH ? 3 * FAR_WORDS : FAR_WORDS;
	bool closed = reading_token(s->r, a->end, ",") ||
		      reading_token(s->r, a->end - 1, ",");

	return at - a->end > (closed ? 3 * far : far);
}

/* The nearest actor before the verb that can be its subject, or NULL. */
static const struct actor *
actor_before(const struct clause_sentence *s, size_t at)
{
	size_t limit = clause_subject_limit(s);
	const struct actor *found = NULL;

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->end > at)
			break;
		if (a->first >= limit && may_be_subject(s, a) &&
		    !is_object(s, a))
			found = a;
	}
	return found != NULL && is_far(s, found, at) ? NULL : found;
}

/* The verbs behind which a subject may stand: "выступили", "puso". */
static size_t
skip_verbs(const struct reading *r, size_t at, size_t limit)
{
	for (;;) {
		const struct cue *cue;

		at = order_skip_adverbs(r, at, limit);
		cue = reading_cue(r, at);
		if (at >= limit || cue == NULL ||
		    (cue->entry->kind != CUE_AUXILIARY &&
			!(cue->entry->kind == CUE_REPORT &&
			    cue->entry->strength < 0)))
			return at;
		at = cue->end;
	}
}

/* An actor right behind the verb, within its cue or after it, or NULL. */
static const struct actor *
actor_after(const struct clause_sentence *s, const struct cue *cue)
{
	const struct reading *r = s->r;
	size_t after = order_skip_adverbs(r, cue->first + 1, s->end);
	size_t end = skip_verbs(r, cue->end, s->end);

	if (r->language == LANGUAGE_FR || r->language == LANGUAGE_ZH)
		return NULL;
	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->role == ACTOR_FREE &&
		    (a->head == after || a->head == cue->end ||
			a->head == end ||
			(a->first > cue->first && a->end <= cue->end)))
			return a;
		if (a->first > cue->end && a->first <= cue->end + NAME_WORDS &&
		    is_titled(s, a))
			return a;
	}
	return NULL;
}

/* "против исключения статьи 42 выступили А и Б": behind what it governs. */
static const struct actor *
actor_far_after(const struct clause_sentence *s, const struct cue *cue)
{
	const struct reading *r = s->r;

	if (r->language != LANGUAGE_RU)
		return NULL;
	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];
		const struct cue *verb;

		if (a->first < cue->end || a->role != ACTOR_FREE)
			continue;
		verb = a->first > 0 ? reading_cue(r, a->first - 1) : NULL;
		if (verb != NULL && verb->first >= cue->end &&
		    verb->entry->kind == CUE_REPORT &&
		    verb->entry->strength < 0)
			return a;
	}
	return NULL;
}

/* "qui", "que": the subject, or a sign that it stands behind. */
static bool
relative_subject(
    const struct clause_sentence *s, size_t at, struct predication *p)
{
	const struct reading *r = s->r;
	const struct cue *cue = at > s->first ? reading_cue(r, at - 1) : NULL;
	size_t to;

	if (cue == NULL || cue->entry->kind != CUE_RELATIVE)
		return false;
	to = cue->first;
	if (to > s->first && reading_token(r, to - 1, ","))
		to--;
	p->actor = actor_ending(&s->out->actors, to);
	if (p->actor != NULL)
		p->subject = SUBJECT_ACTOR;
	return true;
}

/* A verb with no subject in a sentence that begins with it: who spoke last. */
static void
subject_unsaid(const struct clause_sentence *s, const struct order_group *g,
    struct predication *p)
{
	struct actor *a;
	bool ours = verb_shape_is_ours(s->r, p->cue->first);

	if (s->r->language == LANGUAGE_FR || s->r->language == LANGUAGE_RU ||
	    s->out->count > 0)
		if (!ours)
			return;
	if (!ours && (g->first != s->first || g->passive))
		return;
	a = arena_alloc(s->r->arena, sizeof(*a));
	a->kind = ours ? ACTOR_SELF : ACTOR_PRONOUN;
	a->first = a->head = g->first;
	a->end = g->first;
	a->last_comma = a->first_comma = NOWHERE;
	p->subject = SUBJECT_ACTOR;
	p->actor = a;
}

void
order_subject(const struct clause_sentence *s, const struct order_group *g,
    struct predication *p)
{
	const struct actor *before, *after;

	if (g->nobody || relative_subject(s, g->first, p) ||
	    order_has_before(s->r, clause_subject_limit(s), g->first, WORD_NO))
		return;
	before = actor_before(s, g->first);
	after = actor_after(s, p->cue);
	if (after != NULL && s->r->language == LANGUAGE_AR &&
	    (before == NULL || before->end != g->first))
		before = NULL;
	if (before == NULL && after == NULL && s->out->count == 0)
		after = actor_far_after(s, p->cue);
	if (verb_shape_is_ours(s->r, p->cue->first) &&
	    (before == NULL || before->kind != ACTOR_SELF))
		before = after = NULL;
	p->actor = before != NULL ? before : after;
	if (p->actor != NULL) {
		p->subject = SUBJECT_ACTOR;
		/* "tampoco X apoya", "ni X ni Y apoyan" */
		if (before != NULL && !p->negated && before->head > s->first &&
		    s->r->language != LANGUAGE_FR &&
		    reading_is(s->r, before->head - 1, CUE_NEGATOR))
			p->negated = true;
		return;
	}
	if (verb_shape_is_ours(s->r, p->cue->first)) {
		subject_unsaid(s, g, p);
		return;
	}
	if (s->out->count > 0)
		clause_inherit(s, p);
	else
		subject_unsaid(s, g, p);
}
