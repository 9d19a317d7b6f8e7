/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions, read with the lexicon and the rules that records are read with. */
#include "core/asking.h"
#include "core/attach.h"
#include "core/small-words.h"
#include "core/question-filter.h"
#include "core/question-language.h"

#include <string.h>

#define QUESTION_MAX 4096 /* bytes that are read */

void
asking_use(struct asking *q, size_t first, size_t end)
{
	for (size_t i = first; i < end && i < q->r.tokens.count; i++)
		q->used[i] = true;
}

/* --- what is asked for -------------------------------------------------- */

static enum question_asks
asks_of(const char *id)
{
	static const struct {
		const char *id;
		enum question_asks asks;
	} ids[] = {{"who", ASKS_WHO}, {"ask-holders", ASKS_WHO},
	    {"ask-states", ASKS_STATES}, {"ask-groups", ASKS_GROUPS},
	    {"ask-members", ASKS_MEMBERS}, {"ask-what", ASKS_WHAT},
	    {"ask-when", ASKS_WHEN}, {"ask-count", ASKS_COUNT},
	    {"count-states", ASKS_COUNT}, {"count-groups", ASKS_COUNT},
	    {"stand", ASKS_STAND}, {"change", ASKS_CHANGE},
	    {"agree", ASKS_AGREE}, {"compare", ASKS_COMPARE},
	    {"broke", ASKS_BROKE}, {"ask-whether", ASKS_WHETHER}};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (strcmp(id, ids[i].id) == 0)
			return ids[i].asks;
	return ASKS_NOTHING;
}

/* Whom a question counts. */
static enum question_asks
counted_of(const char *id)
{
	return strcmp(id, "count-states") == 0	 ? ASKS_STATES
	       : strcmp(id, "count-groups") == 0 ? ASKS_GROUPS
						 : ASKS_WHO;
}

/* What a cue of class `ask` asks for, which is stronger than other words. */
static bool
read_comparison(struct asking *q)
{
	for (size_t i = 0; i < q->n_asks; i++) {
		enum question_asks asks = asks_of(q->ask[i].entry->id);

		if (asks < ASKS_STAND)
			continue;
		q->ret->asks = asks;
		asking_use(q, q->ask[i].first, q->ask[i].end);
		/* "where does X ... stand" */
		if (q->ask[i].reach > q->ask[i].end)
			asking_use(q, q->ask[i].reach - 1, q->ask[i].reach);
		return true;
	}
	return false;
}

/* Whether a question begins with the token: "¿" and the like go before it. */
static bool
is_first_word(const struct reading *r, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (reading_word(r, i))
			return false;
	return true;
}

/* "предлагала ли Гальтрия", "¿propuso Galtria ...?": no word says it. */
static bool
asks_whether(const struct reading *r)
{
	bool marked = false;

	if (r->language == LANGUAGE_EN)
		return false;
	for (size_t i = 0; i < r->tokens.count; i++) {
		marked |= reading_token(r, i, "?");
		if (r->language == LANGUAGE_RU &&
		    reading_small(r, i, WORD_ASKING))
			return true;
	}
	return marked && r->n_holders > 0;
}

static void
read_asks(struct asking *q)
{
	static const char *const to_be[] = {"is", "are", "was", "were", NULL};
	const struct reading *r = &q->r;
	bool english = r->language == LANGUAGE_EN;

	if (read_comparison(q))
		return;
	if (asks_whether(r))
		q->ret->asks = ASKS_WHETHER;
	for (size_t i = 0; i < r->n_cues; i++) {
		const struct cue *cue = &r->cue[i];

		if (english && cue->first == 0 &&
		    (cue->entry->kind == CUE_AUXILIARY ||
			reading_any(r, 0, to_be))) {
			q->ret->asks = ASKS_WHETHER;
		} else if (cue->entry->kind == CUE_QUESTION ||
			   (cue->entry->kind == CUE_RELATIVE &&
			       is_first_word(r, cue->first)) ||
			   (cue->entry->kind == CUE_RELATIVE &&
			       r->language == LANGUAGE_ZH)) {
			q->ret->asks = asks_of(cue->entry->id);
			q->ret->counted = counted_of(cue->entry->id);
		} else {
			continue;
		}
		/* "is X against": a stance with its subject in it */
		if (cue->entry->kind != CUE_STANCE)
			asking_use(q, cue->first, cue->end);
		return;
	}
}

