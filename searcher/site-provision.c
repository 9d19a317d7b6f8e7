/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A provision: where it stands in each draft, its text with what changed, who
 * stands where, and when they did.
 */
#include "searcher/site-place.h"

#include "core/translate.h"

#include <string.h>

struct provision_page {
	struct site *site;
	struct history history;
	struct notes notes;
	struct tally stand;	  /* one column: this provision */
	struct tally time;	  /* by session */
	struct site_window shown; /* of `time` */
	struct tally shown_stand; /* of the same holders */
};

/* Names of those who wanted something at sessions, on one page. */
#define NAMES_MOST 120

/* --- counting ------------------------------------------------------------- */

/* Passages on it, with the request's filters. */
static struct query *
selection(struct provision_page *p, struct error *err)
{
	struct site *site = p->site;
	const struct picked *picked = &p->history.picked;
	struct query *all = query_new(site->arena, QUERY_AND);
	struct query *filters =
	    request_filters(&site->request, site->arena, err);

	query_add(site->arena, all, pick_query(site->arena, picked));
	if (picked->negotiation[0] != '\0')
		query_add(site->arena, all,
		    query_field(
			site->arena, FIELD_NEGOTIATION, picked->negotiation));
	/* The terms know no levels: "42(3)" is read in the passages. */
	if (picked->asked.level[0][0] != '\0') {
		char form[PROVISION_MAX];

		provision_format(&picked->asked, form);
		query_add(site->arena, all,
		    query_field(site->arena, FIELD_ARTICLE, form));
	}
	if (filters != NULL)
		query_add(site->arena, all, filters);
	return all;
}

/* The tally's column of this provision alone; without one, none at all. */
static void
keep_column(struct provision_page *p, const struct tally *tally)
{
	size_t at = 0, rows;

	while (at < tally->n_columns &&
	       strcmp(tally->column[at].key, p->history.picked.key) != 0)
		at++;
	tally_window(
	    p->site->arena, tally, 0, SIZE_MAX, at, 1, &p->stand, &rows);
}

static bool
count(struct provision_page *p, struct error *err)
{
	struct searcher *searcher = p->site->searcher;
	struct tally_want want = {.by = TALLY_PROVISION,
	    .delegations = true,
	    .whole = &p->history.picked.asked};
	struct notes ignored = {0};
	struct tally tally;
	const char *plan;
	struct query *query = selection(p, err);
	size_t rows;

	if (err->code != ERROR_NONE ||
	    !tally_make(searcher, query, &want, &tally, &p->notes, &plan, err))
		return false;
	keep_column(p, &tally);
	want.by = TALLY_SESSION;
	query = selection(p, err);
	if (err->code != ERROR_NONE ||
	    !tally_make(searcher, query, &want, &p->time, &ignored, &plan, err))
		return false;
	site_name_rows(p->site, &p->stand);
	site_name_rows(p->site, &p->time);
	/* Both are of the same query, and so of the same holders. */
	site_window(p->site, &p->time, SIZE_MAX, 18000, &p->shown);
	tally_window(p->site->arena, &p->stand, p->shown.parts.from,
	    p->shown.parts.end - p->shown.parts.from, 0, 1, &p->shown_stand,
	    &rows);
	return true;
}

/* --- who and when --------------------------------------------------------- */

static void
write_timeline(struct provision_page *p)
{
	struct site_figure figure = {.site = p->site,
	    .id = "timeline",
	    .title = _("Where each stood, session by session"),
	    .tally = &p->shown.part,
	    .by = TALLY_SESSION,
	    .provision = p->history.picked.key};

	site_figure(&figure);
}

