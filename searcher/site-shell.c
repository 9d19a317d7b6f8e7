/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all pages share: head, box, foot, sources, notes. */
#include "searcher/missing.h"
#include "searcher/site.h"

#include "core/translate.h"

#include "searcher/json.h"
#include "searcher/page.h"
#include "searcher/query-say.h"

#include <string.h>

static void
write_head(struct site *site, const char *title)
{
	struct html *html = &site->html;
	const struct cgi_request *cgi = site->cgi;

	html_raw(html, "<!DOCTYPE html>\n<html");
	html_attr(html, "lang", site->language->code);
	html_attr(html, "dir", site->language->rtl ? "rtl" : "ltr");
	html_raw(html, ">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\" content=\"width=device-width, "
		       "initial-scale=1\">\n<meta name=\"color-scheme\" "
		       "content=\"light dark\">\n<title>");
	html_text(html, title);
	html_raw(html, "</title>\n<link rel=\"stylesheet\"");
	html_attr(
	    html, "href", cgi_address(cgi, site->arena, "/style.css", NULL));
	html_raw(html, ">\n<link rel=\"search\" title=\"travaux\" "
		       "type=\"application/opensearchdescription+xml\"");
	html_attr(html, "href",
	    cgi_address(cgi, site->arena, "/opensearch.xml", NULL));
	html_raw(html, ">\n");
	if (*site->request.text != '\0' && *cgi->path == '\0') {
		html_raw(html, "<link rel=\"alternate\" "
			       "type=\"application/atom+xml\" "
			       "title=\"New passages\"");
		html_attr(html, "href",
		    cgi_address(cgi, site->arena, "/feed", "q",
			site->request.text, NULL));
		html_raw(html, ">\n");
	}
	if (site->passing)
		html_raw(html, "<meta name=\"robots\" content=\"noindex\">\n");
	html_raw(html, "</head>\n");
}

/* A banner where a part of the collection is missing in the page. */
static void
write_missing(struct site *site)
{
	const char *words =
	    site->searcher != NULL
		? missing_words(site->arena, index_info(site->searcher->index))
		: NULL;

	if (words == NULL)
		return;
	html_raw(&site->html, "<p role=\"status\" class=\"missing\"><strong>");
	html_text(&site->html, words);
	html_raw(&site->html, ".</strong></p>\n");
}

/* --- where one is --------------------------------------------------------- */

/* The pages to begin from, on each page. */
static const struct site_crumb sections[] = {{"/provisions", N_("Provisions")},
    {"/holders", N_("Delegations")}, {"/groups", N_("Groups")},
    {"/sessions", N_("Sessions")}, {"/matrix", N_("Matrix")}};

static void
write_sections(struct site *site)
{
	struct html *html = &site->html;

	html_raw(html, "<nav class=\"sections\"");
	html_attr(html, "aria-label", _("Site"));
	html_raw(html, "><ul>\n");
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		bool here = strcmp(site->cgi->path, sections[i].path) == 0;

		html_raw(html, "<li><a");
		html_attr(html, "href",
		    cgi_address(
			site->cgi, site->arena, sections[i].path, NULL));
		html_attr(html, "aria-current", here ? "page" : NULL);
		html_raw(html, ">");
		html_text(html, _(sections[i].words));
		html_raw(html, "</a></li>\n");
	}
	html_raw(html, "</ul></nav>\n");
}

static void
write_crumb(
    struct site *site, unsigned place, const char *path, const char *words)
{
	struct html *html = &site->html;

	html_raw(html, "<li itemprop=\"itemListElement\" itemscope "
		       "itemtype=\"https://schema.org/ListItem\"><a "
		       "itemprop=\"item\"");
	html_attr(
	    html, "href", cgi_address(site->cgi, site->arena, path, NULL));
	html_raw(html, "><span itemprop=\"name\">");
	html_text(html, words);
	html_raw(html, "</span></a><meta itemprop=\"position\"");
	html_attr(html, "content", arena_printf(site->arena, "%u", place));
	html_raw(html, "></li>\n");
}

/* The pages above this one. */
static void
write_crumbs(struct site *site)
{
	struct html *html = &site->html;

	if (site->crumb.path == NULL)
		return;
	html_raw(html, "<nav class=\"crumbs\"");
	html_attr(html, "aria-label", _("Where this page is"));
	html_raw(html, "><ol itemscope "
		       "itemtype=\"https://schema.org/BreadcrumbList\">\n");
	write_crumb(site, 1, "", _("Start"));
	write_crumb(site, 2, site->crumb.path, site->crumb.words);
	html_raw(html, "</ol></nav>\n");
}

