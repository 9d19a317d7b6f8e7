/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi.h"

#include "searcher/cgi-request.h"
#include "searcher/site.h"

#include <string.h>

#define HEADER_MAX 8192 /* bytes of one header that is heeded */
#define TRIES	   8	/* at a page from an index that changes meanwhile */

const struct translate_language *
cgi_language(struct arena *arena, char *(*get)(const char *name))
{
	struct cgi_request cgi;
	struct error err = {0};

	if (!cgi_request_read(&cgi, arena, get, &err) ||
	    strncmp(cgi.path, "/api/", 5) == 0)
		return translate_language(0);
	return cgi_request_language(&cgi);
}

const char *
cgi_page_of_limit(struct arena *arena, char *(*get)(const char *name),
    const struct translate_language *language, enum cgi_limit limit)
{
	struct cgi_request cgi = {.path = "", .script = "", .query = ""};
	struct cgi_reply reply;
	struct site site = {.cgi = &cgi,
	    .language = language,
	    .reply = &reply,
	    .arena = arena,
	    .html.out = &reply.out};
	struct error ignored = {0};
	const char *page;

	cgi_reply_init(&reply);
	cgi_request_read(&cgi, arena, get, &ignored);
	if (limit == CGI_LIMIT_TIME)
		site_bare_page(&site, _("That took too long"),
		    _("Ask for less: add a word, a session or a date"));
	else
		site_bare_page(&site, _("That cannot be answered now"),
		    _("Ask for less: add a word, a session or a date. If it "
		      "goes on, tell whoever runs this site"));
	out_flush(&reply.out);
	page = arena_strndup(arena, reply.body, reply.n);
	cgi_reply_free(&reply);
	return page;
}

bool
cgi_needs_index(struct arena *arena, char *(*get)(const char *name))
{
	struct cgi_request cgi;
	struct error err = {0};

	return cgi_request_read(&cgi, arena, get, &err) &&
	       site_needs_index(cgi.path);
}

/* What is refused whatever the index holds; false where something was. */
static bool
check(
    struct site *site, struct cgi_request *cgi, char *(*get)(const char *name))
{
	struct error err = {0};

	if (!cgi_request_read(cgi, site->arena, get, &err))
		site_error(site, 414, err.message);
	else if (cgi->method == CGI_OTHER)
		site_error(
		    site, 405, _("Pages are only read here: GET or HEAD"));
	else if (strlen(cgi->if_none_match) > HEADER_MAX)
		site_error(site, 431,
		    _("A header of the request is too long: at most 8192 bytes "
		      "are read. Ask without If-None-Match"));
	else if (!cgi_request_params(cgi, site->arena, &site->request, &err))
		site_error(site, 400, err.message);
	else
		return true;
	return false;
}

/*
 * The page; made anew, from the newest state of the index, where changes to it
 * overtook the reading. Nothing was sent before.
 */
static void
answer(struct site *site, struct error *err)
{
	const struct site asked = *site;

	for (int tries = 1;; tries++) {
		site_answer(site, err);
		if (err->code != ERROR_MODIFIED || tries == TRIES)
			return;
		error_clear(err);
		/* It may change while it is opened, too. */
		while (!index_reopen(site->searcher->index, err)) {
			if (err->code != ERROR_MODIFIED || ++tries == TRIES)
				return;
			error_clear(err);
		}
		cgi_reply_free(site->reply);
		cgi_reply_init(site->reply);
		*site = asked;
	}
}

void
cgi_answer(struct cgi_reply *reply, bool *ret_head,
    char *(*get)(const char *name), const struct translate_language *language,
    struct searcher *searcher, struct error *err)
{
	struct cgi_request cgi = {.path = "", .script = "", .query = ""};
	struct site site = {.cgi = &cgi,
	    .language = language,
	    .reply = reply,
	    .arena = searcher->arena,
	    .html.out = &reply->out};

	request_init(&site.request);
	if (check(&site, &cgi, get)) {
		/* Pages of errors have no searcher: there may be none. */
		if (!site_needs_index(cgi.path)) {
			site_answer(&site, err);
		} else if (searcher->index != NULL) {
			site.searcher = searcher;
			answer(&site, err);
		} else {
			site_error_of_index(&site, err,
			    _("There is no index to ask at the moment. Try "
			      "again in a minute; if it goes on, tell whoever "
			      "runs this site"));
		}
	}
	*ret_head = cgi.method == CGI_HEAD;
}
