/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Requests to replies, in this process: statuses, and an index that changes. */
#include "searcher/cgi.h"
#include "tests/scratch-searcher.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define RECORDS 300
#define COMMITS 2

/* --- a request ------------------------------------------------------------ */

/* What a web server says; "NAME=value", ended by NULL. */
static const char *const *variables;

static char *
get(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; variables[i] != NULL; i++)
		if (strncmp(variables[i], name, n) == 0 &&
		    variables[i][n] == '=')
			return (char *)(size_t)(variables[i] + n + 1);
	return NULL;
}

/* The reply of `searcher`, whose body the caller frees. */
static struct cgi_reply *
ask(struct searcher *searcher, const char *const *with, struct error *err)
{
	static struct cgi_reply reply;
	bool head;

	variables = with;
	cgi_reply_init(&reply);
	cgi_answer(&reply, &head, get, translate_language(0), searcher, err);
	cr_assert(out_flush(&reply.out));
	return &reply;
}

static bool
holds(const struct cgi_reply *reply, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i + n <= reply->n; i++)
		if (memcmp(reply->body + i, text, n) == 0)
			return true;
	return false;
}

/* --- statuses ------------------------------------------------------------- */

static char long_query[9000], long_header[9000];

/* Each status where it belongs, with what to do in the page's words. */
static const struct {
	int status;
	const char *variable[4];
	const char *advice;
} statuses[] = {
    {200, {"QUERY_STRING=q=harbour"}, "passage"},
    {200, {"PATH_INFO=/"}, "Collection"},
    {400, {"QUERY_STRING=q=harbour+AND+("}, "("},
    {400, {"QUERY_STRING=q=%zz"}, "%"},
    {400, {"QUERY_STRING=qq=harbour"}, "qq"},
    {400, {"QUERY_STRING=q=a*"}, "at least two letters"},
    {400, {"QUERY_STRING=q=harbour&limit=x"}, "limit"},
    {404, {"PATH_INFO=/nothing"}, "no such page"},
    {404, {"PATH_INFO=/record", "QUERY_STRING=q=none"}, "none"},
    {404, {"PATH_INFO=/api/v1/index"}, "no such call"},
    {405, {"REQUEST_METHOD=POST"}, "GET or HEAD"},
    {405, {"REQUEST_METHOD=POST"}, "Begin anew"},
    {405, {"REQUEST_METHOD=POST", "PATH_INFO=/api/v1/ask"}, "GET or HEAD"},
    {414, {long_query}, "at most 8192 bytes"},
    {414, {long_query}, "Begin anew"},
    {431, {long_header}, "at most 8192 bytes"},
    {431, {long_header}, "Begin anew"},
};

static struct scratch_index scratch;
static struct searcher searcher;

static void
make_long(char *to, size_t room, const char *name)
{
	memset(to, 'a', room - 1);
	memcpy(to, name, strlen(name));
}

static const struct scratch_record lamps[] = {
    {"o1", RECORD_COMMENTARY, NULL, "2021", NULL, NULL, "A note on lamps", NULL,
	"The lamps of the harbour burned all winter."},
    {"a1", RECORD_STATEMENT, "s1", "2021-02-01", "Aldermark", NULL,
	"Statement of Aldermark", NULL,
	"My delegation opposes the deletion of Article 42."},
};

Test(cgi, each_status_says_what_to_do)
{
	scratch_index_make(&scratch, lamps, 2);
	scratch_searcher_open(&searcher, &scratch);
	make_long(long_query, sizeof long_query, "QUERY_STRING=q=");
	make_long(long_header, sizeof long_header, "HTTP_IF_NONE_MATCH=");
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
		struct error err = {0};
		struct cgi_reply *reply =
		    ask(&searcher, statuses[i].variable, &err);

		cr_expect_eq(reply->status, statuses[i].status, "%zu: %d", i,
		    reply->status);
		cr_expect(holds(reply, statuses[i].advice), "%zu: %.*s", i,
		    (int)reply->n, reply->body);
		/* None of these is anything for the log. */
		cr_expect_eq(err.code, ERROR_NONE, "%zu: %s", i, err.message);
		cgi_reply_free(reply);
	}
	scratch_searcher_close(&searcher, &scratch);
}

Test(cgi, what_is_known_is_304)
{
	static const char *const plain[] = {"QUERY_STRING=q=harbour", NULL};
	char known[100];
	const char *const again[] = {"QUERY_STRING=q=harbour", known, NULL};
	struct error err = {0};
	struct cgi_reply *reply;

	scratch_index_make(&scratch, lamps, 2);
	scratch_searcher_open(&searcher, &scratch);
	reply = ask(&searcher, plain, &err);
	cr_assert_eq(reply->status, 200);
	snprintf(known, sizeof known, "HTTP_IF_NONE_MATCH=%s", reply->etag);
	cgi_reply_free(reply);
	cr_expect_eq(ask(&searcher, again, &err)->status, 304);
	scratch_searcher_close(&searcher, &scratch);
}

