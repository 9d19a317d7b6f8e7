/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-say.h"

#include "core/translate.h"

#include <string.h>

/* Where words go, and how fields are called in them. */
struct saying {
	struct arena *arena;
	const struct query_words *words; /* NULL: as in queries */
};

static const char *say(
    const struct saying *to, const struct query *query, bool inner);

/* "a, b or c"; `last` is a format for what is before, and the last. */
static const char *
say_list(struct arena *arena, const char *const *item, size_t count,
    const char *last)
{
	const char *s = "";

	for (size_t i = 0; i < count; i++)
		s = arena_printf(arena, i + 1 == count && i > 0 ? last : "%s%s",
		    i == 0 || i + 1 == count
			? s
			: arena_printf(arena, "%s%s", s, C_("list", ", ")),
		    item[i]);
	return s;
}

static const char *
say_children(const struct saying *to, const struct query *query, size_t from,
    const char *last)
{
	struct arena *arena = to->arena;
	const char **item = arena_array(arena, query->n_children, sizeof *item);
	size_t n = 0;

	for (size_t i = from; i < query->n_children; i++)
		item[n++] = say(to, query->child[i], true);
	return say_list(arena, item, n, last);
}

static const char *
say_dates(struct arena *arena, const struct date_range *dates)
{
	char from[11], to[11];

	date_format(dates->from, from);
	date_format(dates->to, to);
	if (strcmp(from, to) == 0)
		return arena_printf(arena, _("the date %s"), from);
	if (to[0] == '\0')
		return arena_printf(arena, _("a date from %s on"), from);
	if (from[0] == '\0')
		return arena_printf(arena, _("a date up to %s"), to);
	return arena_printf(arena, _("a date from %s to %s"), from, to);
}

/* What is wanted, then what is not. */
static const char *
say_and(const struct saying *to, const struct query *query, bool inner)
{
	struct arena *arena = to->arena;
	const char **has = arena_array(arena, query->n_children, sizeof *has);
	const char **lacks =
	    arena_array(arena, query->n_children, sizeof *lacks);
	size_t n_has = 0, n_lacks = 0;
	const char *s;

	for (size_t i = 0; i < query->n_children; i++) {
		const struct query *child = query->child[i];

		if (child->kind == QUERY_NOT)
			lacks[n_lacks++] = say(to, child->child[0], true);
		else
			has[n_has++] = say(to, child, true);
	}
	s = n_has > 0 ? say_list(arena, has, n_has, _("%s and %s"))
		      : _("anything");
	if (n_lacks > 0)
		s = arena_printf(arena, _("%s, but not %s"), s,
		    say_list(arena, lacks, n_lacks, _("%s or %s")));
	return inner ? arena_printf(arena, "(%s)", s) : s;
}

static const char *
say_or(const struct saying *to, const struct query *query, bool inner)
{
	struct arena *arena = to->arena;
	const char *s;

	if (query->likeness)
		return arena_printf(arena,
		    query->spelling ? _("%s (also spelt %s)")
				    : _("%s (or, for less, %s)"),
		    say(to, query->child[0], true),
		    say_children(to, query, 1, _("%s or %s")));
	s = say_children(to, query, 0, _("%s or %s"));
	return inner ? arena_printf(arena, "(%s)", s) : s;
}

/* "support or proposal" */
static const char *
say_values(const struct saying *to, const struct query *query)
{
	const struct query_words *words = to->words;
	const char **item =
	    arena_array(to->arena, query->n_values + 1, sizeof *item);

	for (size_t i = 0; i < query->n_values; i++)
		item[i] = words == NULL ? query->value[i]
					: words->value(words->context,
					      query->field, query->value[i]);
	return say_list(to->arena, item, query->n_values, _("%s or %s"));
}

static const char *
say_field(const struct saying *to, const struct query *query)
{
	const struct query_words *words = to->words;
	const char *name;

	if (words == NULL)
		return arena_printf(to->arena, "%s %s",
		    field_get(query->field)->name, say_values(to, query));
	name = words->field(words->context, query->field);
	return name == NULL
		   ? say_values(to, query)
		   : arena_printf(to->arena, C_("field and value", "%s: %s"),
			 name, say_values(to, query));
}

/* Whether a query is a stance with its actions. */
static bool
is_stance(const struct query *query)
{
	return query->kind == QUERY_AND && query->n_children == 2 &&
	       query->child[0]->kind == QUERY_FIELD &&
	       query->child[0]->field == FIELD_STANCE &&
	       query->child[1]->kind == QUERY_FIELD &&
	       query->child[1]->field == FIELD_ACTION;
}

static const char *
say(const struct saying *to, const struct query *query, bool inner)
{
	struct arena *arena = to->arena;
	const char *where = query->text_only ? _(" in the text alone") : "";

	switch (query->kind) {
	case QUERY_ALL:
		return _("anything");
	case QUERY_WORD:
		return arena_printf(arena, "\"%s\"%s", query->text, where);
	case QUERY_PREFIX:
		return arena_printf(arena,
		    _("a word that begins with \"%s\"%s"), query->text, where);
	case QUERY_PHRASE:
		return arena_printf(arena, "\"%s\"%s", query->text, where);
	case QUERY_SAVED:
		return arena_printf(
		    arena, _("the saved query \"%s\""), query->text);
	case QUERY_COUNT:
		return arena_printf(arena,
		    P_("at least %u mention of %s",
			"at least %u mentions of %s", query->count),
		    query->count, say(to, query->child[0], true));
	case QUERY_FIELD:
		return say_field(to, query);
	case QUERY_DATES:
		return say_dates(arena, &query->dates);
	case QUERY_NEAR:
		return arena_printf(arena, _("%s within %u words"),
		    say_children(to, query, 0, _("%s and %s")),
		    query->distance);
	case QUERY_ADJ:
		return arena_printf(arena, _("%s within %u words"),
		    say_children(to, query, 0, _("%s and then %s")),
		    query->distance);
	case QUERY_AND:
		if (to->words != NULL && is_stance(query))
			return arena_printf(arena,
			    C_("stance and action", "%s (%s)"),
			    say_values(to, query->child[0]),
			    say_values(to, query->child[1]));
		return say_and(to, query, inner);
	case QUERY_OR:
		return say_or(to, query, inner);
	case QUERY_NOT:
		return arena_printf(arena, _("anything but %s"),
		    say(to, query->child[0], true));
	}
	return "";
}

const char *
query_say(struct arena *arena, const struct query *query)
{
	return query_say_in(arena, query, NULL);
}

const char *
query_say_in(struct arena *arena, const struct query *query,
    const struct query_words *words)
{
	struct saying to = {arena, words};

	return say(&to, query, false);
}
