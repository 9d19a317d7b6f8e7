/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi-reply.h"

#include <criterion/criterion.h>
#include <string.h>

static char sent[4096];
static size_t n_sent;

static bool
keep(const char *bytes, size_t n)
{
	cr_assert_lt(n_sent + n, sizeof sent);
	memcpy(sent + n_sent, bytes, n);
	n_sent += n;
	return true;
}

static const char *
send_it(struct cgi_reply *reply, bool head)
{
	n_sent = 0;
	cr_assert(cgi_reply_send(reply, head, keep));
	sent[n_sent] = '\0';
	return sent;
}

Test(cgi_reply, a_page_has_its_length_and_safety)
{
	struct cgi_reply reply;

	cgi_reply_init(&reply);
	out_puts(&reply.out, "page");
	send_it(&reply, false);
	cr_assert_eq(strncmp(sent, "Status: 200 OK\r\n", 16), 0);
	cr_assert_not_null(strstr(sent, "Content-Length: 4\r\n"));
	cr_assert_not_null(strstr(sent, "default-src 'none'"));
	cr_assert_not_null(strstr(sent, "\r\n\r\npage"));
	cgi_reply_free(&reply);
}

Test(cgi_reply, head_has_no_body_and_304_no_type)
{
	struct cgi_reply reply;

	cgi_reply_init(&reply);
	out_puts(&reply.out, "page");
	send_it(&reply, true);
	cr_assert_null(strstr(sent, "page"));
	cr_assert_not_null(strstr(sent, "Content-Length: 4\r\n"));
	cgi_reply_reset(&reply, 304, "text/html");
	send_it(&reply, false);
	cr_assert_not_null(strstr(sent, "304 Not Modified"));
	cr_assert_null(strstr(sent, "\r\nContent-Type"));
	cgi_reply_free(&reply);
}

Test(cgi_reply, what_failed_is_forgotten)
{
	struct cgi_reply reply;

	cgi_reply_init(&reply);
	out_puts(&reply.out, "half a page");
	out_flush(&reply.out);
	cgi_reply_reset(&reply, 503, "text/html");
	out_puts(&reply.out, "sorry");
	send_it(&reply, false);
	cr_assert_null(strstr(sent, "half"));
	cr_assert_not_null(strstr(sent, "Retry-After"));
	cr_assert_not_null(strstr(sent, "no-store"));
	cgi_reply_free(&reply);
}

Test(cgi_reply, a_page_without_end_is_refused)
{
	struct cgi_reply reply;
	static char block[1 << 16];

	cgi_reply_init(&reply);
	for (unsigned i = 0; i <= CGI_REPLY_MAX / sizeof block; i++)
		out_write(&reply.out, block, sizeof block);
	cr_assert_not(out_flush(&reply.out));
	cr_assert(reply.too_long);
	cgi_reply_free(&reply);
}

Test(cgi_reply, knows_a_state_it_sent)
{
	cr_assert(cgi_reply_matches("\"a\"", "\"a\""));
	cr_assert(cgi_reply_matches("\"b\", W/\"a\"", "\"a\""));
	cr_assert(cgi_reply_matches("*", "\"a\""));
	cr_assert_not(cgi_reply_matches("\"ab\"", "\"a\""));
	cr_assert_not(cgi_reply_matches("", "\"a\""));
	cr_assert_not(cgi_reply_matches("*", ""));
}

Test(cgi_reply, writes_dates_as_http_does)
{
	static const struct {
		const char *iso, *http;
	} tests[] = {
	    {"2023-01-31T10:00:00Z", "Tue, 31 Jan 2023 10:00:00 GMT"},
	    {"2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 GMT"},
	    {"2000-01-01T00:00:00Z", "Sat, 01 Jan 2000 00:00:00 GMT"},
	    {"2023-13-01T00:00:00Z", ""},
	    {"", ""},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		cr_expect_str_eq(
		    cgi_reply_date(arena, tests[i].iso), tests[i].http);
	arena_free(arena);
}