void
site_begin(struct site *site, const char *title, const char *text)
{
	struct html *html = &site->html;
	const char *home = cgi_address(site->cgi, site->arena, "", NULL);

	site->reply->language = site->language->code;
	write_head(site, title);
	html_raw(html, "<body>\n<a class=\"skip\" href=\"#main\">");
	html_text(html, _("Skip to the content"));
	html_raw(html, "</a>\n<header>\n<p class=\"name\">");
	html_link(html, home, "travaux");
	html_raw(html, "</p>\n<form role=\"search\" method=\"get\"");
	html_attr(html, "action", home);
	html_raw(html, ">\n");
	if (*site->cgi->ui != '\0') {
		html_raw(html, "<input type=\"hidden\" name=\"ui\"");
		html_attr(html, "value", site->cgi->ui);
		html_raw(html, ">\n");
	}
	html_raw(html, "<label for=\"q\">");
	html_text(html, _("A question, or words to search"));
	html_raw(html,
	    "</label>\n<span class=\"box\"><input id=\"q\" name=\"q\" "
	    "type=\"search\" maxlength=\"4096\" autocomplete=\"off\"");
	html_attr(html, "value", text);
	html_raw(html, "><button>");
	html_text(html, _("Ask"));
	html_raw(html, "</button></span>\n</form>\n");
	write_sections(site);
	html_raw(html, "</header>\n");
	write_crumbs(site);
	html_raw(html, "<main id=\"main\" tabindex=\"-1\"");
	if (site->about != NULL) {
		html_raw(html, " itemscope");
		html_attr(html, "itemtype",
		    arena_printf(
			site->arena, "https://schema.org/%s", site->about));
	}
	html_raw(html, ">\n");
	write_missing(site);
}

void
site_data(struct site *site, const char *path)
{
	const char *text = site->request.text;

	if (*text == '\0')
		return;
	site->json = cgi_address(site->cgi, site->arena, path, "q", text, NULL);
	site->csv = cgi_address(
	    site->cgi, site->arena, path, "q", text, "format", "csv", NULL);
}

/* The same for programs. */
static void
write_data_links(struct site *site)
{
	struct html *html = &site->html;

	if (site->json == NULL && site->csv == NULL)
		return;
	html_raw(html, "<p class=\"data\">");
	html_text(html, _("For programs:"));
	if (site->json != NULL) {
		html_raw(html, " ");
		html_link(html, site->json, "JSON");
	}
	if (site->csv != NULL) {
		html_raw(html, " ");
		html_link(html, site->csv, "CSV");
	}
	html_raw(html, "</p>\n");
}

/* The address's parameters but for the language, each with "&" after it. */
static const char *
other_parameters(struct site *site)
{
	const char *s = site->cgi->query, *rest = "";

	while (*s != '\0') {
		size_t n = strcspn(s, "&");

		if (n > 0 && strncmp(s, "ui=", 3) != 0)
			rest = arena_printf(
			    site->arena, "%s%.*s&", rest, (int)n, s);
		s += n + (s[n] == '&');
	}
	return rest;
}

/* This page in the other languages, each named in itself. */
static void
write_languages(struct site *site)
{
	struct html *html = &site->html;
	const struct translate_language *one;
	const char *rest = other_parameters(site);

	html_raw(html, "<nav class=\"languages\"");
	html_attr(html, "aria-label", _("Language of the pages"));
	html_raw(html, "><ul>\n");
	for (size_t i = 0; (one = translate_language(i)) != NULL; i++) {
		const char *name = one == site->language ? "strong" : "a";

		html_raw(html, "<li><");
		html_raw(html, name);
		if (one != site->language)
			html_attr(html, "href",
			    arena_printf(site->arena, "%s%s?%sui=%s",
				site->cgi->script, site->cgi->path, rest,
				one->code));
		html_attr(html, "lang", one->code);
		html_raw(html, ">");
		html_text(html, one->name);
		html_raw(html, "</");
		html_raw(html, name);
		html_raw(html, "></li>\n");
	}
	html_raw(html, "</ul></nav>\n");
}

void
site_end(struct site *site)
{
	struct html *html = &site->html;
	const struct index_info *info = index_info(site->searcher->index);

	html_raw(html, "</main>\n<footer>\n");
	write_data_links(site);
	html_raw(html, "<p>");
	html_printf(html, _("Collection of %s: %lu records, %lu passages."),
	    info->created, (unsigned long)info->records,
	    (unsigned long)info->passages);
	html_raw(html, " ");
	html_text(html, _("Silence in the records is not agreement."));
	html_raw(html, "</p>\n");
	write_languages(site);
	html_raw(html, "</footer>\n</body>\n</html>\n");
}

