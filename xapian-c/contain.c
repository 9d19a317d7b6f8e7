/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Running something in a child process, so that a crash in it is an error
 * and not the end of the caller. A damaged database makes libxapian crash
 * (about one random byte in forty), which nothing inside the process can
 * catch.
 *
 * This is a file of its own because it forks, which what reads must not: a
 * program that only searches what it verified does without it.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "xapian-c.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum xap_status
set_error(struct xap_error *err, enum xap_status status, const char *message)
{
	if (err) {
		memset(err, 0, sizeof *err);
		err->status = status;
		snprintf(err->message, sizeof err->message, "%s", message);
	}
	return status;
}

#if defined _WIN32 || defined __EMSCRIPTEN__

enum xap_status
xap_contain(const struct xap_limits *limits,
    enum xap_status (*run)(
	void *context, struct xap_text *text, struct xap_error *err),
    void *context, struct xap_text *ret_text, struct xap_error *err)
{
	(void)limits;
	(void)run;
	(void)context;
	(void)ret_text;
	return set_error(
	    err, XAP_UNIMPLEMENTED, "no child processes on this system");
}

#else

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	TIMEOUT_MS = 60000,    /* where the caller gives none */
	ANSWER_MAX = 256 << 20 /* bytes; no child says more than that */
};

/* What a child writes first; the text's bytes follow. */
struct answer {
	struct xap_error err; /* with the status */
	size_t len;	      /* bytes of text */
};

/* --- in the child */

static void
limit(int what, rlim_t value)
{
	struct rlimit limits;

	if (getrlimit(what, &limits) < 0)
		return;
	if (limits.rlim_max == RLIM_INFINITY || value < limits.rlim_max)
		limits.rlim_cur = value;
	else
		limits.rlim_cur = limits.rlim_max;
	setrlimit(what, &limits);
}

static void
set_limits(const struct xap_limits *limits)
{
	limit(RLIMIT_CORE, 0);
	if (limits->cpu_seconds)
		limit(RLIMIT_CPU, (rlim_t)limits->cpu_seconds);
#ifdef RLIMIT_AS
	if (limits->memory_bytes)
		limit(RLIMIT_AS, (rlim_t)limits->memory_bytes);
#endif
}

/*
 * The caller's handlers are not for the child, whose crash must kill it; and
 * what a dying C++ library prints is no message of ours.
 */
static void
forget_caller(void)
{
	static const int deadly[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT,
	    SIGTERM, SIGALRM, SIGXCPU};
	int null = open("/dev/null", O_WRONLY);

	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
		signal(deadly[i], SIG_DFL);
	if (null >= 0)
		dup2(null, STDERR_FILENO);
}