Test(cgi, without_an_index_it_is_503)
{
	static const char *const plain[] = {"QUERY_STRING=q=harbour", NULL};
	static const char *const post[] = {"REQUEST_METHOD=POST", NULL};
	struct searcher none = {.arena = arena_new()};
	struct error err = {0};
	struct cgi_reply *reply;

	error_set(&err, ERROR_INDEX, "no index at '/secret/place'");
	reply = ask(&none, plain, &err);
	cr_expect_eq(reply->status, 503);
	cr_expect(holds(reply, "Try again"));
	cr_expect_not(holds(reply, "secret"));
	cgi_reply_free(reply);
	cr_expect_eq(ask(&none, post, &err)->status, 405);
	arena_free(none.arena);
}

/* --- an index that changes while it is read ------------------------------- */

static const char *const addresses[][2] = {
    {"", ""},
    {"", "q=harbour"},
    {"", "q=\"the+lamps+of+the+harbour\""},
    {"", "q=harbour+OR+article:42&sort=newest"},
    {"", "q=who+opposed+the+deletion+of+Article+42"},
    {"", "q=where+does+Aldermark+stand+on+Article+42"},
    {"", "q=lamb"},
    {"/record", "q=r7"},
    {"/record", "q=r299%231"},
    {"/feed", "q=harbour"},
    {"/trace", "q=Article+42+of+ND1"},
    {"/brief", "provision=Article+42+of+ND1"},
    {"/matrix", "topic=safeguards"},
    {"/api/v1/ask", "q=who+opposed+the+deletion+of+Article+42"},
    {"/api/v1/search", "q=harbour"},
    {"/api/v1/show", "q=r7"},
    {"/api/v1/positions", "q=article:42"},
    {"/api/v1/cite", "q=r7%231"},
    {"/api/v1/compare", "q=Aldermark+and+Caldera"},
    {"/api/v1/info", ""},
    {"/opensearch.xml", ""},
};

/* Records enough that what each request reads is not in memory yet. */
static void
fill(struct arena *arena, struct scratch_record *records, unsigned first)
{
	static const char *const states[] = {
	    "Aldermark", "Brennia", "Caldera", "Dunmarrow"};
	static const char *const verbs[] = {
	    "opposes", "proposes", "supports", "cannot accept"};

	for (unsigned i = 0; i < RECORDS; i++)
		records[i] = (struct scratch_record){
		    .id = arena_printf(arena, "r%u", first + i),
		    .kind = RECORD_STATEMENT,
		    .session = i % 2 == 0 ? "s1" : "s2",
		    .date = "2021-02-01",
		    .speaker = states[i % 4],
		    .title = arena_printf(arena, "Statement %u", first + i),
		    .text = arena_printf(arena,
			"Lamp %u: the lamps of the harbour burned all winter, "
			"at gate x%uy and at pier z%uw, as was agreed.\n\n"
			"My delegation %s the deletion of Article 42.\n\n"
			"We ask for safeguards at gate x%uq, and for more.",
			i, first + i, first * 7 + i, verbs[i / 4 % 4], i)};
}

static struct scratch_record records[RECORDS];

/* Changes that leave nothing of the state that `searcher` has open. */
static void
overtake(struct arena *arena, unsigned *next)
{
	for (int i = 0; i < COMMITS; i++) {
		fill(arena, records, *next);
		scratch_index_add(&scratch, records, 20);
		*next += 20;
	}
}

static bool
is_overtaken(struct searcher *old)
{
	struct error err = {0};
	struct record record;
	struct passage passage;

	for (uint32_t docid = 1; docid < RECORDS; docid += 10)
		if (!index_passage(
			old->index, old->arena, docid, &record, &passage, &err))
			break;
	return err.code == ERROR_MODIFIED;
}

Test(cgi, changes_cost_no_request, .timeout = 120)
{
	struct arena *arena = arena_new();
	unsigned next = RECORDS, overtaken = 0;

	fill(arena, records, 0);
	scratch_index_make(&scratch, records, RECORDS);
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		const char *const with[] = {
		    arena_printf(arena, "PATH_INFO=%s", addresses[i][0]),
		    arena_printf(arena, "QUERY_STRING=%s", addresses[i][1]),
		    "HTTP_HOST=localhost", NULL};
		struct searcher now, old, probe;
		struct error err = {0};
		struct cgi_reply *reply;
		char *body;
		size_t n;

		scratch_searcher_open(&old, &scratch);
		scratch_searcher_open(&probe, &scratch);
		overtake(arena, &next);
		scratch_searcher_open(&now, &scratch);
		overtaken += is_overtaken(&probe);
		reply = ask(&now, with, &err);
		cr_expect_eq(reply->status, 200, "%s?%s", addresses[i][0],
		    addresses[i][1]);
		body = reply->body;
		n = reply->n;
		reply = ask(&old, with, &err);
		cr_expect_eq(reply->status, 200, "%s?%s: %s", addresses[i][0],
		    addresses[i][1], err.message);
		cr_expect(reply->n == n && memcmp(reply->body, body, n) == 0,
		    "%s?%s differs", addresses[i][0], addresses[i][1]);
		free(body);
		cgi_reply_free(reply);
		stems_free(probe.stems);
		index_free(probe.index);
		arena_free(probe.arena);
		stems_free(old.stems);
		index_free(old.index);
		arena_free(old.arena);
		stems_free(now.stems);
		index_free(now.index);
		arena_free(now.arena);
	}
	cr_expect_gt(overtaken, 0, "no reader was overtaken");
	scratch_index_remove(&scratch);
	arena_free(arena);
}