/* --- stance and action -------------------------------------------------- */

static bool
negated_before(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0 && i + 3 > at; i--)
		if (reading_is(r, i - 1, CUE_NEGATOR))
			return true;
	return false;
}

/* "who is for article 5" */
static bool
is_for(const struct reading *r, size_t at)
{
	return at > 0 && reading_token(r, at, "for") &&
	       reading_is(r, at - 1, CUE_AUXILIARY);
}

/* "did X support or oppose": both are asked for. */
static bool
is_either(const struct asking *q)
{
	bool support = false, oppose = false;

	for (size_t i = 0; i < q->r.n_cues; i++) {
		support |= q->r.cue[i].entry->stance == STANCE_SUPPORT;
		oppose |= q->r.cue[i].entry->stance == STANCE_OPPOSE;
	}
	return support && oppose;
}

/* The first cue of a class that has a stance, or NULL. */
static const struct cue *
cue_with_stance(const struct reading *r, enum cue_class kind)
{
	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].entry->kind == kind &&
		    r->cue[i].entry->stance != STANCE_NONE)
			return &r->cue[i];
	return NULL;
}

static void
read_stance(struct asking *q)
{
	const struct reading *r = &q->r;

	q->stance = cue_with_stance(r, CUE_STANCE);
	for (size_t i = 0; i < q->n_asks && q->stance == NULL; i++)
		if (q->ask[i].entry->stance != STANCE_NONE)
			q->stance = &q->ask[i]; /* "any proposal on" */
	if (q->stance == NULL) /* "said that it was too early for" */
		q->stance = cue_with_stance(r, CUE_VERDICT);
	if (q->stance == NULL) {
		for (size_t i = 0; i < r->tokens.count; i++)
			if (is_for(r, i))
				q->ret->stance = STANCE_SUPPORT;
		return;
	}
	if (is_either(q))
		return;
	q->ret->stance =
	    attach_stance(q->stance, negated_before(r, q->stance->first));
	q->ret->action = q->stance->entry->action;
	q->ret->states_action = q->ret->action != ACTION_NONE;
	q->ret->rule = q->stance->entry->id;
	if (q->stance->entry->kind != CUE_VERDICT)
		asking_use(q, q->stance->first, q->stance->end);
}

/* "a new article on retention": a topic, no action. */
static bool
is_topic(const struct asking *q, const struct cue *cue)
{
	return q->used[cue->first] ||
	       (q->r.language == LANGUAGE_EN && cue->form == FORM_NOUN &&
		   cue->first > 0 &&
		   reading_is(&q->r, cue->first - 1, CUE_TOPIC));
}

/*
 * "who wants 89.10 out", "who opposed moving article 5": a word that asks for
 * an action at the end, or before what it is on.
 */
static bool
is_asked_action(const struct asking *q, const struct cue *cue)
{
	const struct reading *r = &q->r;

	if (cue->entry->action == ACTION_NONE)
		return false;
	if (cue->end < r->tokens.count && r->provision_at[cue->end] >= 0)
		return true;
	for (size_t i = cue->end; i < r->tokens.count; i++)
		if (reading_word(r, i))
			return false;
	return true;
}

/* The first word of editing that the stance does not hold already. */
static void
read_action(struct asking *q)
{
	const struct reading *r = &q->r;

	for (size_t i = 0; i < r->n_cues && q->action == NULL; i++)
		if (r->cue[i].entry->kind == CUE_ACTION &&
		    !is_topic(q, &r->cue[i]))
			q->action = &r->cue[i];
	for (size_t i = 0; i < q->n_asks && q->action == NULL; i++)
		if (is_asked_action(q, &q->ask[i]))
			q->action = &q->ask[i];
	if (q->action == NULL)
		return;
	q->ret->action = q->action->entry->action;
	q->ret->states_action = true;
	if (*q->ret->rule == '\0')
		q->ret->rule = q->action->entry->id;
	if (q->stance == NULL && q->ret->stance == STANCE_NONE &&
	    q->ret->asks != ASKS_NOTHING && q->ret->asks != ASKS_WHAT &&
	    q->action->form != FORM_NOUN)
		q->ret->stance = STANCE_PROPOSE; /* "who deleted article 5" */
	asking_use(q, q->action->first, q->action->end);
}

/* --- what it comes to --------------------------------------------------- */

