/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A session: when and where, what lay on the table, what is on record of it,
 * who spoke, and what was discussed with which positions.
 */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/facets.h"
#include "searcher/pick.h"
#include "searcher/record-called.h"
#include "searcher/tally.h"

#include <string.h>

#define RECORDS_SHOWN 30

struct session_page {
	struct site *site;
	const struct negotiation *neg;
	const struct session *session; /* NULL: known from records alone */
	const char *id, *name, *query;
	struct tally tally;	     /* delegations by provisions */
	struct search_result result; /* its records */
};

/* --- finding -------------------------------------------------------------- */

static bool
find_session(struct session_page *p, struct error *err)
{
	struct index *index = p->site->searcher->index;
	const char *text = p->site->request.text, *id;

	for (size_t i = 0; (id = profile_id(index, i)) != NULL; i++) {
		p->neg = index_negotiation(index, id, err);
		if (p->neg == NULL)
			return false;
		p->session = negotiation_session(p->neg, text);
		if (p->session != NULL)
			break;
	}
	p->id = p->session != NULL ? p->session->id : text;
	p->name = p->session != NULL && p->session->n_names > 0
		      ? p->session->names[0]
		      : p->id;
	return true;
}

static struct query *
selection(struct session_page *p)
{
	return query_field(p->site->arena, FIELD_SESSION, p->id);
}

static bool
find(struct session_page *p, struct error *err)
{
	struct searcher *searcher = p->site->searcher;
	struct tally_want want = {
	    .by = TALLY_PROVISION, .delegations = true, .placed = true};
	struct search_params params = {.limit = RECORDS_SHOWN,
	    .sort = SORT_DATE,
	    .per_record = true,
	    .facets = true};
	struct notes notes = {0};
	const char *plan;

	if (!find_session(p, err))
		return false;
	p->query = query_print(p->site->arena, selection(p));
	if (!search_run(searcher, selection(p), &params, &p->result, err))
		return false;
	if (p->session == NULL && p->result.total == 0)
		return error_set(
		    err, ERROR_INPUT, "no session is named '%.80s'", p->id);
	return tally_make(
	    searcher, selection(p), &want, &p->tally, &notes, &plan, err);
}

/* --- what it was ---------------------------------------------------------- */

static void
write_field(struct html *html, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	html_raw(html, "<dt>");
	html_text(html, name);
	html_raw(html, "</dt><dd><bdi>");
	html_text(html, value);
	html_raw(html, "</bdi></dd>\n");
}

/* "Consolidated negotiating document (WP/CONF/12)" of each on the table. */
static void
write_instruments(struct session_page *p)
{
	struct html *html = &p->site->html;

	if (p->session->n_instruments == 0)
		return;
	html_raw(html, "<dt>");
	html_text(html, _("On the table"));
	html_raw(html, "</dt><dd>");
	for (size_t i = 0; i < p->session->n_instruments; i++) {
		const char *id = p->session->instruments[i];
		const struct instrument *one =
		    negotiation_instrument(p->neg, id);

		html_raw(html, i > 0 ? "<br><bdi>" : "<bdi>");
		if (one == NULL)
			html_text(html, id);
		else
			html_printf(html, "%s: %s%s%s", id, one->title,
			    one->symbol[0] != '\0' ? ", " : "", one->symbol);
		html_raw(html, "</bdi>");
	}
	html_raw(html, "</dd>\n");
}

static void
write_fields(struct session_page *p)
{
	const struct session *s = p->session;
	struct html *html = &p->site->html;
	char start[11], end[11];

	if (s == NULL)
		return;
	date_format(s->start, start);
	date_format(s->end, end);
	html_raw(html, "<dl class=\"fields\">\n");
	write_field(html, _("Days"),
	    strcmp(start, end) == 0
		? start
		: arena_printf(p->site->arena, _("%s to %s"), start, end));
	write_field(html, _("Place"), s->place);
	write_field(html, _("Subject"), s->subject);
	write_instruments(p);
	html_raw(html, "</dl>\n");
}

/* --- what was said -------------------------------------------------------- */

static void
write_provision(struct session_page *p, size_t column)
{
	struct html *html = &p->site->html;
	const struct tally *tally = &p->tally;
	const struct tally_column *c = &tally->column[column];
	size_t count[TALLY_SIDES] = {0};
	struct provision_label label = c->label;

	/* Its numbers in other drafts are a click away, and a phone small. */
	label.places = "";
	for (size_t i = 0; i < tally->n_cells; i++) {
		bool both;
		enum side side = tally_side(&tally->cell[i], &both);

		if (tally->cell[i].column != column)
			continue;
		count[SIDE_FOR] += both || side == SIDE_FOR;
		count[SIDE_AGAINST] += both || side == SIDE_AGAINST;
		count[SIDE_CHANGE] += !both && side == SIDE_CHANGE;
		count[SIDE_NONE] +=
		    !both && (side == SIDE_NONE || side == SIDE_AS_IS);
	}
	html_raw(html, "<tr><th scope=\"row\"><bdi>");
	html_link(html, site_provision_address(p->site, c->key),
	    provision_heading(p->site->arena, &label));
	html_raw(html, "</bdi></th><td class=\"number\">");
	html_printf(html, "%zu", count[SIDE_FOR]);
	html_raw(html, "</td><td class=\"number\">");
	html_printf(html, "%zu", count[SIDE_AGAINST]);
	html_raw(html, "</td><td class=\"number\">");
	html_printf(html, "%zu", count[SIDE_CHANGE]);
	html_raw(html, "</td><td class=\"number\">");
	html_printf(html, "%zu", count[SIDE_NONE]);
	html_raw(html, "</td><td>");
	html_link(html, site_positions_address(p->site, NULL, c->key, p->id),
	    _("in their words"));
	html_raw(html, "</td></tr>\n");
}

