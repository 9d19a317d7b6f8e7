/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach.h"

#include "core/answer.h"
#include "core/camp.h"
#include "core/small-words.h"
#include "core/trace.h"

#include <string.h>

#define JUDGED_WORDS 8 /* between "considered" and "unnecessary" */

enum stance
attach_stance(const struct cue *cue, bool negated)
{
	enum stance stance = cue->entry->stance;

	if (!negated)
		return stance;
	if (stance == STANCE_SUPPORT)
		return STANCE_OPPOSE;
	/* "did not want it" opposes; "did not propose it" says nothing. */
	if (stance == STANCE_PROPOSE &&
	    (cue->entry->kind == CUE_MODAL ||
		strcmp(cue->entry->id, "want") == 0))
		return STANCE_OPPOSE;
	return STANCE_NONE;
}

/* Words between the report and the demand that make it none. */
static bool
is_open_question(const struct reading *r, size_t first, size_t end)
{
	bool quoted = false;

	/* "..., which must be clarified" */
	if (end > first + 2 && reading_token(r, end - 1, "which") &&
	    reading_token(r, end - 2, ","))
		end -= 2;
	for (size_t i = first; i < end; i++) {
		quoted ^= reading_token(r, i, "\"");
		if (!quoted && reading_small(r, i, WORD_ASKING))
			return true;
	}
	return r->language == LANGUAGE_EN &&
	       reading_token(r, end - 1, "that") && end - 1 > first;
}

/* --- what a stance verb governs ----------------------------------------- */

/* Something that was brought forward, and no mere "efforts". */
static bool
names_proposal(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (reading_small(r, i, WORD_BROUGHT))
			return true;
	return false;
}

/* A proposal somebody makes has a content, or it is none. */
static bool
has_content(const struct reading *r, const struct thing *t)
{
	if (r->language == LANGUAGE_EN && t->cue != NULL)
		return true;
	for (size_t i = t->object; i < t->end; i++) {
		if (reading_small(r, i, WORD_AMENDMENT))
			return true;
		if (reading_is(r, i, CUE_PROPOSAL) &&
		    reading_small(r, i + 1, WORD_CONTENT))
			return true;
	}
	return false;
}

/* "the Secretariat's report": nothing that is negotiated. */
static bool
is_report(const struct reading *r, const struct thing *t)
{
	for (size_t i = t->object; i < t->object_end && i < t->object + 6; i++)
		if (reading_token(r, i, "report") ||
		    reading_token(r, i, "reports"))
			return t->cue == NULL;
	return false;
}

/* "would like the treaty to enter into force": a thing, and what it is to do */
static bool
wants_of_other(const struct reading *r, const struct thing *t)
{
	if (!reading_small(r, t->first, WORD_THE))
		return false;
	for (size_t i = t->first + 1; i < t->end && i < t->first + 6; i++)
		if (reading_small(r, i, WORD_TO))
			return true;
	return false;
}

/* Whether a weak cue ("welcomed") is a position on this thing. */
static bool
counts(const struct flow *flow, const struct cue *cue, const struct thing *t)
{
	bool text = t->texty || t->this || t->action != ACTION_NONE ||
		    (t->cue != NULL && flow->r->language != LANGUAGE_EN) ||
		    t->n_provisions > 0;

	/* "would like to say something": no proposal */
	if (flow->r->language == LANGUAGE_EN && cue->form == FORM_WORD &&
	    cue->entry->stance == STANCE_PROPOSE && t->action == ACTION_NONE &&
	    t->n_provisions == 0 && !t->this && !wants_of_other(flow->r, t))
		return false;
	if (strcmp(cue->entry->id, "bring-proposal") == 0)
		return has_content(flow->r, t);
	if (strcmp(cue->entry->id, "add-text") == 0)
		return text;
	/* "we wish to hide them" is no proposal, "to delete it" is */
	if (strcmp(cue->entry->id, "want") == 0 &&
	    (flow->r->language != LANGUAGE_EN ||
		reading_token(flow->r, t->first, "to") ||
		flow->record->kind == RECORD_STATEMENT))
		return text;
	if (flow->record->kind == RECORD_STATEMENT &&
	    strcmp(cue->entry->id, "ask") == 0)
		return text;
	if (cue->entry->stance != STANCE_SUPPORT || cue->entry->strength > 1)
		return true;
	if (t->clause || is_report(flow->r, t))
		return false;
	return t->texty || t->this || t->cue != NULL ||
	       names_proposal(flow->r, t->object, t->object_end);
}

