/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/phrases.h"

#include <ctype.h>
#include <string.h>

static const char *const past[STANCE_COUNT] = {"took no side on", "supported",
    "opposed", "proposed", "questioned", "reserved its position on"};

static const char *const gerund[STANCE_COUNT] = {"taking a position on",
    "supporting", "opposing", "proposing", "questioning",
    "reserving its position on"};

static const char *const noun[ACTION_COUNT] = {[ACTION_NONE] = "",
    [ACTION_RETAIN] = "the retention of",
    [ACTION_DELETE] = "the removal of",
    [ACTION_INSERT] = "the insertion of",
    [ACTION_AMEND] = "an amendment of",
    [ACTION_REPLACE] = "the replacement of",
    [ACTION_MOVE] = "moving",
    [ACTION_MERGE] = "merging",
    [ACTION_BRACKET] = "brackets around"};

static const char *
join(struct arena *arena, const char *verb, enum action action)
{
	if (action == ACTION_NONE)
		return verb;
	return arena_printf(arena, "%s %s", verb, noun[action]);
}

const char *
phrase_past(struct arena *arena, enum stance stance, enum action action)
{
	return join(arena, past[stance], action);
}

const char *
phrase_gerund(struct arena *arena, enum stance stance, enum action action)
{
	return join(arena, gerund[stance], action);
}

const char *
phrase_implied(struct arena *arena, const struct position *position)
{
	if (position->implied == ACTION_NONE)
		return "";
	return arena_printf(
	    arena, " (implied: %s)", action_name(position->implied));
}

const char *
phrase_side(enum side side)
{
	switch (side) {
	case SIDE_FOR:
		return "for it";
	case SIDE_AGAINST:
		return "against it";
	case SIDE_CHANGE:
		return "for a change";
	case SIDE_AS_IS:
		return "for the text as it stands";
	case SIDE_NONE:
		break;
	}
	return "no side";
}

const char *
phrase_provision(struct arena *arena, const char *provision)
{
	char *s;

	if (strncmp(provision, "art ", 4) == 0)
		return arena_printf(arena, "Article %s", provision + 4);
	if (strncmp(provision, "para ", 5) == 0)
		return arena_printf(arena, "paragraph %s", provision + 5);
	s = arena_strdup(arena, provision);
	if (strncmp(s, "chapter", 7) == 0 || strncmp(s, "annex", 5) == 0 ||
	    strncmp(s, "section", 7) == 0)
		*s = (char)toupper((unsigned char)*s);
	return s;
}

const char *
phrase_layer(enum layer layer)
{
	static const char *const words[] = {"in its own words", "as compiled",
	    "as summarized", "as reported by a commentator"};

	return words[layer];
}

const char *
phrase_kind(enum holder_kind kind)
{
	switch (kind) {
	case HOLDER_STATE:
		return "";
	case HOLDER_GROUP:
		return "group";
	case HOLDER_OFFICE:
		return "office, not a delegation";
	case HOLDER_ORGANIZATION:
		return "organization, not a delegation";
	case HOLDER_PERSON:
		return "own view of an author, not a delegation";
	case HOLDER_CLUSTER:
		return "named together, members not named";
	case HOLDER_UNNAMED:
		return "not named";
	}
	return "";
}