static void
write_provisions(struct session_page *p)
{
	const char *const heads[] = {_("Provision"), _("For"), _("Against"),
	    _("For a change"), _("Other"), _("Positions")};
	struct site *site = p->site;
	struct html *html = &site->html;

	site_head(site, "provisions", _("What was discussed, who wanted what"));
	if (p->tally.n_columns == 0) {
		html_raw(html, "<p>");
		html_text(html, _("No position on a provision is on record "
				  "of this session."));
		html_raw(html, "</p>\n");
		return;
	}
	html_raw(html, "<p>");
	html_text(html, _("Counted are States and groups. One that was on both "
			  "sides is counted on both."));
	html_raw(html, "</p>\n");
	site_more(site,
	    cgi_address(
		site->cgi, site->arena, "/matrix", "session", p->id, NULL),
	    _("Matrix of this session"));
	html_raw(html, "<div class=\"wide\" role=\"region\" tabindex=\"0\"");
	html_attr(html, "aria-label", _("What was discussed, who wanted what"));
	html_raw(html, ">\n<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		html_raw(html, "<th scope=\"col\">");
		html_text(html, heads[i]);
		html_raw(html, "</th>");
	}
	html_raw(html, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < p->tally.n_columns; i++)
		write_provision(p, i);
	html_raw(html, "</tbody>\n</table>\n</div>\n");
}

static void
write_speakers(struct session_page *p)
{
	struct html *html = &p->site->html;
	const struct facet *facet = NULL;

	for (size_t i = 0; i < p->result.n_facets; i++)
		if (strcmp(p->result.facet[i].name, "speaker") == 0)
			facet = &p->result.facet[i];
	if (facet == NULL || facet->n_values == 0)
		return;
	site_head(p->site, "speakers", _("Who spoke, in how many passages"));
	html_raw(html, "<ul class=\"columns plain\">\n");
	for (size_t i = 0; i < facet->n_values; i++) {
		const char *id = facet->value[i].value;

		html_raw(html, "<li><bdi>");
		html_link(html, site_holder_address(p->site, id),
		    site_holder_name(p->site, p->neg, id, id));
		html_raw(html, "</bdi> ");
		html_printf(html, "%lu%s", (unsigned long)facet->value[i].count,
		    facet->exact ? "" : "+");
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul>\n");
	if (facet->n_values == FACET_VALUES_MAX) {
		html_raw(html, "<p>");
		html_text(html, _("Shown are those with the most passages."));
		html_raw(html, "</p>\n");
	}
}

static void
write_records(struct session_page *p)
{
	struct html *html = &p->site->html;
	const struct search_result *result = &p->result;

	site_head(p->site, "records", _("Records of it"));
	html_raw(html, "<ul class=\"contents\">\n");
	for (size_t i = 0; i < result->n_hits; i++) {
		const struct record *record = result->hit[i].record;

		html_raw(html, "<li><bdi>");
		html_link(html, site_record_address(p->site, record->id, 0),
		    record_called(p->site->arena, record));
		html_raw(html, "</bdi> <small>");
		html_text(html, site_kind_words(record->kind));
		if (record->date[0] != '\0')
			site_also(p->site, record->date);
		html_raw(html, "</small></li>\n");
	}
	html_raw(html, "</ul>\n");
	site_more(p->site, site_text_address(p->site, p->query),
	    arena_printf(p->site->arena,
		P_("Its passages: %lu", "Its passages: %lu", result->total),
		(unsigned long)result->total));
}

static void
write_page(struct session_page *p)
{
	struct site *site = p->site;
	struct html *html = &site->html;

	if (p->session != NULL)
		site->json = cgi_address(
		    site->cgi, site->arena, "/api/v1/about", "q", p->id, NULL);
	site->csv = cgi_address(site->cgi, site->arena, "/api/v1/positions",
	    "session", p->id, "matrix", "1", "format", "csv", NULL);
	site->crumb = (struct site_crumb){"/sessions", _("Sessions")};
	site->about = "Event";
	site_begin(
	    site, arena_printf(site->arena, "%s - travaux", p->name), "");
	html_raw(html, "<h1 itemprop=\"name\">");
	html_text(html, p->name);
	html_raw(html, "</h1>\n");
	write_fields(p);
	write_provisions(p);
	write_speakers(p);
	write_records(p);
	site_end(site);
}

bool
site_session(struct site *site, struct error *err)
{
	struct session_page p = {.site = site};

	if (!find(&p, err))
		return false;
	write_page(&p);
	return true;
}
