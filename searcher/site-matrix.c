/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The matrix of delegations by provisions: a part that fits a page. */
#include "searcher/site-place.h"

#include "core/translate.h"
#include "searcher/pick.h"

#include <string.h>

#define COLUMNS_ON_PAGE 16

struct matrix {
	struct site *site;
	struct tally tally;	   /* all of it */
	struct site_window window; /* what is shown */
	const char *plan;
	struct notes notes;
};

/* The same matrix: another part of it, or another session. */
static const char *
part_address(struct matrix *m, size_t row, size_t column, const char *session)
{
	struct site *site = m->site;
	struct arena *arena = site->arena;
	const char *const *filter = site->request.filter;

	return cgi_address(site->cgi, arena, "/matrix", "q", site->request.text,
	    "topic", filter[FIELD_TOPIC], "session", session, "holder",
	    filter[FIELD_HOLDER], "kind", filter[FIELD_KIND], "layer",
	    filter[FIELD_LAYER], "date", filter[FIELD_DATE], "all",
	    site->request.all ? "1" : "", "column",
	    column > 0 ? arena_printf(arena, "%zu", column) : "", "offset",
	    row > 0 ? arena_printf(arena, "%zu", row) : "", NULL);
}

/* --- choosing ------------------------------------------------------------- */

static void
write_choice(struct matrix *m, const char *session, const char *words)
{
	const char *now = m->site->request.filter[FIELD_SESSION];

	site_step(m->site, part_address(m, 0, 0, session), words,
	    strcmp(now != NULL ? now : "", session) == 0);
}

static void
write_sessions(struct matrix *m)
{
	struct site *site = m->site;
	struct html *html = &site->html;
	struct error ignored = {0};
	const char *id;

	html_raw(html, "<details><summary>");
	html_text(html, _("Of one session"));
	html_raw(html, "</summary>\n<nav class=\"sorts\"");
	html_attr(html, "aria-label", _("Session"));
	html_raw(html, "><ul>\n");
	write_choice(m, "", _("all sessions"));
	for (size_t i = 0; (id = profile_id(site->searcher->index, i)) != NULL;
	     i++) {
		const struct negotiation *neg =
		    index_negotiation(site->searcher->index, id, &ignored);

		for (size_t s = 0; neg != NULL && s < neg->n_sessions; s++)
			write_choice(m, neg->sessions[s].id,
			    neg->sessions[s].n_names > 0
				? neg->sessions[s].names[0]
				: neg->sessions[s].id);
	}
	html_raw(html, "</ul></nav>\n</details>\n");
}

/* --- parts ---------------------------------------------------------------- */

/* Links to the columns before and after. */
static void
write_columns(struct matrix *m)
{
	struct site *site = m->site;
	struct html *html = &site->html;
	size_t total = m->tally.n_columns;
	const char *session = site->request.filter[FIELD_SESSION];

	if (total <= COLUMNS_ON_PAGE)
		return;
	html_raw(html, "<nav class=\"sorts\"");
	html_attr(html, "aria-label", _("Provisions"));
	html_raw(html, "><ul>\n<li>");
	html_text(html, _("Provisions"));
	html_raw(html, "</li>\n");
	for (size_t at = 0; at < total; at += COLUMNS_ON_PAGE) {
		size_t end =
		    at + COLUMNS_ON_PAGE < total ? at + COLUMNS_ON_PAGE : total;

		site_step(site, part_address(m, 0, at, session),
		    arena_printf(site->arena, "%s\u2013%s",
			m->tally.column[at].label.number,
			m->tally.column[end - 1].label.number),
		    at == m->window.first_column);
	}
	html_raw(html, "</ul></nav>\n");
}

/* --- the page ------------------------------------------------------------- */

static bool
count(struct matrix *m, struct error *err)
{
	struct site *site = m->site;
	struct tally_want want = {.by = TALLY_PROVISION,
	    .delegations = !site->request.all,
	    .placed = true};
	struct query *query = request_query(&site->request, site->arena, err);

	if (query == NULL && err->code != ERROR_NONE)
		return false;
	if (!tally_make(site->searcher, query, &want, &m->tally, &m->notes,
		&m->plan, err))
		return false;
	site_window(site, &m->tally, COLUMNS_ON_PAGE, 36000, &m->window);
	site_name_rows(site, &m->window.part);
	return true;
}

static void
write_figure(struct matrix *m)
{
	struct site_figure figure = {.site = m->site,
	    .id = "matrix",
	    .title = _("Who stands where: delegations by provisions"),
	    .tally = &m->window.part,
	    .by = TALLY_PROVISION};

	if (m->window.part.n_cells == 0)
		html_raw(&m->site->html, "<p>");
	if (m->window.part.n_cells == 0)
		html_text(&m->site->html, _("Nothing of this is on record."));
	if (m->window.part.n_cells == 0)
		html_raw(&m->site->html, "</p>\n");
	site_figure(&figure);
	if (m->window.part.n_cells > 0)
		site_legend(m->site);
}

static void
tell_data(struct matrix *m)
{
	struct site *site = m->site;

	site->json = cgi_address(site->cgi, site->arena, "/api/v1/positions",
	    "q", m->plan, "matrix", "1", NULL);
	site->csv = cgi_address(site->cgi, site->arena, "/api/v1/positions",
	    "q", m->plan, "matrix", "1", "format", "csv", NULL);
}

static void
write_page(struct matrix *m)
{
	struct site *site = m->site;
	struct html *html = &site->html;

	tell_data(m);
	site->about = "Dataset";
	site_begin(site, _("Matrix - travaux"), "");
	html_raw(html, "<h1>");
	html_text(html, _("Who stands where"));
	html_raw(html, "</h1>\n<p role=\"status\">");
	html_printf(html,
	    _("Delegations with positions: %zu; provisions: %zu. A group is "
	      "not its members, and an empty cell is silence, no position."),
	    m->tally.n_holders, m->tally.n_columns);
	html_raw(html, "</p>\n");
	write_sessions(m);
	write_columns(m);
	site_steps(site, _("Delegations"), &m->window.parts);
	site_notes(site, m->notes.note, m->notes.count);
	write_figure(m);
	site_more(site,
	    cgi_address(site->cgi, site->arena, "/matrix", "q", m->plan,
		"format", "svg", NULL),
	    _("All of it as one picture (SVG), to print"));
	site_end(site);
}

bool
site_matrix(struct site *site, struct error *err)
{
	struct matrix m = {.site = site};

	if (site->request.format_set) {
		site->request.matrix = true;
		return site_api(site, "positions", err);
	}
	if (!count(&m, err))
		return false;
	write_page(&m);
	return true;
}
