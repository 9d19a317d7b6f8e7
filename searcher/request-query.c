/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/request.h"

#include <string.h>

/*
 * A filter is read as the query "name:value", so that both mean the same; a
 * value that has spaces is one value.
 */
static struct query *
filter_query(
    struct arena *arena, enum field_id id, const char *value, struct error *err)
{
	const char *text = arena_printf(arena,
	    strpbrk(value, " \t()") != NULL && strpbrk(value, "\",") == NULL
		? "%s:\"%s\""
		: "%s:%s",
	    field_get(id)->name, value);
	struct query *query = query_parse(arena, text, strlen(text), err);

	if (query == NULL && err != NULL) {
		err->column = -1;
		error_prefix(err, "--%s", field_get(id)->name);
	}
	return query;
}

struct query *
request_query(
    const struct request *request, struct arena *arena, struct error *err)
{
	struct query *all = query_new(arena, QUERY_AND);
	size_t n = strlen(request->text);

	for (int id = 0; id < FIELD_COUNT; id++) {
		struct query *query;

		if (request->filter[id] == NULL)
			continue;
		query = filter_query(
		    arena, (enum field_id)id, request->filter[id], err);
		if (query == NULL)
			return NULL;
		query_add(arena, all, query);
	}
	if (n > 0) {
		struct query *query = query_parse(arena, request->text, n, err);

		if (query != NULL)
			query = query_expand(arena, query, request->saved,
			    request->saved_context, request->saved_list, err);
		if (query == NULL)
			return NULL;
		if (query->kind == QUERY_AND)
			for (size_t i = 0; i < query->n_children; i++)
				query_add(arena, all, query->child[i]);
		else
			query_add(arena, all, query);
	}
	if (all->n_children == 0)
		return NULL;
	return all->n_children == 1 ? all->child[0] : all;
}

struct query *
request_filters(
    const struct request *request, struct arena *arena, struct error *err)
{
	struct request filters = *request;

	filters.text = "";
	return request_query(&filters, arena, err);
}
