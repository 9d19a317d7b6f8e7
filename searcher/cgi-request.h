/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A request as a web server hands it over: the variables of CGI/1.1 (RFC 3875)
 * that travaux.cgi heeds, checked. Nothing else of the environment counts, and
 * nothing of it names a file.
 */
#ifndef SEARCHER_CGI_REQUEST_H
#define SEARCHER_CGI_REQUEST_H

#include "core/arena.h"
#include "core/error.h"
#include "core/translate.h"
#include "searcher/request.h"

#include <stdbool.h>

#define CGI_QUERY_MAX 8192 /* bytes of the address's query; more is 414 */
#define CGI_PATH_MAX  1024 /* bytes of its path */
#define CGI_PARAM_MAX 64   /* parameters of one address */

enum cgi_method {
	CGI_GET,
	CGI_HEAD,
	CGI_OTHER
};

struct cgi_request {
	enum cgi_method method;
	const char *script;	   /* path of the program: "/travaux.cgi" */
	const char *path;	   /* after it: "", "/record", "/api/v1/ask" */
	const char *query;	   /* after "?", as it came */
	const char *base;	   /* "http://host:port", or "" if not known */
	const char *if_none_match; /* or "" */
	const char *accept_language; /* languages the reader has, or "" */
	const char *ui; /* code of the language chosen on the page, or "" */
};

/*
 * Read the variables through `get` (getenv). False, with ERROR_LIMIT, where
 * the address is too long; ERROR_USAGE where its path is none.
 */
bool cgi_request_read(struct cgi_request *ret, struct arena *arena,
    char *(*get)(const char *name), struct error *err);

/*
 * The address's parameters into `request`, by its table of keys. ERROR_USAGE
 * for an unknown key, a value it cannot have, a wrong %-escape, bytes that are
 * no UTF-8, a NUL, too many parameters.
 */
bool cgi_request_params(const struct cgi_request *cgi, struct arena *arena,
    struct request *request, struct error *err);

/*
 * The language pages are written in: the one chosen ("ui=ar" in the address),
 * else what the browser likes best of those there are, else English.
 */
const struct translate_language *cgi_request_language(
    const struct cgi_request *cgi);

/*
 * An address on this site: the script's path, `path`, and parameters in pairs
 * of key and value, ended by NULL; those with value NULL or "" are left out. A
 * language that was chosen stays chosen.
 * Percent-encoded, not yet escaped for HTML. In the arena.
 */
const char *cgi_address(const struct cgi_request *cgi, struct arena *arena,
    const char *path, ...) __attribute__((sentinel));

#endif
