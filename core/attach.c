/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach.h"

#include "core/answer.h"
#include "core/attach-parts.h"
#include "core/camp.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

/* --- a sentence --------------------------------------------------------- */

/* Rows a predication gave: from..to of the passage's positions. */
struct rows {
	size_t from;
	size_t to;
};

/* What the predication's rows hold is what an answer would be to. */
static void
note_answer(struct flow *flow, const struct rows *rows, enum cue_class kind)
{
	const struct position *item = flow->out->item;

	if (rows->from == rows->to)
		return;
	/* a demand within a clause is not what "this position" means */
	if (kind == CUE_MODAL && rows->from > flow->sentence_row)
		return;
	flow->n_answers = 0;
	flow->answer_fresh = true;
	for (size_t i = rows->from; i < rows->to; i++)
		if (strcmp(item[i].holder, item[rows->from].holder) == 0 &&
		    flow->n_answers < THINGS_MAX)
			flow->answer[flow->n_answers++] = item[i];
}

static void
read_predication(struct flow *flow, const struct predications *all, size_t i,
    struct holders *holders, struct rows *rows)
{
	const struct predication *p = &all->item[i];

	rows->from = flow->out->count;
	if (p->governor >= 0 && (p->cue->entry->kind == CUE_MODAL ||
				    p->cue->entry->kind == CUE_VERDICT))
		holders[i] = holders[p->governor];
	else if (flow->n_self > 0 && p->subject != SUBJECT_ACTOR &&
		 (p->cue->entry->kind == CUE_MODAL ||
		     (p->cue->entry->kind == CUE_VERDICT &&
			 flow->r->language == LANGUAGE_EN)))
		holders[i] = (struct holders){flow->self, flow->n_self};
	else
		holders[i] = flow_subject(flow, p);
	switch (p->cue->entry->kind) {
	case CUE_STANCE:
		attach_read_stance(flow, all, p, holders[i]);
		break;
	case CUE_MODAL:
		attach_read_demand(flow, all, p, holders[i]);
		break;
	case CUE_VERDICT:
		attach_read_verdict(flow, all, p, holders[i]);
		break;
	case CUE_NEGATOR:
		answer_not(flow, p, holders[i]);
		break;
	case CUE_ACTION:
		attach_read_would(flow, p, holders[i]);
		break;
	default:
		break;
	}
	attach_add_companion(flow, p, rows->from);
	rows->to = flow->out->count;
	note_answer(flow, rows, p->cue->entry->kind);
}

/* "X, supported by Y, proposed": the clause whose rows Y answers. */
static const struct rows *
main_rows(const struct predications *all, const struct rows *rows, size_t agent)
{
	for (size_t i = agent + 1; i < all->count; i++)
		if (all->item[i].voice == VOICE_ACTIVE &&
		    rows[i].to > rows[i].from)
			return &rows[i];
	for (size_t i = agent; i > 0; i--)
		if (all->item[i - 1].voice != VOICE_AGENT &&
		    rows[i - 1].to > rows[i - 1].from)
			return &rows[i - 1];
	return NULL;
}

/* "Another article, proposed by X, is Article 5": what is named after it. */
static void
read_named(struct flow *flow, const struct predications *all,
    const struct predication *agent, struct holders holders)
{
	const struct reading *r = flow->r;
	struct predication p = *agent;
	size_t at = agent->actor->end;

	if (reading_token(r, at, ","))
		at++;
	if (r->language != LANGUAGE_EN || !reading_is(r, at, CUE_AUXILIARY))
		return;
	at = reading_cue(r, at)->end;
	if (at >= r->tokens.count || r->provision_at[at] < 0)
		return;
	p.of_sentence = false;
	p.object = at;
	p.end = r->provision[r->provision_at[at]].end;
	attach_read_stance(flow, all, &p, holders);
}

/*
 * "The idea of a fund, first floated by X, was ...": where no clause is there
 * to answer, X's is what stands before the comma.
 */
