/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-say.h"

#include <string.h>

static const char *say(
    struct arena *arena, const struct query *query, bool inner);

/* "a, b or c" */
static const char *
say_list(struct arena *arena, const char *const *item, size_t count,
    const char *last)
{
	const char *s = "";

	for (size_t i = 0; i < count; i++)
		s = arena_printf(arena, "%s%s%s", s,
		    i == 0	     ? ""
		    : i + 1 == count ? arena_printf(arena, " %s ", last)
				     : ", ",
		    item[i]);
	return s;
}

static const char *
say_children(struct arena *arena, const struct query *query, size_t from,
    const char *last)
{
	const char **item = arena_array(arena, query->n_children, sizeof *item);
	size_t n = 0;

	for (size_t i = from; i < query->n_children; i++)
		item[n++] = say(arena, query->child[i], true);
	return say_list(arena, item, n, last);
}

static const char *
say_dates(struct arena *arena, const struct date_range *dates)
{
	char from[11], to[11];

	date_format(dates->from, from);
	date_format(dates->to, to);
	if (strcmp(from, to) == 0)
		return arena_printf(arena, "the date %s", from);
	if (to[0] == '\0')
		return arena_printf(arena, "a date from %s on", from);
	if (from[0] == '\0')
		return arena_printf(arena, "a date up to %s", to);
	return arena_printf(arena, "a date from %s to %s", from, to);
}

/* What is wanted, then what is not. */
static const char *
say_and(struct arena *arena, const struct query *query, bool inner)
{
	const char **has = arena_array(arena, query->n_children, sizeof *has);
	const char **lacks =
	    arena_array(arena, query->n_children, sizeof *lacks);
	size_t n_has = 0, n_lacks = 0;
	const char *s;

	for (size_t i = 0; i < query->n_children; i++) {
		const struct query *child = query->child[i];

		if (child->kind == QUERY_NOT)
			lacks[n_lacks++] = say(arena, child->child[0], true);
		else
			has[n_has++] = say(arena, child, true);
	}
	s = n_has > 0 ? say_list(arena, has, n_has, "and") : "anything";
	if (n_lacks > 0)
		s = arena_printf(arena, "%s, but not %s", s,
		    say_list(arena, lacks, n_lacks, "or"));
	return inner ? arena_printf(arena, "(%s)", s) : s;
}

static const char *
say_or(struct arena *arena, const struct query *query, bool inner)
{
	const char *s;

	if (query->likeness)
		return arena_printf(arena, "%s (%s %s)",
		    say(arena, query->child[0], true),
		    query->spelling ? "also spelt" : "or, for less,",
		    say_children(arena, query, 1, "or"));
	s = say_children(arena, query, 0, "or");
	return inner ? arena_printf(arena, "(%s)", s) : s;
}

static const char *
say(struct arena *arena, const struct query *query, bool inner)
{
	const char *where = query->text_only ? " in the text alone" : "";

	switch (query->kind) {
	case QUERY_ALL:
		return "anything";
	case QUERY_WORD:
		return arena_printf(arena, "\"%s\"%s", query->text, where);
	case QUERY_PREFIX:
		return arena_printf(arena, "a word that begins with \"%s\"%s",
		    query->text, where);
	case QUERY_PHRASE:
		return arena_printf(arena, "\"%s\"%s", query->text, where);
	case QUERY_SAVED:
		return arena_printf(
		    arena, "the saved query \"%s\"", query->text);
	case QUERY_COUNT:
		return arena_printf(arena, "at least %u mentions of %s",
		    query->count, say(arena, query->child[0], true));
	case QUERY_FIELD:
		return arena_printf(arena, "%s %s",
		    field_get(query->field)->name,
		    say_list(arena, query->value, query->n_values, "or"));
	case QUERY_DATES:
		return say_dates(arena, &query->dates);
	case QUERY_NEAR:
		return arena_printf(arena, "%s within %u words",
		    say_children(arena, query, 0, "and"), query->distance);
	case QUERY_ADJ:
		return arena_printf(arena, "%s within %u words",
		    say_children(arena, query, 0, "and then"), query->distance);
	case QUERY_AND:
		return say_and(arena, query, inner);
	case QUERY_OR:
		return say_or(arena, query, inner);
	case QUERY_NOT:
		return arena_printf(arena, "anything but %s",
		    say(arena, query->child[0], true));
	}
	return "";
}

const char *
query_say(struct arena *arena, const struct query *query)
{
	return say(arena, query, false);
}
