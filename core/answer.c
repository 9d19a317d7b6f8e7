/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/answer.h"

#include "core/attach.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

enum stance
answer_stance(enum stance mine, enum stance theirs)
{
	if (mine == STANCE_OPPOSE)
		return theirs == STANCE_OPPOSE ? STANCE_SUPPORT : STANCE_OPPOSE;
	if (mine == STANCE_SUPPORT || mine == STANCE_PROPOSE)
		return theirs == STANCE_PROPOSE ? STANCE_SUPPORT : theirs;
	return mine;
}

/*
 * Copy positions for other holders, as an answer to them. A cue that says
 * itself what is to be done ("insisted on keeping these words") does so here
 * too.
 */
static void
copy_all(struct flow *flow, const struct predication *p, struct holders holders,
    enum stance stance, bool flip, const struct position *answer, size_t n,
    enum rule rule)
{
	for (size_t i = 0; i < n; i++) {
		struct position to = answer[i];
		enum stance s =
		    flip ? answer_stance(stance, to.stance) : stance;

		if (p->cue->entry->action != ACTION_NONE && !flip) {
			to.action = p->cue->entry->action;
			to.implied = ACTION_NONE;
		}

		for (size_t m = 0; m < holders.count; m++)
			if (strcmp(holders.member[m].id, to.holder) != 0 ||
			    (s == to.stance &&
				to.certainty == CERTAINTY_IMPLIED))
				flow_copy(flow, &holders.member[m], s, &to,
				    p->cue, p->start, p->end, rule);
	}
}

/* "the proposal", "the suggestion": with nothing that tells which. */
static bool
is_bare_proposal(const struct reading *r, const struct thing *t, size_t end)
{
	return (reading_small(r, t->first, WORD_THE) ||
		   reading_token(r, t->first, "that")) &&
	       reading_is(r, t->object, CUE_PROPOSAL) &&
	       reading_cue(r, t->object)->end >= end;
}

/* "her statement": what somebody else said. */
static bool
is_possessive(const struct reading *r, size_t at)
{
	static const char *const words[] = {"his", "her", "their", NULL};

	return reading_any(r, at, words);
}

/* "this", "it", "this proposal": with nothing else of its own. */
static bool
stands_for_said(const struct reading *r, const struct thing *t)
{
	size_t at = t->object;
	size_t end = t->condition != NOWHERE ? t->condition : t->end;

	if (r->language != LANGUAGE_EN)
		return t->bare;
	if (t->end == t->first + 1 && reading_token(r, t->first, "that"))
		return true;
	if (t->end == t->first + 2 && is_possessive(r, t->first) &&
	    reading_small(r, t->first + 1, WORD_VIEW))
		return true;
	if (t->cue != NULL || t->n_provisions > 0 || t->clause)
		return false;
	/* "that request" */
	if (end == t->first + 2 && reading_is(r, t->first, CUE_THIS) &&
	    reading_small(r, t->first + 1, WORD_ADDITION))
		return true;
	if (!t->this)
		return is_bare_proposal(r, t, end);
	at = reading_cue(r, at) != NULL ? reading_cue(r, at)->end : at + 1;
	if (reading_is(r, at, CUE_PROPOSAL) || reading_is(r, at, CUE_TEXT) ||
	    reading_small(r, at, WORD_ADDITION))
		at++;
	/* "call for it to be kept", "the idea of" */
	if (reading_small(r, at, WORD_TO) || reading_small(r, at, WORD_OF) ||
	    reading_small(r, at, WORD_THAT))
		return false;
	return at >= end || !reading_word(r, at) ||
	       reading_is(r, at, CUE_PREPOSITION) ||
	       reading_is(r, at, CUE_TOPIC);
}

/* "this position", "this view": the stance, not the thing. */
static bool
means_stance(const struct reading *r, const struct thing *t)
{
	for (size_t i = t->object; i < t->end && i < t->object + 3; i++)
		if (reading_small(r, i, WORD_VIEW))
			return true;
	return false;
}

/*
 * Whether it is plain what "this" stands for. After somebody opposed a change,
 * "this option" may be the change or the text that it leaves: then nothing is
 * said rather than the reverse.
 */
static bool
is_clear(
    const struct flow *flow, const struct predication *p, const struct thing *t)
{
	bool brought =
	    flow->n_answers > 0 && flow->answer[0].stance == STANCE_PROPOSE;

	if (brought || means_stance(flow->r, t))
		return true;
	if (p->cue->entry->kind == CUE_VERDICT)
		return false;
	for (size_t i = t->object; i < t->end; i++)
		if (reading_is(flow->r, i, CUE_TEXT))
			return false;
	return true;
}

