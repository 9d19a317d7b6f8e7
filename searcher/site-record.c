/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A record: what it is, and its passages, each with an anchor. */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/cite.h"
#include "searcher/record-called.h"
#include "searcher/record-ref.h"

#include <string.h>

/* A page of a long record: passages, and bytes of them, about. */
#define PASSAGES_ON_PAGE 50
#define COST_PAGE	 40000
#define COST_PASSAGE	 320
#define COST_POSITION	 380

/* A value as people say it. Where a file lies on the server is not told. */
static const char *
value_words(const struct record *record, const char *field, const char *value)
{
	const char *slash = strrchr(value, '/');

	if (strcmp(field, "kind") == 0)
		return site_kind_words(record->kind);
	if (strcmp(field, "language") == 0)
		return site_language_words(value);
	if (strcmp(field, "path") == 0)
		return slash != NULL ? slash + 1 : value;
	return value;
}

static void
write_fields(struct site *site, const struct record *record)
{
	static const struct {
		const char *field;
		const char *item; /* of schema.org, or NULL */
	} shown[] = {{"kind", "genre"}, {"symbol", "identifier"},
	    {"speaker", NULL}, {"on_behalf_of", NULL}, {"author", "author"},
	    {"organization", NULL}, {"volume", NULL}, {"number", NULL},
	    {"session", NULL}, {"meeting", NULL}, {"item", NULL},
	    {"date", "datePublished"}, {"place", NULL},
	    {"language", "inLanguage"}, {"path", NULL}};
	struct html *html = &site->html;

	html_raw(html, "<dl class=\"fields\">\n");
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		size_t field;
		const char *value;

		if (!record_field_find(shown[i].field, &field))
			continue;
		value = record_field(record, field);
		if (*value == '\0')
			continue;
		html_raw(html, "<dt>");
		html_text(html, site_field_words(shown[i].field));
		html_raw(html, "</dt><dd dir=\"auto\"");
		html_attr(html, "itemprop", shown[i].item);
		html_raw(html, ">");
		if (strcmp(shown[i].field, "session") == 0)
			html_link(html, site_session_address(site, value),
			    site_session_name(site, record));
		else
			html_text(
			    html, value_words(record, shown[i].field, value));
		html_raw(html, "</dd>\n");
	}
	/* Only addresses of the web are followed from a page. */
	if (strncmp(record->url, "https://", 8) == 0 ||
	    strncmp(record->url, "http://", 7) == 0) {
		html_raw(html, "<dt>");
		html_text(html, _("Seen at"));
		html_raw(html, "</dt><dd><a rel=\"noreferrer nofollow\"");
		html_attr(html, "href", record->url);
		html_raw(html, ">");
		html_text(html, record->url);
		html_raw(html, "</a></dd>\n");
	}
	html_raw(html, "</dl>\n");
}

static void
write_standing(struct site *site, const struct passage *passage)
{
	struct html *html = &site->html;
	const char *const parts[] = {passage->speaker, passage->role,
	    passage->provision, passage->option,
	    site_status_words(passage_part_name(passage->part)),
	    site_status_words(passage_status_name(passage->status))};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (*parts[i] == '\0')
			continue;
		html_text(html, C_("list", ", "));
		html_raw(html, "<bdi>");
		html_text(html, parts[i]);
		html_raw(html, "</bdi>");
	}
	site_place_in(site, passage);
	if (passage->original[0] != '\0')
		site_also(site, _("damaged words repaired"));
}

