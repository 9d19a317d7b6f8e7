/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/contained.h"

#include "indexer/contained-child.h"
#include "indexer/contained-server.h"
#include "indexer/raw-wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MIB	    ((uint64_t)1 << 20)
#define LOOK_EVERY  200 /* milliseconds between looks at a silent child */
#define WALL_FACTOR 10	/* a loaded machine may be so much slower ... */
#define OCR_FACTOR  120 /* ... and programs of OCR have times of their own */

static const struct contained_limits usual = {
    .memory = 512 * MIB,
    .seconds = 60,
    .output = 1024 * MIB,
    .piece = MEMBER_BYTES + MIB, /* with its name */
    .pieces = 1000000,
};

/* A child and what came from it. */
struct session {
	struct contained_limits limits;
	const struct document *document;
	const struct record_sink *sink;
	struct arena *arena;
	struct contained_server *server; /* who made the child, or NULL */
	pid_t pid;
	int in;		   /* end of the pipe that is read */
	char *bytes;	   /* of the piece at hand */
	size_t room;	   /* bytes there is place for, and for a NUL */
	uint64_t output;   /* bytes that came so far */
	size_t pieces;	   /* that came so far */
	int64_t waited_ms; /* time spent waiting for it */
	bool finished;	   /* it said that it came to its end */
	bool failed;	   /* there is an error that says why it is stopped */
};

static uint64_t
or_usual(uint64_t value, uint64_t otherwise)
{
	return value > 0 ? value : otherwise;
}

static struct contained_limits
limits_or_usual(const struct contained_limits *limits)
{
	struct contained_limits all = usual;

	if (limits == NULL)
		return all;
	all.memory = or_usual(limits->memory, usual.memory);
	all.seconds = (unsigned)or_usual(limits->seconds, usual.seconds);
	all.output = or_usual(limits->output, usual.output);
	all.piece = or_usual(limits->piece, usual.piece);
	all.pieces = (size_t)or_usual(limits->pieces, usual.pieces);
	return all;
}

/* --- waiting -------------------------------------------------------------- */

