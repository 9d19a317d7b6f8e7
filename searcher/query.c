/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trees: their nodes, and saved queries put into them. */
#include "searcher/query.h"

#include <string.h>

/* Saved queries within saved queries. */
#define SAVED_DEPTH_MAX 8

/* Nodes of all saved queries that one query may come to. */
#define SAVED_NODES_MAX 4096

struct query *
query_new(struct arena *arena, enum query_kind kind)
{
	struct query *query = arena_alloc(arena, sizeof *query);

	query->kind = kind;
	query->column = -1;
	return query;
}

void
query_add(struct arena *arena, struct query *parent, struct query *child)
{
	size_t n = parent->n_children++;

	parent->child =
	    arena_grow(arena, parent->child, n, n + 1, sizeof *parent->child);
	parent->child[n] = child;
}

void
query_add_value(struct arena *arena, struct query *node, const char *value)
{
	size_t n = node->n_values++;

	node->value =
	    arena_grow(arena, node->value, n, n + 1, sizeof *node->value);
	node->value[n] = arena_strdup(arena, value);
}

struct query *
query_field(struct arena *arena, enum field_id field, const char *value)
{
	struct query *query = query_new(arena, QUERY_FIELD);

	query->field = field;
	query_add_value(arena, query, value);
	return query;
}

bool
query_any(const struct query *query,
    bool (*test)(const struct query *node, void *context), void *context)
{
	if (test(query, context))
		return true;
	for (size_t i = 0; i < query->n_children; i++)
		if (query_any(query->child[i], test, context))
			return true;
	return false;
}

/* --- saved queries -------------------------------------------------------- */

struct expansion {
	struct arena *arena;
	const char *(*lookup)(void *context, const char *name);
	void *context;
	const char *list; /* names there are */
	unsigned depth;	  /* saved queries we are in */
	size_t nodes;	  /* nodes seen, so that the whole stays small */
	struct error *err;
};

static struct query *expand(struct expansion *e, struct query *query);

static bool
count_node(const struct query *node, void *context)
{
	(void)node;
	++*(size_t *)context;
	return false;
}

static struct query *
expand_name(struct expansion *e, const struct query *node)
{
	const char *text = e->lookup(e->context, node->text);
	struct query *query;

	if (text == NULL) {
		error_set_at(e->err, ERROR_USAGE, node->column,
		    "there is no saved query '%.60s'; %s%s", node->text,
		    *e->list == '\0' ? "none is saved: travaux save NAME QUERY"
				     : "there are ",
		    e->list);
		return NULL;
	}
	query = query_parse(e->arena, text, strlen(text), e->err);
	if (query != NULL) {
		e->depth++;
		query_any(query, count_node, &e->nodes);
		if (e->depth > SAVED_DEPTH_MAX || e->nodes > SAVED_NODES_MAX)
			error_set(e->err, ERROR_USAGE,
			    "it comes to itself, or to too much");
		query = e->depth > SAVED_DEPTH_MAX || e->nodes > SAVED_NODES_MAX
			    ? NULL
			    : expand(e, query);
		e->depth--;
	}
	if (query == NULL && e->err != NULL) {
		/* The caret stands under the name in what was typed. */
		e->err->column = node->column;
		if (e->depth == 0)
			error_prefix(
			    e->err, "the saved query '%.60s'", node->text);
	}
	return query;
}

static struct query *
expand(struct expansion *e, struct query *query)
{
	if (query->kind == QUERY_SAVED)
		return expand_name(e, query);
	for (size_t i = 0; i < query->n_children; i++) {
		query->child[i] = expand(e, query->child[i]);
		if (query->child[i] == NULL)
			return NULL;
	}
	return query;
}

struct query *
query_expand(struct arena *arena, struct query *query,
    const char *(*lookup)(void *context, const char *name), void *context,
    const char *list, struct error *err)
{
	struct expansion e = {.arena = arena,
	    .lookup = lookup,
	    .context = context,
	    .list = list,
	    .err = err};

	return expand(&e, query);
}
