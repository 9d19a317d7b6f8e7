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
