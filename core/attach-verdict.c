/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach-parts.h"

#include "core/answer.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

#define JUDGED_WORDS 8 /* between "considered" and "unnecessary" */

void
attach_read_demand(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders)
{
	struct thing things[THINGS_MAX];
	enum stance stance;
	bool negated = p->negated;
	size_t n;

	if (holders.count == 0 ||
	    attach_is_open_question(flow->r, p->start, p->cue->first) ||
	    (p->governor >= 0 &&
		strcmp(all->item[p->governor].cue->entry->id, "ask-if") == 0)) {
		trace_drop(flow->r, p->cue,
		    holders.count == 0 ? REASON_NO_HOLDER : REASON_ASKED);
		return;
	}
	if (reading_is(flow->r, p->cue->end, CUE_NEGATOR) &&
	    reading_is(flow->r, p->cue->end + 1, CUE_HARM))
		negated = false; /* a safeguard is proposed */
	stance = attach_stance(p->cue, negated);
	n = objects_read(flow->r, p->cue->entry, p->object, p->end, things);
	for (size_t i = 0; i < n; i++) {
		struct thing *t = &things[i];

		/* of one's own words, only those on a text */
		if (p->governor < 0 &&
		    (t->action == ACTION_NONE ||
			(!t->this && !t->texty && t->n_provisions == 0))) {
			trace_drop(flow->r, p->cue, REASON_OWN_WISH);
			continue;
		}
		if (i > 0 && t->first != things[0].first)
			break;
		t->end = t->condition != NOWHERE ? t->end : p->end;
		t->clause = true;
		attach_fill_this(flow, t);
		flow_add(flow, holders, stance, t, p->cue,
		    p->governor >= 0 ? all->item[p->governor].start : p->start,
		    p->end, negated ? RULE_MUST_NOT : RULE_MUST);
	}
}

/* Whether the verdict is the sentence's predicate, and not negated. */
static bool
is_predicated(
    const struct reading *r, const struct predication *p, size_t *verb)
{
	size_t at = reading_back_over_adverbs(r, p->cue->first, p->object);
	bool adjective = p->cue->entry->form == FORM_WORD;

	*verb = at;
	if (!adjective)
		return at > p->object;
	if (at == p->object || !reading_is(r, at - 1, CUE_AUXILIARY))
		return false;
	while (at > p->object && reading_is(r, at - 1, CUE_AUXILIARY))
		at = reading_back_over_adverbs(
		    r, reading_cue(r, at - 1)->first, p->object);
	*verb = at;
	return true;
}

/* "too early to", "too early in the process to": where "to" is, or NOWHERE. */
static size_t
infinitive_after(const struct reading *r, const struct predication *p)
{
	for (size_t i = p->cue->end; i < p->end && i < p->cue->end + 6; i++) {
		if (reading_token(r, i, "to"))
			return i;
		if (!reading_word(r, i) || reading_is(r, i, CUE_STANCE) ||
		    reading_is(r, i, CUE_REPORT))
			break;
	}
	return NOWHERE;
}

/*
 * "if the fund is large, it would be hard to justify": what the verdict is on
 * stands in the condition, since "it" says nothing more.
 */
static bool
of_condition(const struct reading *r, size_t verb, size_t *first, size_t *end)
{
	size_t comma = *first;

	if (!reading_is(r, *first, CUE_CONDITION))
		return false;
	while (comma < verb && !reading_token(r, comma, ","))
		comma++;
	if (comma + 2 != verb || (!reading_token(r, comma + 1, "it") &&
				     !reading_token(r, comma + 1, "this") &&
				     !reading_token(r, comma + 1, "that")))
		return false;
	*first = reading_cue(r, *first)->end;
	*end = comma;
	return *first < *end;
}

/* What a verdict is on: the words before it, or "it is premature to ...". */
static bool
verdict_on(const struct reading *r, const struct predication *p, size_t *first,
    size_t *end)
{
	size_t verb;

	if (p->cue->entry->form == FORM_NOUN) { /* "no need to X" */
		*first = p->cue->end;
		*end = p->end;
		return *first < *end;
	}
	if (r->language != LANGUAGE_EN) {
		/* the clause says already what its verdict is on */
		*first = p->object;
		*end = p->end;
		return *first < *end;
	}
	if (!is_predicated(r, p, &verb))
		return false;
	*first = p->object;
	*end = verb;
	if (reading_token(r, *first, "that"))
		(*first)++;
	if (of_condition(r, verb, first, end))
		return true;
	/* "no body is needed", "only one is" */
	if (strcmp(p->cue->entry->id, "needless") == 0 &&
	    !reading_token(r, *first, "only") &&
	    !reading_token(r, (*first)++, "no"))
		return false;
	if (verb == *first + 1 && reading_token(r, *first, "it") &&
	    infinitive_after(r, p) != NOWHERE) {
		*first = infinitive_after(r, p);
		*end = p->end;
	}
	return *first < *end;
}

/* Whether a text is spoken of, and not the weather. */
static bool
is_on_text(const struct thing *t)
{
	return t->n_provisions > 0 || t->this ||
	       (t->cue != NULL && t->texty && t->action != ACTION_NONE);
}