/* "it", "this paragraph"; but not "these items". */
static bool
is_pronoun(const struct reading *r, const struct thing *t)
{
	const struct cue *cue = reading_cue(r, t->object);
	size_t at = cue != NULL ? cue->end : t->object + 1;

	return t->cue->first == at || at >= t->object_end ||
	       t->object >= t->object_end || !reading_word(r, at) ||
	       reading_is(r, at, CUE_PREPOSITION) ||
	       reading_is(r, at, CUE_TOPIC) || reading_is(r, at, CUE_AUXILIARY);
}

/*
 * "asked to remove it", "its deletion", "the article": which one. The one
 * named before in the sentence, else in the sentence before, else what an
 * answer would be to; the topic is looked at when the position is added.
 */
static bool
find_this(const struct flow *flow, const struct thing *t, struct provision *ret)
{
	if (flow_named_before(flow, t->first, ret))
		return true;
	if (flow->answer_fresh && provision_parse(flow->answer[0].provision,
				      strlen(flow->answer[0].provision), ret))
		return true;
	*ret = flow->article;
	return flow->article_fresh;
}

/*
 * "merging the two", "asked that they be deleted": all that is named before in
 * the sentence. False where these are not two or more.
 */
static bool
fill_these(const struct flow *flow, struct thing *t)
{
	static const char *const words[] = {
	    "they", "them", "these", "both", "two", NULL};
	const struct reading *r = flow->r;
	size_t first = t->first;

	if (r->language != LANGUAGE_EN ||
	    (!reading_any(r, t->object, words) &&
		!reading_any(r, t->object + 1, words)))
		return false;
	while (first > 0 && !(r->tokens.token[first].flags & TOKEN_SENTENCE))
		first--;
	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first >= first && m->first < t->first &&
		    m->reference == PROVISION_NAMED &&
		    t->n_provisions < PROVISIONS_MAX)
			t->provision[t->n_provisions++] = m;
	}
	if (t->n_provisions > 1)
		return true;
	t->n_provisions = 0;
	return false;
}

static void
fill_this(struct flow *flow, struct thing *t)
{
	struct provision_mention *m;
	struct provision p;

	if (!t->this || t->cue == NULL ||
	    (t->n_provisions > 0 &&
		(t->action != ACTION_MERGE || t->n_provisions > 1)) ||
	    flow->n_topics > 0 || flow->given.kind != PROVISION_NONE)
		return;
	if (!is_pronoun(flow->r, t)) {
		if (reading_token(flow->r, t->object + 1, "two"))
			fill_these(flow, t);
		return;
	}
	if (fill_these(flow, t) || !find_this(flow, t, &p))
		return;
	m = arena_alloc(flow->arena, sizeof(*m));
	m->reference = PROVISION_NAMED;
	m->first = t->object;
	m->end = t->object_end;
	m->provision = p;
	t->provision[t->n_provisions++] = m;
}

/* Where words begin that introduce what begins at `at`, or NOWHERE. */
static size_t
list_before(const struct reading *r, size_t at)
{
	const struct cue *cue;
	size_t first;

	if (at < 2)
		return NOWHERE;
	cue = reading_cue(r, at - 1);
	first = cue != NULL ? cue->first : at - 1;
	return reading_list_end(r, first) == at ? first : NOWHERE;
}

/* Where what is said of one subject ends, over all of its clauses. */
static size_t
last_end(const struct predications *all, const struct predication *p)
{
	size_t end = p->end;

	for (size_t i = 0; i < all->count; i++) {
		const struct predication *q = &all->item[i];

		if (q->start < p->start)
			continue;
		if (q->subject != p->subject || q->actor != p->actor)
			break;
		end = q->end;
	}
	return end;
}

/* ", including A and B" at a complement's end: A and B hold it too. */
static struct holders
with_examples(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders, size_t *end)
{
	const struct reading *r = flow->r;
	size_t last = last_end(all, p);

	for (size_t i = 0; i < all->actors.count; i++) {
		const struct actor *a = &all->actors.actor[i];
		size_t list = list_before(r, a->first);
		struct member *m;

		if (a->first < p->object || a->end > last ||
		    a->kind != ACTOR_HOLDERS || list == NOWHERE ||
		    (a->end + 1 < last && !reading_token(r, a->end, ",")))
			continue;
		m = arena_array(
		    flow->arena, holders.count + a->n_members, sizeof(*m));
		memcpy(m, holders.member, holders.count * sizeof(*m));
		memcpy(m + holders.count, a->member, a->n_members * sizeof(*m));
		if (list <= p->end)
			*end =
			    reading_token(r, list - 1, ",") ? list - 1 : list;
		return (struct holders){m, holders.count + a->n_members};
	}
	return holders;
}

