/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What there is, to browse: delegations, groups, sessions, provisions; and the
 * same for search engines.
 */
#include "searcher/site.h"

#include "core/fold.h"
#include "core/translate.h"
#include "searcher/listing.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_ON_PAGE 200

/* How each list is shown. */
struct shown {
	const char *path, *title;
	const char *heads[4]; /* of the columns; NULL: left out */
	const char *item;     /* path of one */
};

/* A row, and what it is sorted by. */
struct named_row {
	struct listing_row row;
	const char *folded;
	size_t place;
};

static const struct shown lists[LISTING_COUNT] = {
    [LISTING_HOLDERS] = {"/holders", N_("Delegations and others on record"),
	{N_("Name"), N_("Kind"), NULL, N_("Provisions")}, "/holder"},
    [LISTING_GROUPS] = {"/groups", N_("Groups"),
	{N_("Name"), NULL, NULL, N_("Provisions")}, "/holder"},
    [LISTING_SESSIONS] = {"/sessions", N_("Sessions"),
	{N_("Name"), NULL, N_("Days"), N_("Delegations on record")},
	"/session"},
    [LISTING_PROVISIONS] = {"/provisions", N_("Provisions"),
	{N_("Provision"), NULL, N_("In each draft"),
	    N_("Delegations on record")},
	"/provision"}};

/* --- a list --------------------------------------------------------------- */

static void
write_row(
    struct site *site, const struct shown *shown, const struct listing_row *row)
{
	struct html *html = &site->html;

	html_raw(html, "<tr><th scope=\"row\"><bdi>");
	html_link(html,
	    cgi_address(
		site->cgi, site->arena, shown->item, "q", row->id, NULL),
	    row->name);
	html_raw(html, "</bdi></th>");
	if (shown->heads[1] != NULL) {
		html_raw(html, "<td>");
		html_text(html, site_holder_kind_words(row->kind));
		html_raw(html, "</td>");
	}
	if (shown->heads[2] != NULL) {
		html_raw(html, "<td>");
		html_text(html, row->place);
		html_raw(html, "</td>");
	}
	html_raw(html, "<td class=\"number\">");
	html_printf(html, "%llu", (unsigned long long)row->others);
	html_raw(html, "</td></tr>\n");
}

static int
by_name(const void *a, const void *b)
{
	const struct named_row *x = a, *y = b;
	int order = strcmp(x->folded, y->folded);

	return order != 0 ? order : x->place < y->place ? -1 : 1;
}

/*
 * Holders by the names they have in the page's language, and in its order: of
 * the same kind, as the tables have States before others.
 */
static void
name_holders(struct site *site, struct listing *list)
{
	struct named_row *named =
	    arena_array(site->arena, list->count + 1, sizeof *named);

	for (size_t i = 0, end; i < list->count; i = end) {
		for (end = i; end < list->count && strcmp(list->row[end].kind,
						       list->row[i].kind) == 0;
		     end++) {
			struct listing_row row = list->row[end];
			const char *name =
			    site_value_words(site, FIELD_HOLDER, row.id);

			if (name != row.id)
				row.name = name;
			named[end] = (struct named_row){row,
			    fold_text(
				site->arena, row.name, strlen(row.name), NULL),
			    end};
		}
		qsort(named + i, end - i, sizeof *named, by_name);
	}
	for (size_t i = 0; i < list->count; i++)
		list->row[i] = named[i].row;
}

static void
write_list(struct site *site, enum listing_of of, const struct listing *list)
{
	const struct shown *shown = &lists[of];
	struct html *html = &site->html;
	const char *api = "/api/v1/list";
	size_t *cost = arena_array(site->arena, list->count + 1, sizeof *cost);
	struct parts parts;

	memset(cost, 0, (list->count + 1) * sizeof *cost);
	parts = parts_of(site->arena, cost, list->count, SIZE_MAX, ROWS_ON_PAGE,
	    site->request.offset);

	site->json = cgi_address(
	    site->cgi, site->arena, api, "q", listing_name(of), NULL);
	site->csv = cgi_address(site->cgi, site->arena, api, "q",
	    listing_name(of), "format", "csv", NULL);
	site->crumb = (struct site_crumb){shown->path, _(shown->title)};
	site_begin(site,
	    arena_printf(site->arena, "%s - travaux", _(shown->title)), "");
	html_raw(html, "<h1>");
	html_text(html, _(shown->title));
	html_raw(html, "</h1>\n");
	site_steps(site, _(shown->title), &parts);
	html_raw(html, "<div class=\"wide\" role=\"region\" "
		       "tabindex=\"0\"");
	html_attr(html, "aria-label", _(shown->title));
	html_raw(html, ">\n<table>\n<thead><tr>");
	for (size_t i = 0; i < 4; i++) {
		if (shown->heads[i] == NULL)
			continue;
		html_raw(html, "<th scope=\"col\">");
		html_text(html, _(shown->heads[i]));
		html_raw(html, "</th>");
	}
	html_raw(html, "</tr></thead>\n<tbody>\n");
	for (size_t i = parts.from; i < parts.end; i++)
		write_row(site, shown, &list->row[i]);
	html_raw(html, "</tbody>\n</table>\n</div>\n");
	site_end(site);
}