static void
write_stand(struct provision_page *p)
{
	struct site *site = p->site;
	size_t count[TALLY_SIDES] = {0}, both = 0;
	struct site_figure figure = {.site = site,
	    .id = "column",
	    .title = _("Where each stands, over all sessions"),
	    .tally = &p->shown_stand,
	    .by = TALLY_PROVISION,
	    .provision = p->history.picked.key};

	for (size_t i = 0; i < p->stand.n_cells; i++) {
		bool is_both;

		count[tally_side(&p->stand.cell[i], &is_both)] += !is_both;
		both += is_both;
	}
	site_head(site, "stand", _("Who stands where, and when they did"));
	html_raw(&site->html, "<p>");
	html_printf(&site->html,
	    _("For it: %zu. Against it: %zu. Both: %zu. For a change: %zu. As "
	      "it stands: %zu. No side on the whole: %zu."),
	    count[SIDE_FOR], count[SIDE_AGAINST], both, count[SIDE_CHANGE],
	    count[SIDE_AS_IS], count[SIDE_NONE]);
	html_raw(&site->html, " ");
	html_text(&site->html,
	    _("Counted are States and groups on record; a group is not its "
	      "members, and silence is no position."));
	html_raw(&site->html, "</p>\n");
	site_steps(site, _("Delegations"), &p->shown.parts);
	html_raw(&site->html, "<div class=\"pair\">\n");
	site_figure(&figure);
	write_timeline(p);
	html_raw(&site->html, "</div>\n");
	if (p->stand.n_cells + p->time.n_cells > 0)
		site_legend(site);
}

/* How a cell is counted, which may be on both sides. */
struct counted_side {
	const char *words;
	enum side side;
	bool both;
};

static bool
is_counted(const struct counted_side *as, const struct tally_cell *cell)
{
	bool both;
	enum side side = tally_side(cell, &both);

	return both == as->both && (both || side == as->side);
}

static void
write_one(struct provision_page *p, const struct tally_cell *cell)
{
	const struct tally_holder *holder = &p->time.holder[cell->holder];
	const char *key = p->time.column[cell->column].key;

	html_link(&p->site->html,
	    site_positions_address(p->site, holder->id, p->history.picked.key,
		strcmp(key, "-") == 0 ? "" : key),
	    holder->name);
}

/*
 * The holders of one side at one session, each with a link to its words; where
 * they are many, how many they are.
 */
static void
write_side(
    struct provision_page *p, size_t column, const struct counted_side *as)
{
	struct html *html = &p->site->html;
	const struct tally *tally = &p->time;
	bool named = tally->n_cells <= NAMES_MOST;
	size_t n = 0;

	for (size_t i = 0; i < tally->n_cells; i++) {
		if (tally->cell[i].column != column ||
		    !is_counted(as, &tally->cell[i]))
			continue;
		if (n++ == 0) {
			html_raw(html, "<dt>");
			html_text(html, as->words);
			html_raw(html, "</dt><dd>");
		} else if (named) {
			html_text(html, C_("list", ", "));
		}
		if (named)
			write_one(p, &tally->cell[i]);
	}
	if (n > 0 && !named)
		html_printf(html, "%zu", n);
	html_raw(html, n > 0 ? "</dd>\n" : "");
}

static void
write_sessions(struct provision_page *p)
{
	struct html *html = &p->site->html;
	const struct counted_side sides[] = {{_("For it"), SIDE_FOR, false},
	    {_("Against it"), SIDE_AGAINST, false},
	    {_("Both for and against"), SIDE_NONE, true},
	    {_("For a change"), SIDE_CHANGE, false},
	    {_("As it stands"), SIDE_AS_IS, false},
	    {_("No side on the whole"), SIDE_NONE, false}};

	if (p->time.n_columns == 0)
		return;
	site_head(
	    p->site, "sessions", _("Who wanted what, session by session"));
	for (size_t i = 0; i < p->time.n_columns; i++) {
		const struct tally_column *column = &p->time.column[i];
		bool known = strcmp(column->key, "-") != 0;
		const char *name = column->label.title[0] != '\0'
				       ? column->label.title
				       : column->label.number;

		html_raw(html, "<h3>");
		if (known)
			html_link(html,
			    site_session_address(p->site, column->key), name);
		else
			html_text(html, name);
		html_raw(html, "</h3>\n<dl class=\"fields\">\n");
		for (size_t k = 0; k < sizeof sides / sizeof *sides; k++)
			write_side(p, i, &sides[k]);
		html_raw(html, "</dl>\n");
		if (known && p->time.n_cells > NAMES_MOST)
			site_more(p->site,
			    site_positions_address(p->site, NULL,
				p->history.picked.key, column->key),
			    _("in their words"));
	}
}

