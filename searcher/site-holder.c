/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A holder: what it wanted, by provision and session; the groups of a State,
 * the members of a group and those that departed from it.
 */
#include "searcher/site-place.h"

#include "core/translate.h"
#include "searcher/about.h"
#include "searcher/phrases.h"

#include <string.h>

/* Departures that are told in their words; the rest is named. */
#define DEPARTURES_SHOWN 4

struct holder_page {
	struct site *site;
	const struct holder *holder;   /* NULL: not in the tables */
	const struct negotiation *neg; /* whose tables have it */
	const char *id, *name;
	bool group;
	struct tally tally;	     /* provisions by sessions */
	struct site_window window;   /* what is shown */
	struct belonging *belonging; /* groups, or members */
	size_t n_belonging;
	struct departure *departure;
	size_t n_departures;
	bool more_departures;
};

/* --- finding -------------------------------------------------------------- */

/* Rows of no provision are told apart where several negotiations have one. */
static void
name_rows(struct holder_page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->tally.n_holders; i++)
		n += strcmp(p->tally.holder[i].id, "-") == 0;
	for (size_t i = 0; n > 1 && i < p->tally.n_holders; i++) {
		struct tally_holder *row = &p->tally.holder[i];

		if (strcmp(row->id, "-") == 0 && row->negotiation[0] != '\0')
			row->name = arena_printf(p->site->arena,
			    _("No provision named (%s)"), row->negotiation);
	}
}

static bool
count(struct holder_page *p, struct error *err)
{
	struct site *site = p->site;
	struct tally_want want = {.by = TALLY_SESSION, .provisions = true};
	struct query *all = query_new(site->arena, QUERY_AND);
	struct query *filters =
	    request_filters(&site->request, site->arena, err);
	struct notes notes = {0};
	const char *plan;

	if (filters == NULL && err->code != ERROR_NONE)
		return false;
	query_add(
	    site->arena, all, query_field(site->arena, FIELD_HOLDER, p->id));
	if (filters != NULL)
		query_add(site->arena, all, filters);
	if (!tally_make(
		site->searcher, all, &want, &p->tally, &notes, &plan, err))
		return false;
	name_rows(p);
	site_window(site, &p->tally, SIZE_MAX, 18000, &p->window);
	return true;
}

static bool
find(struct holder_page *p, struct error *err)
{
	struct site *site = p->site;
	const char *text = site->request.text;

	p->holder = pick_holder(site->searcher, text, &p->neg, err);
	if (p->holder == NULL && err->code != ERROR_NONE)
		return false;
	p->id = p->holder != NULL ? p->holder->id : text;
	p->name = site_holder_name(site, p->neg, p->id, text);
	p->group = p->holder != NULL && p->holder->kind == HOLDER_GROUP;
	if (!count(p, err))
		return false;
	if (p->holder == NULL && p->tally.n_holders == 0) {
		const char *near =
		    pick_nearest_holder(site->searcher, text, err);

		if (*near == '\0')
			return error_set(err, ERROR_INPUT,
			    "no State, group or office is named '%.80s'", text);
		return error_set(err, ERROR_INPUT,
		    "no State, group or office is named '%.80s'; there is %s",
		    text, near);
	}
	if (p->holder == NULL)
		return true;
	p->belonging =
	    p->group
		? about_members(site->arena, p->neg, p->holder, &p->n_belonging)
		: about_groups(site->arena, p->neg, p->id, &p->n_belonging);
	return !p->group ||
	       about_departures(site->searcher, p->neg, p->holder,
		   &p->departure, &p->n_departures, &p->more_departures, err);
}

/* --- who it is ------------------------------------------------------------ */

