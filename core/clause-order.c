/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-order.h"

#include "core/small-words.h"

#include <string.h>

/* Words that may stand between a subject and its verb. */
#define FAR_WORDS 16
/* How far behind a verb the other half of a negator stands. */
#define PAS_WORDS 3
/* Words between a title and the parenthesis that tells the speaker's State. */
#define NAME_WORDS 5

size_t
order_skip_adverbs(const struct reading *r, size_t at, size_t limit)
{
	while (at < limit) {
		size_t n = reading_small(r, at, WORD_ADVERB);

		if (n == 0)
			n = reading_skip_adverbs(r, at, limit) - at;
		if (n == 0)
			break;
		at += n;
	}
	return at < limit ? at : limit;
}

static size_t
back_over_adverbs(const struct reading *r, size_t at, size_t first)
{
	for (;;) {
		size_t n = reading_small_before(r, at, WORD_ADVERB);

		if (n == 0)
			n = at - reading_back_over_adverbs(r, at, first);
		if (n == 0 || at < first + n)
			return at;
		at -= n;
	}
}

/* --- the verb group ----------------------------------------------------- */

/* What is known of a negator while a group is read. */
struct negators {
	bool ne;       /* half of one */
	bool pas;      /* the other half, before the verb */
	bool ne_alone; /* a verb that the first half negates alone */
};

/* French "a", which without its accent is no preposition. */
static bool
is_has(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];

	return r->language == LANGUAGE_FR && t->end - t->start == 1 &&
	       token_is(t, "a");
}

/* A small word before the group; how many tokens it takes. */
static size_t
group_small(const struct reading *r, size_t at, struct order_group *g,
    struct negators * not )
{
	size_t n;

	if ((n = reading_small_before(r, at, WORD_NE)) > 0) {
		not ->ne = true;
		return n;
	}
	if (is_has(r, at - 1)) {
		g->auxiliary = true;
		return 1;
	}
	if ((n = reading_small_before(r, at, WORD_HISTORY)) > 0) {
		g->history = g->auxiliary = true;
		return n;
	}
	if ((n = reading_small_before(r, at, WORD_FUTURE)) > 0) {
		g->future = g->auxiliary = true;
		return n;
	}
	if ((n = reading_small_before(r, at, WORD_CLITIC)) > 0) {
		/* "nous nous opposons": the first is who does it */
		if (reading_is(r, at - n, CUE_SELF) &&
		    (at < 2 || !reading_is(r, at - n - 1, CUE_SELF)))
			return 0;
		g->reflexive |= reading_small(r, at - n, WORD_REFLEXIVE) > 0;
		if (reading_small(r, at - n, WORD_OBJECT))
			g->pronoun = at - n;
		return n;
	}
	return 0;
}

/* An auxiliary or negator before the group. */
static bool
group_cue(const struct reading *r, const struct cue *cue, struct order_group *g,
    struct negators * not )
{
	if (cue->entry->kind == CUE_NEGATOR) {
		g->negated = !g->negated;
		not ->pas |= reading_small(r, cue->first, WORD_NE_PAS) > 0;
		/* "refuse d'accepter" */
		g->auxiliary |= cue->entry->strength > 0;
		return true;
	}
	if (cue->entry->kind == CUE_AUXILIARY) {
		if (!g->auxiliary && reading_small(r, cue->end - 1, WORD_BE))
			g->passive = true;
		g->auxiliary = true;
		not ->ne_alone |=
		    reading_small(r, cue->first, WORD_NE_ALONE) > 0;
		g->future |= verb_shape_at(r, cue->first) == SHAPE_FUTURE;
		return true;
	}
	return cue->entry->kind == CUE_KEEP;
}

/* "ni A ni B n'appuient": the first half is all there is. */
static bool
has_before(
    const struct reading *r, size_t first, size_t at, enum small_word kind)
{
	for (size_t i = first; i < at; i++)
		if (reading_small(r, i, kind))
			return true;
	return false;
}

static bool
is_neither(const struct reading *r, size_t first, size_t at)
{
	for (size_t i = first; i < at; i++)
		if (reading_is(r, i, CUE_NEGATOR) &&
		    !reading_small(r, i, WORD_NE_PAS))
			return true;
	return false;
}

/* What "ne" does, when it was found before the verb. */
static void
resolve_ne(const struct reading *r, size_t first, size_t at, size_t end,
    const struct negators * not, struct order_group *g)
{
	if (not ->pas)
		return;
	for (size_t i = at + 1; i < end + PAS_WORDS; i++) {
		if (reading_small(r, i, WORD_NE_PAS)) {
			g->negated = !g->negated;
			return;
		}
		if (reading_small(r, i, WORD_NE_ONLY) && i <= end)
			return;
	}
	if (has_before(r, first, g->first, WORD_NE_EMPTY))
		g->unreal = true;
	else if (not ->ne_alone || reading_small(r, at, WORD_NE_ALONE) ||
		 is_neither(r, first, g->first))
		g->negated = !g->negated;
}

/* "لا تؤيد المادة 5 فحسب": not only; said at the end of the clause. */
static bool
is_only(const struct reading *r, size_t at)
{
	if (r->language != LANGUAGE_AR)
		return false;
	for (; at < r->tokens.count && r->tokens.token[at].kind != TOKEN_PUNCT;
	     at++)
		if (reading_small(r, at, WORD_NE_ONLY))
			return true;
	return false;
}

struct order_group
order_group(const struct reading *r, size_t first, size_t at, size_t end)
{
	struct order_group g = {.first = at, .pronoun = NOWHERE};
	struct negators half = {false, false, false};

	g.shape = verb_shape_at(r, at);
	g.future = g.shape == SHAPE_FUTURE;
	for (;;) {
		const struct cue *cue;
		size_t n;

		g.first = back_over_adverbs(r, g.first, first);
		if (g.first <= first)
			break;
		cue = reading_cue(r, g.first - 1);
		if (cue != NULL && is_has(r, g.first - 1))
			cue = NULL;
		if (cue != NULL && cue->first >= first &&
		    group_cue(r, cue, &g, &half)) {
			g.first = cue->first;
			continue;
		}
		n = group_small(r, g.first, &g, &half);
		if (n == 0 || g.first < first + n)
			break;
		g.first -= n;
	}
	if (half.ne)
		resolve_ne(r, first, at, end, &half, &g);
	else if (g.negated && is_only(r, end))
		g.negated = false;
	if (g.first > first)
		g.nobody =
		    reading_small(r, g.first - 1, WORD_NOBODY) > 0 &&
		    (g.passive || !reading_is(r, g.first - 1, CUE_PRONOUN));
	g.passive = g.passive && g.shape == SHAPE_PARTICIPLE && !g.reflexive;
	return g;
}

/* --- subjects ----------------------------------------------------------- */

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
	    has_before(s->r, clause_subject_limit(s), g->first, WORD_NO))
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
