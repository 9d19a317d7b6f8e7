/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi-limits.h"

#include "core/sandbox-linux.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define CPU_SECONDS   5	   /* of one request, unless the server says else */
#define WALL_SECONDS  20   /* the same, waiting included */
#define MEMORY_MBYTES 1024 /* address space */

/* --- ending early --------------------------------------------------------- */

/*
 * Nothing has been sent when time or memory runs out, for a page is sent when
 * it is whole. So these can be complete answers; only write() is called, which
 * a signal handler may do.
 */
#define HEAD                                                                   \
	"<!DOCTYPE html>\n<html lang=\"en\"><meta name=\"viewport\" "          \
	"content=\"width=device-width, initial-scale=1\"><meta "               \
	"name=\"color-scheme\" content=\"light dark\">"

#define HEADERS                                                                \
	"Content-Type: text/html; charset=utf-8\r\n"                           \
	"Cache-Control: no-store\r\n"                                          \
	"Content-Security-Policy: default-src 'none'; base-uri 'none'; "       \
	"form-action 'none'; frame-ancestors 'none'\r\n"                       \
	"X-Content-Type-Options: nosniff\r\n"                                  \
	"X-Frame-Options: DENY\r\n"                                            \
	"Referrer-Policy: no-referrer\r\n\r\n"

static const char slow_head[] = "Status: 504 Gateway Timeout\r\n" HEADERS;
static const char large_head[] =
    "Status: 503 Service Unavailable\r\nRetry-After: 5\r\n" HEADERS;

/* Before the reader's language is known. */
static const char too_slow[] =
    HEAD "<title>Too slow</title><main><h1>That took too long</h1><p>Ask for "
	 "less: add a word, a session or a date.</p></main>\n";
static const char too_large[] =
    HEAD "<title>Not available</title><main><h1>That cannot be answered now"
	 "</h1><p>Ask for less: add a word, a session or a date. If it goes "
	 "on, tell whoever runs this site.</p></main>\n";

/* A handler of signals gets no argument: what it is to say stands here. */
static struct {
	const char *slow, *large;
} pages = {too_slow, too_large};

static const char slow_log[] =
    "travaux.cgi: a request took more time than it may (TRAVAUX_CGI_CPU, "
    "TRAVAUX_CGI_WALL)\n";

static const char large_log[] =
    "travaux.cgi: a request ended by a signal; it may have wanted more memory "
    "than TRAVAUX_CGI_MEMORY gives it, or the index is damaged\n";

static void
put(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done <= 0)
			break;
		bytes += done;
		n -= (size_t)done;
	}
}

void
cgi_limits_no_memory(void)
{
	put(STDOUT_FILENO, large_head, sizeof large_head - 1);
	put(STDOUT_FILENO, pages.large, strlen(pages.large));
	put(STDERR_FILENO, large_log, sizeof large_log - 1);
	_exit(1);
}

static void
on_signal(int number)
{
	if (number == SIGABRT || number == SIGSEGV || number == SIGBUS)
		cgi_limits_no_memory();
	put(STDOUT_FILENO, slow_head, sizeof slow_head - 1);
	put(STDOUT_FILENO, pages.slow, strlen(pages.slow));
	put(STDERR_FILENO, slow_log, sizeof slow_log - 1);
	_exit(1);
}

void
cgi_limits_pages(const char *slow, const char *large)
{
	pages.slow = slow;
	pages.large = large;
}

static void
catch_signals(void)
{
	static const int signals[] = {
	    SIGXCPU, SIGALRM, SIGABRT, SIGSEGV, SIGBUS};
	struct sigaction action = {.sa_handler = on_signal};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
	/* Whoever asked may have gone, and a log may be as long as it may be.
	 */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

/* --- limits --------------------------------------------------------------- */

/* A number of the server's environment, 1 to `most`. */
static rlim_t
setting(
    char *(*get)(const char *name), const char *name, rlim_t usual, rlim_t most)
{
	const char *value = get(name);
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

/* No more than `value`; the hard limit may be more, by `margin`. */
static void
limit(int resource, rlim_t value, rlim_t margin)
{
	struct rlimit now;

	if (getrlimit(resource, &now) != 0)
		return;
	if (now.rlim_max == RLIM_INFINITY || now.rlim_max > value + margin)
		now.rlim_max = value + margin;
	now.rlim_cur = value < now.rlim_max ? value : now.rlim_max;
	setrlimit(resource, &now);
}

void
cgi_limits_set(char *(*get)(const char *name))
{
	catch_signals();
	/* The signal for the first limit leaves a second to answer in. */
	limit(
	    RLIMIT_CPU, setting(get, "TRAVAUX_CGI_CPU", CPU_SECONDS, 3600), 1);
	limit(RLIMIT_CORE, 0, 0);
	if (!SANDBOX_SHADOWED)
		limit(RLIMIT_AS,
		    setting(get, "TRAVAUX_CGI_MEMORY", MEMORY_MBYTES, 1u << 20)
			<< 20,
		    0);
	alarm((unsigned)setting(get, "TRAVAUX_CGI_WALL", WALL_SECONDS, 3600));
}

/* Whether what is written to a descriptor makes a file longer. */
static bool
is_file(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

/* Descriptors from here on: those of an index that is opened anew. */
#define FILES 32

/* The same, and connections: some to each server of a set. */
#define CONNECTIONS 1024

/* The lowest free descriptor; a process has few, one beside the other. */
static rlim_t
first_free(void)
{
	int fd = dup(STDOUT_FILENO);

	if (fd >= 0)
		close(fd);
	return fd >= 0 ? (rlim_t)fd : 0;
}

bool
cgi_limits_enter(
    char *(*get)(const char *name), const char *const *paths, bool connects)
{
	const char *wanted = get("TRAVAUX_CGI_SANDBOX");
	bool opens = paths != NULL && *paths != NULL;
	rlim_t before = opens || connects ? first_free() : 0;

#ifdef TRAVAUX_COVERAGE
	/* What was run is written to files when a program ends. */
	wanted = "off";
#endif
	if (SANDBOX_SHADOWED || (wanted != NULL && strcmp(wanted, "off") == 0))
		return false;
	/* Without Landlock, files are known by no name but their number. */
	opens = sandbox_linux_files(paths, connects) && (opens || connects);
	/* In this order: the first needs a descriptor, the last ends limits. */
	limit(RLIMIT_NOFILE,
	    connects ? before + CONNECTIONS
	    : opens  ? before + FILES
		     : 0,
	    0);
	if (!is_file(STDOUT_FILENO) && !is_file(STDERR_FILENO))
		limit(RLIMIT_FSIZE, 0, 0);
	return sandbox_linux_compute(opens, connects);
}
