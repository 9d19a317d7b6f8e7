/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passages found by a query: hits, counts to narrow by, pages. */
#include "searcher/site.h"

#include "core/translate.h"

#include <string.h>

#define HITS_ON_PAGE 20
#define FACET_VALUES 8 /* of one field that are shown */

/* This search with another order or place in it. */
static const char *
again(struct site *site, const char *sort, uint32_t offset)
{
	const char *at =
	    offset > 0 ? arena_printf(site->arena, "%lu", (unsigned long)offset)
		       : "";

	return cgi_address(site->cgi, site->arena, "", "q", site->request.text,
	    "sort", strcmp(sort, "relevance") == 0 ? "" : sort, "offset", at,
	    "facets", site->request.facets ? site->request.facet_list : "",
	    NULL);
}

static const char *
sort_name(unsigned sort)
{
	static const char *const names[] = {
	    "relevance", "date", "newest", "session"};

	return names[sort];
}

static void
write_sorts(struct site *site)
{
	static const char *const words[] = {N_("by relevance"),
	    N_("oldest first"), N_("newest first"), N_("by session")};
	struct html *html = &site->html;

	html_raw(html, "<nav class=\"sorts\"");
	html_attr(html, "aria-label", _("Order"));
	html_raw(html, "><ul>\n");
	for (unsigned i = 0; i < 4; i++) {
		html_raw(html, "<li>");
		if (i == site->request.sort) {
			html_raw(html, "<strong>");
			html_text(html, _(words[i]));
			html_raw(html, "</strong>");
		} else {
			html_link(
			    html, again(site, sort_name(i), 0), _(words[i]));
		}
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul></nav>\n");
}

/* The query, and one more condition: what the facet says of a value. */
static const char *
narrowed(struct site *site, const struct query *query, const char *condition)
{
	struct arena *arena = site->arena;
	struct query *all = query_new(arena, QUERY_AND);
	struct query *one =
	    query_parse(arena, condition, strlen(condition), NULL);

	if (query->kind == QUERY_AND)
		for (size_t i = 0; i < query->n_children; i++)
			query_add(arena, all, query->child[i]);
	else
		query_add(arena, all, (struct query *)query);
	if (one != NULL)
		query_add(arena, all, one);
	return cgi_address(site->cgi, arena, "", "q", query_print(arena, all),
	    "facets", "1", NULL);
}

static void
write_facet(
    struct site *site, const struct query *query, const struct facet *facet)
{
	struct html *html = &site->html;
	struct arena *arena = site->arena;
	const char *name = site_field_words(facet->name);
	const struct field *field =
	    field_find(facet->name, strlen(facet->name));

	if (facet->n_values < 2)
		return;
	html_raw(html, "<h2>");
	html_text(html, name);
	html_raw(html, "</h2>\n<ul>\n");
	for (size_t i = 0; i < facet->n_values && i < FACET_VALUES; i++) {
		const struct facet_value *v = &facet->value[i];
		const char *words =
		    field == NULL ? v->value
				  : site_value_words(site, field->id, v->value);

		html_raw(html, "<li><a");
		html_attr(html, "href", narrowed(site, query, v->only));
		html_attr(html, "aria-label",
		    arena_printf(arena,
			P_("Only %s: %s, %lu passage",
			    "Only %s: %s, %lu passages", v->count),
			name, words, (unsigned long)v->count));
		html_raw(html, ">");
		html_text(html, words);
		html_raw(html, "</a> ");
		html_printf(html, "%lu%s", (unsigned long)v->count,
		    facet->exact ? "" : "+");
		html_raw(html, " <a class=\"hide\"");
		html_attr(html, "href", narrowed(site, query, v->hide));
		html_attr(html, "aria-label",
		    arena_printf(arena, _("Hide %s: %s"), name, words));
		html_raw(html, ">");
		html_text(html, _("hide"));
		html_raw(html, "</a></li>\n");
	}
	html_raw(html, "</ul>\n");
}

/*
 * What to narrow by is counted for those who ask for it: on a large index the
 * counting costs as much as the search, and its list as much as the hits.
 */
static void
offer_facets(struct site *site)
{
	struct html *html = &site->html;
	const char *sort = sort_name(site->request.sort);
	const char *address =
	    cgi_address(site->cgi, site->arena, "", "q", site->request.text,
		"sort", site->request.sort == SORT_RELEVANCE ? "" : sort,
		"facets", "1", NULL);

	html_raw(html, "<p class=\"facets\">");
	html_link(html, arena_printf(site->arena, "%s#facets", address),
	    _("Narrow by who, when and what"));
	html_raw(html, "</p>\n");
}

static void
write_facets(struct site *site, const struct query *query,
    const struct search_result *result)
{
	struct html *html = &site->html;

	if (result->n_hits == 0)
		return;
	if (result->n_facets == 0) {
		offer_facets(site);
		return;
	}
	html_raw(
	    html, "<details class=\"facets\" id=\"facets\" open><summary>");
	html_text(html, _("Narrow by who, when and what"));
	html_raw(html, "</summary>\n<div class=\"columns\">\n");
	for (size_t i = 0; i < result->n_facets; i++) {
		html_raw(html, "<div>\n");
		write_facet(site, query, &result->facet[i]);
		html_raw(html, "</div>\n");
	}
	html_raw(html, "</div>\n</details>\n");
}

static void
write_pages(struct site *site, const struct search_params *params,
    const struct search_result *result)
{
	struct html *html = &site->html;
	const char *sort = sort_name(site->request.sort);
	bool more = params->offset + result->n_hits < result->total;

	if (params->offset == 0 && !more)
		return;
	html_raw(html, "<nav class=\"pages\"");
	html_attr(html, "aria-label", _("Pages"));
	html_raw(html, ">");
	if (params->offset > 0) {
		html_raw(html, "<a rel=\"prev\"");
		html_attr(html, "href",
		    again(site, sort,
			params->offset > params->limit
			    ? params->offset - params->limit
			    : 0));
		html_raw(html, ">");
		html_text(html, _("Those before"));
		html_raw(html, "</a> ");
	}
	if (more && result->n_hits > 0) {
		html_raw(html, "<a rel=\"next\"");
		html_attr(html, "href",
		    again(site, sort, params->offset + params->limit));
		html_raw(html, ">");
		html_text(html, _("Those after"));
		html_raw(html, "</a>");
	}
	html_raw(html, "</nav>\n");
}

static void
write_count(struct site *site, const struct search_params *params,
    const struct search_result *result)
{
	struct html *html = &site->html;

	html_raw(html, "<h1>");
	if (result->total == 0 && result->n_hits == 0)
		html_text(html, _("No passage found"));
	else
		html_printf(html,
		    result->exact
			? P_("%lu passage", "%lu passages", result->total)
			: P_("About %lu passage", "About %lu passages",
			      result->total),
		    (unsigned long)result->total);
	html_raw(html, "</h1>\n<p>");
	html_text(html, _("As a query:"));
	html_raw(html, " <code dir=\"ltr\">");
	html_text(html, result->plan);
	html_raw(html, "</code></p>\n");
	if (result->n_hits == result->total || result->n_hits == 0)
		return;
	html_raw(html, "<p>");
	html_printf(html, _("Shown are %zu to %zu."),
	    (size_t)params->offset + 1, params->offset + result->n_hits);
	html_raw(html, "</p>\n");
}

/* What was meant, where nothing was found: it has been tried. */
static void
write_suggestion(struct site *site, const struct search_result *result)
{
	struct html *html = &site->html;

	if (result->suggestion == NULL)
		return;
	html_raw(html, "<p>");
	site_linked(site,
	    arena_printf(site->arena, _("Did you mean %s?"), SITE_LINK),
	    site_text_address(site, result->suggestion), result->suggestion);
	html_raw(html, "</p>\n");
}

bool
site_search(struct site *site, struct query *query, struct error *err)
{
	struct html *html = &site->html;
	const struct request *request = &site->request;
	struct search_params params = {.offset = request->offset,
	    .limit = request->limit > 0 ? request->limit : HITS_ON_PAGE,
	    .sort = (enum search_sort)request->sort,
	    .facets = request->facets,
	    .facet_fields = request->facet_fields,
	    .count = true,
	    .widen = !request->exact,
	    .suggest = true};
	struct search_result result;
	struct query *asked;

	/* Running a query may rewrite it. */
	asked = query_parse(
	    site->arena, request->text, strlen(request->text), NULL);
	if (!search_run(site->searcher, query, &params, &result, err))
		return false;
	site_data(site, "/api/v1/search");
	site->passing = true;
	site_begin(site,
	    arena_printf(site->arena, "%s - travaux", request->text),
	    request->text);
	write_count(site, &params, &result);
	if (asked != NULL)
		site_parts(site, asked);
	site_notes(site, result.notes.note, result.notes.count);
	write_suggestion(site, &result);
	if (asked != NULL)
		write_facets(site, asked, &result);
	if (result.n_hits > 0) {
		html_raw(html, "<h2>");
		html_text(html, _("The passages"));
		html_raw(html, "</h2>\n");
		write_sorts(site);
		html_raw(html, "<ol class=\"hits\"");
		if (params.offset > 0)
			html_attr(html, "start",
			    arena_printf(site->arena, "%lu",
				(unsigned long)params.offset + 1));
		html_raw(html, ">\n");
		for (size_t i = 0; i < result.n_hits; i++)
			site_hit(site, &result.hit[i]);
		html_raw(html, "</ol>\n");
	}
	write_pages(site, &params, &result);
	site_end(site);
	return true;
}
