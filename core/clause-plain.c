/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-plain.h"

#include "core/clause-ends.h"
#include "core/clause-governor.h"
#include "core/clause-order.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

static void
predication_add(struct clause_sentence *s, const struct predication *p)
{
	clause_add(s, p, s->out->count);
}

static bool
has_id(const struct cue *cue, const char *id)
{
	return strcmp(cue->entry->id, id) == 0;
}

/* --- what is said by nobody --------------------------------------------- */

/* "si X s'oppose", "是否支持": supposed or asked, up to the next comma. */
static bool
is_supposed(const struct clause_sentence *s, const struct order_group *g,
    const struct cue *cue)
{
	const struct reading *r = s->r;

	if (reading_small_before(r, g->first, WORD_ASKING) ||
	    (r->language == LANGUAGE_RU &&
		reading_small(r, cue->first + 1, WORD_ASKING)))
		return true;
	for (size_t i = g->first; i > s->first; i--) {
		const struct cue *c = reading_cue(r, i - 1);

		if (reading_token(r, i - 1, ",") ||
		    reading_token(r, i - 1, ";"))
			return false;
		if (c != NULL && (c->entry->kind == CUE_CONDITION ||
				     c->entry->kind == CUE_STANCE))
			return c->entry->kind == CUE_CONDITION;
	}
	return false;
}

/* Whether what somebody is thanked for, or asked, is no position of his. */
static bool
is_within_idle(const struct clause_sentence *s, const struct order_group *g,
    const struct predication *p)
{
	const struct predication *q = clause_last(s);

	if (q == NULL ||
	    (!has_id(q->cue, "thank") && !has_id(q->cue, "ask-if")))
		return false;
	if (p->actor != q->actor)
		return has_id(q->cue, "ask-if");
	return !clause_is_joint(s->r, g->first - 1) &&
	       !reading_small_before(s->r, g->first, WORD_AND);
}

/* "反对删除第42条的代表团": who is told apart by it, and said to do no more. */
static bool
is_attribute(const struct clause_sentence *s, const struct cue *cue)
{
	const struct reading *r = s->r;

	if (r->language != LANGUAGE_ZH)
		return false;
	for (size_t i = cue->end; i < s->end; i++) {
		if (r->tokens.token[i].kind == TOKEN_PUNCT)
			return false;
		if (reading_small(r, i, WORD_ATTRIBUTE) &&
		    (reading_is(r, i + 1, CUE_CROWD) ||
			reading_is(r, i + 1, CUE_PROPOSAL)) &&
		    reading_cue(r, i + 1)->first == i + 1)
			return reading_is(r, i + 1, CUE_CROWD) || i == cue->end;
	}
	return false;
}

/* --- kinds of predications ---------------------------------------------- */

/* Where a clause begins: its subject where it stands before the verb. */
static size_t
clause_begin(const struct clause_sentence *s, const struct order_group *g,
    const struct predication *p)
{
	const struct predication *before = clause_last(s);

	/* a subject that stands behind the verb before is part of that clause
	 */
	if (p->subject == SUBJECT_ACTOR && p->actor->end <= g->first &&
	    (before == NULL || before->actor != p->actor) &&
	    p->actor->first >= clause_subject_limit(s))
		return p->actor->head < p->actor->first ? p->actor->head
							: p->actor->first;
	return g->first;
}

/* Whether tokens name an action or a provision. */
static bool
names_thing(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (r->provision_at[i] >= 0 || reading_is(r, i, CUE_ACTION))
			return true;
	return false;
}

/* "appuyé par B", "得到B的支持": what B holds. */
static bool
add_agent(struct clause_sentence *s, const struct cue *cue,
    const struct order_group *g)
{
	const struct reading *r = s->r;
	const struct predication *before = clause_last(s);
	const struct actor *a = actor_starting(
	    &s->out->actors, order_skip_adverbs(r, cue->end, s->end));
	struct predication p = {.cue = cue, .voice = VOICE_AGENT};
	size_t of = reading_small_before(r, g->first, WORD_ATTRIBUTE);

	if (a == NULL ||
	    (a->role != ACTOR_AGENT && !has_id(cue, "with-support")))
		a = of > 0 ? actor_ending(&s->out->actors, g->first - of)
			   : NULL;
	if (a == NULL ||
	    (a->role != ACTOR_AGENT && !has_id(cue, "with-support")))
		return false;
	p.governor = -1;
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.negated = g->negated;
	p.start = p.end = g->first < a->head ? g->first : a->head;
	p.object = clause_subject_limit(s);
	if (before != NULL && before->voice == VOICE_AGENT &&
	    before->actor->end >= p.object)
		p.object = before->object;
	if (g->passive || of > 0) {
		p.start = p.object;
	} else if (before != NULL && before->voice == VOICE_AGENT &&
		   !before->of_sentence) {
		p.object = before->object;
		p.end = before->end;
	} else if (before == NULL && names_thing(r, s->first, g->first)) {
		p.start = p.object; /* "the deletion, rejected by B, ..." */
	} else {
		p.of_sentence = true;
	}
	predication_add(s, &p);
	return true;
}