void
site_notes(struct site *site, const char *const *note, size_t n_notes)
{
	struct html *html = &site->html;

	if (n_notes == 0)
		return;
	html_raw(html, "<ul class=\"notes\">\n");
	for (size_t i = 0; i < n_notes; i++) {
		html_raw(html, "<li>");
		html_text(html, note[i]);
		html_raw(html, ".</li>\n");
	}
	html_raw(html, "</ul>\n");
}

/* --- the parts of a query ------------------------------------------------- */

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

	if (query == NULL || query->kind != QUERY_AND)
		return;
	html_raw(html, "<ul class=\"parts\" aria-label=\"Parts of the query; "
		       "each link leaves one out\">\n");
	for (size_t i = 0; i < query->n_children; i++) {
		const struct query *child = query->child[i];
		bool plain = child->kind != QUERY_OR &&
			     child->kind != QUERY_AND &&
			     child->kind != QUERY_NOT;
		const char *part =
		    plain ? query_print(arena, child) : query_say(arena, child);

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

/* --- addresses and sources ------------------------------------------------ */

const char *
site_text_address(struct site *site, const char *text)
{
	return cgi_address(site->cgi, site->arena, "", "q", text, NULL);
}

const char *
site_holder_address(struct site *site, const char *id)
{
	return cgi_address(site->cgi, site->arena, "/holder", "q", id, NULL);
}

const char *
site_provision_address(struct site *site, const char *key)
{
	return cgi_address(
	    site->cgi, site->arena, "/provision", "q", key, NULL);
}

const char *
site_session_address(struct site *site, const char *id)
{
	return cgi_address(site->cgi, site->arena, "/session", "q", id, NULL);
}

const char *
site_positions_address(
    struct site *site, const char *holder, const char *key, const char *session)
{
	const char *const *filter = site->request.filter;

	if (session == NULL || *session == '\0')
		session = filter[FIELD_SESSION];
	return cgi_address(site->cgi, site->arena, "/positions", "holder",
	    holder, "provision", key, "session", session, "date",
	    filter[FIELD_DATE], "kind", filter[FIELD_KIND], "layer",
	    filter[FIELD_LAYER], NULL);
}

void
site_head(struct site *site, const char *id, const char *words)
{
	html_raw(&site->html, "<h2");
	html_attr(&site->html, "id", id);
	html_raw(&site->html, ">");
	html_text(&site->html, words);
	html_raw(&site->html, "</h2>\n");
}

void
site_more(struct site *site, const char *address, const char *words)
{
	html_raw(&site->html, "<p class=\"more\">");
	html_link(&site->html, address, words);
	html_raw(&site->html, "</p>\n");
}

const char *
site_record_address(struct site *site, const char *id, uint32_t number)
{
	struct arena *arena = site->arena;

	if (number == 0)
		return cgi_address(site->cgi, arena, "/record", "q", id, NULL);
	return arena_printf(arena, "%s#p%lu",
	    cgi_address(site->cgi, arena, "/record", "q",
		arena_printf(arena, "%s#%lu", id, (unsigned long)number), NULL),
	    (unsigned long)number);
}

static void
write_lines(struct html *html, const struct passage *passage)
{
	if (passage->page[0] != '\0') {
		html_raw(html, ", page ");
		html_text(html, passage->page);
	} else if (passage->page_number > 0) {
		html_printf(html, ", page %lu of the file",
		    (unsigned long)passage->page_number);
	}
	if (passage->line_first == 0)
		return;
	if (passage->line_last > passage->line_first)
		html_printf(html, ", lines %lu\u2013%lu",
		    (unsigned long)passage->line_first,
		    (unsigned long)passage->line_last);
	else
		html_printf(
		    html, ", line %lu", (unsigned long)passage->line_first);
}

const char *
site_session_name(struct site *site, const struct record *record)
{
	struct error ignored = {0};
	const struct negotiation *neg = index_negotiation(
	    site->searcher->index, record->negotiation, &ignored);
	const struct session *session =
	    neg != NULL && record->session[0] != '\0'
		? negotiation_session(neg, record->session)
		: NULL;

	return session != NULL && session->n_names > 0 ? session->names[0]
						       : record->session;
}

void
site_lines(struct site *site, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		html_text_n(&site->html, text, n);
		text += n;
		if (*text == '\n')
			html_raw(
			    &site->html, page_begins_line(++text) ? "\n" : " ");
	}
}

