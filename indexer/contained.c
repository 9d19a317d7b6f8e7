/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/contained.h"

#include "indexer/contained-process.h"
#include "indexer/raw-wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MIB	    ((uint64_t)1 << 20)
#define LOOK_EVERY  200 /* milliseconds between looks at a silent child */
#define WALL_FACTOR 10	/* a loaded machine may be so much slower ... */
#define OCR_FACTOR  120 /* ... and programs of OCR have times of their own */
#define HELD_MOST   (16 * MIB) /* bytes that are held back */

static const struct contained_limits usual = {
    .memory = 512 * MIB,
    .seconds = 60,
    .output = 1024 * MIB,
    .piece = MEMBER_BYTES + MIB, /* with its name */
    .pieces = 1000000,
    .files = 16,
};

/* A child and what came from it. */
struct session {
	struct contained_limits limits;
	const struct document *document;
	const struct record_sink *sink;
	struct arena *arena;
	struct contained_process process;
	bool holds;	   /* what comes is held back until the end */
	char *bytes;	   /* of the piece at hand, behind those held */
	size_t held;	   /* bytes before it */
	size_t room;	   /* bytes there is place for, and for a NUL */
	uint64_t output;   /* bytes that came so far */
	size_t pieces;	   /* that came so far */
	int64_t waited_ms; /* time spent waiting for it */
	int64_t looked_ms; /* when its time was looked at */
	bool finished;	   /* it said that it came to its end */
	bool failed;	   /* there is an error that says why it is stopped */
	bool ready;	   /* for another file */
	bool damaged;	   /* a report says more than a note */
	bool given;	   /* somebody was given a part of what came */
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
	all.files = (unsigned)or_usual(limits->files, usual.files);
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

/*
 * What counts is processor time, which is the same on a busy machine; a child
 * that sleeps is stopped by the clock on the wall.
 */
static bool
in_time(struct session *s, struct error *err)
{
	unsigned allowed = seconds_allowed(s);
	int factor = s->document->ocr ? OCR_FACTOR : WALL_FACTOR;
	bool used = contained_process_used(&s->process) / 1000 >= allowed;

	s->looked_ms = now_ms();
	if (!used && s->waited_ms < (int64_t)allowed * 1000 * factor)
		return true;
	s->failed = true;
	return error_set(err, ERROR_LIMIT, "reading it took more than %u s",
	    used ? allowed : allowed * (unsigned)factor);
}

/* Wait until something can be read or sent, or the end is there. */
static bool
wait_for(struct session *s, int descriptor, short events, struct error *err)
{
	struct pollfd fd = {.fd = descriptor, .events = events};
	int64_t before = now_ms();
	int ready;

	for (;;) {
		ready = poll(&fd, 1, LOOK_EVERY);
		s->waited_ms += now_ms() - before;
		before = now_ms();
		if (ready < 0 && errno != EINTR) {
			s->failed = true;
			return error_set(err, ERROR_IO,
			    "cannot wait for a process: %s", strerror(errno));
		}
		/* One that trickles is looked at as one that is silent. */
		if ((ready <= 0 || before - s->looked_ms >= LOOK_EVERY) &&
		    !in_time(s, err))
			return false;
		if (ready > 0)
			return true;
	}
}

/* --- asking --------------------------------------------------------------- */

/* False where time is up, and where the child is gone, which shows when its
 * answer is read. */
static bool
send_bytes(struct session *s, const void *from, size_t n, struct error *err)
{
	const char *bytes = from;
	int fd = s->process.ends.ask;

	while (n > 0) {
		ssize_t done = send(fd, bytes, n, MSG_NOSIGNAL);

		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_for(s, fd, POLLOUT, err))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

static bool
ask(struct session *s, struct error *err)
{
	const struct document *document = s->document;
	struct contained_request request = {.line = document->line,
	    .depth = document->depth,
	    .ocr = document->ocr,
	    .members = document->members != NULL,
	    .path = strlen(document->path) + 1,
	    .name = strlen(document->name) + 1,
	    .size = document->size};

	return send_bytes(s, &request, sizeof request, err) &&
	       send_bytes(s, document->path, request.path, err) &&
	       send_bytes(s, document->name, request.name, err) &&
	       send_bytes(s, document->bytes, request.size, err) &&
	       send_bytes(s, "", 1, err);
}

/* --- receiving ------------------------------------------------------------ */

/* Read `n` bytes. False at the end of the pipe and where time is up. */
static bool
receive_bytes(struct session *s, char *to, size_t n, struct error *err)
{
	while (n > 0) {
		ssize_t got = read(s->process.ends.out, to, n);

		if (got == 0)
			return false;
		if (got > 0) {
			to += got;
			n -= (size_t)got;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_for(s, s->process.ends.out, POLLIN, err))
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

/* Have place for `n` bytes. */
static void
make_room(struct session *s, size_t n)
{
	size_t room = s->room;
	char *bytes;

	while (room < n)
		room *= 2;
	if (room == s->room)
		return;
	bytes = realloc(s->bytes, room + 1);
	if (bytes == NULL)
		abort();
	s->bytes = bytes;
	s->room = room;
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

		make_room(s, s->held + done + 1);
		if (more > s->room - s->held - done)
			more = s->room - s->held - done;
		if (!receive_bytes(s, s->bytes + s->held + done, more, err))
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
	s->given = true;
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
	s->given = true;
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
	s->damaged = s->damaged || grade != REPORT_NOTE;
	s->given = true;
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

/* Hand on a piece. False where the reading is to stop. */
static bool
take_piece(
    struct session *s, uint64_t type, char *bytes, size_t n, struct error *err)
{
	struct wire wire;

	arena_reset(s->arena);
	wire_read(&wire, s->arena, bytes, n);
	switch (type) {
	case CONTAINED_RECORD:
		return take_record(s, &wire, err);
	case CONTAINED_MEMBER:
		return take_member(s, &wire, err);
	case CONTAINED_REPORT:
		return take_report(s, &wire, err);
	case CONTAINED_FAILED:
		return take_failure(s, &wire, err);
	}
	return malformed(s, err);
}

/* Hand on what was held back. */
static bool
take_held(struct session *s, struct error *err)
{
	struct contained_head head;
	bool ok = true;

	for (size_t at = 0; ok && at < s->held; at += (size_t)head.length) {
		memcpy(&head, s->bytes + at, sizeof head);
		at += sizeof head;
		ok = take_piece(
		    s, head.type, s->bytes + at, (size_t)head.length, err);
	}
	s->held = 0;
	s->holds = false;
	return ok;
}

/* Whether a piece makes its file, or the child, doubtful: a report of damage,
 * and files within the file, which no reader gives that shares. */
static bool
is_doubt(struct session *s, const struct contained_head *head)
{
	uint64_t grade = 0;
	struct wire wire;

	if (head->type != CONTAINED_REPORT)
		return head->type != CONTAINED_RECORD;
	arena_reset(s->arena);
	wire_read(&wire, s->arena, s->bytes + s->held, (size_t)head->length);
	wire_number(&wire, &grade, REPORT_SKIPPED);
	return wire.bad || grade != REPORT_NOTE;
}

/* Keep a piece for the end; it stays behind its head. */
static bool
hold(struct session *s, const struct contained_head *head, struct error *err)
{
	size_t n = (size_t)head->length;

	if (is_doubt(s, head)) {
		s->damaged = true;
		return false;
	}
	make_room(s, s->held + n + sizeof *head);
	memmove(s->bytes + s->held + sizeof *head, s->bytes + s->held, n);
	memcpy(s->bytes + s->held, head, sizeof *head);
	s->held += sizeof *head + n;
	return s->held < HELD_MOST || take_held(s, err);
}

/* Receive one piece. False at the end, and where the reading is to stop. */
static bool
next_piece(struct session *s, struct error *err)
{
	struct contained_head head;

	if (!receive_bytes(s, (char *)&head, sizeof head, err) ||
	    !receive_piece(s, &head, err))
		return false;
	if (head.type == CONTAINED_DONE || head.type == CONTAINED_READY) {
		s->finished = true;
		s->ready = head.type == CONTAINED_READY;
		return false;
	}
	if (s->holds && head.type != CONTAINED_FAILED)
		return hold(s, &head, err);
	return take_piece(
	    s, head.type, s->bytes + s->held, (size_t)head.length, err);
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

/* It is kept for another file, or ended. */
static bool
end(struct session *s, struct error *err)
{
	/* One that says that it is done has nothing more to say. */
	bool stop = s->finished || s->failed;
	int status;

	if (s->ready && !s->failed && !s->damaged) {
		contained_process_keep(&s->process);
		return true;
	}
	status = contained_process_end(&s->process, stop);
	if (s->failed)
		return false;
	return s->finished || explain(s, status, err);
}

/* Read with the process at hand; where `holds`, what comes is held back until
 * it is known to be well. */
static void
read_with_it(struct session *s, bool holds, struct error *err)
{
	s->holds = holds;
	s->held = 0;
	s->output = 0;
	s->pieces = 0;
	s->waited_ms = 0;
	s->looked_ms = now_ms();
	s->finished = s->failed = s->ready = s->damaged = false;
	if (!ask(s, err) && s->failed)
		return;
	while (next_piece(s, err))
		;
	if (s->holds && s->finished && !s->failed && !s->damaged)
		take_held(s, err);
}

/*
 * Read with a child that has read other files. What went wrong may be their
 * doing: false, with nothing given to anybody, where it did.
 */
static bool
read_after_others(struct session *s, struct contained_server *server,
    const struct reader *reader, struct error *err)
{
	struct error why = {0};

	if (!contained_process_take(
		server, reader, s->document, &s->limits, &s->process))
		return false;
	read_with_it(s, true, &why);
	if (s->given || (s->finished && !s->failed && !s->damaged)) {
		if (s->failed)
			*err = why;
		return true;
	}
	contained_process_end(&s->process, true);
	return false;
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
	bool ok;

	s.bytes = malloc(s.room + 1);
	if (s.bytes == NULL)
		abort();
	ok = read_after_others(&s, server, reader, err);
	if (!ok) {
		ok = contained_process_start(
		    server, reader, document, &s.limits, &s.process, err);
		if (ok)
			read_with_it(&s, false, err);
	}
	ok = ok && end(&s, err);
	free(s.bytes);
	return ok;
}