/* "this addition", "its removal": what somebody wanted to do before. */
static bool
is_said_action(const struct flow *flow, const struct thing *t)
{
	struct provision named;

	if (!flow->answer_fresh || flow->n_topics > 0 ||
	    flow->given.kind != PROVISION_NONE ||
	    flow_named_before(flow, t->first, &named))
		return false;
	return flow->r->language == LANGUAGE_EN && t->cue != NULL && t->this &&
	       t->cue->form == FORM_NOUN && t->n_provisions == 0 &&
	       (t->cue->end >= t->object_end ||
		   !reading_word(flow->r, t->cue->end)) &&
	       flow->n_answers > 0 && flow->answer[0].action == t->action &&
	       flow->answer[0].stance != STANCE_OPPOSE;
}

/*
 * What was said in a passage before is answered in the first sentence of the
 * next; further on, "it" is something that was not read.
 */
static bool
is_stale(const struct flow *flow, const struct predication *p)
{
	if (flow->answer_fresh || flow->r->language != LANGUAGE_EN)
		return false;
	for (size_t i = 1; i <= p->start && i < flow->r->tokens.count; i++)
		if (flow->r->tokens.token[i].flags & TOKEN_SENTENCE)
			return true;
	return false;
}

/*
 * "On Article 7, X supported it": what is spoken of, where nothing was said, or
 * nothing in a sentence that opens with its topic.
 */
static bool
is_on_topic(
    const struct flow *flow, const struct predication *p, const struct thing *t)
{
	const struct reading *r = flow->r;
	size_t first = p->start;

	if (r->language != LANGUAGE_EN || flow->n_topics == 0 ||
	    means_stance(r, t))
		return false;
	if (flow->n_answers == 0)
		return true;
	while (first > 0 && !(r->tokens.token[first].flags & TOKEN_SENTENCE))
		first--;
	if (!reading_is(r, first, CUE_TOPIC) ||
	    flow->out->count > flow->sentence_row)
		return false;
	for (size_t i = 0; i < r->n_provisions; i++)
		if (r->provision[i].first > first &&
		    r->provision[i].first < p->start &&
		    r->provision[i].reference == PROVISION_NAMED)
			return !reading_is(r, t->object + 1, CUE_PROPOSAL);
	return false;
}

bool
answer_this(struct flow *flow, const struct predication *p,
    struct holders holders, enum stance stance, const struct thing *t)
{
	struct provision own;

	/* "On Article 42, X proposed its deletion" is on what it names itself
	 */
	if (is_said_action(flow, t) &&
	    !flow_named_before(flow, t->first, &own)) {
		copy_all(flow, p, holders, stance, false, flow->answer,
		    flow->n_answers, RULE_ANSWER);
		return true;
	}
	if (!stands_for_said(flow->r, t))
		return false;
	/* "welcomed the proposal", and none was read */
	if (flow->n_answers == 0 && !t->this)
		return false;
	if (!is_clear(flow, p, t) || is_stale(flow, p)) {
		trace_drop(flow->r, p->cue, REASON_UNCLEAR);
		return true;
	}
	if (is_on_topic(flow, p, t))
		return false;
	if (flow->n_answers == 0)
		trace_drop(flow->r, p->cue, REASON_NO_ANSWER);
	copy_all(flow, p, holders, stance, means_stance(flow->r, t),
	    flow->answer, flow->n_answers, RULE_ANSWER);
	return true;
}

/* "supporting Canada", "agreed with the EU": what they held before. */
static bool
answer_holder(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders, enum stance stance)
{
	const struct position *item = flow->out->item;
	const struct actor *a = actor_starting(&all->actors, p->object);
	size_t from, to;

	if (a == NULL || a->kind != ACTOR_HOLDERS || a->n_members == 0 ||
	    a->role == ACTOR_MODIFIER ||
	    (a->end < p->end && reading_word(flow->r, a->end) &&
		!reading_is(flow->r, a->end, CUE_TOPIC) &&
		!reading_is(flow->r, a->end, CUE_PREPOSITION)))
		return false;
	if (p->cue->entry->stance != STANCE_SUPPORT &&
	    p->cue->entry->stance != STANCE_OPPOSE)
		return false;
	for (to = flow->out->count; to > 0; to--)
		if (strcmp(item[to - 1].holder, a->member[0].id) == 0)
			break;
	for (from = to; from > 0; from--)
		if (strcmp(item[from - 1].holder, a->member[0].id) != 0 ||
		    item[from - 1].start != item[to - 1].start)
			break;
	if (to == from)
		trace_drop(flow->r, p->cue, REASON_ALIGNED);
	if (to > from) {
		size_t n = to - from;
		struct position *held =
		    arena_array(flow->arena, n, sizeof(*held));

		memcpy(held, item + from, n * sizeof(*held));
		copy_all(
		    flow, p, holders, stance, true, held, n, RULE_WITH_HOLDER);
	}
	return true;
}

