/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux.cgi's handling of requests for libFuzzer: any request is answered,
 * whole, by a reply a browser can be given. tests/fuzz/run-cgi has the command.
 *
 * An input is a request, a variable a line, in the order of `names`; what is
 * missing is empty. The index is that of $TRAVAUX_INDEX.
 */
#include "searcher/cgi.h"

#include "core/utf8.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A tag that nothing of ours has: found in a page, it was not escaped. */
#define PROBE "<zq9"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const names[] = {"PATH_INFO", "QUERY_STRING",
    "REQUEST_METHOD", "HTTP_ACCEPT_LANGUAGE", "HTTP_IF_NONE_MATCH", "HTTP_HOST",
    "SCRIPT_NAME"};
#define N_NAMES (sizeof names / sizeof *names)

/* getenv() has no context, and neither has what stands in for it. */
static char *values[N_NAMES];
static char *head_bytes;
static size_t n_head;
static struct searcher searcher;

static char *
get(const char *name)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (strcmp(names[i], name) == 0)
			return values[i];
	return NULL;
}

static void
read_input(struct arena *arena, const uint8_t *bytes, size_t n)
{
	char *s = arena_strndup(arena, (const char *)bytes, n);

	for (size_t i = 0; i < N_NAMES; i++) {
		size_t length = strcspn(s, "\n");
		bool more = s[length] == '\n';

		s[length] = '\0';
		values[i] = s;
		s += length + more;
	}
}

static void
fail(const char *why, const char *what)
{
	fprintf(stderr, "cgi-target: %s: %s\n", why, what);
	abort();
}

/* --- what a reply is held to ---------------------------------------------- */

static bool
keep(const char *bytes, size_t n)
{
	head_bytes = realloc(head_bytes, n_head + n + 1);
	if (head_bytes == NULL)
		fail("no memory", "");
	memcpy(head_bytes + n_head, bytes, n);
	n_head += n;
	head_bytes[n_head] = '\0';
	return true;
}

static void
check_status(const struct cgi_reply *reply, const struct error *err)
{
	static const int known[] = {200, 304, 400, 404, 405, 414, 431};
	size_t i = 0;

	while (i < sizeof known / sizeof *known && known[i] != reply->status)
		i++;
	if (i == sizeof known / sizeof *known)
		fail("a status that is none of a whole index", err->message);
	if (err->code != ERROR_NONE)
		fail("an error for the log", err->message);
}

/* Lines of visible ASCII, each a name and a value, then an empty one. */
static void
check_headers(void)
{
	const char *end = strstr(head_bytes, "\r\n\r\n");

	if (end == NULL)
		fail("headers without an end", head_bytes);
	for (const char *s = head_bytes; s < end; s++) {
		if (s[0] == '\r' && s[1] == '\n')
			s++;
		else if (*s < ' ' || *s > '~')
			fail("a byte in a header", s);
	}
	if (strstr(head_bytes, "default-src 'none'") == NULL)
		fail("no policy", head_bytes);
}

static void
check_json(const struct cgi_reply *reply)
{
	json_error_t why;
	json_t *json =
	    json_loadb(reply->body, reply->n, JSON_REJECT_DUPLICATES, &why);

	if (json == NULL)
		fail(why.text, reply->body);
	json_decref(json);
}

static void
check_text(struct cgi_reply *reply)
{
	bool markup = strstr(reply->type, "html") != NULL ||
		      strstr(reply->type, "xml") != NULL;

	if (utf8_fault(reply->body, reply->n) < reply->n)
		fail("a body that is no UTF-8", reply->type);
	for (size_t i = 0; markup && i < reply->n; i++) {
		unsigned char c = (unsigned char)reply->body[i];

		if (c < ' ' && c != '\n' && c != '\t')
			fail("a control byte", reply->body);
		if (c == '<' && reply->n - i >= sizeof PROBE - 1 &&
		    memcmp(reply->body + i, PROBE, sizeof PROBE - 1) == 0)
			fail("markup that was not escaped", reply->body + i);
	}
}

static void
check_reply(struct cgi_reply *reply, bool head, const struct error *err)
{
	check_status(reply, err);
	n_head = 0;
	if (!cgi_reply_send(reply, head, keep))
		fail("a reply that is not sent", "");
	check_headers();
	if (reply->n == 0)
		return;
	check_text(reply);
	if (strncmp(reply->type, "application/json", 16) == 0)
		check_json(reply);
}

/* --- for libFuzzer -------------------------------------------------------- */

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *path = getenv("TRAVAUX_INDEX");
	struct error err = {0};

	(void)argc;
	(void)argv;
	if (path == NULL)
		fail("TRAVAUX_INDEX is not set", "");
	searcher.stems = stems_new(&err);
	searcher.index = index_open(path, &err);
	if (searcher.stems == NULL || searcher.index == NULL)
		fail("no index", err.message);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct cgi_reply *reply = malloc(sizeof *reply);
	struct error err = {0};
	bool head;

	if (reply == NULL)
		fail("no memory", "");
	searcher.arena = arena_new();
	searcher.memory = NULL;
	read_input(searcher.arena, bytes, n);
	cgi_reply_init(reply);
	cgi_answer(reply, &head, get, cgi_language(searcher.arena, get),
	    &searcher, &err);
	check_reply(reply, head, &err);
	cgi_reply_free(reply);
	free(reply);
	arena_free(searcher.arena);
	return 0;
}
