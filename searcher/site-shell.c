/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all pages share: head, box, foot, sources, notes. */
#include "searcher/missing.h"
#include "searcher/site.h"

#include "core/translate.h"

#include "searcher/json.h"

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
	html_raw(html, "</button></span>\n</form>\n</header>\n"
		       "<main id=\"main\" tabindex=\"-1\">\n");
	write_missing(site);
}

/* The same answer for programs. */
static void
write_data_links(struct site *site)
{
	struct html *html = &site->html;
	const char *text = site->request.text;
	const char *path = strcmp(site->cgi->path, "/record") == 0
			       ? "/api/v1/show"
			       : "/api/v1/ask";

	if (*text == '\0')
		return;
	html_raw(html, "<p>");
	html_text(html, _("For programs:"));
	html_raw(html, " ");
	html_link(html,
	    cgi_address(site->cgi, site->arena, path, "q", text, NULL), "JSON");
	html_raw(html, ", ");
	html_link(html,
	    cgi_address(
		site->cgi, site->arena, path, "q", text, "format", "csv", NULL),
	    "CSV");
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
		const char *part = query_print(arena, query->child[i]);

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
	site_source(
	    site, hit->record, passage, hit->record->session, *speaker == '\0');
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