/* Seconds that a child may have had by now. */
static unsigned
seconds_allowed(const struct session *s)
{
	return s->limits.seconds + (unsigned)(s->output / MIB);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Processor time of the child in seconds; 0 where it cannot be had. */
static unsigned
seconds_used(const struct session *s)
{
	struct timespec used;
	clockid_t clock;

	if (clock_getcpuclockid(s->pid, &clock) != 0 ||
	    clock_gettime(clock, &used) != 0)
		return 0;
	return (unsigned)used.tv_sec;
}

/*
 * What counts is processor time, which is the same on a busy machine; a child
 * that sleeps is stopped by the clock on the wall.
 */
static bool
in_time(struct session *s, struct error *err)
{
	unsigned allowed = seconds_allowed(s);
	int factor = s->document->ocr ? OCR_FACTOR : WALL_FACTOR;

	if (seconds_used(s) < allowed &&
	    s->waited_ms < (int64_t)allowed * 1000 * factor)
		return true;
	s->failed = true;
	return error_set(err, ERROR_LIMIT, "reading it took more than %u s",
	    seconds_used(s) < allowed ? allowed * (unsigned)factor : allowed);
}

/* Wait until there is something to read, or the end. */
static bool
wait_for_input(struct session *s, struct error *err)
{
	struct pollfd fd = {.fd = s->in, .events = POLLIN};
	int64_t before = now_ms();
	int ready;

	for (;;) {
		ready = poll(&fd, 1, LOOK_EVERY);
		s->waited_ms += now_ms() - before;
		before = now_ms();
		if (ready > 0)
			return true;
		if (ready < 0 && errno != EINTR) {
			s->failed = true;
			return error_set(err, ERROR_IO,
			    "cannot wait for a process: %s", strerror(errno));
		}
		if (!in_time(s, err))
			return false;
	}
}

/* --- receiving ------------------------------------------------------------ */

/* Read `n` bytes. False at the end of the pipe and where time is up. */
static bool
receive_bytes(struct session *s, char *to, size_t n, struct error *err)
{
	while (n > 0) {
		ssize_t got = read(s->in, to, n);

		if (got == 0)
			return false;
		if (got > 0) {
			to += got;
			n -= (size_t)got;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_for_input(s, err))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

static bool
breach(struct session *s, struct error *err, const char *what, uint64_t limit,
    const char *unit)
{
	s->failed = true;
	return error_set(err, ERROR_LIMIT, "%s more than %llu%s", what,
	    (unsigned long long)limit, unit);
}

/* Receive the piece that a head announces. What a child says of a length is
 * no reason to take that much memory: it grows with what comes. */
static bool
receive_piece(
    struct session *s, const struct contained_head *head, struct error *err)
{
	size_t done = 0;

	if (head->length > s->limits.piece)
		return breach(s, err, "a part of it, read, is",
		    s->limits.piece / MIB, " MiB");
	s->output += head->length;
	if (s->output > s->limits.output)
		return breach(
		    s, err, "it reads to", s->limits.output / MIB, " MiB");
	if (++s->pieces > s->limits.pieces)
		return breach(s, err, "there are", s->limits.pieces,
		    " records, files and reports in it");
	while (done < head->length) {
		size_t more = (size_t)head->length - done;

		if (s->room - done == 0) {
			char *bytes = realloc(s->bytes, 2 * s->room + 1);

			if (bytes == NULL)
				abort();
			s->bytes = bytes;
			s->room *= 2;
		}
		if (more > s->room - done)
			more = s->room - done;
		if (!receive_bytes(s, s->bytes + done, more, err))
			return false;
		done += more;
	}
	return true;
}

/* --- what came ------------------------------------------------------------ */

static bool
malformed(struct session *s, struct error *err)
{
	s->failed = true;
	return error_set(err, ERROR_LIMIT,
	    "reading it gave what is not well-formed; please report this");
}

static bool
take_record(struct session *s, struct wire *wire, struct error *err)
{
	struct raw_record raw;

	wire_raw_record(wire, &raw);
	if (!wire_done(wire))
		return malformed(s, err);
	s->failed = !s->sink->take(s->sink->context, s->arena, &raw, err);
	return !s->failed;
}

static bool
take_member(struct session *s, struct wire *wire, struct error *err)
{
	const struct member_sink *members = s->document->members;
	struct member_file member = {0};

	wire_string(wire, &member.name);
	/* Its bytes are the rest. */
	if (wire->bad || members == NULL)
		return malformed(s, err);
	member.bytes = wire->bytes + wire->at;
	member.size = wire->length - wire->at;
	/* A NUL stands after them: there is always place for it. */
	wire->bytes[wire->length] = '\0';
	s->failed = !members->take(members->context, &member, err);
	return !s->failed;
}

static bool
take_report(struct session *s, struct wire *wire, struct error *err)
{
	const char *own = s->document->path, *path, *text;
	uint64_t grade = 0;
	unsigned long line = 0;

	wire_number(wire, &grade, REPORT_SKIPPED);
	wire_line(wire, &line);
	wire_string(wire, &path);
	wire_string(wire, &text);
	if (!wire_done(wire))
		return malformed(s, err);
	/* It may speak of what is in its file, and of nothing else. */
	if (strncmp(path, own, strlen(own)) != 0)
		path = own;
	report_tell(s->document->report, (enum report_grade)grade, path, line,
	    "%s", text);
	return true;
}

static bool
take_failure(struct session *s, struct wire *wire, struct error *err)
{
	const char *text;

	wire_string(wire, &text);
	if (!wire_done(wire))
		return malformed(s, err);
	s->finished = true;
	s->failed = true;
	return error_set(err, ERROR_INPUT, "%s", text);
}

/* Take one piece. False at the end, and where the reading is to stop. */
static bool
take_piece(struct session *s, struct error *err)
{
	struct contained_head head;
	struct wire wire;

	if (!receive_bytes(s, (char *)&head, sizeof head, err) ||
	    !receive_piece(s, &head, err))
		return false;
	arena_reset(s->arena);
	wire_read(&wire, s->arena, s->bytes, (size_t)head.length);
	switch (head.type) {
	case CONTAINED_RECORD:
		return take_record(s, &wire, err);
	case CONTAINED_MEMBER:
		return take_member(s, &wire, err);
	case CONTAINED_REPORT:
		return take_report(s, &wire, err);
	case CONTAINED_FAILED:
		return take_failure(s, &wire, err);
	case CONTAINED_DONE:
		s->finished = true;
		return false;
	}
	return malformed(s, err);
}

/* --- the end -------------------------------------------------------------- */

static const char *
signal_name(int number)
{
	switch (number) {
	case SIGABRT:
		return "SIGABRT";
	case SIGBUS:
		return "SIGBUS";
	case SIGFPE:
		return "SIGFPE";
	case SIGILL:
		return "SIGILL";
	case SIGKILL:
		return "SIGKILL";
	case SIGSEGV:
		return "SIGSEGV";
	case SIGTRAP:
		return "SIGTRAP";
	case SIGXCPU:
		return "SIGXCPU";
	}
	return "another";
}

/* Why a child ended before its work was done. */
static bool
explain(const struct session *s, int status, struct error *err)
{
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (WIFEXITED(status) && WEXITSTATUS(status) == CONTAINED_NO_MEMORY)
		return error_set(err, ERROR_LIMIT,
		    "it needs more than %llu MiB of memory",
		    (unsigned long long)(s->limits.memory / MIB));
	if (number == SIGXCPU)
		return error_set(err, ERROR_LIMIT,
		    "reading it took more than %u s", s->limits.seconds);
	if (number == SIGKILL)
		return error_set(err, ERROR_LIMIT,
		    "reading it was ended by the system (signal SIGKILL), "
		    "perhaps for want of memory");
	if (number != 0)
		return error_set(err, ERROR_LIMIT,
		    "reading it failed (signal %s)", signal_name(number));
	return error_set(err, ERROR_LIMIT,
	    "reading it failed (a library ended the process with status %d)",
	    WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

static bool
end(struct session *s, struct error *err)
{
	/* One that says that it is done has nothing more to say. */
	bool stop = s->finished || s->failed;
	int status = s->server != NULL
			 ? contained_server_end(s->server, s->pid, stop)
			 : contained_reap(s->pid, stop);

	close(s->in);
	free(s->bytes);
	if (s->failed)
		return false;
	return s->finished || explain(s, status, err);
}

/* Start a child, by the server or by this process. */
static bool
start(struct session *s, const struct reader *reader,
    struct contained_server *server, struct error *err)
{
	int ends[2];
	bool ok;

	if (!contained_pipe(ends, err))
		return false;
	s->in = ends[0];
	s->server = server;
	ok = server != NULL && contained_server_start(server, reader,
				   s->document, &s->limits, ends[1], &s->pid);
	if (!ok) {
		s->server = NULL;
		ok = contained_fork(reader, s->document, s->arena, &s->limits,
		    ends[1], &s->pid, err);
	}
	close(ends[1]);
	if (!ok)
		close(ends[0]);
	return ok;
}

bool
contained_read(struct contained_server *server, const struct reader *reader,
    const struct document *document, struct arena *arena,
    const struct record_sink *sink, const struct contained_limits *limits,
    struct error *err)
{
	struct session s = {.limits = limits_or_usual(limits),
	    .document = document,
	    .sink = sink,
	    .arena = arena,
	    .room = (size_t)256 * 1024};

	s.bytes = malloc(s.room + 1);
	if (s.bytes == NULL)
		abort();
	if (!start(&s, reader, server, err)) {
		free(s.bytes);
		return false;
	}
	while (take_piece(&s, err))
		;
	return end(&s, err);
}
