/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer-say.h"

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
		return "The same side in other words: wanted it kept";
	if (side == SIDE_AGAINST)
		return "The same side in other words: wanted it removed";
	return "The same side in other words";
}

static const char *
label_other(const struct plan *plan)
{
	switch (side_of(
	    plan->stance, plan->states_action ? plan->action : ACTION_NONE)) {
	case SIDE_FOR:
		return "The other side: wanted it removed, or were against it";
	case SIDE_AGAINST:
		return "The other side: wanted it kept, or were for it";
	case SIDE_CHANGE:
		return "The other side: wanted the text as it stands";
	case SIDE_AS_IS:
		return "The other side: wanted the change";
	case SIDE_NONE:
		break;
	}
	return "The other side";
}

/* --- the conclusion ------------------------------------------------------- */

const char *
answer_thing(struct arena *arena, const struct plan *plan)
{
	const char *thing = plan->provision[0] != '\0'
				? phrase_provision(arena, plan->provision)
				: "";
	const char *scope =
	    plan->scope == SCOPE_REFERENCE ? "references to " : "";

	for (size_t i = 0; i < plan->n_readings && *thing == '\0'; i++) {
		const struct plan_reading *reading = &plan->reading[i];

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
	}
	if (*thing == '\0')
		thing = plan->words[0] != '\0' ? plan->words : "anything";
	return arena_printf(arena, "%s%s", scope, thing);
}

static const char *
asked_words(struct arena *arena, const struct plan *plan)
{
	return arena_printf(arena, "%s %s",
	    phrase_gerund(arena, plan->stance,
		plan->states_action ? plan->action : ACTION_NONE),
	    answer_thing(arena, plan));
}

void
answer_labels(struct arena *arena, struct answer *answer)
{
	const struct plan *plan = answer->plan;

	answer->part[PART_DIRECT].label =
	    plan->stance == STANCE_NONE
		? "Positions on record"
		: arena_printf(arena, "On record: %s %s",
		      phrase_past(arena, plan->stance,
			  plan->states_action ? plan->action : ACTION_NONE),
		      answer_thing(arena, plan));
	answer->part[PART_SAME].label = label_same(plan);
	answer->part[PART_OTHER].label = label_other(plan);
	answer->part[PART_SUPPORT].label = "Supported what others proposed";
	answer->part[PART_APART].label =
	    "Not delegations, or not named: not counted";
	answer->part[PART_INNER].label =
	    plan->scope == SCOPE_WHOLE
		? "Near, but not the same: parts of it, or references to it"
		: "Near, but not the same: the whole of it, or other parts";
	answer->part[PART_REST].label = "Other positions on it";
}

const char *
answer_whom(struct arena *arena, const struct plan *plan, size_t n)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_holders; i++)
		s = arena_printf(arena, "%s%s%s", s,
		    i == 0			     ? ""
		    : plan->intent == INTENT_COMPARE ? " and "
						     : " or ",
		    plan->holder[i]->name);
	if (*s != '\0')
		return s;
	switch (plan->whom) {
	case WHOM_STATES:
		return n == 1 ? "State" : "States";
	case WHOM_GROUPS:
		return n == 1 ? "group" : "groups";
	case WHOM_MEMBERS:
		return arena_printf(arena, "%s of %s",
		    n == 1 ? "member" : "members", plan->members_of->name);
	case WHOM_DELEGATIONS:
		break;
	}
	return n == 1 ? "delegation" : "delegations";
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
	return of == 1
		   ? ", and at another time on the other side"
		   : arena_printf(arena, "; %zu of them took both sides", n);
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

static const char *
say_whether(struct arena *arena, const struct answer *answer)
{
	const char *who = answer_whom(arena, answer->plan, 1);
	const char *what = asked_words(arena, answer->plan);
	const char *story =
	    answer->plan->n_holders == 1 ? story_told(answer) : NULL;

	if (story != NULL && answer->whether == WHETHER_MIXED)
		return arena_printf(arena, "Both: %s %s", who, story);
	if (story != NULL && answer->whether == WHETHER_YES)
		return arena_printf(
		    arena, "Yes, but not always: %s %s", who, story);
	if (story != NULL && answer->whether == WHETHER_NO)
		return arena_printf(
		    arena, "No, but at another time: %s %s", who, story);
	switch (answer->whether) {
	case WHETHER_YES:
		return arena_printf(
		    arena, "Yes: %s is on record as %s", who, what);
	case WHETHER_NO:
		return arena_printf(
		    arena, "No: %s is on record, but on the other side", who);
	case WHETHER_CONDITIONAL:
		return arena_printf(
		    arena, "On a condition: %s is on record as %s", who, what);
	case WHETHER_MIXED:
		return arena_printf(arena,
		    "Both: %s is on record as %s, and on the other side", who,
		    what);
	case WHETHER_NO_RECORD:
		break;
	}
	return arena_printf(arena, "Nothing on record of %s %s", who, what);
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
	return arena_printf(arena, "%s: first on record as %s%s%s%s%s%s",
	    holder->name, asked_words(arena, answer->plan),
	    first->record->date[0] != '\0' ? " on " : "", first->record->date,
	    first->session[0] != '\0' ? " (" : "", first->session,
	    first->session[0] != '\0' ? ")" : "");
}

const char *
answer_says(struct arena *arena, const struct answer *answer)
{
	const struct plan *plan = answer->plan;
	size_t n = count_holders(answer);

	if (plan->intent == INTENT_SEARCH && answer->n_passages == 0)
		return "No passage has these words";
	if (plan->intent == INTENT_SEARCH)
		return answer->verdict == VERDICT_ANSWERED
			   ? ""
			   : "No passage has all these words; these have some";
	if (plan->intent == INTENT_WHETHER)
		return say_whether(arena, answer);
	if (n == 0 && answer->verdict == VERDICT_ANSWERED &&
	    plan->stance == STANCE_NONE && !plan->states_action)
		return arena_printf(
		    arena, "What %s said", answer_whom(arena, plan, 1));
	if (n == 0 && plan->n_holders > 0)
		return arena_printf(arena, "Nothing on record of %s %s",
		    answer_whom(arena, plan, 1), asked_words(arena, plan));
	if (n == 0)
		return arena_printf(arena, "No %s is on record as %s",
		    answer_whom(arena, plan, 1), asked_words(arena, plan));
	if (plan->intent == INTENT_WHEN)
		return say_when(arena, answer);
	if (plan->n_holders > 0 && is_about_anything(plan))
		return arena_printf(arena, "%s: what is on record",
		    answer_whom(arena, plan, n));
	if (plan->n_holders > 0)
		return arena_printf(arena, "%s: on record as %s%s",
		    answer_whom(arena, plan, n), asked_words(arena, plan),
		    say_both(arena, answer, n));
	return arena_printf(arena, "%zu %s on record as %s%s", n,
	    answer_whom(arena, plan, n), asked_words(arena, plan),
	    say_both(arena, answer, n));
}
