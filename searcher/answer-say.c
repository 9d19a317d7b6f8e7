/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer-say.h"

#include "core/translate.h"
#include "searcher/answer-group.h"
#include "searcher/phrases.h"

#include <string.h>

/* --- labels --------------------------------------------------------------- */

static const char *
label_same(const struct plan *plan)
{
	enum side side = side_of(
	    plan->stance, plan->states_action ? plan->action : ACTION_NONE);

	if (side == SIDE_FOR)
		return _("The same side in other words: wanted it kept");
	if (side == SIDE_AGAINST)
		return _("The same side in other words: wanted it removed");
	return _("The same side in other words");
}

static const char *
label_other(const struct plan *plan)
{
	switch (side_of(
	    plan->stance, plan->states_action ? plan->action : ACTION_NONE)) {
	case SIDE_FOR:
		return _(
		    "The other side: wanted it removed, or were against it");
	case SIDE_AGAINST:
		return _("The other side: wanted it kept, or were for it");
	case SIDE_CHANGE:
		return _("The other side: wanted the text as it stands");
	case SIDE_AS_IS:
		return _("The other side: wanted the change");
	case SIDE_NONE:
		break;
	}
	return _("The other side");
}

/* --- the conclusion ------------------------------------------------------- */

/* What is asked about, where it is no provision. */
static const char *
asked_name(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n_readings; i++) {
		const struct plan_reading *reading = &plan->reading[i];
		const char *thing;

		if (!reading->chosen)
			continue;
		/* a topic may be wider than what was asked of it */
		if (reading->topic && !plan->states_action &&
		    plan->object[0] != '\0')
			thing = plan->object;
		else if (reading->title[0] != '\0')
			thing = reading->title;
		else if (plan->object[0] != '\0')
			thing = plan->object;
		else
			thing = reading->lineage;
		if (*thing != '\0')
			return thing;
	}
	return plan->words[0] != '\0' ? plan->words : _("anything");
}

static enum scope
asked_scope(const struct plan *plan)
{
	return plan->scope == SCOPE_REFERENCE ? SCOPE_REFERENCE : SCOPE_WHOLE;
}

const char *
answer_thing(struct arena *arena, const struct plan *plan)
{
	return phrase_thing(arena, PHRASE_PLAIN, asked_scope(plan),
	    plan->provision, asked_name(plan));
}

static const char *
asked_words(struct arena *arena, const struct plan *plan)
{
	return phrase_saying(arena, plan->stance,
	    plan->states_action ? plan->action : ACTION_NONE, asked_scope(plan),
	    plan->provision, asked_name(plan));
}

void
answer_labels(struct arena *arena, struct answer *answer)
{
	const struct plan *plan = answer->plan;

	answer->part[PART_DIRECT].label =
	    plan->stance == STANCE_NONE
		? _("Positions on record")
		: arena_printf(arena, _("On record: %s"),
		      phrase_said(arena, plan->stance,
			  plan->states_action ? plan->action : ACTION_NONE,
			  asked_scope(plan), plan->provision,
			  asked_name(plan)));
	answer->part[PART_SAME].label = label_same(plan);
	answer->part[PART_OTHER].label = label_other(plan);
	answer->part[PART_SUPPORT].label = _("Supported what others proposed");
	answer->part[PART_APART].label =
	    _("Not delegations, or not named: not counted");
	answer->part[PART_INNER].label =
	    plan->scope == SCOPE_WHOLE
		? _("Near, but not the same: parts of it, or references to it")
		: _("Near, but not the same: the whole of it, or other parts");
	answer->part[PART_REST].label = _("Other positions on it");
}

const char *
answer_whom(struct arena *arena, const struct plan *plan, size_t n)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_holders; i++)
		s = i == 0 ? phrase_holder(plan->holder[i])
			   : arena_printf(arena,
				 plan->intent == INTENT_COMPARE ? _("%s and %s")
								: _("%s or %s"),
				 s, phrase_holder(plan->holder[i]));
	if (*s != '\0')
		return s;
	if (plan->unknown[0] != '\0')
		return arena_printf(arena, "\"%s\"", plan->unknown);
	switch (plan->whom) {
	case WHOM_STATES:
		return P_("State", "States", n);
	case WHOM_GROUPS:
		return P_("group", "groups", n);
	case WHOM_MEMBERS:
		return arena_printf(arena,
		    P_("member of %s", "members of %s", n),
		    phrase_holder(plan->members_of));
	case WHOM_DELEGATIONS:
		break;
	}
	return P_("delegation", "delegations", n);
}