/* --- the page ------------------------------------------------------------- */

static void
write_contents(struct provision_page *p)
{
	const struct {
		const char *address, *words;
	} links[] = {{"#stand", _("Who stands where, and when they did")},
	    {"#sessions", _("Who wanted what, session by session")},
	    {"#drafts", _("In each draft")},
	    {"#text", _("Its text, draft by draft")},
	    {cgi_address(p->site->cgi, p->site->arena, "/brief", "provision",
		 p->history.picked.key, NULL),
		_("Brief, to print")},
	    {cgi_address(p->site->cgi, p->site->arena, "/trace", "q",
		 p->history.picked.key, NULL),
		_("All words on it, in the order of time")}};
	struct html *html = &p->site->html;

	html_raw(html, "<nav class=\"contents\"");
	html_attr(html, "aria-label", _("On this page"));
	html_raw(html, "><ul>\n");
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		bool texts = i != 3;

		for (size_t k = 0; k < p->history.n_stages; k++)
			texts |= p->history.stage[k].text[0] != '\0';
		if (!texts || (i == 1 && p->time.n_cells == 0))
			continue;
		html_raw(html, "<li>");
		html_link(html, links[i].address, links[i].words);
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul></nav>\n");
}

static void
tell_data(struct provision_page *p)
{
	struct site *site = p->site;
	const char *key = p->history.picked.key;

	site->json = cgi_address(
	    site->cgi, site->arena, "/api/v1/trace", "q", key, NULL);
	if (p->history.picked.lineage[0] != '\0')
		site->feed = arena_printf(
		    site->arena, "topic:\"%s\"", p->history.picked.lineage);
	site->csv = cgi_address(site->cgi, site->arena, "/api/v1/positions",
	    "timeline", key, "format", "csv", NULL);
}

/* The heading; the numbers it has in each draft smaller. */
static void
write_heading(struct provision_page *p)
{
	struct html *html = &p->site->html;
	const char *heading = p->history.picked.heading;
	const char *places = strstr(heading, " (");
	size_t n = strlen(heading);

	if (places != NULL && strstr(places, " = ") != NULL)
		n = (size_t)(places - heading);
	html_raw(html, "<h1 itemprop=\"name\">");
	html_text_n(html, heading, n);
	if (heading[n] != '\0') {
		html_raw(html, "<small><bdi>");
		html_text(html, heading + n);
		html_raw(html, "</bdi></small>");
	}
	html_raw(html, "</h1>\n");
}

static void
write_page(struct provision_page *p)
{
	struct site *site = p->site;
	const char *heading = p->history.picked.heading;

	tell_data(p);
	site->crumb = (struct site_crumb){"/provisions", _("Provisions")};
	site->about = "Legislation";
	site_begin(
	    site, arena_printf(site->arena, "%s - travaux", heading), "");
	write_heading(p);
	site_notes(site, p->notes.note, p->notes.count);
	write_contents(p);
	write_stand(p);
	write_sessions(p);
	site_drafts(site, &p->history);
	site_end(site);
}

bool
site_provision(struct site *site, struct error *err)
{
	struct provision_page p = {.site = site};
	struct picked picked;

	if (!pick_provision(
		site->searcher, site->request.text, &picked, &p.notes, err)) {
		if (err->code == ERROR_USAGE)
			err->code = ERROR_INPUT;
		return false;
	}
	if (!history_drafts(site->searcher, &picked, &p.history, err) ||
	    !count(&p, err))
		return false;
	write_page(&p);
	return true;
}