/* A finite clause, or a participle that has the subject of one. */
static void
add_finite(struct clause_sentence *s, const struct cue *cue,
    const struct order_group *g)
{
	struct predication p = {.cue = cue, .governor = -1};

	if (g->shape == SHAPE_GERUND)
		p.voice = VOICE_PARTICIPLE;
	p.negated = g->negated;
	p.future = g->future || g->history || g->unreal;
	order_subject(s, g, &p);
	if (p.subject == SUBJECT_NONE || is_within_idle(s, g, &p) ||
	    is_supposed(s, g, cue) || is_attribute(s, cue)) {
		trace_drop(s->r, cue,
		    p.subject == SUBJECT_NONE  ? REASON_NO_HOLDER
		    : is_supposed(s, g, cue)   ? REASON_SUPPOSED
		    : is_within_idle(s, g, &p) ? REASON_ASKED
					       : REASON_NO_CLAUSE);
		return;
	}
	/* "كانت X قد اقترحت" */
	if (p.actor->end <= g->first &&
	    reading_small_before(s->r, p.actor->head, WORD_HISTORY))
		p.future = true;
	p.start = clause_begin(s, g, &p);
	p.object = cue->end;
	if (p.actor->first >= cue->first && p.actor->end > cue->end &&
	    p.actor->role == ACTOR_FREE && p.actor->head <= cue->end + 3)
		p.object = p.actor->end;
	p.end = s->end;
	predication_add(s, &p);
}

/* "selon X", "по мнению X": X says it. */
static void
add_according(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue, .governor = -1};
	const struct actors *actors = &s->out->actors;

	for (size_t i = 0; i < actors->count && p.actor == NULL; i++)
		if (actors->actor[i].head == cue->end ||
		    actors->actor[i].first == cue->end)
			p.actor = &actors->actor[i];
	if (p.actor == NULL)
		return;
	p.subject = SUBJECT_ACTOR;
	p.start = cue->first;
	p.object = p.actor->end;
	p.end = s->end;
	predication_add(s, &p);
}

/* Where the clause of a demand begins, after what was said before. */
static size_t
demand_begin(const struct clause_sentence *s, size_t at)
{
	const struct predication *q = clause_last(s);
	size_t least = q != NULL ? q->cue->end : s->first;

	if (q != NULL && q->object > least &&
	    q->cue->entry->kind == CUE_REPORT && q->object <= at)
		least = q->object; /* behind a subject that follows its verb */
	if (q == NULL || q->cue->entry->kind == CUE_REPORT) {
		while (least < at && (reading_token(s->r, least, ",") ||
					 reading_small(s->r, least, WORD_THAT)))
			least++;
		return least;
	}
	for (size_t i = at; i > least; i--)
		if (reading_token(s->r, i - 1, ",") ||
		    reading_token(s->r, i - 1, ";") ||
		    reading_small(s->r, i - 1, WORD_THAT) ||
		    reading_small(s->r, i - 1, WORD_AND))
			return i;
	return least;
}

/* "inacceptable pour X": X judges so. */
static const struct actor *
judge_of(const struct clause_sentence *s, const struct cue *cue)
{
	const struct cue *according = reading_cue(s->r, cue->end);

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->head == cue->end && a->head < a->first &&
		    reading_is(s->r, a->head, CUE_PREPOSITION))
			return a;
		/* "aux yeux de X" */
		if (according != NULL && has_id(according, "according") &&
		    (a->head == according->end || a->first == according->end))
			return a;
	}
	return NULL;
}

