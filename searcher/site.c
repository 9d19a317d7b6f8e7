/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "searcher/site.h"

#include "searcher/command.h"

#include <sodium.h>
#include <string.h>

struct route {
	const char *path;
	const char *command; /* of the API; NULL for a page */
	bool (*page)(struct site *site, struct error *err);
};

static const struct route routes[] = {
    {"", NULL, site_box},
    {"/", NULL, site_box},
    {"/record", NULL, site_record},
    {"/feed", NULL, site_feed},
    {"/style.css", NULL, site_style},
    {"/opensearch.xml", NULL, site_opensearch},
    {"/api/v1/ask", "ask", NULL},
    {"/api/v1/search", "search", NULL},
    {"/api/v1/show", "show", NULL},
    {"/api/v1/positions", "positions", NULL},
};

static const struct route *
route_find(const char *path)
{
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
		if (strcmp(routes[i].path, path) == 0)
			return &routes[i];
	return NULL;
}

/*
 * Names the state of everything a page is made from: the index, this program,
 * the address, the language.
 */
static const char *
etag(const struct site *site)
{
	const struct index_info *info = index_info(site->searcher->index);
	const char *parts[] = {PACKAGE_VERSION, info->build, info->created,
	    site->cgi->base, site->cgi->script, site->cgi->path,
	    site->cgi->query, site->ui};
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
		site_error(site, 503,
		    "The index cannot be read at the moment. Try again in a "
		    "few seconds; if it goes on, tell whoever runs this site");
		return false;
	}
}

bool
site_answer(struct site *site, struct error *err)
{
	const struct route *route = route_find(site->cgi->path);
	struct cgi_reply *reply = site->reply;
	bool ok;

	if (route == NULL) {
		site_error(site, 404, "There is no such page here");
		return true;
	}
	reply->etag = etag(site);
	reply->last_modified = cgi_reply_date(
	    site->arena, index_info(site->searcher->index)->created);
	if (cgi_reply_matches(site->cgi->if_none_match, reply->etag)) {
		cgi_reply_reset(reply, 304, reply->type);
		return true;
	}
	ok = route->command != NULL ? site_api(site, route->command, err)
				    : route->page(site, err);
	if (ok && !out_flush(&reply->out)) {
		site_error(site, 400,
		    "That would be a page too long to send. Ask for less: "
		    "add a word, a session or a date, or a smaller limit");
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

static const struct command *
command_of(const char *name)
{
	static const struct command *const commands[] = {
	    &command_ask, &command_search, &command_show, &command_positions};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

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
	case FORMAT_JSON:
		break;
	}
	return "application/json; charset=utf-8";
}

bool
site_api(struct site *site, const char *name, struct error *err)
{
	const struct command *command = command_of(name);
	struct request *request = &site->request;
	struct view_options options = {
	    .info = index_info(site->searcher->index)};
	struct command_context context = {.request = request,
	    .searcher = site->searcher,
	    .options = &options};

	if (!request->format_set) {
		request->format = FORMAT_JSON;
		request->format_set = true;
	}
	context.view = view_get((enum request_format)request->format);
	cgi_reply_reset(
	    site->reply, 200, type_of((enum request_format)request->format));
	context.out = &site->reply->out;
	command->run(&context, err);
	return err->code == ERROR_NONE;
}
