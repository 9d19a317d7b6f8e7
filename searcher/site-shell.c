/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all pages share: head, box, foot, sources, notes. */
#include "searcher/missing.h"
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/phrases.h"

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
	html_attr(html, "href",
	    arena_printf(
		site->arena, "%s%s", cgi->script, site_style_path(site)));
	html_raw(html, ">\n<link rel=\"search\" title=\"travaux\" "
		       "type=\"application/opensearchdescription+xml\"");
	html_attr(html, "href",
	    cgi_address(cgi, site->arena, "/opensearch.xml", NULL));
	html_raw(html, ">\n");
	if (site->feed != NULL) {
		html_raw(html, "<link rel=\"alternate\" "
			       "type=\"application/atom+xml\"");
		html_attr(html, "title", _("New passages"));
		html_attr(html, "href",
		    cgi_address(
			cgi, site->arena, "/feed", "q", site->feed, NULL));
		html_raw(html, ">\n");
	}
	if (site->passing)
		html_raw(html, "<meta name=\"robots\" content=\"noindex\">\n");
	html_raw(html, "</head>\n");
}

static void
write_banner(struct site *site, const char *words)
{
	if (words == NULL)
		return;
	html_raw(&site->html, "<p role=\"status\" class=\"missing\"><strong>");
	html_text(&site->html, words);
	html_raw(&site->html, ".</strong></p>\n");
}

/* Banners where a part of the collection is missing in the page, or doubled. */
static void
write_missing(struct site *site)
{
	const struct index_info *info =
	    site->searcher != NULL ? index_info(site->searcher->index) : NULL;

	write_banner(site, missing_words(site->arena, info));
	write_banner(site, doubled_words(site->arena, info));
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
	    "type=\"search\" maxlength=\"4096\" autocomplete=\"off\" "
	    "dir=\"auto\"");
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
	site->feed = text;
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
	html_printf(html, _("Collection of %s: %s records, %s passages."),
	    phrase_date(site->arena, info->created),
	    phrase_number(site->arena, (unsigned long)info->records),
	    phrase_number(site->arena, (unsigned long)info->passages));
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
		html_raw(html, "<li><bdi>");
		html_text(html, arena_printf(site->arena,
				    C_("end of a sentence", "%s."), note[i]));
		html_raw(html, "</bdi></li>\n");
	}
	html_raw(html, "</ul>\n");
}

/* --- errors --------------------------------------------------------------- */

void
site_bare_page(struct site *site, const char *title, const char *message)
{
	struct html *html = &site->html;

	html_raw(html, "<!DOCTYPE html>\n<html");
	html_attr(html, "lang", site->language->code);
	html_attr(html, "dir", site->language->rtl ? "rtl" : "ltr");
	html_raw(html, ">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\" "
		       "content=\"width=device-width, initial-scale=1\">\n"
		       "<meta name=\"color-scheme\" content=\"light dark\">\n"
		       "<title>");
	html_text(html, title);
	html_raw(html, " - travaux</title>\n</head>\n<body>\n<main>\n<h1>");
	html_text(html, title);
	html_raw(html, "</h1>\n<p>");
	html_text(html,
	    arena_printf(site->arena, C_("end of a sentence", "%s."), message));
	html_raw(html, "</p>\n");
	if (!site->reply->lasting) {
		html_raw(html, "<p>");
		html_link(html, cgi_address(site->cgi, site->arena, "", NULL),
		    _("Begin anew, with examples"));
		html_raw(html, "</p>\n");
	}
	html_raw(html, "</main>\n</body>\n</html>\n");
}

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
	site->json = site->csv = site->feed = site->about = NULL;
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
		site_bare_page(site, title, message);
		return;
	}
	site_begin(site, title, site->request.text);
	html_raw(html, "<h1>");
	html_text(html, title);
	html_raw(html, "</h1>\n<p class=\"error\">");
	html_text(html,
	    arena_printf(site->arena, C_("end of a sentence", "%s."), message));
	html_raw(html, "</p>\n<p>");
	html_link(html, cgi_address(site->cgi, site->arena, "", NULL),
	    _("Begin anew, with examples"));
	html_raw(html, "</p>\n");
	site_end(site);
}

/* What is wrong with a bundle, for who reads the site; NULL: nothing is. */
static const char *
wrong_with_bundle(enum error_code code)
{
	switch (code) {
	case ERROR_EXPIRED:
		return _("The edition of the records that this site has was "
			 "good until a day that is over. Tell whoever runs "
			 "this site, who can get a newer one");
	case ERROR_OUTDATED:
		return _("The edition of the records that this site has is "
			 "older than one that it had before. Tell whoever runs "
			 "this site, who can get the newer one");
	case ERROR_DAMAGED:
		return _("The file that the records of this site are in is "
			 "damaged, and nothing of it is shown. Tell whoever "
			 "runs this site, who can get it again");
	case ERROR_SIGNATURE:
		return _("The file that the records of this site are in is "
			 "not signed by anyone whom this site trusts, and "
			 "nothing of it is shown. Tell whoever runs this "
			 "site");
	default:
		return NULL;
	}
}

void
site_error_of_index(
    struct site *site, const struct error *err, const char *otherwise)
{
	const char *wrong = wrong_with_bundle(err->code);

	site->reply->lasting = wrong != NULL;
	site_error(site, 503, wrong != NULL ? wrong : otherwise);
}