/* Distinct holders that answer, in one way or another. */
static size_t
count_holders(const struct answer *answer)
{
	const struct answer_group *direct = &answer->part[PART_DIRECT];
	const struct answer_group *same = &answer->part[PART_SAME];
	size_t n = direct->n_holders;

	for (size_t i = 0; i < same->n_holders; i++) {
		bool seen = false;

		for (size_t k = 0; k < direct->n_holders; k++)
			if (strcmp(same->holder[i].id, direct->holder[k].id) ==
			    0)
				seen = true;
		n += !seen;
	}
	return n;
}

/* Of those that answer, how many took the other side as well. */
static size_t
count_both(const struct answer *answer)
{
	static const enum answer_part parts[] = {PART_DIRECT, PART_SAME};
	size_t n = 0;

	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < answer->part[parts[p]].n_holders; i++) {
			const struct answer_holder *holder =
			    &answer->part[parts[p]].holder[i];
			bool seen = false;

			for (size_t k = 0;
			     p > 0 && k < answer->part[PART_DIRECT].n_holders;
			     k++)
				seen |=
				    strcmp(holder->id, answer->part[PART_DIRECT]
							   .holder[k]
							   .id) == 0;
			n += holder->n_history > 0 && !seen;
		}
	return n;
}

/* "; 1 of them took both sides" */
static const char *
say_both(struct arena *arena, const struct answer *answer, size_t of)
{
	size_t n = count_both(answer);

	if (n == 0)
		return "";
	return of == 1 ? _(", and at another time on the other side")
		       : arena_printf(arena,
			     P_("; %zu of them took both sides",
				 "; %zu of them took both sides", n),
			     n);
}

/* What one holder did first and then, where that is known; else NULL. */
static const char *
story_told(const struct answer *answer)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answer->part[part].n_holders; i++)
			if (answer->part[part].holder[i].story[0] != '\0')
				return answer->part[part].holder[i].story;
	return NULL;
}

/* "did anybody oppose it": how many did, and how many did not. */
static const char *
say_whether_anybody(struct arena *arena, const struct answer *answer)
{
	size_t n = count_holders(answer);
	size_t others = answer->part[PART_OTHER].n_holders;
	const char *who = answer_whom(arena, answer->plan, n);
	const char *what = asked_words(arena, answer->plan);

	switch (answer->whether) {
	case WHETHER_YES:
		return arena_printf(
		    arena, _("Yes: %zu %s on record as %s"), n, who, what);
	case WHETHER_NO:
		return arena_printf(arena,
		    _("No: no %s is on record as %s, but %zu on the other "
		      "side"),
		    answer_whom(arena, answer->plan, 1), what, others);
	case WHETHER_CONDITIONAL:
		return arena_printf(arena,
		    _("On a condition: %zu %s on record as %s"), n, who, what);
	case WHETHER_MIXED:
		return arena_printf(arena,
		    _("Yes: %zu %s on record as %s, and %zu on the other side"),
		    n, who, what, others);
	case WHETHER_NO_RECORD:
		break;
	}
	return arena_printf(arena, _("No %s is on record as %s"),
	    answer_whom(arena, answer->plan, 1), what);
}