/* What is on record of a passage: who wanted what, as it was read. */
static void
write_positions(struct site *site, const struct record *record,
    const struct passage *passage)
{
	struct html *html = &site->html;
	struct error ignored = {0};
	const struct negotiation *neg = index_negotiation(
	    site->searcher->index, record->negotiation, &ignored);

	if (passage->n_positions == 0)
		return;
	html_raw(html, "<ul class=\"read\"");
	html_attr(html, "aria-label", _("Positions on record"));
	html_raw(html, ">\n");
	for (size_t i = 0; i < passage->n_positions; i++) {
		const struct position *p = &passage->positions[i];
		const char *said =
		    p->holder_name[0] != '\0' ? p->holder_name : p->holder;

		html_raw(html, "<li><bdi>");
		html_link(html, site_holder_address(site, p->holder),
		    site_holder_name(site, neg, p->holder, said));
		html_raw(html, "</bdi> ");
		site_stance(site, p);
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul>\n");
}

static void
write_passage(struct site *site, const struct record *record,
    const struct passage *passage, bool wanted)
{
	struct html *html = &site->html;
	struct arena *arena = site->arena;
	const char *number =
	    arena_printf(arena, "%lu", (unsigned long)passage->number);
	bool original = site->request.original && passage->original[0] != '\0';

	html_raw(html, "<section");
	html_attr(html, "id", arena_printf(arena, "p%s", number));
	html_attr(html, "class", wanted ? "passage wanted" : "passage");
	html_raw(html, ">\n<h2><a");
	html_attr(html, "href",
	    site_record_address(site, record->id, passage->number));
	html_raw(html, ">");
	html_text(html, arena_printf(arena, _("Passage %s"), number));
	html_raw(html, "</a><small>");
	write_standing(site, passage);
	html_raw(html, "</small></h2>\n<p class=\"text\"");
	site_language(site, record, passage);
	html_raw(html, ">");
	site_lines(site, original ? passage->original : passage->text);
	html_raw(html, "</p>\n");
	write_positions(site, record, passage);
	html_raw(html, "</section>\n");
}

/* The pages it takes; shown is that of the passage wanted, or as told. */
static struct parts
pages_of(struct site *site, const struct record_ref *ref)
{
	size_t *cost =
	    arena_array(site->arena, ref->n_passages + 1, sizeof *cost);
	size_t at = site->request.offset;

	for (size_t i = 0; i < ref->n_passages; i++) {
		const struct passage *passage = ref->passage[i];
		size_t text = strlen(passage->text);
		size_t original = strlen(passage->original);

		cost[i] = COST_PASSAGE + (text > original ? text : original) +
			  COST_POSITION * passage->n_positions;
		if (ref->wanted > 0 && passage->number == ref->wanted)
			at = i;
	}
	return parts_of(site->arena, cost, ref->n_passages, COST_PAGE,
	    PASSAGES_ON_PAGE, at);
}

/* Links to the other pages: of the record, not of a passage in it. */
static void
write_pages(struct site *site, const struct record_ref *ref,
    const struct parts *parts, const char *label)
{
	struct html *html = &site->html;

	if (parts->count < 2)
		return;
	html_raw(html, "<nav class=\"sorts\"");
	html_attr(html, "aria-label", label);
	html_raw(html, "><ul>\n<li>");
	html_text(html, _("Passages"));
	html_raw(html, "</li>\n");
	for (size_t i = 0; i < parts->count; i++) {
		size_t first = parts->start[i];
		const char *offset =
		    first > 0 ? arena_printf(site->arena, "%zu", first) : "";

		site_step(site,
		    cgi_address(site->cgi, site->arena, "/record", "q",
			ref->record.id, "original",
			site->request.original ? "1" : "", "offset", offset,
			NULL),
		    site_part_words(site, parts, i), i == parts->at);
	}
	html_raw(html, "</ul></nav>\n");
}

static void
write_readings(struct site *site, const struct record_ref *ref)
{
	struct html *html = &site->html;
	bool repaired = false;

	for (size_t i = 0; i < ref->n_passages && !repaired; i++)
		repaired = ref->passage[i]->original[0] != '\0';
	if (!repaired)
		return;
	html_raw(html, "<p>");
	html_link(html,
	    cgi_address(site->cgi, site->arena, "/record", "q",
		site->request.text, "original",
		site->request.original ? "" : "1", NULL),
	    site->request.original
		? _("Show it with damaged words repaired")
		: _("Show the source's own words, unrepaired"));
	html_raw(html, "</p>\n");
}

/* The same text in other languages, where they are on record. */
static bool
write_translations(
    struct site *site, const struct record_ref *ref, struct error *err)
{
	struct html *html = &site->html;
	struct translation *translation;
	size_t n;

	if (!record_ref_translations(
		site->searcher, ref, &translation, &n, err))
		return false;
	if (n == 0)
		return true;
	html_raw(html, "<nav class=\"sorts\"");
	html_attr(html, "aria-label", _("In other languages"));
	html_raw(html, "><ul>\n<li>");
	html_text(html, _("In other languages"));
	html_raw(html, "</li>\n");
	for (size_t i = 0; i < n; i++) {
		html_raw(html, "<li><bdi>");
		html_link(html,
		    site_record_address(site, translation[i].record->id,
			translation[i].passage != NULL
			    ? translation[i].passage->number
			    : 0),
		    site_language_words(translation[i].language));
		html_raw(html, "</bdi></li>\n");
	}
	html_raw(html, "</ul></nav>\n");
	return true;
}

/* A citation to copy, and files for programs that keep references. */
static bool
write_citation(
    struct site *site, const struct record_ref *ref, struct error *err)
{
	struct html *html = &site->html;
	struct citation citation = {&ref->record, ref->named,
	    index_negotiation(
		site->searcher->index, ref->record.negotiation, err)};
	const char *text = site->request.text;

	if (citation.neg == NULL)
		return false;
	html_raw(html, "<details class=\"cite\"><summary>");
	html_text(html, ref->named != NULL ? _("Cite this passage")
					   : _("Cite this record"));
	html_raw(html, "</summary>\n<p><bdi>");
	html_text(html, cite_text(site->arena, &citation));
	html_raw(html, "</bdi></p>\n<p>");
	html_link(html,
	    cgi_address(site->cgi, site->arena, "/api/v1/cite", "q", text,
		"format", "bibtex", NULL),
	    "BibTeX");
	html_raw(html, " ");
	html_link(html,
	    cgi_address(site->cgi, site->arena, "/api/v1/cite", "q", text,
		"format", "csl", NULL),
	    "CSL-JSON");
	html_raw(html, "</p>\n</details>\n");
	return true;
}

bool
site_record(struct site *site, struct error *err)
{
	struct html *html = &site->html;
	struct record_ref ref;
	const struct record *record = &ref.record;
	const char *title;
	struct parts parts;

	if (!record_ref_read(site->searcher, site->request.text, &ref, err))
		return false;
	title = record_called(site->arena, record);
	parts = pages_of(site, &ref);
	site->json = cgi_address(
	    site->cgi, site->arena, "/api/v1/show", "q", record->id, NULL);
	site->about = "DigitalDocument";
	site->crumb = (struct site_crumb){"/sessions", _("Sessions")};
	site_begin(site, arena_printf(site->arena, "%s - travaux", title), "");
	html_raw(html, "<h1 dir=\"auto\" itemprop=\"name\">");
	html_text(html, title);
	html_raw(html, "</h1>\n");
	write_fields(site, record);
	if (!write_translations(site, &ref, err) ||
	    !write_citation(site, &ref, err))
		return false;
	write_readings(site, &ref);
	write_pages(site, &ref, &parts, _("Passages"));
	for (size_t i = parts.from; i < parts.end; i++)
		write_passage(site, record, ref.passage[i],
		    ref.passage[i]->number == ref.wanted);
	write_pages(site, &ref, &parts, _("More passages"));
	site_end(site);
	return true;
}
