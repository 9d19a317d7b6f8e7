/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A record: what it is, and its passages, each with an anchor. */
#include "searcher/site.h"

#include "searcher/page.h"
#include "searcher/record-ref.h"

#include <string.h>

/* Passages on one page of a long record. */
#define PASSAGES_ON_PAGE 100

static void
write_fields(struct site *site, const struct record *record)
{
	static const struct {
		const char *field, *words;
	} shown[] = {{"kind", "Kind"}, {"symbol", "Symbol"},
	    {"speaker", "Speaker"}, {"on_behalf_of", "On behalf of"},
	    {"author", "Author"}, {"organization", "Organization"},
	    {"volume", "Volume"}, {"number", "Number"}, {"session", "Session"},
	    {"meeting", "Meeting"}, {"item", "Agenda item"}, {"date", "Date"},
	    {"place", "Place"}, {"language", "Language"}, {"path", "File"}};
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
		html_text(html, shown[i].words);
		html_raw(html, "</dt><dd dir=\"auto\">");
		html_text(html, value);
		html_raw(html, "</dd>\n");
	}
	/* Only addresses of the web are followed from a page. */
	if (strncmp(record->url, "https://", 8) == 0 ||
	    strncmp(record->url, "http://", 7) == 0) {
		html_raw(html, "<dt>Seen at</dt><dd><a rel=\"noreferrer "
			       "nofollow\"");
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
	    passage_part_name(passage->part),
	    passage_status_name(passage->status)};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (*parts[i] == '\0')
			continue;
		html_raw(html, ", <bdi>");
		html_text(html, parts[i]);
		html_raw(html, "</bdi>");
	}
	if (passage->line_first > 0)
		html_printf(html, ", lines %lu\u2013%lu",
		    (unsigned long)passage->line_first,
		    (unsigned long)passage->line_last);
	if (passage->original[0] != '\0')
		html_raw(html, ", damaged words repaired");
}

/* The text, with those of the source's line ends that mean something. */
static void
write_text(struct html *html, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		html_text_n(html, s, n);
		s += n;
		if (*s == '\n')
			html_raw(html, page_begins_line(++s) ? "\n" : " ");
	}
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
	html_raw(html, ">Passage ");
	html_text(html, number);
	html_raw(html, "</a><small>");
	write_standing(site, passage);
	html_raw(html, "</small></h2>\n<p class=\"text\"");
	site_language(site, record, passage);
	html_raw(html, ">");
	write_text(html, original ? passage->original : passage->text);
	html_raw(html, "</p>\n</section>\n");
}

static void
write_places(
    struct site *site, const struct record_ref *ref, size_t first, size_t end)
{
	struct html *html = &site->html;
	const char *id = ref->record.id;

	if (first == 0 && end >= ref->n_passages)
		return;
	html_raw(html, "<nav class=\"pages\" aria-label=\"Pages\">");
	if (first > 0) {
		size_t at =
		    first > PASSAGES_ON_PAGE ? first - PASSAGES_ON_PAGE : 0;

		html_link(html,
		    cgi_address(site->cgi, site->arena, "/record", "q", id,
			"offset", arena_printf(site->arena, "%zu", at), NULL),
		    "Passages before");
		html_raw(html, " ");
	}
	if (end < ref->n_passages)
		html_link(html,
		    cgi_address(site->cgi, site->arena, "/record", "q", id,
			"offset", arena_printf(site->arena, "%zu", end), NULL),
		    "Passages after");
	html_raw(html, "</nav>\n");
}

/* The first passage on the page: where the one wanted is, or as told. */
static size_t
first_of(const struct site *site, const struct record_ref *ref)
{
	size_t at = site->request.offset;

	if (ref->wanted > 0)
		for (size_t i = 0; i < ref->n_passages; i++)
			if (ref->passage[i]->number == ref->wanted)
				at = i - i % PASSAGES_ON_PAGE;
	return at < ref->n_passages ? at : 0;
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
	    site->request.original ? "Show it with damaged words repaired"
				   : "Show the source's own words, unrepaired");
	html_raw(html, "</p>\n");
}

bool
site_record(struct site *site, struct error *err)
{
	struct html *html = &site->html;
	struct record_ref ref;
	const struct record *record = &ref.record;
	const char *title;
	size_t first, end;

	if (!record_ref_read(site->searcher, site->request.text, &ref, err))
		return false;
	title = record->title[0] != '\0' ? record->title : record->id;
	first = first_of(site, &ref);
	end = first + PASSAGES_ON_PAGE < ref.n_passages
		  ? first + PASSAGES_ON_PAGE
		  : ref.n_passages;
	site->json = cgi_address(
	    site->cgi, site->arena, "/api/v1/show", "q", record->id, NULL);
	site->about = "DigitalDocument";
	site_begin(site, arena_printf(site->arena, "%s - travaux", title), "");
	html_raw(html, "<h1 dir=\"auto\">");
	html_text(html, title);
	html_raw(html, "</h1>\n");
	write_fields(site, record);
	write_readings(site, &ref);
	write_places(site, &ref, first, end);
	for (size_t i = first; i < end; i++)
		write_passage(site, record, ref.passage[i],
		    ref.passage[i]->number == ref.wanted);
	write_places(site, &ref, first, end);
	site_end(site);
	return true;
}
