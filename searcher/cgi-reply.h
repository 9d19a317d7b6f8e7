/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What goes back to the web server: a status, headers and a body, gathered
 * whole before a byte of it is sent, so that what fails half-way is an error
 * page and not half a page. For travaux.cgi.
 */
#ifndef SEARCHER_CGI_REPLY_H
#define SEARCHER_CGI_REPLY_H

#include "core/arena.h"
#include "searcher/out.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a page at most. */
#define CGI_REPLY_MAX (16u << 20)

struct cgi_reply {
	int status;		   /* 200, 304, 400 ... */
	const char *type;	   /* of the body: "text/html; charset=utf-8" */
	const char *etag;	   /* with quotation marks, or "" */
	const char *last_modified; /* as HTTP writes dates, or "" */
	const char *language;	   /* of the page, or "" */
	bool own_style;		   /* the page has its styles within it */
	bool lasting;		   /* a 503 that does not pass by itself */
	unsigned max_age;	   /* seconds it may be kept unasked; 0: ask */
	char *body;		   /* what was written to `out` so far */
	size_t n;		   /* bytes of it */
	size_t room;		   /* bytes there is room for */
	bool too_long;		   /* more than CGI_REPLY_MAX was written */
	struct out out;		   /* write the body here */
};

/* Begin: status 200, an HTML page. The body is freed by cgi_reply_free(). */
void cgi_reply_init(struct cgi_reply *reply);
void cgi_reply_free(struct cgi_reply *reply);

/* Forget what was written, and begin a body of another status and type. */
void cgi_reply_reset(struct cgi_reply *reply, int status, const char *type);

/*
 * Send headers, and the body unless `head` or there is none to 304. False
 * where it could not be written.
 */
bool cgi_reply_send(struct cgi_reply *reply, bool head,
    bool (*write)(const char *bytes, size_t n));

/* Whether an If-None-Match names this ETag (weak comparison), or is "*". */
bool cgi_reply_matches(const char *if_none_match, const char *etag);

/* "2023-01-31T10:00:00Z" as "Tue, 31 Jan 2023 10:00:00 GMT"; "" for others. */
const char *cgi_reply_date(struct arena *arena, const char *iso);

#endif
