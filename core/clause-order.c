/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-order.h"

#include "core/small-words.h"

#include <string.h>

/* How far behind a verb the other half of a negator stands. */
#define PAS_WORDS 3

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

bool
order_has_before(
    const struct reading *r, size_t first, size_t at, enum small_word kind)
{
	for (size_t i = first; i < at; i++)
		if (reading_small(r, i, kind))
			return true;
	return false;
}

/* "ni A ni B n'appuient": the first half is all there is. */
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
	if (order_has_before(r, first, g->first, WORD_NE_EMPTY))
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
