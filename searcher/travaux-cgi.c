/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux.cgi: pages and an API over one index, for a web server to run. Here,
 * and nowhere else, are environment, limits and the log. The index and all
 * limits come from the server's environment, never from the address.
 */
#include "config.h"

#include "searcher/site.h"

#include "searcher/trust.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define CPU_SECONDS   5	   /* of one request, unless the server says else */
#define WALL_SECONDS  20   /* the same, waiting included */
#define MEMORY_MBYTES 1024 /* address space */
#define HEADER_MAX    8192 /* bytes of one header that is heeded */

/* --- ending early --------------------------------------------------------- */

/*
 * Nothing has been sent when time or memory runs out, for a page is sent when
 * it is whole. So these can be complete answers; only write() is called, which
 * a signal handler may do.
 */
static const char too_slow[] =
    "Status: 504 Gateway Timeout\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n\r\n"
    "<!DOCTYPE html>\n<html lang=\"en\"><title>Too slow</title><h1>That took "
    "too long</h1><p>Ask for less: add a word, a session or a date.</p>\n";

static const char too_large[] =
    "Status: 503 Service Unavailable\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n\r\n"
    "<!DOCTYPE html>\n<html lang=\"en\"><title>Not available</title><h1>That "
    "cannot be answered now</h1><p>Ask for less: add a word, a session or a "
    "date. If it goes on, tell whoever runs this site.</p>\n";

static void
end_with(const char *answer, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, answer, n);

		if (done <= 0)
			break;
		answer += done;
		n -= (size_t)done;
	}
	_exit(1);
}

static void
on_signal(int number)
{
	if (number == SIGABRT || number == SIGSEGV || number == SIGBUS)
		end_with(too_large, sizeof too_large - 1);
	end_with(too_slow, sizeof too_slow - 1);
}

/* --- limits --------------------------------------------------------------- */

/* A number of the server's environment, 1 to `most`. */
static rlim_t
setting(const char *name, rlim_t usual, rlim_t most)
{
	const char *value = getenv(name);
	char *end;
	unsigned long number;

	if (value == NULL || *value < '0' || *value > '9')
		return usual;
	errno = 0;
	number = strtoul(value, &end, 10);
	return errno != 0 || *end != '\0' || number == 0 || number > most
		   ? usual
		   : (rlim_t)number;
}

static void
limit(int resource, rlim_t value)
{
	struct rlimit now;

	if (getrlimit(resource, &now) != 0)
		return;
	if (now.rlim_max != RLIM_INFINITY && value > now.rlim_max)
		value = now.rlim_max;
	now.rlim_cur = value;
	setrlimit(resource, &now);
}

static void
set_limits(void)
{
	static const int signals[] = {
	    SIGXCPU, SIGALRM, SIGABRT, SIGSEGV, SIGBUS};
	struct sigaction action = {.sa_handler = on_signal};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	limit(RLIMIT_CPU, setting("TRAVAUX_CGI_CPU", CPU_SECONDS, 3600));
	limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes */
	limit(RLIMIT_AS, setting("TRAVAUX_CGI_MEMORY", MEMORY_MBYTES, 1u << 20)
			     << 20);
#endif
	alarm((unsigned)setting("TRAVAUX_CGI_WALL", WALL_SECONDS, 3600));
}

/* --- a request ------------------------------------------------------------ */

static bool
write_all(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

static void
log_error(const struct error *err)
{
	fprintf(stderr, "travaux.cgi: %s\n", err->message);
}

/* Pages in the reader's language; what programs read, in English. */
static void
begin_language(struct site *site, const char *program)
{
	site->language = strncmp(site->cgi->path, "/api/", 5) == 0
			     ? translate_language(0)
			     : cgi_request_language(site->cgi);
	if (!translate_begin(
		site->language, getenv("TRAVAUX_LOCALEDIR"), program))
		site->language = translate_language(0);
}

/* What is refused before the index is opened; false where something was. */
static bool
check(struct site *site, struct cgi_request *cgi, const char *program,
    struct error *err)
{
	bool ok = cgi_request_read(cgi, site->arena, getenv, err);

	begin_language(site, program);
	if (!ok) {
		site_error(site, 414, err->message);
	} else if (cgi->method == CGI_OTHER) {
		site_error(site, 405, "Pages are only read here: GET or HEAD");
	} else if (strlen(cgi->if_none_match) > HEADER_MAX) {
		site_error(site, 431, "A header of the request is too long");
	} else if (!cgi_request_params(cgi, site->arena, &site->request, err)) {
		site_error(site, 400, err->message);
	} else {
		return true;
	}
	error_clear(err);
	return false;
}

/* The index: a folder, or a bundle that is signed by a key the server trusts.
 */
static struct index *
open_index(struct arena *arena, const char *path, struct error *err)
{
	struct trust trust = {.key = getenv("TRAVAUX_TRUST"),
	    .trusted = getenv("TRAVAUX_TRUSTED"),
	    .state = getenv("TRAVAUX_STATE"),
	    .now = (int64_t)time(NULL)};
	struct bundle *bundle;

	if (!bundle_is(path))
		return index_open(path, err);
	bundle = trust_open(arena, path, &trust, err);
	return bundle == NULL ? NULL : index_open_bundle(bundle, err);
}

static void
answer(struct site *site, struct searcher *searcher, struct error *err)
{
	const char *path = getenv("TRAVAUX_INDEX");

	if (path == NULL || *path == '\0') {
		error_set(err, ERROR_INDEX,
		    "TRAVAUX_INDEX is not set; set it in the server's "
		    "configuration, see travaux.cgi(8)");
	} else {
		searcher->index = open_index(site->arena, path, err);
		if (searcher->index != NULL)
			searcher->stems = stems_new(err);
	}
	if (searcher->stems == NULL) {
		site_error(site, 503,
		    "There is no index to ask at the moment. Try again in a "
		    "minute; if it goes on, tell whoever runs this site");
		return;
	}
	site->searcher = searcher;
	site_answer(site, err);
}

int
main(int argc, char **argv)
{
	struct cgi_reply *reply = malloc(sizeof *reply);
	struct searcher searcher = {0};
	struct cgi_request cgi = {.path = "", .script = "", .query = ""};
	struct site site = {.cgi = &cgi, .reply = reply};
	struct error err = {0};
	bool sent;

	set_limits();
	if (reply == NULL)
		end_with(too_large, sizeof too_large - 1);
	cgi_reply_init(reply);
	site.arena = searcher.arena = arena_new();
	site.html.out = &reply->out;
	request_init(&site.request);
	if (check(&site, &cgi, argc > 0 ? argv[0] : NULL, &err))
		answer(&site, &searcher, &err);
	sent = cgi_reply_send(reply, cgi.method == CGI_HEAD, write_all);
	if (err.code != ERROR_NONE)
		log_error(&err);
	stems_free(searcher.stems);
	index_free(searcher.index);
	arena_free(site.arena);
	cgi_reply_free(reply);
	free(reply);
	return sent ? 0 : 1;
}
