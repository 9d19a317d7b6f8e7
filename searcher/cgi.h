/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One request, from the variables a web server hands over to the reply. Knows
 * of no process, descriptor or limit: for travaux-cgi.c, and for the fuzzer
 * that feeds it requests.
 */
#ifndef SEARCHER_CGI_H
#define SEARCHER_CGI_H

#include "core/error.h"
#include "core/translate.h"
#include "searcher/cgi-reply.h"
#include "searcher/search.h"

#include <stdbool.h>

/*
 * The language that pages are wanted in; what programs read is in English.
 * Nothing else of the request is looked at: for before a sandbox is entered.
 */
const struct translate_language *cgi_language(
    struct arena *arena, char *(*get)(const char *name));

enum cgi_limit {
	CGI_LIMIT_TIME,
	CGI_LIMIT_MEMORY
};

/* The page, HTML in the arena, for a request that reaches a limit. */
const char *cgi_page_of_limit(struct arena *arena,
    char *(*get)(const char *name), const struct translate_language *language,
    enum cgi_limit limit);

/*
 * Whether the request is answered from an index; else none need be opened for
 * it: a style sheet, an address that is refused.
 */
bool cgi_needs_index(struct arena *arena, char *(*get)(const char *name));

/*
 * Answer the request whose variables `get` gives, from `searcher`, whose arena
 * is the request's. Where the index could not be opened, its `index` is NULL
 * and `err` says why: then what needs none and what is wrong with the request
 * itself are answered, and else 503. The reply is to be sent without its body
 * where *ret_head.
 *
 * Pages are written in `language`, which was begun (translate_begin()).
 *
 * `err` is set on return where the administrator should know; it is not on the
 * page.
 */
void cgi_answer(struct cgi_reply *reply, bool *ret_head,
    char *(*get)(const char *name), const struct translate_language *language,
    struct searcher *searcher, struct error *err);

#endif
