/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A feed (Atom, RFC 4287) of the newest passages of a query, and how browsers
 * search this site (OpenSearch 1.1).
 */
#include "searcher/plan.h"
#include "searcher/record-called.h"
#include "searcher/site.h"

#include <string.h>

#define FEED_ENTRIES 30

/* `<name>text</name>` */
static void
element(
    struct html *html, const char *open, const char *text, const char *close)
{
	html_raw(html, open);
	html_text(html, text);
	html_raw(html, close);
}

/* An address of this site with its host, as feeds need it. */
static const char *
full(struct site *site, const char *address)
{
	return arena_printf(site->arena, "%s%s", site->cgi->base, address);
}

/* A record's date as a feed's: whole days, the index's own where none. */
static const char *
entry_date(struct site *site, const char *date)
{
	const char *created = index_info(site->searcher->index)->created;
	static const char rest[] = "-01-01";
	size_t n = strlen(date);

	if (n != 4 && n != 7 && n != 10)
		return created;
	return arena_printf(site->arena, "%s%sT00:00:00Z", date,
	    n == 10 ? "" : rest + (n == 7 ? 3 : 0));
}

static void
write_entry(struct site *site, const struct search_hit *hit)
{
	struct html *html = &site->html;
	const struct record *record = hit->record;
	const char *address = full(
	    site, site_record_address(site, record->id, hit->passage->number));

	html_raw(html, "<entry>\n");
	element(
	    html, "<title>", record_called(site->arena, record), "</title>\n");
	element(html, "<id>", address, "</id>\n");
	html_raw(html, "<link");
	html_attr(html, "href", address);
	html_raw(html, "/>\n");
	element(
	    html, "<updated>", entry_date(site, record->date), "</updated>\n");
	element(html, "<author><name>",
	    record->speaker[0] != '\0'	? record->speaker
	    : record->author[0] != '\0' ? record->author
					: "travaux",
	    "</name></author>\n");
	element(html, "<summary>", hit->snippet.text, "</summary>\n</entry>\n");
}

/* What the box would make of the text: a question has its query, too. */
static struct query *
feed_query(struct site *site, struct error *err)
{
	const char *text = site->request.text;
	struct query *filters, *tree;
	struct error no_query = {0};
	struct plan plan;

	if (*text == '\0' || site_is_query(site->arena, text, &tree, &no_query))
		return request_query(&site->request, site->arena, err);
	filters = request_filters(&site->request, site->arena, err);
	if ((filters == NULL && err->code != ERROR_NONE) ||
	    !plan_question(
		site->searcher, text, strlen(text), NULL, &plan, err))
		return NULL;
	if (plan.intent == INTENT_SEARCH && tree != NULL)
		return request_query(&site->request, site->arena, err);
	tree = query_new(site->arena, QUERY_AND);
	query_add(site->arena, tree, plan.query);
	if (filters != NULL)
		query_add(site->arena, tree, filters);
	return tree;
}

bool
site_feed(struct site *site, struct error *err)
{
	struct html *html = &site->html;
	struct search_params params = {
	    .limit = FEED_ENTRIES, .sort = SORT_NEWEST};
	struct search_result result;
	struct query *query = feed_query(site, err);
	const char *self;

	if (query == NULL && err->code != ERROR_NONE)
		return false;
	if (query == NULL)
		query = query_new(site->arena, QUERY_ALL);
	if (!search_run(site->searcher, query, &params, &result, err))
		return false;
	cgi_reply_reset(
	    site->reply, 200, "application/atom+xml; charset=utf-8");
	self = full(site, cgi_address(site->cgi, site->arena, "/feed", "q",
			      site->request.text, NULL));
	html_raw(html, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed "
		       "xmlns=\"http://www.w3.org/2005/Atom\">\n");
	element(html, "<title>travaux: ",
	    *site->request.text != '\0' ? site->request.text : result.plan,
	    "</title>\n");
	element(html, "<id>", self, "</id>\n");
	html_raw(html, "<link rel=\"self\"");
	html_attr(html, "href", self);
	html_raw(html, "/>\n");
	element(html, "<updated>", index_info(site->searcher->index)->created,
	    "</updated>\n");
	for (size_t i = 0; i < result.n_hits; i++)
		write_entry(site, &result.hit[i]);
	html_raw(html, "</feed>\n");
	return true;
}

bool
site_opensearch(struct site *site, struct error *err)
{
	struct html *html = &site->html;
	const char *home =
	    full(site, cgi_address(site->cgi, site->arena, "", NULL));

	(void)err;
	cgi_reply_reset(site->reply, 200,
	    "application/opensearchdescription+xml; charset=utf-8");
	html_raw(html,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	    "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/"
	    "1.1/\">\n<ShortName>travaux</ShortName>\n<Description>Who took "
	    "which position on which provision</Description>\n"
	    "<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\"");
	html_attr(html, "template",
	    arena_printf(site->arena, "%s?q={searchTerms}", home));
	html_raw(html, "/>\n</OpenSearchDescription>\n");
	return true;
}
