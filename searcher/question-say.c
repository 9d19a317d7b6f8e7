/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan in plain words. */
#include "core/translate.h"
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
		names = arena_printf(arena, "%s%s%s", names,
		    i == 0 ? "" : C_("list", ", "),
		    phrase_holder(plan->holder[i]));
	if (*names != '\0')
		return names;
	if (plan->unknown[0] != '\0')
		return arena_printf(arena, "\"%s\"", plan->unknown);
	switch (plan->whom) {
	case WHOM_STATES:
		return _("States");
	case WHOM_GROUPS:
		return _("groups");
	case WHOM_MEMBERS:
		return arena_printf(
		    arena, _("members of %s"), phrase_holder(plan->members_of));
	case WHOM_DELEGATIONS:
		break;
	}
	return _("delegations");
}

static const char *
say_things(struct arena *arena, const struct plan *plan)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen)
			s = arena_printf(arena,
			    *s == '\0' ? "%s%s" : _("%s; or %s"), s,
			    question_reading_words(arena, &plan->reading[i]));
	if (*s == '\0' && plan->words[0] != '\0')
		return arena_printf(arena, "\"%s\"", plan->words);
	return *s == '\0' ? _("anything") : s;
}

static const char *
say_when(struct arena *arena, const struct plan *plan)
{
	const char *s = "";
	char from[11], to[11];

	for (size_t i = 0; i < plan->n_sessions; i++) {
		const struct session *session = plan->session[i];

		s = arena_printf(arena, i == 0 ? _("%s, at: %s") : "%s, %s", s,
		    session->n_names > 0 ? session->names[0] : session->id);
	}
	s = arena_printf(arena, "%s%s", s, plan->when);
	if (!plan->dated || plan->when[0] != '\0')
		return s;
	date_format(plan->dates.from, from);
	date_format(plan->dates.to, to);
	if (strcmp(from, to) == 0)
		return arena_printf(arena, _("%s, in %s"), s, from);
	return arena_printf(arena, _("%s, dated %s..%s"), s, from, to);
}

static const char *const layers[] = {
    [LAYER_STATEMENT] = NC_("kind of record", "statement"),
    [LAYER_COMPILATION] = NC_("kind of record", "compilation"),
    [LAYER_SUMMARY] = NC_("kind of record", "summary"),
    [LAYER_COMMENTARY] = NC_("kind of record", "commentary")};

/* "in writing", and how: what sources are asked for. */
static const char *
say_sources(struct arena *arena, const struct plan *plan)
{
	const char *s = "";

	for (int layer = LAYER_STATEMENT; layer <= LAYER_COMMENTARY; layer++)
		if (strstr(plan->layers, layer_name((enum layer)layer)) != NULL)
			s = arena_printf(arena,
			    *s == '\0' ? _("%s, in sources of kind %s")
				       : _("%s or %s"),
			    s, translate_marked(layers[layer]));
	return s;
}

/* "through Norland", "on their own". */
static const char *
say_voice(struct arena *arena, const struct plan *plan)
{
	const char *s = plan->alone ? _(", on their own") : "";

	if (plan->on_behalf)
		s = arena_printf(arena, _(", through %s"),
		    plan->through != NULL ? phrase_holder(plan->through)
					  : _("a spokesperson"));
	if (plan->conditional)
		s = arena_printf(arena, _("%s, on a condition"), s);
	for (size_t i = 0; i < plan->n_excepts; i++)
		s = arena_printf(arena, i == 0 ? _("%s, but not %s") : "%s, %s",
		    s, phrase_holder(plan->except[i]));
	return s;
}

/* When, where and in whose name: what narrows a question. */
static const char *
say_limits(struct arena *arena, const struct plan *plan)
{
	return arena_printf(arena, "%s%s%s", say_voice(arena, plan),
	    say_when(arena, plan), say_sources(arena, plan));
}

/* "how the position of Norland changed on Article 42". */
static const char *
say_comparison(struct arena *arena, const struct plan *plan)
{
	const char *whom = say_whom(arena, plan);
	const char *on = say_things(arena, plan);

	switch (plan->intent) {
	case INTENT_CHANGE:
		return arena_printf(
		    arena, _("how the position of %s changed on %s"), whom, on);
	case INTENT_AGREE:
		return arena_printf(
		    arena, _("who is on the side of %s on %s"), whom, on);
	case INTENT_COMPARE:
		return arena_printf(arena, _("%s compared on %s"), whom, on);
	case INTENT_BROKE:
		return arena_printf(arena,
		    _("which %s took another side than their group on %s"),
		    plan->members_of != NULL ? whom : _("members of groups"),
		    on);
	default:
		return arena_printf(arena, _("where %s stand on %s"), whom, on);
	}
}

void
question_say(struct arena *arena, struct plan *plan)
{
	if (plan->intent == INTENT_SEARCH) {
		plan->said =
		    arena_printf(arena, _("passages with the words: %s%s"),
			plan->words, say_limits(arena, plan));
		return;
	}
	if (plan_compares(plan->intent)) {
		plan->said = arena_printf(arena, "%s%s",
		    say_comparison(arena, plan), say_limits(arena, plan));
		return;
	}
	/* TRANSLATORS: who, what they do, and when: "States opposing it, at:
	 * s1" */
	plan->said =
	    arena_printf(arena, C_("plan", "%s %s%s"), say_whom(arena, plan),
		phrase_saying(arena, plan->stance,
		    plan->states_action ? plan->action : ACTION_NONE,
		    plan->scope, "", say_things(arena, plan)),
		say_limits(arena, plan));
}
