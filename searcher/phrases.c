/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/phrases.h"

#include "core/language.h"

#include "core/translate.h"

#include <string.h>

/* With what it is on: see phrase_thing(). */
static const char *const past[STANCE_COUNT] = {N_("took no side on %s"),
    N_("supported %s"), N_("opposed %s"), N_("proposed %s"),
    N_("questioned %s"), N_("reserved its position on %s")};

static const char *const gerund[STANCE_COUNT] = {N_("taking a position on %s"),
    N_("supporting %s"), N_("opposing %s"), N_("proposing %s"),
    N_("questioning %s"), N_("reserving its position on %s")};

/* TRANSLATORS: what follows is in the form of the context "of". */
static const char *const noun[ACTION_COUNT] = {[ACTION_NONE] = "%s",
    [ACTION_RETAIN] = N_("the retention of %s"),
    [ACTION_DELETE] = N_("the removal of %s"),
    [ACTION_INSERT] = N_("the insertion of %s"),
    [ACTION_AMEND] = N_("an amendment of %s"),
    [ACTION_REPLACE] = N_("the replacement of %s"),
    [ACTION_MOVE] = N_("moving %s"),
    [ACTION_MERGE] = N_("merging %s"),
    [ACTION_BRACKET] = N_("brackets around %s")};

/* The action by itself, of what was named before. */
static const char *const alone[ACTION_COUNT] = {[ACTION_NONE] = "",
    [ACTION_RETAIN] = N_("the retention"),
    [ACTION_DELETE] = N_("the removal"),
    [ACTION_INSERT] = N_("the insertion"),
    [ACTION_AMEND] = N_("an amendment"),
    [ACTION_REPLACE] = N_("the replacement"),
    [ACTION_MOVE] = N_("moving it"),
    [ACTION_MERGE] = N_("merging it"),
    [ACTION_BRACKET] = N_("brackets around it")};

/* "the removal of Article 42", or "Article 42". */
static const char *
acted_on(struct arena *arena, enum action action, enum scope scope,
    const char *provision, const char *words)
{
	if (action == ACTION_NONE)
		return phrase_thing(
		    arena, PHRASE_PLAIN, scope, provision, words);
	return arena_printf(arena, _(noun[action]),
	    phrase_thing(arena, PHRASE_OF, scope, provision, words));
}

const char *
phrase_said(struct arena *arena, enum stance stance, enum action action,
    enum scope scope, const char *provision, const char *words)
{
	return arena_printf(arena, _(past[stance]),
	    acted_on(arena, action, scope, provision, words));
}

const char *
phrase_saying(struct arena *arena, enum stance stance, enum action action,
    enum scope scope, const char *provision, const char *words)
{
	return arena_printf(arena, _(gerund[stance]),
	    acted_on(arena, action, scope, provision, words));
}

const char *
phrase_said_alone(struct arena *arena, enum stance stance, enum action action)
{
	return arena_printf(arena, _(past[stance]), _(alone[action]));
}

const char *
phrase_implied(struct arena *arena, const struct position *position)
{
	if (position->implied == ACTION_NONE)
		return "";
	return arena_printf(
	    arena, _(" (implied: %s)"), _(alone[position->implied]));
}

const char *
phrase_side(enum side side)
{
	switch (side) {
	case SIDE_FOR:
		return _("for it");
	case SIDE_AGAINST:
		return _("against it");
	case SIDE_CHANGE:
		return _("for a change");
	case SIDE_AS_IS:
		return _("for the text as it stands");
	case SIDE_NONE:
		break;
	}
	return _("no side");
}

/* Provisions that have a number, by the word that they begin with. */
static const struct {
	const char *word;  /* of the form, with the space */
	const char *plain; /* in a sentence */
	const char *of;	   /* after "of" */
} numbered[] = {
    {"art ", NC_("in a sentence", "Article %s"), NC_("of", "Article %s")},
    {"para ", NC_("in a sentence", "paragraph %s"), NC_("of", "paragraph %s")},
    {"chapter ", NC_("in a sentence", "Chapter %s"), NC_("of", "Chapter %s")},
    {"section ", NC_("in a sentence", "Section %s"), NC_("of", "Section %s")},
    {"annex ", NC_("in a sentence", "Annex %s"), NC_("of", "Annex %s")},
};

#define N_NUMBERED (sizeof numbered / sizeof *numbered)

const char *
phrase_provision(struct arena *arena, const char *provision)
{
	return phrase_thing(arena, PHRASE_PLAIN, SCOPE_WHOLE, provision, "");
}

/* The thing as a whole. */
static const char *
whole(struct arena *arena, enum phrase_case in, const char *provision,
    const char *words)
{
	const char *format = in == PHRASE_OF ? C_("of", "%s") : "%s";

	if (provision[0] == '\0')
		return *words != '\0' ? arena_printf(arena, format, words)
				      : words;
	for (size_t i = 0; i < N_NUMBERED; i++) {
		size_t n = strlen(numbered[i].word);

		if (strncmp(provision, numbered[i].word, n) == 0)
			return arena_printf(arena,
			    translate_marked(in == PHRASE_OF
						 ? numbered[i].of
						 : numbered[i].plain),
			    provision + n);
	}
	return arena_printf(arena, format, provision);
}

const char *
phrase_thing(struct arena *arena, enum phrase_case in, enum scope scope,
    const char *provision, const char *words)
{
	const char *format = scope == SCOPE_REFERENCE
				 ? in == PHRASE_OF
				       ? C_("of", "references to %s")
				       : _("references to %s")
			     : in == PHRASE_OF ? C_("of", "a part of %s")
					       : _("a part of %s");

	if (scope == SCOPE_WHOLE)
		return whole(arena, in, provision, words);
	return arena_printf(
	    arena, format, whole(arena, PHRASE_OF, provision, words));
}

const char *
phrase_layer(enum layer layer)
{
	static const char *const words[] = {N_("in its own words"),
	    N_("as compiled"), N_("as summarized"),
	    N_("as reported by a commentator")};

	return _(words[layer]);
}

const char *
phrase_kind(enum holder_kind kind)
{
	switch (kind) {
	case HOLDER_STATE:
		return "";
	case HOLDER_GROUP:
		return C_("kind of holder", "group");
	case HOLDER_OFFICE:
		return _("office, not a delegation");
	case HOLDER_ORGANIZATION:
		return _("organization, not a delegation");
	case HOLDER_PERSON:
		return _("own view of an author, not a delegation");
	case HOLDER_CLUSTER:
		return _("named together, members not named");
	case HOLDER_UNNAMED:
		return _("not named");
	}
	return "";
}

const char *
phrase_certainty(enum certainty certainty)
{
	switch (certainty) {
	case CERTAINTY_EXPLICIT:
		return C_("certainty", "explicit");
	case CERTAINTY_IMPLIED:
		break;
	}
	return C_("certainty", "implied");
}

const char *
phrase_holder(const struct holder *holder)
{
	const char *name = holder->names[language_find(translate_code())];

	return name != NULL && *name != '\0' ? name : holder->name;
}
