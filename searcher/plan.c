/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a plan makes of one position. */
#include "searcher/plan.h"

#include <string.h>

const char *
plan_intent_name(enum plan_intent intent)
{
	static const char *const names[] = {"search", "holders", "whether",
	    "say", "when", "count", "stand", "change", "agree", "compare",
	    "broke"};

	return names[intent];
}

bool
plan_compares(enum plan_intent intent)
{
	return intent >= INTENT_STAND;
}

bool
plan_wants_all(const struct plan *plan)
{
	return plan->n_holders == 0 || plan->intent == INTENT_AGREE ||
	       plan->intent == INTENT_BROKE;
}

static bool
in_favour(enum stance stance)
{
	return stance == STANCE_SUPPORT || stance == STANCE_PROPOSE;
}

static bool
against(enum stance stance)
{
	return stance == STANCE_OPPOSE || stance == STANCE_QUESTION;
}

/*
 * Whether a stance is the one asked for: to oppose is also to question, to
 * want is to propose or to support; whoever asks who proposed, questioned or
 * reserved means just that.
 */
static bool
stance_meant(const struct plan *plan, enum stance stance)
{
	switch (plan->stance) {
	case STANCE_NONE:
	case STANCE_COUNT:
		return true;
	case STANCE_SUPPORT:
		return in_favour(stance);
	case STANCE_PROPOSE:
		return plan->proposing ? stance == STANCE_PROPOSE
				       : in_favour(stance);
	case STANCE_OPPOSE:
		return plan->states_action ? against(stance)
					   : stance == STANCE_OPPOSE;
	case STANCE_QUESTION:
	case STANCE_RESERVE:
		return stance == plan->stance;
	}
	return false;
}

/* No change of text, keeping and inserting: the thing itself. */
static bool
about_itself(enum action action)
{
	return action == ACTION_NONE || action == ACTION_RETAIN ||
	       action == ACTION_INSERT;
}

/* The action whose opposite sign says the same. */
static enum action
opposite(enum action action)
{
	switch (action) {
	case ACTION_DELETE:
		return ACTION_RETAIN;
	case ACTION_RETAIN:
		return ACTION_DELETE;
	default:
		return action;
	}
}

/* Stances that are the question's turned round, each with `opposite()`. */
static bool
stance_turned(const struct plan *plan, enum stance stance)
{
	switch (plan->stance) {
	case STANCE_OPPOSE:
		return in_favour(stance);
	case STANCE_SUPPORT:
		return against(stance);
	case STANCE_PROPOSE:
		return !plan->proposing && stance == STANCE_OPPOSE;
	default:
		return false;
	}
}

static enum plan_match
match_stated(const struct plan *plan, enum stance stance, enum action action)
{
	enum side asked = side_of(plan->stance, plan->action);
	enum side side = side_of(stance, action);

	if (action == plan->action && stance_meant(plan, stance))
		return MATCH_DIRECT;
	if (plan->proposing && action == plan->action &&
	    stance == STANCE_SUPPORT)
		return MATCH_SUPPORT;
	if (opposite(plan->action) != plan->action &&
	    action == opposite(plan->action) && stance_turned(plan, stance) &&
	    side_same(plan->stance, plan->action, stance, action))
		return MATCH_SAME;
	if ((asked == SIDE_FOR && side == SIDE_AGAINST) ||
	    (asked == SIDE_AGAINST && side == SIDE_FOR))
		return MATCH_OTHER;
	if (action == plan->action && side != SIDE_NONE && side != asked)
		return MATCH_OTHER;
	return MATCH_NONE;
}

/*
 * "Who proposed P": whoever brought it or a change of it forward. To propose
 * that it be kept is to support what is there already.
 */
static enum plan_match
match_proposal(const struct plan *plan, enum stance stance, enum action action)
{
	enum side side = side_of(stance, action);

	if (stance_meant(plan, stance) && action != ACTION_DELETE &&
	    action != ACTION_RETAIN)
		return MATCH_DIRECT;
	if (in_favour(stance) && about_itself(action))
		return MATCH_SUPPORT;
	return side == SIDE_AGAINST ? MATCH_OTHER : MATCH_NONE;
}

/* "Who opposed P", "who supported P": both ways of saying so. */
static enum plan_match
match_thing(const struct plan *plan, enum stance stance, enum action action)
{
	enum side asked = side_of(plan->stance, ACTION_NONE);
	enum side side = side_of(stance, action);

	if (plan->proposing)
		return match_proposal(plan, stance, action);
	if (stance_meant(plan, stance) && about_itself(action))
		return MATCH_DIRECT;
	if (!side_is_weak(plan->stance) && !side_is_weak(stance) &&
	    side == asked && action == ACTION_DELETE)
		return MATCH_SAME;
	if ((asked == SIDE_FOR && side == SIDE_AGAINST) ||
	    (asked == SIDE_AGAINST && side == SIDE_FOR))
		return MATCH_OTHER;
	return MATCH_NONE;
}