/* A demand or a verdict, within reported speech or on its own. */
static void
add_within(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue};
	struct order_group g =
	    order_group(s->r, s->first, cue->first, cue->end);
	const struct actor *judge = NULL;

	if (is_supposed(s, &g, cue)) {
		trace_drop(s->r, cue, REASON_SUPPOSED);
		return;
	}
	p.governor = clause_governor(s, cue->first);
	if (cue->entry->kind == CUE_VERDICT && p.governor == -1)
		judge = judge_of(s, cue);
	if (p.governor == CLAUSE_WITHIN_STANCE ||
	    (p.governor == -1 && judge == NULL &&
		cue->entry->kind == CUE_VERDICT)) {
		trace_drop(s->r, cue,
		    p.governor == CLAUSE_WITHIN_STANCE ? REASON_WITHIN
						       : REASON_NOT_SAID);
		return;
	}
	p.negated = g.negated;
	if (cue->entry->kind == CUE_MODAL)
		p.negated ^= reading_is(s->r, cue->end, CUE_NEGATOR);
	p.start = p.object = demand_begin(s, g.first);
	p.end = s->end;
	if (p.governor >= 0) {
		const struct predication *said = &s->out->item[p.governor];

		if (has_id(said->cue, "thank") || has_id(said->cue, "ask-if") ||
		    said->future)
			return;
		p.subject = said->subject;
		p.actor = said->actor;
		if (said->negated && said->cue->entry->strength > 0)
			p.negated = !p.negated;
	} else if (judge != NULL) {
		p.subject = SUBJECT_ACTOR;
		p.actor = judge;
	}
	/* "过于激进，不能接受": the second is on what the first is on */
	if (cue->entry->kind == CUE_VERDICT && p.object >= cue->first &&
	    clause_last(s) != NULL &&
	    clause_last(s)->cue->entry->kind == CUE_VERDICT) {
		trace_drop(s->r, cue, REASON_REPEATED);
		return;
	}
	if (cue->entry->kind == CUE_VERDICT && p.negated) {
		trace_drop(s->r, cue, REASON_NO_STANCE);
		return;
	}
	predication_add(s, &p);
}

/* "opposition de X à": who holds it stands beside the noun. */
static void
add_noun(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {
	    .cue = cue, .voice = VOICE_NOUN, .governor = -1};

	p.actor = actor_starting(&s->out->actors, cue->end);
	if (p.actor == NULL)
		return;
	p.subject = SUBJECT_ACTOR;
	p.start = cue->first;
	p.object = p.actor->end;
	p.end = s->end;
	predication_add(s, &p);
}

/* "الدعم": what has an article is a noun; the verb is written like it. */
static bool
has_article(const struct reading *r, size_t at)
{
	static const char *const begin[] = {
	    "ال", "وال", "فال", "بال", "وبال", "لل", "ولل", "كال", NULL};
	static const char *const verb[] = {"التمس", "التز", "التق", NULL};
	const char *s = r->tokens.token[at].folded;

	if (r->language != LANGUAGE_AR)
		return false;
	for (size_t i = 0; verb[i] != NULL; i++)
		if (strncmp(s, verb[i], strlen(verb[i])) == 0)
			return false;
	for (size_t i = 0; begin[i] != NULL; i++)
		if (strncmp(s, begin[i], strlen(begin[i])) == 0)
			return true;
	return false;
}

static void
read_cue(struct clause_sentence *s, const struct cue *cue)
{
	struct order_group g;

	if (cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT) {
		if (cue->entry->stance != STANCE_NONE)
			add_within(s, cue);
		return;
	}
	if (has_id(cue, "according")) {
		add_according(s, cue);
		return;
	}
	if (cue->entry->form == FORM_NOUN) {
		add_noun(s, cue);
		return;
	}
	if (has_article(s->r, cue->first))
		return;
	g = order_group(s->r, s->first, cue->first, cue->end);
	if (cue->entry->form == FORM_WORD ||
	    cue->entry->form == FORM_PREDICATE) {
		g.shape = SHAPE_FINITE;
		g.passive = false; /* "est disposé à accepter" */
	}
	if ((g.shape == SHAPE_PARTICIPLE || s->r->language == LANGUAGE_ZH ||
		has_id(cue, "with-support")) &&
	    !g.reflexive && add_agent(s, cue, &g))
		return;
	if (has_id(cue, "with-support") || g.passive ||
	    (g.shape == SHAPE_PARTICIPLE && !g.auxiliary) ||
	    (g.shape == SHAPE_INFINITIVE && !g.auxiliary))
		return;
	add_finite(s, cue, &g);
}

static bool
is_head(const struct cue *cue)
{
	return cue->entry->kind == CUE_STANCE ||
	       cue->entry->kind == CUE_REPORT ||
	       cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT;
}

/* A fronted participle has the subject of the clause after it. */
static void
set_fronted(const struct predications *out)
{
	for (size_t i = 0; i + 1 < out->count; i++)
		if (out->item[i].subject == SUBJECT_NONE &&
		    out->item[i].governor < 0 &&
		    out->item[i].voice == VOICE_PARTICIPLE) {
			out->item[i].subject = out->item[i + 1].subject;
			out->item[i].actor = out->item[i + 1].actor;
		}
}

void
predications_find_plain(
    const struct reading *r, size_t first, size_t end, struct predications *ret)
{
	struct clause_sentence s = {r, first, end, ret, 0};

	for (size_t i = first; i < end; i++) {
		const struct cue *cue = reading_cue(r, i);

		if (cue != NULL && cue->first == i && is_head(cue))
			read_cue(&s, cue);
	}
	clause_ends_set(&s);
	set_fronted(ret);
}