/*
 * "A opposed the deletion. B also opposed": in languages where it is common to
 * say so, B does not oppose A.
 */
static bool
is_turn_unclear(const struct flow *flow, enum stance stance)
{
	return flow->r->language != LANGUAGE_EN && stance == STANCE_OPPOSE &&
	       flow->n_answers > 0 && flow->answer[0].stance == STANCE_OPPOSE;
}

static bool
is_same_turn(
    const struct flow *flow, const struct predication *p, enum stance stance)
{
	if (!is_turn_unclear(flow, stance))
		return false;
	for (size_t i = p->start; i <= p->end && i < flow->r->tokens.count; i++)
		if (reading_small(flow->r, i, WORD_ALSO))
			return true;
	return false;
}

/* "shared this concern", and what was read before is none. */
static bool
is_shared_concern(const struct flow *flow, const struct predication *p)
{
	const struct reading *r = flow->r;

	if (r->language != LANGUAGE_EN || flow->n_answers == 0 ||
	    (!reading_token(r, p->cue->end - 1, "concern") &&
		!reading_token(r, p->cue->end - 1, "concerns")))
		return false;
	return flow->answer[0].stance == STANCE_SUPPORT ||
	       flow->answer[0].stance == STANCE_PROPOSE;
}

bool
answer_read(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders, enum stance stance,
    const struct thing *t, size_t n)
{
	if (n == 0) {
		if (is_shared_concern(flow, p))
			return true;
		if (flow->n_answers == 0)
			trace_drop(flow->r, p->cue, REASON_NO_ANSWER);
		if (stance != STANCE_PROPOSE && is_same_turn(flow, p, stance))
			copy_all(flow, p, holders, stance, false, flow->answer,
			    flow->n_answers, RULE_BARE);
		else if (stance != STANCE_PROPOSE &&
			 !is_turn_unclear(flow, stance))
			copy_all(flow, p, holders, stance, true, flow->answer,
			    flow->n_answers, RULE_BARE);
		return true;
	}
	if (answer_holder(flow, all, p, holders, stance))
		return true;
	return n == 1 && answer_this(flow, p, holders, stance, &t[0]);
}

void
answer_not(
    struct flow *flow, const struct predication *p, struct holders holders)
{
	for (size_t i = 0; i < flow->n_answers && flow->answer_fresh; i++)
		if (flow->answer[i].stance == STANCE_SUPPORT)
			copy_all(flow, p, holders, STANCE_OPPOSE, false,
			    &flow->answer[i], 1, RULE_DID_NOT);
}

void
answer_agent(struct flow *flow, const struct predication *p,
    struct holders holders, size_t from, size_t to)
{
	enum stance stance = attach_stance(p->cue, p->negated);
	struct position *held;
	size_t n = 0;

	if (stance == STANCE_NONE || from == to)
		return;
	held = arena_array(flow->arena, to - from, sizeof(*held));
	for (size_t i = from; i < to; i++)
		if (strcmp(flow->out->item[i].holder,
			flow->out->item[from].holder) == 0)
			held[n++] = flow->out->item[i];
	for (size_t i = 0; i < n; i++) {
		struct position to_row = held[i];
		enum stance s = answer_stance(stance, to_row.stance);

		for (size_t m = 0; m < holders.count; m++) {
			struct position row = to_row;
			size_t row_count = flow->out->count;

			flow_copy(flow, &holders.member[m], s, &row, p->cue,
			    p->start, p->cue->end, RULE_BY);
			/* the quote is the whole clause, with both verbs */
			if (flow->out->count > row_count) {
				struct position *added =
				    &flow->out->item[row_count];

				if (to_row.start < added->start)
					added->start = to_row.start;
				if (to_row.end > added->end)
					added->end = to_row.end;
			}
		}
	}
}

bool
answer_included(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	const struct cue *cue = reading_cue(r, first);
	struct actors actors;
	size_t from = flow->unnamed_from, to = flow->unnamed_to;

	if (cue == NULL || cue->entry->kind != CUE_LIST ||
	    strcmp(cue->entry->id, "included") != 0)
		return false;
	actors_find(r, cue->end, end, &actors);
	if (actors.count == 0 || actors.actor[0].first > cue->end + 1)
		return false;
	for (size_t i = from; i < to; i++) {
		struct position row = flow->out->item[i];

		if (row.holder_kind != HOLDER_UNNAMED)
			continue;
		for (size_t m = 0; m < actors.actor[0].n_members; m++) {
			size_t count = flow->out->count;

			flow_copy(flow, &actors.actor[0].member[m], row.stance,
			    &row, cue, first, actors.actor[0].end,
			    RULE_INCLUDED);
			if (flow->out->count > count)
				flow->out->item[count].start = row.start;
		}
	}
	return true;
}