static void
write_names(struct holder_page *p)
{
	struct html *html = &p->site->html;

	if (p->holder == NULL)
		return;
	html_raw(html, "<dl class=\"fields\">\n");
	if (p->holder->formal[0] != '\0') {
		html_raw(html, "<dt>");
		html_text(html, _("Formal name"));
		html_raw(html, "</dt><dd>");
		html_text(html, p->holder->formal);
		html_raw(html, "</dd>\n");
	}
	html_raw(html, "<dt>");
	html_text(html, _("In other languages"));
	html_raw(html, "</dt><dd>");
	for (int i = 0, n = 0; i < LANGUAGE_COUNT; i++) {
		const char *name = p->holder->names[i];

		if (name == NULL || *name == '\0' || strcmp(name, p->name) == 0)
			continue;
		html_raw(html, n++ > 0 ? "; <bdi" : "<bdi");
		html_attr(html, "lang", language_code((enum language)i));
		html_raw(html, ">");
		html_text(html, name);
		html_raw(html, "</bdi>");
	}
	html_raw(html, "</dd>\n</dl>\n");
}

static void
write_belonging(struct holder_page *p)
{
	struct html *html = &p->site->html;

	if (p->n_belonging == 0)
		return;
	site_head(p->site, "groups", p->group ? _("Members") : _("Groups"));
	html_raw(html, "<p>");
	html_text(
	    html, p->group ? _("What the group said is not what a member said.")
			   : _("What a group said is not what this delegation "
			       "said."));
	html_raw(html, "</p>\n<ul class=\"columns plain\">\n");
	for (size_t i = 0; i < p->n_belonging; i++) {
		const struct belonging *one = &p->belonging[i];
		const struct holder *other =
		    p->group ? one->member : one->group;
		const char *when = belonging_when(p->site->arena, one);

		if (other == NULL)
			continue;
		html_raw(html, "<li>");
		html_link(html, site_holder_address(p->site, other->id),
		    site_holder_name(p->site, p->neg, other->id, other->name));
		if (*when != '\0') {
			html_raw(html, " <small>");
			html_text(html, when);
			html_raw(html, "</small>");
		}
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul>\n");
}

/* --- departures ----------------------------------------------------------- */

static void
write_side(struct holder_page *p, const char *class, const char *id,
    const char *name, const struct evidence *e)
{
	struct html *html = &p->site->html;

	html_raw(html, "<div");
	html_attr(html, "class", class);
	html_raw(html, ">\n<h4>");
	html_link(html, site_holder_address(p->site, id), name);
	html_raw(html, "</h4>\n");
	site_evidence(p->site, e);
	html_raw(html, "</div>\n");
}

static const char *
side_class(enum side side)
{
	return side == SIDE_FOR	      ? "holder for"
	       : side == SIDE_AGAINST ? "holder against"
				      : "holder";
}

static const char *
member_name(struct holder_page *p, const struct departure *departure)
{
	const struct holder *member = departure->member;

	return site_holder_name(p->site, p->neg, member->id, member->name);
}

static const char *
departure_name(struct holder_page *p, const struct departure *d)
{
	return arena_printf(
	    p->site->arena, _("%s on %s"), member_name(p, d), d->heading);
}

static void
write_departure(struct holder_page *p, const struct departure *d)
{
	struct html *html = &p->site->html;

	html_raw(html, "<section class=\"departure\">\n<h3>");
	html_link(html, site_provision_address(p->site, d->key),
	    departure_name(p, d));
	html_raw(html, "</h3>\n");
	write_side(p, side_class(d->own.side), d->member->id, member_name(p, d),
	    &d->own.evidence);
	write_side(
	    p, side_class(d->group.side), p->id, p->name, &d->group.evidence);
	html_raw(html, "</section>\n");
}

/* Those that a page has no room for: each leads to the member's words. */
static void
write_more_departures(struct holder_page *p)
{
	struct html *html = &p->site->html;

	if (p->n_departures <= DEPARTURES_SHOWN)
		return;
	html_raw(html, "<ul class=\"columns plain\">\n");
	for (size_t i = DEPARTURES_SHOWN; i < p->n_departures; i++) {
		const struct departure *d = &p->departure[i];

		html_raw(html, "<li>");
		html_link(html,
		    site_positions_address(
			p->site, d->member->id, d->key, NULL),
		    departure_name(p, d));
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul>\n");
}

static void
write_departures(struct holder_page *p)
{
	struct html *html = &p->site->html;
	const char *note = _("there may be more departures than are shown");

	if (!p->group)
		return;
	site_head(p->site, "departures", _("Members that departed from it"));
	html_raw(html, "<p>");
	html_text(html, p->n_departures == 0
			    ? _("On record is no member that wanted the "
				"contrary of its group while it was a member.")
			    : _("Members that wanted the contrary of the group "
				"on the whole of a provision, while they were "
				"members, with the words of both."));
	html_raw(html, "</p>\n");
	for (size_t i = 0; i < p->n_departures && i < DEPARTURES_SHOWN; i++)
		write_departure(p, &p->departure[i]);
	write_more_departures(p);
	if (p->more_departures)
		site_notes(p->site, &note, 1);
}

/* --- what it wanted ------------------------------------------------------- */

static void
write_wanted(struct holder_page *p)
{
	struct site *site = p->site;
	struct site_figure figure = {.site = site,
	    .id = "wanted",
	    .title = arena_printf(site->arena,
		_("What %s wanted, by provision and session"), p->name),
	    .tally = &p->window.part,
	    .by = TALLY_SESSION,
	    .provisions = true,
	    .holder = p->id};

	site_head(site, "positions", _("What it wanted"));
	html_raw(&site->html, "<p role=\"status\">");
	if (p->tally.n_holders == 0)
		html_text(
		    &site->html, _("No position of it is on record here."));
	else
		html_printf(&site->html,
		    P_("Positions on %zu provision. Each cell leads to its "
		       "words.",
			"Positions on %zu provisions. Each cell leads to its "
			"words.",
			p->tally.n_holders),
		    p->tally.n_holders);
	html_raw(&site->html, "</p>\n");
	site_steps(site, _("Provisions"), &p->window.parts);
	site_figure(&figure);
	if (p->window.part.n_cells > 0)
		site_legend(site);
}

static void
write_ways(struct holder_page *p)
{
	struct site *site = p->site;
	struct html *html = &site->html;
	const char *said = query_print(
	    site->arena, query_field(site->arena,
			     p->group ? FIELD_GROUP : FIELD_SPEAKER, p->id));

	html_raw(html, "<nav class=\"contents\"");
	html_attr(html, "aria-label", _("More on it"));
	html_raw(html, "><ul>\n<li>");
	html_link(html, site_positions_address(site, p->id, NULL, NULL),
	    _("All its positions, with its words"));
	html_raw(html, "</li>\n<li>");
	html_link(html,
	    cgi_address(site->cgi, site->arena, "/brief", "q", p->id, NULL),
	    _("Brief, to print"));
	html_raw(html, "</li>\n<li>");
	html_link(html, site_text_address(site, said), _("All that it said"));
	html_raw(html, "</li>\n</ul></nav>\n");
}

static void
write_page(struct holder_page *p)
{
	struct site *site = p->site;
	struct html *html = &site->html;
	const char *kind =
	    p->holder != NULL ? phrase_kind(p->holder->kind) : "";

	site->json = cgi_address(
	    site->cgi, site->arena, "/api/v1/about", "q", p->id, NULL);
	site->csv = cgi_address(site->cgi, site->arena, "/api/v1/positions",
	    "holder", p->id, "format", "csv", NULL);
	site->feed = arena_printf(site->arena, "holder:\"%s\"", p->id);
	site->crumb = p->group
			  ? (struct site_crumb){"/groups", _("Groups")}
			  : (struct site_crumb){"/holders", _("Delegations")};
	site->about = p->group				? "Organization"
		      : p->holder == NULL		? NULL
		      : p->holder->kind == HOLDER_STATE ? "Country"
							: NULL;
	site_begin(
	    site, arena_printf(site->arena, "%s - travaux", p->name), "");
	html_raw(html, "<h1 itemprop=\"name\"><bdi>");
	html_text(html, p->name);
	html_raw(html, "</bdi>");
	if (*kind != '\0') {
		html_raw(html, " <small>");
		html_text(html, kind);
		html_raw(html, "</small>");
	}
	html_raw(html, "</h1>\n");
	write_names(p);
	write_ways(p);
	write_wanted(p);
	write_departures(p);
	write_belonging(p);
	site_end(site);
}

bool
site_holder(struct site *site, struct error *err)
{
	struct holder_page p = {.site = site};

	if (!find(&p, err))
		return false;
	write_page(&p);
	return true;
}
