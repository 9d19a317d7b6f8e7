/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A query by its parts, in words, each with a link to what is left without. */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/query-say.h"

/* An article says itself what it is: "Article 42". */
static const char *
field_words(void *context, enum field_id id)
{
	(void)context;
	if (id == FIELD_ARTICLE)
		return NULL;
	return site_field_words(field_get(id)->name);
}

static const char *
value_words(void *context, enum field_id id, const char *value)
{
	return site_value_words(context, id, value);
}

/* The query without its i-th part; "" where nothing is left. */
static const char *
without(struct arena *arena, const struct query *query, size_t left_out)
{
	struct query *rest = query_new(arena, QUERY_AND);

	for (size_t i = 0; i < query->n_children; i++)
		if (i != left_out)
			query_add(arena, rest, query->child[i]);
	if (rest->n_children == 0)
		return "";
	return query_print(
	    arena, rest->n_children == 1 ? rest->child[0] : rest);
}

void
site_parts(struct site *site, const struct query *query)
{
	struct html *html = &site->html;
	struct arena *arena = site->arena;
	struct query_words words = {field_words, value_words, site};

	if (query == NULL || query->kind != QUERY_AND)
		return;
	html_raw(html, "<ul class=\"parts\"");
	html_attr(html, "aria-label",
	    _("Parts of the query; each link leaves one out"));
	html_raw(html, ">\n");
	for (size_t i = 0; i < query->n_children; i++) {
		const struct query *child = query->child[i];
		const char *part = query_say_in(arena, child, &words);

		html_raw(html, "<li><a");
		html_attr(html, "href",
		    site_text_address(site, without(arena, query, i)));
		html_attr(html, "aria-label",
		    arena_printf(arena, _("Leave out %s"), part));
		html_raw(html, "><span>");
		html_text(html, part);
		html_raw(html,
		    "</span> <span aria-hidden=\"true\">\u00d7</span>"
		    "</a></li>\n");
	}
	html_raw(html, "</ul>\n");
}