enum plan_match
plan_match(const struct plan *plan, enum stance stance, enum action action)
{
	if (plan->stance == STANCE_NONE)
		return !plan->states_action || action == plan->action
			   ? MATCH_DIRECT
			   : MATCH_NONE;
	if (plan->stance == STANCE_QUESTION || plan->stance == STANCE_RESERVE)
		return stance == plan->stance &&
			       (!plan->states_action || action == plan->action)
			   ? MATCH_DIRECT
			   : MATCH_NONE;
	return plan->states_action ? match_stated(plan, stance, action)
				   : match_thing(plan, stance, action);
}

/* A range of articles that takes in the one asked for. */
static bool
in_range(const struct plan *plan, const struct plan_reading *reading,
    const struct position *position)
{
	struct provision p;

	return plan->provision[0] != '\0' &&
	       provision_parse(
		   position->provision, strlen(position->provision), &p) &&
	       p.last[0] != '\0' && provision_covers(&p, &plan->asked) &&
	       (reading->instrument[0] == '\0' ||
		   position->instrument[0] == '\0' ||
		   strcmp(reading->instrument, position->instrument) == 0);
}

/*
 * The number alone, of a text that no concordance knows: any position on that
 * number that belongs to no lineage.
 */
static bool
is_bare(const struct plan *plan, const struct plan_reading *reading,
    const struct position *position)
{
	struct provision p, asked = provision_base(&plan->asked);

	if (reading->lineage[0] != '\0' || reading->instrument[0] != '\0' ||
	    position->lineage[0] != '\0' ||
	    !provision_parse(
		position->provision, strlen(position->provision), &p))
		return false;
	p = provision_base(&p);
	return provision_equal(&p, &asked);
}

bool
plan_reads(const struct plan *plan, const char *negotiation)
{
	bool chosen = false;

	for (size_t i = 0; i < plan->n_readings; i++) {
		if (!plan->reading[i].chosen)
			continue;
		if (strcmp(plan->reading[i].neg->id, negotiation) == 0)
			return true;
		chosen = true;
	}
	return !chosen;
}

const struct plan_reading *
plan_reading_of(struct arena *arena, const struct plan *plan,
    const char *negotiation, const struct position *position)
{
	const char *key = position_key(arena, position->lineage,
	    position->instrument, position->provision);

	for (size_t i = 0; i < plan->n_readings; i++) {
		const struct plan_reading *reading = &plan->reading[i];

		if (reading->chosen &&
		    strcmp(reading->neg->id, negotiation) == 0 &&
		    (strcmp(reading->key, key) == 0 ||
			in_range(plan, reading, position) ||
			is_bare(plan, reading, position)))
			return reading;
	}
	return NULL;
}

/* --- paragraphs ----------------------------------------------------------- */

static size_t
count_levels(const struct provision *p)
{
	size_t n = 0;

	while (n < PROVISION_LEVELS && p->level[n][0] != '\0')
		n++;
	return n;
}

/*
 * Levels below the lineage's own place: where a lineage is "art 14(4)" in one
 * draft, "art 14(4)" there is the whole of it.
 */
static size_t
levels_of_lineage(const struct plan_reading *reading, const char *instrument)
{
	size_t best = 0;
	bool found = false;

	for (size_t i = 0; i < reading->n_places; i++) {
		const struct lineage_place *place = reading->place[i];
		size_t n = count_levels(&place->provision);

		if (instrument[0] != '\0' &&
		    strcmp(place->instrument, instrument) != 0)
			continue;
		if (!found || n < best)
			best = n;
		found = true;
	}
	return best;
}

enum plan_extent
plan_extent(const struct plan *plan, const struct plan_reading *reading,
    const struct position *position)
{
	struct provision p;
	size_t own, own_n, asked = 0, asked_n = 0;

	if (!reading->topic && plan->provision[0] != '\0') {
		asked = levels_of_lineage(reading, reading->instrument);
		asked_n = count_levels(&plan->asked);
	}
	if (position->provision[0] == '\0' ||
	    !provision_parse(
		position->provision, strlen(position->provision), &p))
		return asked < asked_n ? EXTENT_OUTER : EXTENT_SAME;
	own = levels_of_lineage(reading, position->instrument);
	own_n = count_levels(&p);
	for (;; own++, asked++) {
		bool more = asked < asked_n;

		if (own >= own_n)
			return more ? EXTENT_OUTER : EXTENT_SAME;
		if (!more)
			return EXTENT_INNER;
		if (strcmp(p.level[own], plan->asked.level[asked]) != 0)
			return EXTENT_INNER;
	}
}
