/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach-parts.h"

#include "core/answer.h"
#include "core/trace.h"

#include <string.h>

enum stance
attach_stance(const struct cue *cue, bool negated)
{
	enum stance stance = cue->entry->stance;

	if (!negated)
		return stance;
	/* "n'a pas d'objection à": its own word for not being against */
	if (strcmp(cue->entry->id, "no-objection") == 0 &&
	    stance == STANCE_OPPOSE)
		return STANCE_SUPPORT;
	if (stance == STANCE_SUPPORT)
		return STANCE_OPPOSE;
	/* "did not want it" opposes; "did not propose it" says nothing. */
	if (stance == STANCE_PROPOSE &&
	    (cue->entry->kind == CUE_MODAL ||
		strcmp(cue->entry->id, "want") == 0))
		return STANCE_OPPOSE;
	return STANCE_NONE;
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

void
attach_add_companion(
    struct flow *flow, const struct predication *p, size_t from)
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

/* "a compromise under which Article 8 is kept": on no article itself. */
static void
set_apart(const struct reading *r, const struct cue *cue, struct thing *t)
{
	if (t->n_provisions == 0 || t->action != ACTION_NONE ||
	    r->language != LANGUAGE_EN ||
	    strcmp(cue->entry->id, "bring-proposal") != 0)
		return;
	for (size_t i = t->object; i < t->provision[0]->first; i++)
		if (reading_is(r, i, CUE_RELATIVE))
			t->n_provisions = 0;
}

static enum stance
other_side(enum stance stance)
{
	return stance == STANCE_OPPOSE ? STANCE_SUPPORT
	       : stance == STANCE_SUPPORT || stance == STANCE_PROPOSE
		   ? STANCE_OPPOSE
		   : stance;
}

static bool
is_refusal(const struct reading *r, const struct cue *cue)
{
	static const char *const words[] = {"refuse", "refuses", "refused",
	    "refusing", "decline", "declines", "declined", "declining", NULL};

	return reading_any(r, cue->first, words);
}

/*
 * The stance on one thing of a complement: turned for "not to delete it", and
 * for what is itself a stance against: "the opposition to it". NONE for what
 * "not" only sets aside: "opposed A, but not B", "supported not A but B".
 */
static enum stance
thing_stance(const struct reading *r, const struct cue *cue,
    const struct thing *t, size_t i, enum stance stance)
{
	/* "urged those opposing it to think again" */
	if (r->language == LANGUAGE_EN && stance == STANCE_PROPOSE &&
	    reading_token(r, t->first, "those") && t->cue == NULL)
		return STANCE_NONE;
	if (attach_is_opposition(r, t)) {
		/* "refused to oppose it": on no side */
		if (is_refusal(r, cue))
			return STANCE_NONE;
		stance = other_side(stance);
	}
	if (!t->negated || stance == STANCE_QUESTION ||
	    stance == STANCE_RESERVE)
		return stance;
	if (r->language != LANGUAGE_EN)
		return stance == STANCE_PROPOSE ? STANCE_OPPOSE : stance;
	if (t->noun && (i == 0 || stance == STANCE_OPPOSE))
		return STANCE_NONE;
	return other_side(stance);
}

void
attach_read_stance(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders)
{
	struct thing things[THINGS_MAX];
	bool turned;
	enum reason why = attach_supposed(flow->r, p, &turned);
	bool negated = p->negated != turned;
	enum stance stance = attach_stance(p->cue, negated);
	size_t end = p->end, n;

	if (why == REASON_COUNT)
		why = attach_refusal(flow, p, holders, stance);
	if (why == REASON_COUNT && negated && attach_is_neither(flow->r, p))
		why = REASON_NO_STANCE;
	if (why != REASON_COUNT) {
		trace_drop(flow->r, p->cue, why);
		return;
	}
	if (attach_all_unnamed(holders))
		holders = with_examples(flow, all, p, holders, &end);
	n = objects_read(flow->r, p->cue->entry, p->object, end, things);
	if (answer_read(flow, all, p, holders, stance, things, n) ||
	    strcmp(p->cue->entry->id, "align") == 0)
		return; /* with whom it aligns may hold anything */
	for (size_t i = 0; i < n; i++) {
		enum stance s =
		    thing_stance(flow->r, p->cue, &things[i], i, stance);

		if (s == STANCE_NONE) {
			trace_drop(flow->r, p->cue, REASON_NO_STANCE);
			continue;
		}
		if (!attach_counts(flow, p->cue, &things[i])) {
			trace_drop(flow->r, p->cue, REASON_WEAK);
			continue;
		}
		attach_fill_this(flow, &things[i]);
		set_apart(flow->r, p->cue, &things[i]);
		flow_add(flow, holders, s, &things[i], p->cue, p->start, p->end,
		    negated ? RULE_NEGATED : RULE_STANCE);
	}
}

void
attach_read_would(
    struct flow *flow, const struct predication *p, struct holders holders)
{
	static const struct lexicon_entry entry = {.id = "would",
	    .kind = CUE_STANCE,
	    .stance = STANCE_PROPOSE,
	    .action_open = true};
	struct cue cue = *p->cue;
	struct thing things[THINGS_MAX];
	bool turned;
	size_t n;

	if (holders.count == 0 ||
	    attach_supposed(flow->r, p, &turned) != REASON_COUNT)
		return;
	n = objects_read(flow->r, &entry, p->cue->first, p->end, things);
	cue.entry = &entry;
	for (size_t i = 0; i < n; i++) {
		if (things[i].action == ACTION_NONE)
			continue;
		attach_fill_this(flow, &things[i]);
		flow_add(flow, holders,
		    p->negated != turned ? STANCE_OPPOSE : STANCE_PROPOSE,
		    &things[i], &cue, p->start, p->end, RULE_ACTION);
	}
}
