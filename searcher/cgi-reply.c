/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi-reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
gather(void *context, const char *bytes, size_t n)
{
	struct cgi_reply *reply = context;

	if (n > CGI_REPLY_MAX - reply->n) {
		reply->too_long = true;
		return false;
	}
	if (n > reply->room - reply->n) {
		size_t room = 2 * (reply->n + n);
		char *body = realloc(reply->body, room);

		if (body == NULL) {
			reply->too_long = true;
			return false;
		}
		reply->body = body;
		reply->room = room;
	}
	memcpy(reply->body + reply->n, bytes, n);
	reply->n += n;
	return true;
}

void
cgi_reply_init(struct cgi_reply *reply)
{
	memset(reply, 0, sizeof *reply);
	reply->etag = reply->last_modified = reply->language = "";
	cgi_reply_reset(reply, 200, "text/html; charset=utf-8");
}

void
cgi_reply_free(struct cgi_reply *reply)
{
	free(reply->body);
	reply->body = NULL;
}

void
cgi_reply_reset(struct cgi_reply *reply, int status, const char *type)
{
	reply->status = status;
	reply->type = type;
	reply->n = 0;
	reply->too_long = false;
	reply->own_style = false;
	out_init(&reply->out, gather, reply);
}

/* --- sending -------------------------------------------------------------- */

static const char *
reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {{200, "OK"}, {304, "Not Modified"}, {400, "Bad Request"},
	    {404, "Not Found"}, {405, "Method Not Allowed"},
	    {414, "URI Too Long"}, {431, "Request Header Fields Too Large"},
	    {503, "Service Unavailable"}, {504, "Gateway Timeout"}};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Error";
}

/*
 * What every page comes with. Nothing is loaded from anywhere but this site's
 * own style sheet; there is no script, no frame, no form to another place.
 */
static const char policy[] = "default-src 'none'; style-src 'self'; "
			     "img-src 'self'; form-action 'self'; "
			     "base-uri 'none'; frame-ancestors 'none'";

/* A paper to be saved and printed loads nothing at all. */
static const char paper_policy[] = "default-src 'none'; "
				   "style-src 'unsafe-inline'; "
				   "form-action 'none'; base-uri 'none'; "
				   "frame-ancestors 'none'";

static const char safety[] =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), microphone=(), geolocation=()\r\n";

static void
header(struct out *out, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	out_puts(out, name);
	out_puts(out, ": ");
	out_puts(out, value);
	out_puts(out, "\r\n");
}

struct sender {
	bool (*write)(const char *bytes, size_t n);
};

static bool
send(void *context, const char *bytes, size_t n)
{
	return ((struct sender *)context)->write(bytes, n);
}

static void
headers(const struct cgi_reply *reply, struct out *out)
{
	char number[32];

	snprintf(number, sizeof number, "%d ", reply->status);
	out_puts(out, "Status: ");
	out_puts(out, number);
	out_puts(out, reason(reply->status));
	out_puts(out, "\r\n");
	if (reply->status != 304)
		header(out, "Content-Type", reply->type);
	header(out, "Content-Language", reply->language);
	/* What is written for people comes in their language. */
	header(out, "Vary", *reply->language != '\0' ? "Accept-Language" : "");
	header(out, "ETag", reply->etag);
	header(out, "Last-Modified", reply->last_modified);
	if (reply->status == 405)
		header(out, "Allow", "GET, HEAD");
	if (reply->status == 503 && !reply->lasting)
		header(out, "Retry-After", "5");
	snprintf(number, sizeof number, "max-age=%u", reply->max_age);
	header(out, "Cache-Control",
	    reply->status != 200 && reply->status != 304 ? "no-store"
	    : reply->max_age > 0			 ? number
							 : "no-cache");
	header(out, "Content-Security-Policy",
	    reply->own_style ? paper_policy : policy);
	out_puts(out, safety);
	if (reply->status != 304) {
		snprintf(number, sizeof number, "%zu", reply->n);
		header(out, "Content-Length", number);
	}
	out_puts(out, "\r\n");
}

bool
cgi_reply_send(struct cgi_reply *reply, bool head,
    bool (*write)(const char *bytes, size_t n))
{
	struct sender sender = {write};
	struct out *out = malloc(sizeof *out);
	bool ok;

	if (out == NULL)
		return false;
	out_flush(&reply->out);
	out_init(out, send, &sender);
	headers(reply, out);
	if (!head && reply->status != 304)
		out_write(out, reply->body, reply->n);
	ok = out_flush(out);
	free(out);
	return ok;
}

/* --- conditional requests ------------------------------------------------- */

bool
cgi_reply_matches(const char *if_none_match, const char *etag)
{
	const char *s = if_none_match;
	size_t n = strlen(etag);

	if (n == 0)
		return false;
	while (*s != '\0') {
		s += strspn(s, " \t,");
		if (*s == '*')
			return true;
		if (strncmp(s, "W/", 2) == 0)
			s += 2;
		if (strncmp(s, etag, n) == 0)
			return true;
		s += strcspn(s, ",");
	}
	return false;
}

/* 0 is Monday (Sakamoto's method, shifted). */
static unsigned
weekday(unsigned year, unsigned month, unsigned day)
{
	static const unsigned char shift[] = {
	    0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};

	if (month < 3)
		year--;
	return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] +
		   day + 6) %
	       7;
}

const char *
cgi_reply_date(struct arena *arena, const char *iso)
{
	static const char days[][4] = {
	    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	unsigned year, month, day, hour, minute, second;

	if (sscanf(iso, "%4u-%2u-%2uT%2u:%2u:%2uZ", &year, &month, &day, &hour,
		&minute, &second) != 6 ||
	    month < 1 || month > 12 || day < 1 || day > 31)
		return "";
	return arena_printf(arena, "%s, %02u %s %04u %02u:%02u:%02u GMT",
	    days[weekday(year, month, day)], day, months[month - 1], year, hour,
	    minute, second);
}
