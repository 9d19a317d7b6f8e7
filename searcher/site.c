/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/site-place.h"

#include "searcher/command.h"

#include <sodium.h>
#include <string.h>

#define API "/api/v1/"

struct route {
	const char *path;
	bool (*page)(struct site *site, struct error *err);
	bool fixed; /* made from the address alone: it has no searcher */
};

static const struct route routes[] = {
    {"", site_box, false},
    {"/", site_box, false},
    {"/record", site_record, false},
    {"/provision", site_provision, false},
    {"/provisions", site_provisions, false},
    {"/holder", site_holder, false},
    {"/holders", site_holders, false},
    {"/groups", site_groups, false},
    {"/session", site_session, false},
    {"/sessions", site_sessions, false},
    {"/positions", site_positions, false},
    {"/matrix", site_matrix, false},
    {"/trace", site_trace, false},
    {"/brief", site_brief, false},
    {"/compare", site_compare, false},
    {"/feed", site_feed, false},
    {"/style.css", site_style, true},
    {"/opensearch.xml", site_opensearch, true},
    {"/sitemap.xml", site_sitemap, false},
    {"/robots.txt", site_robots, true},
};

/* Whatever its hash: a page that was kept may ask for an older one. */
static const struct route style = {SITE_STYLE_PATH, site_style, true};

static const struct route *
route_find(const char *path)
{
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
		if (strcmp(routes[i].path, path) == 0)
			return &routes[i];
	if (strncmp(path, SITE_STYLE_PATH, sizeof SITE_STYLE_PATH - 1) == 0)
		return &style;
	return NULL;
}

bool
site_needs_index(const char *path)
{
	const struct route *route = route_find(path);

	/* An error page has the box to ask in, and what is missing, too. */
	return route == NULL || !route->fixed;
}

/*
 * Names the state of everything a page is made from: the index (or NULL), this
 * program, the address.
 */
static const char *
etag(const struct site *site, const struct index_info *info)
{
	const char *parts[] = {PACKAGE_VERSION, info != NULL ? info->build : "",
	    info != NULL ? info->created : "", site->language->code,
	    site->cgi->base, site->cgi->script, site->cgi->path,
	    site->cgi->query};
	unsigned char hash[16];
	char hex[2 * sizeof hash + 1];
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		crypto_generichash_update(&state,
		    (const unsigned char *)parts[i], strlen(parts[i]) + 1);
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_printf(site->arena, "\"%s\"", hex);
}

/* What a page that failed is answered with. */
static bool
failed(struct site *site, struct error *err)
{
	switch (err->code) {
	case ERROR_USAGE:
	case ERROR_LIMIT:
		site_error(site, 400, err->message);
		error_clear(err);
		return true;
	case ERROR_INPUT:
		site_error(site, 404, err->message);
		error_clear(err);
		return true;
	case ERROR_NONE:
		return true;
	default:
		/* What libxapian or the system says is for the log. */
		site_error_of_index(site, err,
		    _("The index cannot be read at the moment. Try again in a "
		      "few seconds; if it goes on, tell whoever runs this "
		      "site"));
		return false;
	}
}

/* A page; again without a shard of the index that stopped answering. */
static bool
page(struct site *site, const struct route *route, struct error *err)
{
	struct index *index = site->searcher->index;
	bool ok = route->page(site, err);

	for (int tries = 1;
	     tries < SEARCH_TRIES && !ok && err->code == ERROR_MODIFIED &&
	     index_has_servers(index);
	     tries++) {
		error_clear(err);
		cgi_reply_reset(site->reply, 200, site->reply->type);
		ok = index_reopen(index, err) && route->page(site, err);
	}
	return ok;
}

bool
site_answer(struct site *site, struct error *err)
{
	const struct route *route = route_find(site->cgi->path);
	bool api = strncmp(site->cgi->path, API, sizeof API - 1) == 0;
	const struct index_info *info =
	    site->searcher != NULL ? index_info(site->searcher->index) : NULL;
	struct cgi_reply *reply = site->reply;
	bool ok;

	if (route == NULL && !api) {
		site_error(site, 404, _("There is no such page here"));
		return true;
	}
	reply->etag = etag(site, info);
	if (info != NULL)
		reply->last_modified =
		    cgi_reply_date(site->arena, info->created);
	if (cgi_reply_matches(site->cgi->if_none_match, reply->etag)) {
		cgi_reply_reset(reply, 304, reply->type);
		return true;
	}
	if (api)
		ok = site_api(site, site->cgi->path + sizeof API - 1, err);
	else
		ok = route->fixed ? route->page(site, err)
				  : page(site, route, err);
	if (ok && !out_flush(&reply->out)) {
		site_error(site, 400,
		    _("That would be a page too long to send. Ask for less: "
		      "add a word, a session or a date, or a smaller limit"));
		return true;
	}
	return ok || failed(site, err);
}