static bool
show(struct site *site, enum listing_of of, struct error *err)
{
	struct listing list;

	if (!listing_make(site->searcher, of, &list, err))
		return false;
	if (of == LISTING_HOLDERS || of == LISTING_GROUPS)
		name_holders(site, &list);
	write_list(site, of, &list);
	return true;
}

bool
site_holders(struct site *site, struct error *err)
{
	return show(site, LISTING_HOLDERS, err);
}

bool
site_groups(struct site *site, struct error *err)
{
	return show(site, LISTING_GROUPS, err);
}

bool
site_sessions(struct site *site, struct error *err)
{
	return show(site, LISTING_SESSIONS, err);
}

bool
site_provisions(struct site *site, struct error *err)
{
	return show(site, LISTING_PROVISIONS, err);
}

/* --- for search engines --------------------------------------------------- */

#define SITEMAP_MAX 45000 /* addresses; the format takes 50000 */

/* An address with its host, as these need it. */
static const char *
full(struct site *site, const char *address)
{
	return arena_printf(site->arena, "%s%s", site->cgi->base, address);
}

static void
write_place(struct site *site, const char *address)
{
	struct html *html = &site->html;

	html_raw(html, "<url><loc>");
	html_text(html, full(site, address));
	html_raw(html, "</loc><lastmod>");
	html_text(html, index_info(site->searcher->index)->created);
	html_raw(html, "</lastmod></url>\n");
}

/* The pages of all records, as many as there is room for. */
static bool
write_records(struct site *site, size_t room, struct error *err)
{
	struct index *index = site->searcher->index;
	const char *prefix = field_get(FIELD_RECORD)->prefix;
	size_t skip = strlen(prefix), n;
	struct xap_error xerr = {0};
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, skip, &xerr);

	while (room > 0 && terms != NULL && xap_terms_next(terms, &xerr)) {
		const char *term = xap_terms_get(terms, &n);
		uint32_t count;

		if (!index_term_count(index, term, n, 1, &count, err))
			break;
		if (count == 0)
			continue;
		room--;
		write_place(site,
		    site_record_address(site,
			arena_strndup(site->arena, term + skip, n - skip), 0));
	}
	xap_terms_free(terms);
	if (err->code != ERROR_NONE)
		return false;
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

bool
site_sitemap(struct site *site, struct error *err)
{
	struct html *html = &site->html;
	size_t room = SITEMAP_MAX;
	struct listing list;

	cgi_reply_reset(site->reply, 200, "application/xml; charset=utf-8");
	html_raw(html,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns="
	    "\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	write_place(site, cgi_address(site->cgi, site->arena, "", NULL));
	for (int of = 0; of < LISTING_COUNT; of++) {
		const struct shown *shown = &lists[of];

		write_place(site,
		    cgi_address(site->cgi, site->arena, shown->path, NULL));
		if (!listing_make(
			site->searcher, (enum listing_of)of, &list, err))
			return false;
		for (size_t i = 0; i < list.count && room > 0; i++, room--)
			write_place(
			    site, cgi_address(site->cgi, site->arena,
				      shown->item, "q", list.row[i].id, NULL));
	}
	if (!write_records(site, room, err))
		return false;
	html_raw(html, "</urlset>\n");
	return true;
}

bool
site_robots(struct site *site, struct error *err)
{
	struct html *html = &site->html;

	(void)err;
	cgi_reply_reset(site->reply, 200, "text/plain; charset=utf-8");
	html_raw(html, "User-agent: *\nDisallow: ");
	html_raw(html, cgi_address(site->cgi, site->arena, "/api/", NULL));
	html_raw(html, "\nDisallow: ");
	html_raw(html, cgi_address(site->cgi, site->arena, "/feed", NULL));
	html_raw(html, "\nSitemap: ");
	html_raw(html, full(site, cgi_address(site->cgi, site->arena,
				      "/sitemap.xml", NULL)));
	html_raw(html, "\n");
	return true;
}
