/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A database behind xapian-tcpsrv, on the loopback only; skipped where that
 * program is not installed. Without it: what happens when nobody answers.
 */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

TestSuite(
    xapian_c_remote, .init = scratch_begin, .fini = scratch_end, .timeout = 60);

/* A port of the loopback that is free now; and, if asked for, its socket. */
static uint16_t
free_port(int *ret_socket)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t len = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, len) < 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &len) < 0)
		cr_skip_test("no loopback to listen on");
	if (ret_socket)
		*ret_socket = fd;
	else
		close(fd);
	return ntohs(address.sin_port);
}

static void
on_pipe(int number)
{
	(void)number;
}

/* Install a handler for SIGPIPE, to see afterwards that it is there still. */
static void
watch_pipe(void)
{
	struct sigaction action = {.sa_handler = on_pipe};

	cr_assert_eq(sigaction(SIGPIPE, &action, NULL), 0);
}

static bool
pipe_is_watched(void)
{
	struct sigaction action;

	sigaction(SIGPIPE, NULL, &action);
	return action.sa_handler == on_pipe;
}

Test(xapian_c_remote, nobody_there)
{
	struct xap_error err;

	watch_pipe();
	cr_assert_null(
	    xap_db_open_remote("127.0.0.1", free_port(NULL), 1000, 1000, &err));
	cr_assert_eq(err.status, XAP_NETWORK, "%s", err.message);
	cr_assert(pipe_is_watched());
	cr_assert_null(xap_db_open_remote("", 80, 1000, 1000, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_db_open_remote("127.0.0.1", 0, 1000, 1000, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
}

Test(xapian_c_remote, a_server_that_says_nothing_is_given_up)
{
	struct timespec begin, end;
	struct xap_error err;
	int listening;
	uint16_t port = free_port(&listening);

	cr_assert_eq(listen(listening, 5), 0);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	cr_assert_null(xap_db_open_remote("127.0.0.1", port, 300, 300, &err));
	clock_gettime(CLOCK_MONOTONIC, &end);
	cr_assert(err.status == XAP_TIMEOUT || err.status == XAP_NETWORK, "%s",
	    err.message);
	cr_assert_lt(end.tv_sec - begin.tv_sec, 10);
	close(listening);
}

/* --- with a server ------------------------------------------------------- */

static pid_t server;

/* Start the server on the database "db"; its port. */
static uint16_t
serve(void)
{
	uint16_t port = free_port(NULL);
	char number[8];

	snprintf(number, sizeof number, "%u", (unsigned)port);
	server = fork();
	if (server == 0) {
		int null = open("/dev/null", O_RDWR);

		/* When it is ended it ends all of its process group. */
		setpgid(0, 0);
		dup2(null, 1);
		dup2(null, 2);
		execlp("xapian-tcpsrv", "xapian-tcpsrv", "--interface",
		    "127.0.0.1", "--port", number, scratch_path("db"),
		    (char *)NULL);
		_exit(127);
	}
	return port;
}

static void
stop_serving(void)
{
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
	server = 0;
}

static struct xap_db *
connect_to(uint16_t port)
{
	struct timespec moment = {.tv_nsec = 50000000};
	struct xap_error err = {0};

	for (int i = 0; i < 100; i++) {
		struct xap_db *db =
		    xap_db_open_remote("127.0.0.1", port, 5000, 5000, &err);

		if (db)
			return db;
		if (waitpid(server, NULL, WNOHANG) == server)
			cr_skip_test("xapian-tcpsrv is not installed");
		nanosleep(&moment, NULL);
	}
	cr_assert(false, "%s", err.message);
	return NULL;
}

static bool
decide(void *context, uint32_t docid, struct xap_doc *doc)
{
	(void)context;
	(void)docid;
	(void)doc;
	return true;
}

Test(xapian_c_remote, search_through_the_network)
{
	static const uint32_t slots[] = {1};
	struct xap_match_params params = {.count = 10,
	    .check_at_least = XAP_EXACT,
	    .facets = slots,
	    .n_facets = 1};
	struct xap_writer *writer = scratch_create("db");
	struct xap_query *query;
	struct xap_matches *matches;
	struct xap_text text = {0};
	struct xap_error err;
	struct xap_db *db, *both, *local;
	size_t n;

	scratch_add(writer, "alpha beta", "v");
	scratch_add(writer, "beta alpha", "w");
	xap_writer_set_metadata(writer, "k", 1, "value", 5, NULL);
	scratch_finish(writer);
	watch_pipe();
	db = connect_to(serve());
	cr_assert(pipe_is_watched());
	cr_assert_eq(xap_db_keep_alive(db, &err), XAP_OK);
	cr_assert_eq(xap_db_metadata(db, "k", 1, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "value");

	query = scratch_term("alpha");
	matches = xap_match(db, query, &params, &err);
	cr_assert_not_null(matches, "%s", err.message);
	cr_assert_eq(xap_matches_size(matches), 2);
	cr_assert_eq(xap_matches_facet(matches, 0, &n)[1].count, 1);
	cr_assert_eq(n, 2);
	cr_assert_eq(xap_matches_fetch(matches, &err), XAP_OK);
	cr_assert_eq(
	    xap_matches_snippet(matches, "an alpha", 8, NULL, &text, &err),
	    XAP_OK);
	xap_matches_free(matches);

	/* What cannot be done there is said, not skipped. */
	params.decide = decide;
	cr_assert_null(xap_match(db, query, &params, &err));
	cr_assert_eq(err.status, XAP_UNIMPLEMENTED);
	xap_query_free(query);

	/* Near and far together; then the far one dies. */
	both = xap_db_new_empty(&err);
	local = scratch_open("db");
	cr_assert_eq(xap_db_add(both, local, &err), XAP_OK);
	cr_assert_eq(xap_db_add(both, db, &err), XAP_OK);
	cr_assert_str_eq(scratch_found(both, scratch_term("alpha")), "1 2 3 4");
	stop_serving();
	query = scratch_term("beta");
	for (int i = 0; i < 2; i++) {
		matches = xap_match(both, query, NULL, &err);
		cr_assert_null(matches);
		cr_assert(err.status == XAP_NETWORK || err.status == XAP_CLOSED,
		    "%d %s", (int)err.status, err.message);
	}
	cr_assert_neq((int)xap_db_keep_alive(db, &err), XAP_OK);
	cr_assert(pipe_is_watched());
	xap_query_free(query);
	xap_db_free(both);
	xap_db_free(local);
	xap_db_free(db);
	xap_text_clear(&text);
}

/* --- several servers ------------------------------------------------------ */

/* What a walk over the postings of a term gives, from `from` on. */
static const char *
postings_from(struct xap_db *db, const char *term, uint32_t from)
{
	static char found[256];
	struct xap_error err;
	struct xap_postings *postings =
	    xap_postings_open(db, term, strlen(term), &err);
	bool on = from > 0 ? xap_postings_skip_to(postings, from, &err)
			   : xap_postings_next(postings, &err);
	size_t n = 0;

	found[0] = '\0';
	for (; on; on = xap_postings_next(postings, &err))
		n += (size_t)snprintf(found + n, sizeof found - n, "%u ",
		    (unsigned)xap_postings_docid(postings));
	cr_expect_eq(err.status, XAP_OK, "%s", err.message);
	xap_postings_free(postings);
	return found;
}

/* Terms with their frequencies, from `from` on. */
static const char *
terms_from(struct xap_db *db, const char *prefix, const char *from)
{
	static char found[256];
	struct xap_error err;
	struct xap_terms *terms =
	    xap_terms_open(db, prefix, strlen(prefix), &err);
	bool on = from != NULL
		      ? xap_terms_skip_to(terms, from, strlen(from), &err)
		      : xap_terms_next(terms, &err);
	uint32_t freq = 0;
	size_t n = 0, len;

	found[0] = '\0';
	for (; on; on = xap_terms_next(terms, &err)) {
		cr_expect_eq(xap_terms_doc_freq(terms, &freq, NULL), XAP_OK);
		n += (size_t)snprintf(found + n, sizeof found - n, "%s:%u ",
		    xap_terms_get(terms, &len), (unsigned)freq);
	}
	/* At the end it stays there. */
	cr_expect(!xap_terms_skip_to(terms, "", 0, &err));
	cr_expect_eq(err.status, XAP_OK, "%s", err.message);
	xap_terms_free(terms);
	return found;
}

/* Three connections to one server stand for three servers. */
static struct xap_db *
three_of(uint16_t port)
{
	struct xap_server far[3] = {0};
	struct xap_error err;
	struct xap_db *all = xap_db_new_empty(&err);

	xap_db_free(connect_to(port));
	for (size_t i = 0; i < 3; i++) {
		far[i].host = "127.0.0.1";
		far[i].port = port;
		far[i].timeout_ms = far[i].connect_ms = 5000;
		far[i].key = "k";
		far[i].key_len = 1;
	}
	xap_db_open_servers(far, 3);
	for (size_t i = 0; i < 3; i++) {
		cr_assert_not_null(far[i].db, "%s", far[i].error.message);
		cr_expect_str_eq(far[i].value.s, "value");
		cr_assert_eq(xap_db_add(all, far[i].db, &err), XAP_OK);
		xap_db_free(far[i].db);
		xap_text_clear(&far[i].value);
	}
	return all;
}

/* Of few terms, which are asked for one by one, and of many. */
static void
expect_terms(const struct xap_db *db, size_t n)
{
	static const char *const names[] = {"alpha", "none", "gamma", ""};
	const char *term[450];
	size_t length[450];
	bool there[450];
	struct xap_error err;

	for (size_t i = 0; i < n; i++) {
		term[i] = names[i % 4];
		length[i] = strlen(term[i]);
	}
	cr_assert_eq(
	    xap_db_terms_exist(db, term, length, n, there, &err), XAP_OK);
	for (size_t i = 0; i < n; i++)
		cr_expect_eq(there[i], i % 4 != 1, "%zu of %zu", i, n);
}

Test(xapian_c_remote, several_are_asked_at_once)
{
	enum {
		MANY = 200
	};
	struct xap_writer *writer = scratch_create("db");
	struct xap_text text[3 * MANY] = {{0}};
	uint32_t docid[3 * MANY], freq;
	struct xap_error err;
	struct xap_db *db;
	bool there;

	scratch_add(writer, "alpha beta", "v");
	scratch_add(writer, "beta", "w");
	for (size_t i = 2; i < MANY; i++)
		scratch_add(writer, "gamma", "w");
	xap_writer_set_metadata(writer, "k", 1, "value", 5, NULL);
	scratch_finish(writer);
	watch_pipe();
	db = three_of(serve());
	cr_expect(pipe_is_watched());

	cr_expect_str_eq(postings_from(db, "alpha", 0), "1 2 3 ");
	cr_expect_str_eq(postings_from(db, "beta", 0), "1 2 3 4 5 6 ");
	cr_expect_str_eq(postings_from(db, "beta", 3), "3 4 5 6 ");
	cr_expect_str_eq(postings_from(db, "beta", 5), "5 6 ");
	cr_expect_str_eq(postings_from(db, "beta", 7), "");
	cr_expect_str_eq(postings_from(db, "none", 0), "");
	cr_expect_str_eq(terms_from(db, "", NULL), "alpha:3 beta:6 gamma:594 ");
	cr_expect_str_eq(terms_from(db, "", "b"), "beta:6 gamma:594 ");
	cr_expect_str_eq(terms_from(db, "g", "a"), "gamma:594 ");
	cr_expect_str_eq(terms_from(db, "z", NULL), "");
	cr_expect_eq(xap_db_term_freq(db, "beta", 4, &freq, &err), XAP_OK);
	cr_expect_eq(freq, 6);
	cr_expect_eq(xap_db_term_exists(db, "none", 4, &there, &err), XAP_OK);
	cr_expect(!there);
	expect_terms(db, 3);
	expect_terms(db, 450);

	/* Many: over further connections. The last is not there. */
	for (size_t i = 0; i < 3 * MANY; i++)
		docid[i] = (uint32_t)(3 * MANY - i) + (i == 0);
	cr_expect_eq(xap_db_data_bulk(db, docid, 3 * MANY, text, &err), XAP_OK);
	cr_expect_eq(text[0].len, 0);
	for (size_t i = 1; i < 3 * MANY; i++)
		cr_expect(text[i].len > 0, "document %u", (unsigned)docid[i]);
	cr_expect_eq(xap_db_data_bulk(db, docid, 1, text, &err), XAP_NOT_FOUND);

	stop_serving();
	cr_expect_neq(
	    (int)xap_db_term_freq(db, "beta", 4, &freq, &err), XAP_OK);
	cr_expect(err.status == XAP_NETWORK || err.status == XAP_CLOSED);
	cr_expect_null(xap_postings_open(db, "beta", 4, &err));
	cr_expect_neq((int)xap_db_terms_exist(db, (const char *[]){"beta"},
			  (size_t[]){4}, 1, &there, &err),
	    XAP_OK);
	cr_expect(pipe_is_watched());
	for (size_t i = 0; i < 3 * MANY; i++)
		xap_text_clear(&text[i]);
	xap_db_free(db);
}