/* --- question or query ---------------------------------------------------- */

struct written {
	const char *text; /* as it was typed */
};

/* Whether a node is one that only a query has. */
static bool
is_operator(const struct query *node, void *context)
{
	const char *text = ((struct written *)context)->text;
	size_t n;

	switch (node->kind) {
	case QUERY_PREFIX:
	case QUERY_NEAR:
	case QUERY_ADJ:
	case QUERY_OR:
	case QUERY_NOT:
	case QUERY_ALL:
	case QUERY_SAVED:
	case QUERY_COUNT:
		return true;
	case QUERY_PHRASE:
		return node->column >= 0 && text[node->column] == '"';
	case QUERY_FIELD:
	case QUERY_DATES:
		/* "Article 42" is a filter too, but is written in words. */
		if (node->column < 0)
			return false;
		n = strcspn(text + node->column, " :");
		return text[node->column + (int)n] == ':';
	case QUERY_WORD:
	case QUERY_AND:
		break;
	}
	return false;
}

bool
site_is_query(struct arena *arena, const char *text, struct query **ret_tree,
    struct error *err)
{
	struct written written = {text};

	*ret_tree = query_parse(arena, text, strlen(text), err);
	return *ret_tree != NULL && query_any(*ret_tree, is_operator, &written);
}

/* --- the API -------------------------------------------------------------- */

static const char *
type_of(enum request_format format)
{
	switch (format) {
	case FORMAT_TEXT:
		return "text/plain; charset=utf-8";
	case FORMAT_JSONL:
		return "application/x-ndjson; charset=utf-8";
	case FORMAT_CSV:
		return "text/csv; charset=utf-8";
	case FORMAT_TSV:
		return "text/tab-separated-values; charset=utf-8";
	case FORMAT_SVG:
		return "image/svg+xml; charset=utf-8";
	case FORMAT_MARKDOWN:
		return "text/markdown; charset=utf-8";
	case FORMAT_HTML:
		return "text/html; charset=utf-8";
	case FORMAT_BIBTEX:
		return "application/x-bibtex; charset=utf-8";
	case FORMAT_CSL:
		return "application/vnd.citationstyles.csl+json";
	case FORMAT_JSON:
		break;
	}
	return "application/json; charset=utf-8";
}

/* JSON, where the command has it and nothing else was asked for. */
static void
choose_format(const struct command_entry *entry, struct request *request)
{
	if (request->format_set)
		return;
	if (entry->formats == 0 ||
	    (entry->formats & FORMAT_BIT(FORMAT_JSON)) != 0)
		request->format = FORMAT_JSON;
	request->format_set = true;
}

/* Run a command; where `place` is set, its HTML is part of a page of ours. */
static bool
run(struct site *site, const char *name, const struct view_place *place,
    struct error *err)
{
	const struct command_entry *entry = command_find(name);
	struct request *request = &site->request;
	struct view_options options = {
	    .info = index_info(site->searcher->index), .place = place};
	struct command_context context = {.request = request,
	    .searcher = site->searcher,
	    .options = &options,
	    .out = &site->reply->out};

	if (entry == NULL || !entry->web)
		return error_set(
		    err, ERROR_INPUT, "there is no such call here");
	choose_format(entry, request);
	if (!command_allows(entry, request, site->arena, err))
		return false;
	context.view = view_get((enum request_format)request->format);
	translate_output(request_is_for_people(request));
	cgi_reply_reset(
	    site->reply, 200, type_of((enum request_format)request->format));
	site->reply->own_style =
	    (request->format == FORMAT_HTML && place == NULL) ||
	    request->format == FORMAT_SVG;
	command_run(entry->command, &context, err);
	return err->code == ERROR_NONE;
}

bool
site_api(struct site *site, const char *name, struct error *err)
{
	return run(site, name, NULL, err);
}

bool
site_command(struct site *site, const char *command, enum request_format format,
    struct error *err)
{
	struct view_place place = site_place(site);

	if (!site->request.format_set)
		site->request.format = format;
	site->request.format_set = true;
	return run(site, command, &place, err);
}
