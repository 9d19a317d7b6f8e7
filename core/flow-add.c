/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/flow-parts.h"

#include "core/implied.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

/* Words between a negator and the cue it turns. */
#define NEGATOR_WORDS 5

static bool
same_position(const struct position *a, const struct position *b)
{
	return strcmp(a->holder, b->holder) == 0 && a->stance == b->stance &&
	       a->action == b->action && a->scope == b->scope &&
	       strcmp(a->provision, b->provision) == 0 &&
	       strcmp(a->lineage, b->lineage) == 0;
}

static struct position *
add(struct flow *flow, const struct position *position)
{
	struct positions *out = flow->out;

	for (size_t i = flow->sentence_row; i < out->count; i++)
		if (same_position(&out->item[i], position)) {
			/* "thinks it needless, and opposes it": says so */
			if (out->item[i].certainty <= position->certainty)
				return NULL;
			out->item[i] = *position;
			return &out->item[i];
		}
	if (out->count == out->room) {
		size_t more = out->room ? out->room * 2 : 16;

		out->item = arena_grow(flow->arena, out->item, out->room, more,
		    sizeof(*out->item));
		out->room = more;
	}
	out->item[out->count] = *position;
	return &out->item[out->count++];
}

static void
set_holder(struct position *p, const struct member *m)
{
	p->holder = m->id;
	p->holder_name = m->name;
	p->holder_kind = m->kind;
	p->spokesperson = m->via;
}

/*
 * Where the words that carry the stance begin: at the negator, where one
 * stands a few words before the cue ("cannot accept"), so that nobody sees the
 * cue alone marked and reads the opposite.
 */
static size_t
cue_begin(const struct flow *flow, const struct cue *cue, size_t first)
{
	const struct token *t = flow->r->tokens.token;
	size_t least = cue->first > first + NEGATOR_WORDS
			   ? cue->first - NEGATOR_WORDS
			   : first;

	for (size_t at = cue->first; at > least;) {
		at--;
		if (t[at].kind == TOKEN_PUNCT || t[at].kind == TOKEN_BREAK)
			break;
		if (reading_is(flow->r, at, CUE_NEGATOR))
			return at;
	}
	return cue->first;
}

static void
set_quote(const struct flow *flow, struct position *p, const struct cue *cue,
    size_t first, size_t end)
{
	const struct token *t = flow->r->tokens.token;

	if (end <= first)
		end = cue->end > first ? cue->end : first + 1;
	if (end > flow->r->tokens.count)
		end = flow->r->tokens.count;
	p->start = t[first].start;
	p->end = t[end - 1].end;
	p->cue_start = t[cue_begin(flow, cue, first)].start;
	p->cue_end = t[cue->end - 1].end;
	if (p->cue_end > p->end)
		p->end = p->cue_end;
	if (p->cue_start < p->start)
		p->start = p->cue_start;
}

static void
add_members(struct flow *flow, struct holders holders, struct position *p,
    const struct cue *cue)
{
	for (size_t i = 0; i < holders.count; i++) {
		set_holder(p, &holders.member[i]);
		if (add(flow, p) == NULL)
			trace_drop(flow->r, cue, REASON_REPEATED);
	}
}

/*
 * "The word 'all' must be deleted": a word is one of a text, and that is the
 * article named before in the sentence or in the one before.
 */
static bool
part_of(const struct flow *flow, const struct thing *t, struct provision *ret)
{
	if (flow_named_before(flow, t->first, ret))
		return true;
	*ret = flow->article;
	return flow->article_fresh;
}

void
flow_add(struct flow *flow, struct holders holders, enum stance stance,
    const struct thing *t, const struct cue *cue, size_t first, size_t end,
    enum rule rule)
{
	struct position p = {.stance = stance,
	    .action = t->action,
	    .scope = t->scope,
	    .provision = "",
	    .instrument = "",
	    .lineage = "",
	    .condition = ""};
	size_t last = t->condition != NOWHERE ? t->condition : t->end;
	size_t object = t->clause ? t->first : t->object;
	struct provision whole;

	if (!t->clause && t->cue != NULL && t->action == ACTION_NONE)
		object = t->cue->first;

	set_quote(flow, &p, cue, first, end);
	if (object < t->end && reading_small(flow->r, object, WORD_THAT))
		object++;
	if (object >= last)
		object = t->first;
	p.object = reading_text(flow->r, object, last);
	if (t->condition != NOWHERE)
		p.condition = reading_text(flow->r, t->condition, t->end);
	p.rule =
	    arena_printf(flow->arena, "%s/%s", cue->entry->id, rule_name(rule));
	if (flow->drafting && t->n_provisions == 0 &&
	    stance == STANCE_PROPOSE && p.action == ACTION_NONE)
		p.action = ACTION_AMEND;
	if (cue->entry->kind == CUE_VERDICT)
		p.certainty = CERTAINTY_IMPLIED;
	if (p.action == ACTION_NONE)
		p.implied = implied_action(flow->r, stance, t);
	for (size_t i = 0; i < t->n_provisions; i++) {
		struct provision where = flow_resolve(flow, t->provision[i]);

		flow_place(flow, &where, t->provision[i], true, &p);
		add_members(flow, holders, &p, cue);
	}
	if (t->n_provisions > 0)
		return;
	if (t->referenced != NULL) {
		flow_place(
		    flow, &t->referenced->provision, t->referenced, false, &p);
	} else if (flow->n_topics > 0) {
		if (p.scope == SCOPE_REFERENCE || t->part)
			p.scope = SCOPE_PART; /* references in the topic */
		for (size_t i = 0; i < flow->n_topics; i++) {
			flow_place(flow, &flow->topic[i], NULL, true, &p);
			add_members(flow, holders, &p, cue);
		}
		return;
	} else if (t->part && flow->given.kind == PROVISION_NONE &&
		   part_of(flow, t, &whole)) {
		p.scope = SCOPE_PART;
		flow_place(flow, &whole, NULL, true, &p);
	} else if (flow->given.kind != PROVISION_NONE) {
		if (p.scope == SCOPE_REFERENCE || t->part)
			p.scope = SCOPE_PART;
		flow_place(flow, &flow->given, NULL, true, &p);
	} else {
		if (t->part && p.scope == SCOPE_WHOLE)
			p.scope = SCOPE_PART; /* of a text that is not named */
		flow_place_topic(flow, t, &p);
	}
	add_members(flow, holders, &p, cue);
}

void
flow_copy(struct flow *flow, const struct member *member, enum stance stance,
    const struct position *position, const struct cue *cue, size_t first,
    size_t end, enum rule rule)
{
	struct position p = *position;

	set_holder(&p, member);
	set_quote(flow, &p, cue, first, end);
	p.stance = stance;
	if (cue->entry->kind == CUE_STANCE)
		p.certainty = CERTAINTY_EXPLICIT;
	p.rule =
	    arena_printf(flow->arena, "%s/%s", cue->entry->id, rule_name(rule));
	if (add(flow, &p) == NULL)
		trace_drop(flow->r, cue, REASON_REPEATED);
}
