/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Positions with their words: what a cell of a matrix leads to. Of one holder,
 * or on one provision, or both, at one session, or all of them.
 */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/stances.h"

#include <string.h>

#define ROWS_ON_PAGE 25

struct listing {
	struct site *site;
	const struct holder *holder; /* of all of them, or NULL */
	const char *who;	     /* its name, or NULL */
	bool no_provision;	     /* those on no provision alone */
	struct picked picked;	     /* key NULL: on anything */
	struct stances stances;
	size_t *row; /* those of the stances that are wanted */
	size_t n_rows;
};

/* Whose and on what; the rest of the request's filters are left as they are. */
static struct query *
read_request(struct listing *l, struct error *err)
{
	struct site *site = l->site;
	struct request rest = site->request;
	const char *provision = rest.filter[FIELD_ARTICLE];
	const char *who = rest.filter[FIELD_HOLDER];
	const struct negotiation *neg = NULL;
	struct notes notes = {0};

	l->no_provision = provision != NULL && strcmp(provision, "-") == 0;
	if (provision != NULL && !l->no_provision &&
	    !pick_provision(site->searcher, provision, &l->picked, &notes, err))
		return NULL;
	if (provision != NULL)
		rest.filter[FIELD_ARTICLE] = NULL;
	if (who != NULL) {
		l->holder = pick_holder(site->searcher, who, &neg, err);
		l->who = l->holder != NULL ? site_holder_name(site, neg,
						 l->holder->id, l->holder->name)
					   : who;
	}
	return err->code == ERROR_NONE ? request_query(&rest, site->arena, err)
				       : NULL;
}

static bool
find(struct listing *l, struct query *query, struct error *err)
{
	struct site *site = l->site;

	if (!stances_find(site->searcher, query,
		l->picked.key != NULL ? &l->picked : NULL, &l->stances, err))
		return false;
	l->row = arena_array(site->arena, l->stances.count + 1, sizeof *l->row);
	for (size_t i = 0; i < l->stances.count; i++)
		if (!l->no_provision || strcmp(l->stances.row[i].key, "-") == 0)
			l->row[l->n_rows++] = i;
	return true;
}

static const char *
title_of(const struct listing *l)
{
	struct arena *arena = l->site->arena;

	if (l->who != NULL && l->picked.key != NULL)
		return arena_printf(
		    arena, _("%s on %s"), l->who, l->picked.heading);
	if (l->who != NULL)
		return arena_printf(arena, _("Positions of %s"), l->who);
	if (l->picked.key != NULL)
		return arena_printf(
		    arena, _("Positions on %s"), l->picked.heading);
	return _("Positions");
}

/* This list from another place on. */
static const char *
from(struct listing *l, size_t offset)
{
	struct site *site = l->site;
	const char *const *filter = site->request.filter;

	return cgi_address(site->cgi, site->arena, "/positions", "q",
	    site->request.text, "holder", filter[FIELD_HOLDER], "provision",
	    filter[FIELD_ARTICLE], "session", filter[FIELD_SESSION], "date",
	    filter[FIELD_DATE], "kind", filter[FIELD_KIND], "layer",
	    filter[FIELD_LAYER], "offset",
	    offset > 0 ? arena_printf(site->arena, "%zu", offset) : "", NULL);
}

static void
write_heads(struct listing *l, const struct stance_row *row,
    const struct stance_row *before)
{
	struct html *html = &l->site->html;
	bool other = before == NULL || strcmp(before->key, row->key) != 0;

	if (l->picked.key == NULL && other)
		site_head(l->site, NULL, stances_heading(l->site->arena, row));
	if (l->who == NULL &&
	    (other || strcmp(before->evidence.position->holder,
			  row->evidence.position->holder) != 0)) {
		html_raw(
		    html, l->picked.key == NULL ? "<h3><bdi>" : "<h2><bdi>");
		html_link(html,
		    site_holder_address(
			l->site, row->evidence.position->holder),
		    stances_holder(row));
		html_raw(html,
		    l->picked.key == NULL ? "</bdi></h3>\n" : "</bdi></h2>\n");
	}
}