/* A negator that no stance has taken in. */
static bool
says_not(const struct asking *q)
{
	for (size_t i = 0; i < q->r.n_cues; i++)
		if (q->r.cue[i].entry->kind == CUE_NEGATOR &&
		    !q->used[q->r.cue[i].first])
			return true;
	return false;
}

/*
 * "who did not oppose it", "who has not spoken on it": silence is on no record,
 * so that the answer is who said what.
 */
static void
settle_unsaid(struct asking *q)
{
	struct question_reading *ret = q->ret;

	if (ret->stance != STANCE_NONE || !says_not(q) ||
	    (ret->n_provisions == 0 && ret->n_lineages == 0))
		return;
	if (ret->asks != ASKS_WHO && ret->asks != ASKS_STATES &&
	    ret->asks != ASKS_GROUPS && ret->asks != ASKS_MEMBERS &&
	    ret->asks != ASKS_COUNT)
		return;
	ret->unsaid = true;
	ret->asks = ASKS_STAND;
}

/* "does X agree with Y": the two of them. */
static void
settle_agree(struct question_reading *ret)
{
	if (ret->asks == ASKS_AGREE && ret->n_holders == 2)
		ret->asks = ASKS_COMPARE;
}

/* A comparison needs somebody to compare; stances of it are all of them. */
static void
settle_asks(struct question_reading *ret)
{
	bool things = ret->n_provisions > 0 || ret->n_lineages > 0;

	if (ret->asks == ASKS_WHAT && ret->n_holders == 0 && things &&
	    ret->stance == STANCE_NONE && !ret->states_action)
		ret->asks = ASKS_STAND;
	if (ret->asks == ASKS_COMPARE && ret->n_holders < 2)
		ret->asks = ret->n_holders > 0 ? ASKS_WHAT : ASKS_NOTHING;
	if ((ret->asks == ASKS_CHANGE || ret->asks == ASKS_AGREE) &&
	    ret->n_holders == 0)
		ret->asks = things ? ASKS_STAND : ASKS_NOTHING;
	if (ret->asks < ASKS_STAND)
		return;
	ret->stance = STANCE_NONE;
	ret->action = ACTION_NONE;
	ret->states_action = false;
}

void
engine_question(const struct engine *engine, struct arena *arena,
    const char *text, size_t n, enum language language,
    struct question_reading *ret)
{
	struct asking q = {.engine = engine, .ret = ret};
	const struct lexicon *lexicon;
	struct tokens tokens;

	if (n > QUESTION_MAX)
		n = QUESTION_MAX;
	if (language == LANGUAGE_NONE) {
		tokenize(arena, text, n, &tokens);
		language = question_language(&tokens);
	}
	lexicon = engine_lexicon(engine, language);
	memset(ret, 0, sizeof(*ret));
	ret->language = language;
	ret->object = ret->rest = ret->rule = ret->unknown = "";
	reading_init(&q.r, arena, engine->neg, lexicon, language, text, n);
	q.used = arena_array(arena, q.r.tokens.count + 1, sizeof(*q.used));
	if (lexicon != NULL)
		q.ask =
		    lexicon_find_asked(lexicon, arena, &q.r.tokens, &q.n_asks);
	actors_find(&q.r, 0, q.r.tokens.count, &q.actors);
	read_asks(&q);
	read_stance(&q);
	question_filters(engine->neg, &q.r, q.ask, q.n_asks, q.used, ret);
	asking_instrument(&q);
	asking_topics(&q, language);
	read_action(&q);
	asking_provisions(&q);
	asking_holders(&q);
	settle_agree(ret);
	settle_unsaid(&q);
	settle_asks(ret);
	if (ret->asks == ASKS_NOTHING && ret->stance != STANCE_NONE)
		ret->asks = ret->n_holders > 0 ? ASKS_WHAT : ASKS_WHO;
	if (ret->asks == ASKS_WHAT && ret->stance == STANCE_NONE &&
	    ret->n_holders == 0 && ret->members_of == NULL &&
	    ret->n_provisions == 0 && ret->n_lineages == 0)
		ret->asks = ASKS_NOTHING;
	ret->unknown = asking_unknown(&q);
	if (ret->unknown[0] != '\0' && ret->asks == ASKS_STAND)
		ret->asks = ASKS_WHAT;
	ret->object = ret->asks < ASKS_STAND ? asking_object(&q) : "";
	ret->rest = asking_rest(&q);
}
