/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trees given back: as queries for users, as lists for tests. */
#include "searcher/query.h"

#include <string.h>

/* A value without "art ", between quotation marks where it must be. */
static const char *
print_value(struct arena *arena, enum field_id field, const char *value)
{
	if (field == FIELD_ARTICLE && strncmp(value, "art ", 4) == 0 &&
	    strchr(value + 4, ' ') == NULL)
		return value + 4;
	if (value[0] == '\0' || value[0] == '(' ||
	    strpbrk(value, " \t,()\"\u00A0\u3000") != NULL)
		return arena_printf(arena, "\"%s\"", value);
	return value;
}

static const char *
print_field(struct arena *arena, const struct query *query)
{
	const char *s =
	    arena_printf(arena, "%s:", field_get(query->field)->name);

	for (size_t i = 0; i < query->n_values; i++)
		s = arena_printf(arena, "%s%s%s", s, i == 0 ? "" : ",",
		    print_value(arena, query->field, query->value[i]));
	return s;
}

static const char *
print_dates(struct arena *arena, const struct query *query)
{
	char from[11], to[11];

	date_format(query->dates.from, from);
	date_format(query->dates.to, to);
	if (strcmp(from, to) == 0)
		return from[0] == '\0' ? "date:.."
				       : arena_printf(arena, "date:%s", from);
	return arena_printf(arena, "date:%s..%s", from, to);
}

static const char *print_node(
    struct arena *arena, const struct query *query, bool inner);

static const char *
print_children(
    struct arena *arena, const struct query *query, const char *between)
{
	const char *s = "";

	for (size_t i = 0; i < query->n_children; i++)
		s = arena_printf(arena, "%s%s%s", s, i == 0 ? "" : between,
		    print_node(arena, query->child[i], true));
	return s;
}

/* Parentheses where a node stands within another. */
static const char *
print_group(struct arena *arena, const struct query *query, bool inner,
    const char *between)
{
	const char *s = print_children(arena, query, between);

	return inner && query->n_children > 1 ? arena_printf(arena, "(%s)", s)
					      : s;
}

static const char *
print_node(struct arena *arena, const struct query *query, bool inner)
{
	switch (query->kind) {
	case QUERY_ALL:
		return "*";
	case QUERY_WORD:
		return query->text;
	case QUERY_PREFIX:
		return arena_printf(arena, "%s*", query->text);
	case QUERY_PHRASE:
		return arena_printf(arena, "\"%s\"", query->text);
	case QUERY_FIELD:
		return print_field(arena, query);
	case QUERY_DATES:
		return print_dates(arena, query);
	case QUERY_NEAR:
		return print_group(arena, query, inner,
		    arena_printf(arena, " NEAR/%u ", query->distance));
	case QUERY_ADJ:
		return print_group(arena, query, inner,
		    arena_printf(arena, " ADJ/%u ", query->distance));
	case QUERY_AND:
		return print_group(arena, query, inner, " ");
	case QUERY_OR:
		return print_group(arena, query, inner, " OR ");
	case QUERY_NOT:
		return arena_printf(
		    arena, "-%s", print_node(arena, query->child[0], true));
	}
	return "";
}

const char *
query_print(struct arena *arena, const struct query *query)
{
	return print_node(arena, query, false);
}

static const char *
dump_list(struct arena *arena, const char *head, const struct query *query)
{
	const char *s = arena_printf(arena, "(%s", head);

	for (size_t i = 0; i < query->n_children; i++)
		s = arena_printf(
		    arena, "%s %s", s, query_dump(arena, query->child[i]));
	return arena_printf(arena, "%s)", s);
}

const char *
query_dump(struct arena *arena, const struct query *query)
{
	const char *s;

	switch (query->kind) {
	case QUERY_PHRASE:
		return arena_printf(arena, "(phrase %s)", query->text);
	case QUERY_FIELD:
		s = field_get(query->field)->name;
		for (size_t i = 0; i < query->n_values; i++)
			s = arena_printf(
			    arena, "%s \"%s\"", s, query->value[i]);
		return arena_printf(arena, "(%s)", s);
	case QUERY_DATES:
		return arena_printf(arena, "(%s)", print_dates(arena, query));
	case QUERY_NEAR:
		return dump_list(arena,
		    arena_printf(arena, "near/%u", query->distance), query);
	case QUERY_ADJ:
		return dump_list(arena,
		    arena_printf(arena, "adj/%u", query->distance), query);
	case QUERY_AND:
		return dump_list(arena, "and", query);
	case QUERY_OR:
		return dump_list(arena, "or", query);
	case QUERY_NOT:
		return dump_list(arena, "not", query);
	default:
		return print_node(arena, query, false);
	}
}