static void
write_row(struct listing *l, size_t i, size_t first)
{
	const struct stance_row *row = &l->stances.row[l->row[i]];
	struct html *html = &l->site->html;

	write_heads(l, row, i > first ? &l->stances.row[l->row[i - 1]] : NULL);
	html_raw(html, "<div");
	html_attr(html, "class",
	    row->side == SIDE_FOR	? "holder for"
	    : row->side == SIDE_AGAINST ? "holder against"
					: "holder");
	html_raw(html, ">\n");
	site_evidence(l->site, &row->evidence);
	html_raw(html, "</div>\n");
}

static void
write_pages(struct listing *l, size_t first, size_t end)
{
	struct html *html = &l->site->html;

	if (first == 0 && end >= l->n_rows)
		return;
	html_raw(html, "<nav class=\"pages\"");
	html_attr(html, "aria-label", _("Pages"));
	html_raw(html, ">");
	if (first > 0)
		html_link(html,
		    from(l, first > ROWS_ON_PAGE ? first - ROWS_ON_PAGE : 0),
		    _("Those before"));
	html_raw(html, " ");
	if (end < l->n_rows)
		html_link(html, from(l, end), _("Those after"));
	html_raw(html, "</nav>\n");
}

static void
write_ways(struct listing *l)
{
	struct site *site = l->site;

	if (l->who != NULL)
		site_more(site,
		    site_holder_address(
			site, site->request.filter[FIELD_HOLDER]),
		    arena_printf(site->arena, _("All that %s wanted"), l->who));
	if (l->picked.key != NULL)
		site_more(site, site_provision_address(site, l->picked.key),
		    arena_printf(
			site->arena, _("All on %s"), l->picked.heading));
}

/* The same as a query: what was found, of a provision the passages on it. */
static const char *
query_of(const struct listing *l)
{
	const struct picked *picked = &l->picked;
	struct arena *arena = l->site->arena;
	const char *plan =
	    strcmp(l->stances.plan, "*") == 0 ? "" : l->stances.plan;

	if (picked->key == NULL)
		return l->stances.plan;
	return picked->lineage[0] != '\0'
		   ? arena_printf(
			 arena, "%s topic:\"%s\"", plan, picked->lineage)
		   : arena_printf(arena, "%s article:\"%s\"", plan,
			 l->site->request.filter[FIELD_ARTICLE] != NULL
			     ? l->site->request.filter[FIELD_ARTICLE]
			     : picked->key);
}

static void
write_page(struct listing *l)
{
	struct site *site = l->site;
	struct html *html = &site->html;
	size_t first =
	    site->request.offset < l->n_rows ? site->request.offset : 0;
	size_t end =
	    first + ROWS_ON_PAGE < l->n_rows ? first + ROWS_ON_PAGE : l->n_rows;
	const char *title = title_of(l);
	const char *feed = query_of(l);

	site->json = cgi_address(
	    site->cgi, site->arena, "/api/v1/positions", "q", feed, NULL);
	site->csv = cgi_address(site->cgi, site->arena, "/api/v1/positions",
	    "q", feed, "format", "csv", NULL);
	site->feed = feed;
	site->passing = true;
	site_begin(site, arena_printf(site->arena, "%s - travaux", title), "");
	html_raw(html, "<h1>");
	html_text(html, title);
	html_raw(html, "</h1>\n<p role=\"status\">");
	if (l->n_rows == 0)
		html_text(html, _("No such position is on record. Silence is "
				  "no position."));
	else
		html_printf(html,
		    P_("%zu position on record, with its words.",
			"%zu positions on record, with their words.",
			l->n_rows),
		    l->n_rows);
	html_raw(html, "</p>\n<p>");
	html_text(html, _("As a query:"));
	html_raw(html, " <code dir=\"ltr\">");
	html_text(html, l->stances.plan);
	html_raw(html, "</code></p>\n");
	write_ways(l);
	site_notes(site, l->stances.notes.note, l->stances.notes.count);
	for (size_t i = first; i < end; i++)
		write_row(l, i, first);
	write_pages(l, first, end);
	site_end(site);
}

bool
site_positions(struct site *site, struct error *err)
{
	struct listing l = {.site = site};
	struct query *query = read_request(&l, err);

	if ((query == NULL && err->code != ERROR_NONE) || !find(&l, query, err))
		return false;
	write_page(&l);
	return true;
}
