/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan in plain words. */
#include "searcher/phrases.h"
#include "searcher/question-readings.h"

#include <string.h>

const char *
question_reading_words(struct arena *arena, const struct plan_reading *reading)
{
	const char *name = reading->provision[0] != '\0'
			       ? phrase_provision(arena, reading->provision)
			       : reading->lineage;

	if (reading->title[0] != '\0')
		name = arena_printf(arena, "%s: %s", name, reading->title);
	if (reading->places[0] != '\0')
		return arena_printf(arena, "%s (%s)", name, reading->places);
	if (reading->instrument[0] != '\0')
		return arena_printf(
		    arena, "%s (%s)", name, reading->instrument);
	return name;
}

static const char *
say_whom(struct arena *arena, const struct plan *plan)
{
	const char *names = "";

	for (size_t i = 0; i < plan->n_holders; i++)
		names = arena_printf(arena, "%s%s%s", names, i == 0 ? "" : ", ",
		    plan->holder[i]->name);
	if (*names != '\0')
		return names;
	switch (plan->whom) {
	case WHOM_STATES:
		return "States";
	case WHOM_GROUPS:
		return "groups";
	case WHOM_MEMBERS:
		return arena_printf(
		    arena, "members of %s", plan->members_of->name);
	case WHOM_DELEGATIONS:
		break;
	}
	return "delegations";
}

static const char *
say_things(struct arena *arena, const struct plan *plan)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen)
			s = arena_printf(arena, "%s%s%s", s,
			    *s == '\0' ? "" : "; or ",
			    question_reading_words(arena, &plan->reading[i]));
	if (*s == '\0' && plan->words[0] != '\0')
		return arena_printf(arena, "\"%s\"", plan->words);
	return *s == '\0' ? "anything" : s;
}

static const char *
say_when(struct arena *arena, const struct plan *plan)
{
	const char *s = "";
	char from[11], to[11];

	for (size_t i = 0; i < plan->n_sessions; i++) {
		const struct session *session = plan->session[i];

		s = arena_printf(arena, "%s%s%s", s, i == 0 ? ", at: " : ", ",
		    session->n_names > 0 ? session->names[0] : session->id);
	}
	s = arena_printf(arena, "%s%s", s, plan->when);
	if (!plan->dated || plan->when[0] != '\0')
		return s;
	date_format(plan->dates.from, from);
	date_format(plan->dates.to, to);
	if (strcmp(from, to) == 0)
		return arena_printf(arena, "%s, in %s", s, from);
	return arena_printf(arena, "%s, dated %s..%s", s, from, to);
}

/* "in writing", and how: what sources are asked for. */
static const char *
say_sources(struct arena *arena, const struct plan *plan)
{
	const char *s = "";

	for (int layer = LAYER_STATEMENT; layer <= LAYER_COMMENTARY; layer++)
		if (strstr(plan->layers, layer_name((enum layer)layer)) != NULL)
			s = arena_printf(arena, "%s%s%s", s,
			    *s == '\0' ? ", in sources of kind " : " or ",
			    layer_name((enum layer)layer));
	return s;
}

/* "through Norland", "on their own". */
static const char *
say_voice(struct arena *arena, const struct plan *plan)
{
	const char *s = plan->alone ? ", on their own" : "";

	if (plan->on_behalf)
		s = arena_printf(arena, ", through %s",
		    plan->through != NULL ? plan->through->name
					  : "a spokesperson");
	if (plan->conditional)
		s = arena_printf(arena, "%s, on a condition", s);
	for (size_t i = 0; i < plan->n_excepts; i++)
		s = arena_printf(arena, "%s%s%s", s,
		    i == 0 ? ", but not " : ", ", plan->except[i]->name);
	return s;
}

/* When, where and in whose name: what narrows a question. */
static const char *
say_limits(struct arena *arena, const struct plan *plan)
{
	return arena_printf(arena, "%s%s%s", say_voice(arena, plan),
	    say_when(arena, plan), say_sources(arena, plan));
}

/* Up to the thing: "how the position of Norland changed on ". */
static const char *
say_comparison(struct arena *arena, const struct plan *plan)
{
	const char *whom = say_whom(arena, plan);

	switch (plan->intent) {
	case INTENT_CHANGE:
		return arena_printf(
		    arena, "how the position of %s changed on ", whom);
	case INTENT_AGREE:
		return arena_printf(
		    arena, "who is on the side of %s on ", whom);
	case INTENT_COMPARE:
		return arena_printf(arena, "%s compared on ", whom);
	case INTENT_BROKE:
		return arena_printf(arena,
		    "which %s took another side than their group on ",
		    plan->members_of != NULL ? whom : "members of groups");
	default:
		return arena_printf(arena, "where %s stand on ", whom);
	}
}

void
question_say(struct arena *arena, struct plan *plan)
{
	const char *scope = plan->scope == SCOPE_REFERENCE ? "references to "
			    : plan->scope == SCOPE_PART	   ? "parts of "
							   : "";

	if (plan->intent == INTENT_SEARCH) {
		plan->said =
		    arena_printf(arena, "passages with the words: %s%s",
			plan->words, say_limits(arena, plan));
		return;
	}
	if (plan_compares(plan->intent)) {
		plan->said =
		    arena_printf(arena, "%s%s%s", say_comparison(arena, plan),
			say_things(arena, plan), say_limits(arena, plan));
		return;
	}
	plan->said = arena_printf(arena, "%s %s %s%s%s", say_whom(arena, plan),
	    phrase_gerund(arena, plan->stance,
		plan->states_action ? plan->action : ACTION_NONE),
	    scope, say_things(arena, plan), say_limits(arena, plan));
}