/*
 * A verdict that nobody is reported to give: the speaker's, or the author's
 * where it is on a change.
 */
static bool
own_verdict(const struct flow *flow, const struct predication *p)
{
	return flow->r->language == LANGUAGE_EN && flow->n_self > 0 &&
	       (flow->record->kind == RECORD_STATEMENT ||
		   flow->record->kind == RECORD_COMPILATION ||
		   (flow->record->kind == RECORD_COMMENTARY &&
		       p->cue->entry->stance == STANCE_OPPOSE));
}

/* "the deletion of", "deleting", "the cuts": an action, no clause with one. */
static bool
heads_action(const struct reading *r, const struct thing *t)
{
	size_t at = t->first;

	bool noun = t->cue != NULL &&
		    (t->cue->form == FORM_NOUN || t->cue->form == FORM_GERUND);

	if (t->cue == NULL || t->cue->form == FORM_PAST ||
	    t->cue->form == FORM_PARTICIPLE)
		return false;
	while (
	    at < t->cue->first &&
	    (reading_small(r, at, WORD_THE) || reading_token(r, at, "that") ||
		reading_token(r, at, "any") || reading_token(r, at, "a") ||
		reading_is(r, at, CUE_THIS)))
		at++;
	return at == t->cue->first && (noun || at > t->first);
}

/* "neither", "none of the options", "nothing in it": no one of what was named.
 */
static bool
is_none_of(const struct reading *r, size_t at)
{
	return r->language == LANGUAGE_EN &&
	       (reading_token(r, at, "neither") ||
		   reading_token(r, at, "none") ||
		   reading_token(r, at, "nothing"));
}

/*
 * "considered that unnecessary", "found the list too long": what is judged
 * stands between the verb and the judgement, with no verb of its own.
 */
static bool
is_judged(const struct reading *r, const struct predication *p,
    const struct predication *governor)
{
	static const char *const verbs[] = {"consider", "considers",
	    "considered", "considering", "deem", "deems", "deemed", "find",
	    "finds", "found", "regard", "regarded", "think", "thinks",
	    "thought", "judge", "judged", NULL};
	size_t first, end;

	if (governor == NULL || governor->negated ||
	    p->cue->entry->form != FORM_WORD)
		return false;
	first = governor->cue->end;
	end = reading_back_over_adverbs(r, p->cue->first, first);
	if (first >= end || end > first + JUDGED_WORDS ||
	    !reading_any(r, first - 1, verbs) ||
	    reading_is(r, end - 1, CUE_AUXILIARY))
		return false;
	/* "that it makes the article impossible" has one */
	return !reading_token(r, first, "that") || end == first + 1;
}

static bool
judged_on(const struct predication *p, size_t *first, size_t *end)
{
	*first = p->object;
	*end = p->end;
	return *first < *end;
}

void
attach_read_verdict(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders)
{
	struct thing t[THINGS_MAX];
	enum stance stance = p->cue->entry->stance;
	struct predication judged;
	size_t first, end;

	if (is_judged(flow->r, p,
		p->governor >= 0 ? &all->item[p->governor] : NULL)) {
		judged = *p;
		judged.object = all->item[p->governor].cue->end;
		judged.end = reading_back_over_adverbs(
		    flow->r, p->cue->first, judged.object);
		p = &judged;
	}
	if (holders.count == 0 ||
	    !(p == &judged ? judged_on(p, &first, &end)
			   : verdict_on(flow->r, p, &first, &end)) ||
	    attach_is_open_question(flow->r, p->object, p->cue->first) ||
	    reading_is(flow->r, first, CUE_PRONOUN) ||
	    objects_read(flow->r, p->cue->entry, first, end, t) == 0) {
		trace_drop(flow->r, p->cue,
		    holders.count == 0 ? REASON_NO_HOLDER
		    : attach_is_open_question(flow->r, p->object, p->cue->first)
			? REASON_ASKED
			: REASON_NOTHING);
		return;
	}
	if (reading_token(flow->r, first, "only"))
		stance = STANCE_PROPOSE; /* "only one is needed" */
	if (is_none_of(flow->r, first)) {
		/* "neither was acceptable"; of "none was too long", nothing */
		if (stance != STANCE_SUPPORT) {
			trace_drop(flow->r, p->cue, REASON_NO_STANCE);
			return;
		}
		stance = STANCE_OPPOSE;
	}
	if (answer_this(flow, p, holders, stance, &t[0]))
		return;
	/* of one's own words, only those on a text */
	if (p->governor < 0 && (!own_verdict(flow, p) || !is_on_text(&t[0]))) {
		trace_drop(flow->r, p->cue, REASON_OWN_WISH);
		return;
	}
	/* "the deletion of it is unacceptable": the deletion is */
	if (p->cue->entry->form != FORM_NOUN && t[0].first != p->cue->end &&
	    flow->r->language == LANGUAGE_EN && !heads_action(flow->r, &t[0]))
		t[0].action = ACTION_NONE;
	flow_add(flow, holders, stance, &t[0], p->cue,
	    p->governor >= 0 ? all->item[p->governor].start : p->start, p->end,
	    RULE_VERDICT);
}