static const char *
say_whether(struct arena *arena, const struct answer *answer)
{
	const char *who = answer_whom(arena, answer->plan, 1);
	const char *what = asked_words(arena, answer->plan);
	const char *story =
	    answer->plan->n_holders == 1 ? story_told(answer) : NULL;

	if (answer->plan->n_holders == 0 && answer->plan->unknown[0] == '\0')
		return say_whether_anybody(arena, answer);
	if (story != NULL && answer->whether == WHETHER_MIXED)
		return arena_printf(arena, _("Both: %s %s"), who, story);
	if (story != NULL && answer->whether == WHETHER_YES)
		return arena_printf(
		    arena, _("Yes, but not always: %s %s"), who, story);
	if (story != NULL && answer->whether == WHETHER_NO)
		return arena_printf(
		    arena, _("No, but at another time: %s %s"), who, story);
	switch (answer->whether) {
	case WHETHER_YES:
		return arena_printf(
		    arena, _("Yes: %s is on record as %s"), who, what);
	case WHETHER_NO:
		return arena_printf(arena,
		    _("No: %s is on record, but on the other side"), who);
	case WHETHER_CONDITIONAL:
		return arena_printf(arena,
		    _("On a condition: %s is on record as %s"), who, what);
	case WHETHER_MIXED:
		return arena_printf(arena,
		    _("Both: %s is on record as %s, and on the other side"),
		    who, what);
	case WHETHER_NO_RECORD:
		break;
	}
	return arena_printf(arena, _("Nothing on record of %s %s"), who, what);
}

/* Whether the question names no thing. */
static bool
is_about_anything(const struct plan *plan)
{
	return plan->n_readings == 0 && plan->words[0] == '\0';
}

/* "Norland: first on record as opposing it on 2023-01-09 (first session)" */
static const char *
say_when(struct arena *arena, const struct answer *answer)
{
	const struct answer_holder *holder = NULL;
	const struct evidence *first = NULL;
	const char *s;

	for (int part = PART_DIRECT; part <= (int)PART_SAME; part++)
		for (size_t i = 0; i < answer->part[part].n_holders; i++) {
			const struct answer_holder *h =
			    &answer->part[part].holder[i];

			for (size_t k = 0; k < h->n_evidence; k++)
				if (first == NULL ||
				    evidence_compare_time(
					&h->evidence[k], first) < 0) {
					first = &h->evidence[k];
					holder = h;
				}
		}
	s = arena_printf(arena,
	    first->record->date[0] != '\0'
		? _("%s: first on record as %s on %s")
		: _("%s: first on record as %s%s"),
	    holder->name, asked_words(arena, answer->plan),
	    first->record->date);
	return first->session[0] != '\0'
		   ? arena_printf(arena, "%s (%s)", s, first->session)
		   : s;
}

const char *
answer_says(struct arena *arena, const struct answer *answer)
{
	const struct plan *plan = answer->plan;
	size_t n = count_holders(answer);

	if (plan->intent == INTENT_SEARCH && answer->n_passages == 0)
		return _("No passage has these words");
	if (plan->intent == INTENT_SEARCH)
		return answer->verdict == VERDICT_ANSWERED
			   ? ""
			   : _("No passage has all these words; these have "
			       "some");
	if (plan->intent == INTENT_WHETHER)
		return say_whether(arena, answer);
	if (n == 0 && answer->verdict == VERDICT_ANSWERED &&
	    plan->stance == STANCE_NONE && !plan->states_action)
		return arena_printf(
		    arena, _("What %s said"), answer_whom(arena, plan, 1));
	if (n == 0 && (plan->n_holders > 0 || plan->unknown[0] != '\0'))
		return arena_printf(arena, _("Nothing on record of %s %s"),
		    answer_whom(arena, plan, 1), asked_words(arena, plan));
	if (n == 0)
		return arena_printf(arena, _("No %s is on record as %s"),
		    answer_whom(arena, plan, 1), asked_words(arena, plan));
	if (plan->intent == INTENT_WHEN)
		return say_when(arena, answer);
	if (plan->n_holders > 0 && is_about_anything(plan))
		return arena_printf(arena, _("%s: what is on record"),
		    answer_whom(arena, plan, n));
	if (plan->n_holders > 0)
		return arena_printf(arena, _("%s: on record as %s%s"),
		    answer_whom(arena, plan, n), asked_words(arena, plan),
		    say_both(arena, answer, n));
	return arena_printf(arena, _("%zu %s on record as %s%s"), n,
	    answer_whom(arena, plan, n), asked_words(arena, plan),
	    say_both(arena, answer, n));
}