static bool
all_unnamed(struct holders holders)
{
	for (size_t i = 0; i < holders.count; i++)
		if (holders.member[i].kind != HOLDER_UNNAMED)
			return false;
	return true;
}

/* "Parties agreed to", "delegates disagreed on": what came out. */
static bool
is_outcome(const struct reading *r, const struct predication *p,
    struct holders holders)
{
	return all_unnamed(holders) &&
	       (strcmp(p->cue->entry->id, "agree") == 0 ||
		   reading_token(r, p->cue->first, "disagreed") ||
		   reading_token(r, p->cue->first, "disagree"));
}

/* "asked our lawyers what that adds", "asked questions": no request. */
static bool
is_inquiry(const struct reading *r, const struct predication *p)
{
	if (r->language != LANGUAGE_EN || strcmp(p->cue->entry->id, "ask") != 0)
		return false;
	if (reading_token(r, p->cue->end - 1, "for") ||
	    reading_token(r, p->cue->end - 1, "to"))
		return false;
	if (reading_token(r, p->cue->end - 1, "that"))
		return reading_token(r, p->object, "question");
	for (size_t i = p->object; i < p->end && i < p->object + 10; i++)
		if (reading_token(r, i, "to"))
			return is_open_question(r, p->object, i);
	return true;
}

/* "suggested that X is Y" asserts; "that X be Y" proposes. */
static bool
is_assertion(const struct reading *r, const struct predication *p)
{
	static const char *const words[] = {"is", "are", "was", "were", "does",
	    "do", "has", "have", "did", "had", NULL};

	if (r->language != LANGUAGE_EN)
		return false;
	if ((strcmp(p->cue->entry->id, "suggest") != 0 &&
		strcmp(p->cue->entry->id, "insist") != 0) ||
	    !reading_token(r, p->object, "that"))
		return false;
	for (size_t i = p->object; i < p->end; i++) {
		if (reading_is(r, i, CUE_MODAL) || reading_token(r, i, "be"))
			return false;
		for (size_t w = 0; words[w] != NULL; w++)
			if (reading_token(r, i, words[w]))
				return true;
	}
	return false;
}

static void
add_companion(struct flow *flow, const struct predication *p, size_t from)
{
	size_t to = flow->out->count;

	if (p->companion == NULL || from == to)
		return;
	for (size_t i = from; i < to; i++) {
		/* once for each thing: the rows of the first holder */
		struct position row = flow->out->item[i];

		if (strcmp(row.holder, flow->out->item[from].holder) != 0)
			continue;
		for (size_t m = 0; m < p->companion->n_members; m++)
			flow_copy(flow, &p->companion->member[m],
			    row.stance == STANCE_PROPOSE ? STANCE_SUPPORT
							 : row.stance,
			    &row, p->cue, p->start, p->end, RULE_WITH);
	}
}

/* Why a stance gives no position whatever it is on; REASON_COUNT: it may. */
static enum reason
refusal(const struct flow *flow, const struct predication *p,
    struct holders holders, enum stance stance)
{
	if (stance == STANCE_NONE)
		return REASON_NO_STANCE;
	if (holders.count == 0)
		return REASON_NO_HOLDER;
	/* "will support" is a forecast */
	if (p->future && flow->record->kind != RECORD_STATEMENT)
		return REASON_FORECAST;
	if (is_outcome(flow->r, p, holders))
		return REASON_OUTCOME;
	if (is_assertion(flow->r, p))
		return REASON_ASSERTION;
	return is_inquiry(flow->r, p) ? REASON_INQUIRY : REASON_COUNT;
}