void
site_source(struct site *site, const struct record *record,
    const struct passage *passage, const char *session, bool titled)
{
	struct html *html = &site->html;
	const char *name =
	    record->title[0] != '\0' && !titled ? record->title : record->id;

	html_raw(html, "<p class=\"source\"><a");
	html_attr(html, "href",
	    site_record_address(site, record->id, passage->number));
	html_raw(html, "><cite dir=\"auto\">");
	html_text(html, name);
	html_raw(html, "</cite></a>; ");
	html_text(html, record_kind_name(record->kind));
	if (session[0] != '\0') {
		html_raw(html, ", ");
		if (record->session[0] != '\0')
			html_link(html,
			    site_session_address(site, record->session),
			    session);
		else
			html_text(html, session);
	}
	if (record->date[0] != '\0') {
		html_raw(html, ", <time");
		html_attr(html, "datetime", record->date);
		html_raw(html, ">");
		html_text(html, record->date);
		html_raw(html, "</time>");
	}
	write_lines(html, passage);
	if (passage->ocr)
		html_raw(html, ", read off a picture");
	html_raw(html, "</p>\n");
}

void
site_language(struct site *site, const struct record *record,
    const struct passage *passage)
{
	const char *code = passage_language(record, passage);

	html_attr(&site->html, "lang", *code != '\0' ? code : "und");
	html_attr(&site->html, "dir", "auto");
}

void
site_hit(struct site *site, const struct search_hit *hit)
{
	struct html *html = &site->html;
	const struct passage *passage = hit->passage;
	const char *speaker = passage->speaker[0] != '\0'
				  ? passage->speaker
				  : hit->record->speaker;
	const char *head = *speaker != '\0'		   ? speaker
			   : hit->record->title[0] != '\0' ? hit->record->title
							   : hit->record->id;

	html_raw(html, "<li class=\"hit\">\n<h3><bdi>");
	if (*speaker != '\0' && passage->speaker_id[0] != '\0')
		html_link(
		    html, site_holder_address(site, passage->speaker_id), head);
	else
		html_text(html, head);
	html_raw(html, "</bdi>");
	if (passage->on_behalf_of[0] != '\0') {
		html_raw(html, ", for <bdi>");
		html_text(html, passage->on_behalf_of);
		html_raw(html, "</bdi>");
	}
	html_raw(html, "</h3>\n<p class=\"snippet\"");
	site_language(site, hit->record, passage);
	html_raw(html, ">");
	html_snippet(html, &hit->snippet);
	html_raw(html, "</p>\n");
	site_source(site, hit->record, passage,
	    site_session_name(site, hit->record), *speaker == '\0');
	html_raw(html, "</li>\n");
}

/* --- errors --------------------------------------------------------------- */

void
site_error(struct site *site, int status, const char *message)
{
	struct html *html = &site->html;
	static const char *const titles[] = {N_("That cannot be read"),
	    N_("Not found"), N_("Not available now")};
	const char *title = _(titles[status == 404   ? 1
				     : status >= 500 ? 2
						     : 0]);

	cgi_reply_reset(site->reply, status, "text/html; charset=utf-8");
	site->reply->etag = site->reply->last_modified = "";
	site->json = site->csv = site->about = NULL;
	site->crumb.path = NULL;
	site->passing = true;
	if (strncmp(site->cgi->path, "/api/", 5) == 0) {
		struct json json;

		site->reply->type = "application/json; charset=utf-8";
		json_init(&json, &site->reply->out);
		json_begin_object(&json, NULL);
		json_put_number(&json, "version", 1);
		json_put_string(&json, "error", message);
		json_end_object(&json);
		out_puts(&site->reply->out, "\n");
		return;
	}
	if (site->searcher == NULL) {
		html_raw(html, "<!DOCTYPE html>\n<html lang=\"en\"><head>"
			       "<meta charset=\"utf-8\"><title>travaux</title>"
			       "</head><body><h1>");
		html_text(html, title);
		html_raw(html, "</h1><p>");
		html_text(html, message);
		html_raw(html, ".</p></body></html>\n");
		return;
	}
	site_begin(site, title, site->request.text);
	html_raw(html, "<h1>");
	html_text(html, title);
	html_raw(html, "</h1>\n<p class=\"error\">");
	html_text(html, message);
	html_raw(html, ".</p>\n<p>");
	html_link(html, cgi_address(site->cgi, site->arena, "", NULL),
	    _("Begin anew, with examples"));
	html_raw(html, "</p>\n");
	site_end(site);
}