static bool
write_all(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* --- in the parent */

static int64_t
now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/*
 * Read `len` bytes before `deadline`. XAP_CORRUPT where the child ended
 * without writing them.
 */
static enum xap_status
read_all(int fd, void *bytes, size_t len, int64_t deadline)
{
	char *at = bytes;

	while (len > 0) {
		struct pollfd wait = {.fd = fd, .events = POLLIN};
		int64_t left = deadline - now_ms();
		ssize_t n;

		if (left <= 0)
			return XAP_TIMEOUT;
		if (poll(&wait, 1, (int)left) <= 0)
			continue;
		n = read(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return XAP_CORRUPT;
		at += n;
		len -= (size_t)n;
	}
	return XAP_OK;
}

/* Read the text of an answer into memory of its own. */
static enum xap_status
read_text(int fd, size_t len, int64_t deadline, struct xap_text *text)
{
	enum xap_status status;

	if (len > ANSWER_MAX)
		return XAP_CORRUPT;
	text->s = malloc(len + 1);
	if (!text->s)
		return XAP_NO_MEMORY;
	text->room = len + 1;
	status = read_all(fd, text->s, len, deadline);
	text->s[len] = '\0';
	text->len = len;
	return status;
}

/* The child ended without an answer: say how. */
static enum xap_status
tell_death(int how, struct xap_error *err)
{
	char message[128];

	if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
		return set_error(err, XAP_TIMEOUT,
		    "gave up: more processor time than allowed");
	if (WIFSIGNALED(how))
		snprintf(message, sizeof message,
		    "the database is damaged: libxapian crashed on it "
		    "(signal %d)",
		    WTERMSIG(how));
	else
		snprintf(message, sizeof message,
		    "the database is damaged: libxapian ended the process "
		    "(status %d)",
		    WEXITSTATUS(how));
	return set_error(err, XAP_CORRUPT, message);
}

static enum xap_status
reap(pid_t child, enum xap_status status, struct xap_error *err)
{
	int how = 0;

	/* It has said all it had to, is dead already, or must not go on. */
	kill(child, SIGKILL);
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			break;
	switch (status) {
	case XAP_OK:
		return XAP_OK;
	case XAP_TIMEOUT:
		return set_error(
		    err, status, "gave up: it took longer than allowed");
	case XAP_NO_MEMORY:
		return set_error(err, status, "out of memory");
	default:
		return tell_death(how, err);
	}
}

/* Take the child's answer, and see it off. */
static enum xap_status
collect(pid_t child, int fd, uint32_t timeout_ms, struct xap_text *ret_text,
    struct xap_error *err)
{
	int64_t deadline = now_ms() + (timeout_ms ? timeout_ms : TIMEOUT_MS);
	struct answer answer;
	struct xap_text text = {0};
	enum xap_status status;

	status = read_all(fd, &answer, sizeof answer, deadline);
	if (status == XAP_OK)
		status = read_text(fd, answer.len, deadline, &text);
	status = reap(child, status, err);
	if (status != XAP_OK) {
		xap_text_clear(&text);
		return status;
	}
	if (err)
		*err = answer.err;
	if (ret_text && answer.err.status == XAP_OK) {
		xap_text_clear(ret_text);
		*ret_text = text;
	} else {
		xap_text_clear(&text);
	}
	return answer.err.status;
}

static void
child_main(int fd, const struct xap_limits *limits,
    enum xap_status (*run)(void *, struct xap_text *, struct xap_error *),
    void *context)
{
	struct answer answer;
	struct xap_text text = {0};

	memset(&answer, 0, sizeof answer);
	forget_caller();
	set_limits(limits);
	answer.err.status = run(context, &text, &answer.err);
	answer.len = text.len;
	if (!write_all(fd, &answer, sizeof answer) ||
	    !write_all(fd, text.s, text.len))
		_exit(1);
	_exit(0);
}

enum xap_status
xap_contain(const struct xap_limits *limits,
    enum xap_status (*run)(
	void *context, struct xap_text *text, struct xap_error *err),
    void *context, struct xap_text *ret_text, struct xap_error *err)
{
	static const struct xap_limits usual = {0};
	enum xap_status status;
	int ends[2];
	pid_t child;

	if (!run)
		return set_error(err, XAP_ARGUMENT, "no function to run");
	if (!limits)
		limits = &usual;
	if (pipe(ends) < 0)
		return set_error(err, XAP_IO, strerror(errno));
	child = fork();
	if (child < 0) {
		status = set_error(err, XAP_IO, strerror(errno));
		close(ends[0]);
		close(ends[1]);
		return status;
	}
	if (child == 0) {
		close(ends[0]);
		child_main(ends[1], limits, run, context);
	}
	close(ends[1]);
	status = collect(child, ends[0], limits->timeout_ms, ret_text, err);
	close(ends[0]);
	return status;
}

#endif

/* --- trying a database --------------------------------------------------- */

/* What to try, or to check. */
struct trial {
	const char *path; /* a path, or NULL for */
	int fd;		  /* a descriptor */
	int64_t offset;	  /* and where in it */
};

/*
 * How many terms are walked through: opening touches little, and it is in
 * blocks that damage is met; but a probe is not a check of all.
 */
enum {
	PROBE_TERMS = 2000,
	PROBE_EACH = 64
};

static enum xap_status
probe_term(struct xap_db *db, const char *term, size_t len,
    struct xap_text *data, struct xap_error *err)
{
	struct xap_postings *postings = xap_postings_open(db, term, len, err);
	uint32_t docids[PROBE_EACH];
	enum xap_status status;
	size_t n = 0, positions;

	status = xap_postings_read(postings, docids, PROBE_EACH, &n, err);
	xap_postings_free(postings);
	if (status == XAP_OK && n > 0)
		status = xap_db_positions(
		    db, docids[0], term, len, NULL, 0, &positions, err);
	if (status == XAP_OK && n > 0)
		status = xap_db_data(db, docids[n - 1], data, err);
	return status;
}

static enum xap_status
probe_all_documents(struct xap_db *db, struct xap_error *err)
{
	struct xap_query *query = xap_query_all(err);
	struct xap_match_params params = {.count = 10};
	struct xap_matches *matches = xap_match(db, query, &params, err);

	xap_query_free(query);
	if (!matches)
		return err->status;
	xap_matches_free(matches);
	return XAP_OK;
}

static enum xap_status
probe_db(struct xap_db *db, struct xap_text *data, struct xap_error *err)
{
	struct xap_stats stats;
	struct xap_terms *terms = NULL;
	enum xap_status status = xap_db_stats(db, &stats, err);

	if (status == XAP_OK)
		status = probe_all_documents(db, err);
	if (status != XAP_OK)
		return status;
	terms = xap_terms_open(db, "", 0, err);
	for (unsigned i = 0; i < PROBE_TERMS; i++) {
		const char *term;
		size_t len;

		if (!xap_terms_next(terms, err)) {
			status = err->status;
			break;
		}
		term = xap_terms_get(terms, &len);
		status = probe_term(db, term, len, data, err);
		if (status != XAP_OK)
			break;
	}
	xap_terms_free(terms);
	return status;
}

/*
 * Once it is open, nothing can be wrong but the database itself, whatever
 * libxapian takes the nonsense it read for; or the system.
 */
static enum xap_status
name_damage(const struct trial *trial, struct xap_error *err)
{
	switch (err->status) {
	case XAP_OK:
	case XAP_IO:
	case XAP_NO_MEMORY:
		break;
	case XAP_MODIFIED:
		/* A directory may have a writer; a file cannot. */
		if (trial->path)
			break;
		/* fall through */
	default:
		err->status = XAP_CORRUPT;
	}
	return err->status;
}

static enum xap_status
run_probe(void *context, struct xap_text *text, struct xap_error *err)
{
	const struct trial *trial = context;
	struct xap_db *db = trial->path
				? xap_db_open_path(trial->path, err)
				: xap_db_open_fd(trial->fd, trial->offset, err);

	if (!db)
		return err->status;
	probe_db(db, text, err);
	/* What was read is nobody's concern; that it could be, is. */
	xap_text_clear(text);
	xap_db_free(db);
	return name_damage(trial, err);
}

enum xap_status
xap_probe_path(
    const char *path, const struct xap_limits *limits, struct xap_error *err)
{
	struct trial trial = {.path = path};

	if (!path)
		return set_error(err, XAP_ARGUMENT, "no path given");
	return xap_contain(limits, run_probe, &trial, NULL, err);
}

enum xap_status
xap_probe_fd(int fd, int64_t offset, const struct xap_limits *limits,
    struct xap_error *err)
{
	struct trial trial = {.fd = fd, .offset = offset};

	return xap_contain(limits, run_probe, &trial, NULL, err);
}

/* --- checking ------------------------------------------------------------ */

/* The report, with the number of errors as eight bytes before it. */
static enum xap_status
run_check(void *context, struct xap_text *text, struct xap_error *err)
{
	const struct trial *trial = context;
	struct xap_text report = {0};
	size_t errors = 0;
	char *grown;
	enum xap_status status = xap_check(trial->path, &report, &errors, err);

	if (status != XAP_OK) {
		xap_text_clear(&report);
		return status;
	}
	grown = realloc(report.s, report.len + 1 + sizeof errors);
	if (!grown) {
		xap_text_clear(&report);
		return set_error(err, XAP_NO_MEMORY, "out of memory");
	}
	memmove(grown + sizeof errors, grown, report.len);
	memcpy(grown, &errors, sizeof errors);
	text->s = grown;
	text->len = report.len + sizeof errors;
	text->room = text->len + 1;
	return XAP_OK;
}

enum xap_status
xap_check_contained(const char *path, const struct xap_limits *limits,
    struct xap_text *ret_report, size_t *ret_errors, struct xap_error *err)
{
	struct trial trial = {.path = path};
	struct xap_text text = {0};
	size_t errors = 0;
	enum xap_status status;

	if (!path)
		return set_error(err, XAP_ARGUMENT, "no path given");
	status = xap_contain(limits, run_check, &trial, &text, err);
	if (status != XAP_OK || text.len < sizeof errors) {
		xap_text_clear(&text);
		return status;
	}
	memcpy(&errors, text.s, sizeof errors);
	text.len -= sizeof errors;
	memmove(text.s, text.s + sizeof errors, text.len + 1);
	if (ret_errors)
		*ret_errors = errors;
	if (ret_report) {
		xap_text_clear(ret_report);
		*ret_report = text;
	} else {
		xap_text_clear(&text);
	}
	return XAP_OK;
}