static void
read_stance(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders)
{
	struct thing things[THINGS_MAX];
	enum stance stance = attach_stance(p->cue, p->negated);
	enum reason why = refusal(flow, p, holders, stance);
	size_t end = p->end, n;

	if (why != REASON_COUNT) {
		trace_drop(flow->r, p->cue, why);
		return;
	}
	if (all_unnamed(holders))
		holders = with_examples(flow, all, p, holders, &end);
	n = objects_read(flow->r, p->cue->entry, p->object, end, things);
	if (answer_read(flow, all, p, holders, stance, things, n) ||
	    strcmp(p->cue->entry->id, "align") == 0)
		return; /* with whom it aligns may hold anything */
	for (size_t i = 0; i < n; i++) {
		enum stance s = stance;

		if (!counts(flow, p->cue, &things[i])) {
			trace_drop(flow->r, p->cue, REASON_WEAK);
			continue;
		}
		if (things[i].negated && stance == STANCE_PROPOSE)
			s = STANCE_OPPOSE;
		fill_this(flow, &things[i]);
		flow_add(flow, holders, s, &things[i], p->cue, p->start, p->end,
		    p->negated ? RULE_NEGATED : RULE_STANCE);
	}
}

/* "We would delete paragraph 2": what one would do to a text is proposed. */
static void
read_would(
    struct flow *flow, const struct predication *p, struct holders holders)
{
	static const struct lexicon_entry entry = {.id = "would",
	    .kind = CUE_STANCE,
	    .stance = STANCE_PROPOSE,
	    .action_open = true};
	struct cue cue = *p->cue;
	struct thing things[THINGS_MAX];
	size_t n;

	if (holders.count == 0)
		return;
	n = objects_read(flow->r, &entry, p->cue->first, p->end, things);
	cue.entry = &entry;
	for (size_t i = 0; i < n; i++) {
		if (things[i].action == ACTION_NONE)
			continue;
		fill_this(flow, &things[i]);
		flow_add(flow, holders,
		    p->negated ? STANCE_OPPOSE : STANCE_PROPOSE, &things[i],
		    &cue, p->start, p->end, RULE_ACTION);
	}
}

/* --- demands and verdicts in reported speech ---------------------------- */

static void
read_demand(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders)
{
	struct thing things[THINGS_MAX];
	enum stance stance;
	bool negated = p->negated;
	size_t n;

	if (holders.count == 0 ||
	    is_open_question(flow->r, p->start, p->cue->first) ||
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
		fill_this(flow, t);
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

/* "the deletion of", "deleting": an action, and no clause with one. */
static bool
heads_action(const struct reading *r, const struct thing *t)
{
	size_t at = t->first;

	if (t->cue == NULL ||
	    (t->cue->form != FORM_NOUN && t->cue->form != FORM_GERUND))
		return false;
	while (
	    at < t->cue->first &&
	    (reading_small(r, at, WORD_THE) || reading_token(r, at, "that") ||
		reading_token(r, at, "any") || reading_token(r, at, "a") ||
		reading_is(r, at, CUE_THIS)))
		at++;
	return at == t->cue->first;
}

/* "neither", "none of the options": no one of what was named. */
static bool
is_none_of(const struct reading *r, size_t at)
{
	return r->language == LANGUAGE_EN && (reading_token(r, at, "neither") ||
						 reading_token(r, at, "none"));
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
	    "finds", "found", "regard", "regarded", NULL};
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

static void
read_verdict(struct flow *flow, const struct predications *all,
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
	    is_open_question(flow->r, p->object, p->cue->first) ||
	    reading_is(flow->r, first, CUE_PRONOUN) ||
	    objects_read(flow->r, p->cue->entry, first, end, t) == 0) {
		trace_drop(flow->r, p->cue,
		    holders.count == 0 ? REASON_NO_HOLDER
		    : is_open_question(flow->r, p->object, p->cue->first)
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
	else if (flow->n_self > 0 && (p->cue->entry->kind == CUE_MODAL ||
					 (p->cue->entry->kind == CUE_VERDICT &&
					     flow->r->language == LANGUAGE_EN)))
		holders[i] = (struct holders){flow->self, flow->n_self};
	else
		holders[i] = flow_subject(flow, p);
	switch (p->cue->entry->kind) {
	case CUE_STANCE:
		read_stance(flow, all, p, holders[i]);
		break;
	case CUE_MODAL:
		read_demand(flow, all, p, holders[i]);
		break;
	case CUE_VERDICT:
		read_verdict(flow, all, p, holders[i]);
		break;
	case CUE_NEGATOR:
		answer_not(flow, p, holders[i]);
		break;
	case CUE_ACTION:
		read_would(flow, p, holders[i]);
		break;
	default:
		break;
	}
	add_companion(flow, p, rows->from);
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
	read_stance(flow, all, &p, holders);
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
		read_stance(flow, all, &p, holders);
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
			read_stance(flow, all, p, holders);
		else if (main_rows(all, rows, i) == NULL)
			read_inserted(flow, all, p, holders);
		else
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
