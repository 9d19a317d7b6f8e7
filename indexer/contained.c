/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/contained.h"

#include "indexer/contained-session.h"
#include "indexer/raw-wire.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define MIB	  ((uint64_t)1 << 20)
#define HELD_MOST (16 * MIB) /* bytes that are held back */

static const struct contained_limits usual = {
    .memory = 512 * MIB,
    .seconds = 60,
    .output = 1024 * MIB,
    .piece = MEMBER_BYTES + MIB, /* with its name */
    .pieces = 1000000,
    .files = 16,
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
	session_make_room(s, s->held + n + sizeof *head);
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

	if (!session_receive(s, &head, err))
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
	session_begin(s, holds);
	if (!session_ask(s, err) && s->failed)
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