static void
read_inserted(struct flow *flow, const struct predications *all,
    const struct predication *agent, struct holders holders)
{
	const struct reading *r = flow->r;
	struct predication p = *agent;
	size_t end = agent->start, first;

	if (r->language != LANGUAGE_EN || end < 3 ||
	    !reading_token(r, end - 1, ","))
		return;
	for (first = end - 1; first > 0; first--)
		if (r->tokens.token[first].flags & TOKEN_SENTENCE ||
		    reading_token(r, first - 1, ","))
			break;
	for (size_t i = 0; i < all->actors.count; i++)
		if (all->actors.actor[i].role == ACTOR_FREE &&
		    all->actors.actor[i].first >= first &&
		    all->actors.actor[i].first < end)
			return;
	for (size_t i = first; i < end; i++)
		if (reading_is(r, i, CUE_AUXILIARY) ||
		    reading_is(r, i, CUE_REPORT) ||
		    reading_is(r, i, CUE_STANCE))
			return;
	p.of_sentence = false;
	p.start = p.object = first;
	p.end = end - 1;
	if (p.end > p.object + 1)
		attach_read_stance(flow, all, &p, holders);
}

static void
read_agents(
    struct flow *flow, const struct predications *all, const struct rows *rows)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct predication *p = &all->item[i];
		struct holders holders;
		size_t before;

		if (p->voice != VOICE_AGENT ||
		    p->cue->entry->kind != CUE_STANCE)
			continue;
		holders.member = p->actor->member;
		holders.count = p->actor->n_members;
		before = flow->out->count;
		if (!p->of_sentence)
			attach_read_stance(flow, all, p, holders);
		else if (main_rows(all, rows, i) == NULL) {
			read_named(flow, all, p, holders);
			if (flow->out->count == before)
				read_inserted(flow, all, p, holders);
		} else
			answer_agent(flow, p, holders,
			    main_rows(all, rows, i)->from,
			    main_rows(all, rows, i)->to);
		if (flow->out->count == before)
			read_named(flow, all, p, holders);
	}
}

/* A sentence whose verb is no cue: who it begins with is "he" in the next. */
static void
note_subject(struct flow *flow, size_t first, size_t end)
{
	struct predication p = {.subject = SUBJECT_ACTOR};
	struct actors actors;

	flow->n_who = 0;
	actors_find(flow->r, first, end, &actors);
	if (actors.count == 0 || actors.actor[0].kind != ACTOR_HOLDERS ||
	    actors.actor[0].role != ACTOR_FREE ||
	    (actors.actor[0].first != first &&
		!reading_token(flow->r, actors.actor[0].first - 1, ":") &&
		!reading_token(flow->r, actors.actor[0].first - 1, ",") &&
		!reading_small(flow->r, first, WORD_THE)))
		return;
	p.actor = &actors.actor[0];
	flow_subject(flow, &p);
}

void
attach_sentence(struct flow *flow, size_t first, size_t end)
{
	struct predications all;
	struct holders *holders;
	struct rows *rows;

	predications_find(flow->r, first, end, &all);
	flow->sentence_row = flow->out->count;
	if (answer_included(flow, first, end) ||
	    camp_included(flow, first, end)) {
		if (flow->r->trace != NULL)
			trace_add_sentence(flow->r->trace, first, end, &all);
		return;
	}
	flow_topic(flow, first, all.count > 0 ? all.item[0].start : end);
	holders = arena_array(flow->arena, all.count, sizeof(*holders));
	rows = arena_array(flow->arena, all.count, sizeof(*rows));
	for (size_t i = 0; i < all.count; i++) {
		rows[i].from = rows[i].to = flow->out->count;
		if (all.item[i].voice != VOICE_AGENT)
			read_predication(flow, &all, i, holders, &rows[i]);
	}
	read_agents(flow, &all, rows);
	answer_proposals(flow, &all, first, end);
	if (flow->r->trace != NULL)
		trace_add_sentence(flow->r->trace, first, end, &all);
	if (flow->out->count == flow->sentence_row)
		flow_discussed(flow, first, end);
	if (all.count == 0 && !reading_is(flow->r, first, CUE_PRONOUN))
		note_subject(flow, first, end);
	camp_note(flow, first, end);
	flow_name(flow, first, end);
	flow->unnamed_from = flow->sentence_row;
	flow->unnamed_to = flow->out->count;
}
