/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trees given back: as queries for users, as lists for tests. */
#include "core/provision.h"
#include "searcher/query.h"

#include <string.h>

/* Three strings in one. Most of a search's printing is this. */
static const char *
join(struct arena *arena, const char *a, const char *b, const char *c)
{
	size_t n_a = strlen(a), n_b = strlen(b), n_c = strlen(c);
	char *s = arena_alloc(arena, n_a + n_b + n_c + 1);

	memcpy(s, a, n_a);
	memcpy(s + n_a, b, n_b);
	memcpy(s + n_a + n_b, c, n_c);
	return s;
}

/* Whether "42(1)" says what "art 42(1)" does. */
static bool
is_short(const char *value)
{
	struct provision whole, cut;

	return strncmp(value, "art ", 4) == 0 &&
	       strchr(value + 4, ' ') == NULL &&
	       provision_parse(value, strlen(value), &whole) &&
	       provision_parse(value + 4, strlen(value + 4), &cut) &&
	       provision_equal(&whole, &cut);
}

/* Whether a value needs no quotation marks. */
static bool
is_plain(const char *value)
{
	const char *s = value;

	for (; *s != '\0'; s++)
		if (!(*s >= '0' && *s <= '9') && !(*s >= 'a' && *s <= 'z') &&
		    !(*s >= 'A' && *s <= 'Z') && strchr("._/-", *s) == NULL)
			return false;
	return s > value;
}

/* A value without "art ", between quotation marks where it must be. */
static const char *
print_value(struct arena *arena, enum field_id field, const char *value)
{
	if (field == FIELD_ARTICLE && is_short(value))
		return value + 4;
	return is_plain(value) ? value : join(arena, "\"", value, "\"");
}

static const char *
print_field(struct arena *arena, const struct query *query)
{
	const char *s = join(arena, field_get(query->field)->name, ":", "");

	for (size_t i = 0; i < query->n_values; i++)
		s = join(arena, s, i == 0 ? "" : ",",
		    print_value(arena, query->field, query->value[i]));
	return s;
}

/* A session's name after its sign, with days of the other end, if any. */
static const char *
print_sessions(struct arena *arena, const struct query *query)
{
	char from[11], to[11];
	const char *first = query->value[0], *last = query->value[1];

	date_format(query->dates.from, from);
	date_format(query->dates.to, to);
	if (first[0] == '\0' && from[0] == '\0' && last[0] == '<')
		return arena_printf(arena, "date:\"%s\"", last);
	if (last[0] == '\0' && to[0] == '\0' && first[0] == '>')
		return arena_printf(arena, "date:\"%s\"", first);
	if (strcmp(first, last) == 0)
		return arena_printf(arena, "date:\"%s\"", first);
	return arena_printf(arena, "date:\"%s..%s\"",
	    first[0] != '\0' ? first : from, last[0] != '\0' ? last : to);
}

static const char *
print_dates(struct arena *arena, const struct query *query)
{
	char from[11], to[11];

	if (query->n_values == 2)
		return print_sessions(arena, query);
	date_format(query->dates.from, from);
	date_format(query->dates.to, to);
	if (strcmp(from, to) == 0)
		return from[0] == '\0' ? "date:.."
				       : arena_printf(arena, "date:%s", from);
	return arena_printf(arena, "date:%s..%s", from, to);
}

/* How words of an AND are joined, and where strings go. */
struct printer {
	struct arena *arena;
	const char *between; /* " ", or " AND " */
};

static const char *print_node(
    const struct printer *p, const struct query *query, bool inner);

static const char *
print_children(
    const struct printer *p, const struct query *query, const char *between)
{
	const char *s = "";

	for (size_t i = 0; i < query->n_children; i++)
		s = join(p->arena, s, i == 0 ? "" : between,
		    print_node(p, query->child[i], true));
	return s;
}

/* Parentheses where a node stands within another. */
static const char *
print_group(const struct printer *p, const struct query *query, bool inner,
    const char *between)
{
	const char *s = print_children(p, query, between);

	return inner && query->n_children > 1 ? join(p->arena, "(", s, ")") : s;
}

static const char *
print_saved(const struct printer *p, const struct query *query)
{
	return arena_printf(p->arena, "query:%s",
	    print_value(p->arena, FIELD_TEXT, query->text));
}

static const char *
print_node(const struct printer *p, const struct query *query, bool inner)
{
	switch (query->kind) {
	case QUERY_ALL:
		return "*";
	case QUERY_WORD:
		return query->text;
	case QUERY_PREFIX:
		return arena_printf(p->arena, "%s%s*",
		    query->text_only ? "text:" : "", query->text);
	case QUERY_PHRASE:
		return arena_printf(p->arena, "%s\"%s\"",
		    query->text_only ? "text:" : "", query->text);
	case QUERY_SAVED:
		return print_saved(p, query);
	case QUERY_COUNT:
		return arena_printf(p->arena, "%s@%u",
		    print_node(p, query->child[0], true), query->count);
	case QUERY_FIELD:
		return print_field(p->arena, query);
	case QUERY_DATES:
		return print_dates(p->arena, query);
	case QUERY_NEAR:
		return print_group(p, query, inner,
		    arena_printf(p->arena, " NEAR/%u ", query->distance));
	case QUERY_ADJ:
		return print_group(p, query, inner,
		    arena_printf(p->arena, " ADJ/%u ", query->distance));
	case QUERY_AND:
		return print_group(p, query, inner, p->between);
	case QUERY_OR:
		return print_group(p, query, inner, " OR ");
	case QUERY_NOT:
		return arena_printf(
		    p->arena, "-%s", print_node(p, query->child[0], true));
	}
	return "";
}

/*
 * Words that follow one another may read as something else ("article" and
 * "4"); then AND is written between them.
 */
const char *
query_print(struct arena *arena, const struct query *query)
{
	struct printer p = {arena, " "};
	const char *printed = print_node(&p, query, false);
	const struct query *again;

	if (query->n_children == 0)
		return printed;
	again = query_parse(arena, printed, strlen(printed), NULL);
	if (again != NULL &&
	    strcmp(query_dump(arena, again), query_dump(arena, query)) == 0)
		return printed;
	p.between = " AND ";
	return print_node(&p, query, false);
}

static const char *
dump_list(struct arena *arena, const char *head, const struct query *query)
{
	const char *s = join(arena, "(", head, "");

	for (size_t i = 0; i < query->n_children; i++)
		s = join(arena, s, " ", query_dump(arena, query->child[i]));
	return join(arena, s, ")", "");
}

const char *
query_dump(struct arena *arena, const struct query *query)
{
	const char *s;

	switch (query->kind) {
	case QUERY_PHRASE:
		return arena_printf(arena, "(%s %s)",
		    query->text_only ? "text" : "phrase", query->text);
	case QUERY_SAVED:
		return arena_printf(arena, "(query \"%s\")", query->text);
	case QUERY_COUNT:
		return dump_list(arena,
		    arena_printf(arena, "atleast/%u", query->count), query);
	case QUERY_FIELD:
		s = field_get(query->field)->name;
		for (size_t i = 0; i < query->n_values; i++)
			s = join(arena, s, " ",
			    join(arena, "\"", query->value[i], "\""));
		return join(arena, "(", s, ")");
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
		return dump_list(arena, query->likeness ? "like" : "or", query);
	case QUERY_NOT:
		return dump_list(arena, "not", query);
	default:
		return print_node(&(struct printer){arena, " "}, query, false);
	}
}