/* --- proposals named in others' positions ------------------------------- */

/* "proposals | made by X", "an amendment | put forward by X". */
static size_t
before_made(const struct reading *r, size_t at)
{
	static const char *const words[] = {"made", "tabled", "submitted",
	    "presented", "introduced", "advanced", "circulated", "offered",
	    NULL};

	if (r->language != LANGUAGE_EN)
		return at;
	if (at > 2 && reading_any(r, at - 1, words))
		return at - 1;
	if (at > 3 && reading_token(r, at - 1, "forward") &&
	    reading_token(r, at - 2, "put"))
		return at - 2;
	return at;
}

/* "approval of proposals by X": of whatever proposals. */
static bool
is_any(const struct reading *r, size_t noun)
{
	const struct token *t = &r->tokens.token[noun];

	return r->language == LANGUAGE_EN && noun > 0 &&
	       t->folded[t->length - 1] == 's' &&
	       (reading_token(r, noun - 1, "of") ||
		   reading_token(r, noun - 1, "for"));
}

/* The noun of a proposal near an actor, and where its content begins. */
static size_t
proposal_of(const struct reading *r, const struct actor *a, size_t *noun)
{
	if (a->role == ACTOR_MODIFIER) {
		for (size_t i = a->end; i < a->end + 3; i++)
			if (reading_is(r, i, CUE_PROPOSAL)) {
				*noun = i;
				return reading_cue(r, i)->end;
			}
		return 0;
	}
	if (a->head < 1 ||
	    (a->role != ACTOR_AGENT && !reading_small(r, a->head, WORD_FROM) &&
		!reading_small(r, a->head, WORD_OF)))
		return 0;
	*noun = before_made(r, a->head) - 1;
	if (!reading_is(r, *noun, CUE_PROPOSAL) || is_any(r, *noun))
		return 0;
	return a->end;
}

static bool
opens_content(const struct reading *r, size_t at)
{
	return reading_small(r, at, WORD_OPENER) > 0;
}

/* Whether somebody's position has the token in its complement. */
static const struct predication *
governing(const struct predications *all, size_t at)
{
	for (size_t i = all->count; i > 0; i--) {
		const struct predication *p = &all->item[i - 1];

		if (at >= p->object && at < p->end &&
		    p->cue->entry->kind != CUE_REPORT)
			return p;
	}
	return NULL;
}

/* "efforts", "attempts": proposals only with what they are to do. */
static bool
is_effort(const struct reading *r, size_t at)
{
	return reading_small(r, at, WORD_EFFORT) > 0;
}

static bool
begins_predication(const struct predications *all, size_t at)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->item[i].start == at)
			return true;
	return false;
}

static void
add_proposal(struct flow *flow, const struct predications *all,
    const struct actor *a, size_t end)
{
	static const struct lexicon_entry entry = {.id = "proposal-of",
	    .kind = CUE_STANCE,
	    .stance = STANCE_PROPOSE,
	    .action_open = true};
	const struct reading *r = flow->r;
	struct cue cue = {.entry = &entry};
	struct thing things[THINGS_MAX];
	struct holders holders = {a->member, a->n_members};
	size_t noun = 0, content = proposal_of(r, a, &noun), stop = end;
	const struct predication *p;

	if (content == 0)
		return;
	p = governing(all, noun);
	if ((p == NULL || is_effort(r, noun)) && !opens_content(r, content))
		return;
	if (p != NULL)
		stop = p->end;
	cue.first = noun;
	cue.end = noun + 1;
	if (opens_content(r, content)) {
		for (size_t i = content; i < stop; i++)
			if (reading_is(r, i, CUE_AUXILIARY) ||
			    (reading_is(r, i, CUE_STANCE) &&
				reading_cue(r, i)->entry->action ==
				    ACTION_NONE) ||
			    begins_predication(all, i)) {
				stop = i;
				break;
			}
	} else {
		content = noun;
		stop = reading_cue(r, noun)->end;
	}
	while (stop > content && (reading_token(r, stop - 1, ".") ||
				     reading_token(r, stop - 1, ",")))
		stop--;
	if (stop <= content ||
	    objects_read(r, &entry, content, stop, things) == 0)
		return;
	if (reading_token(r, noun, "amendment"))
		things[0].action = ACTION_AMEND;
	flow_add(flow, holders, STANCE_PROPOSE, &things[0], &cue,
	    a->first < noun ? a->first : noun, stop, RULE_OF);
}

void
answer_proposals(
    struct flow *flow, const struct predications *all, size_t first, size_t end)
{
	(void)first;
	for (size_t i = 0; i < all->actors.count; i++) {
		const struct actor *a = &all->actors.actor[i];

		if (a->kind == ACTOR_HOLDERS && a->role != ACTOR_FREE)
			add_proposal(flow, all, a, end);
	}
}
