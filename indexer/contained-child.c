/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For F_SETPIPE_SZ. */
#define _GNU_SOURCE

#include "indexer/contained-child.h"

#include "indexer/raw-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#define PIPE_SIZE (1 << 20) /* so that the two ends seldom wait */

/* The child. */
struct child {
	const struct document *document;
	struct arena *wires; /* of what is being sent */
	int out;
};

static bool
send_bytes(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return true;
}

/* Send a piece: what is on the wire, and `n` bytes more. */
static bool
send_piece(struct child *child, enum contained_type type,
    const struct wire *wire, const char *more, size_t n)
{
	struct contained_head head = {type, wire->length + n};
	bool ok = send_bytes(child->out, (const char *)&head, sizeof head) &&
		  send_bytes(child->out, wire->bytes, wire->length) &&
		  send_bytes(child->out, more, n);

	arena_reset(child->wires);
	return ok;
}

static bool
left_alone(struct error *err)
{
	return error_set(err, ERROR_IO, "nobody takes what is read");
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *text)
{
	struct child *child = context;
	uint64_t number = grade;
	struct wire wire;

	wire_write(&wire, child->wires);
	wire_number(&wire, &number, number);
	wire_line(&wire, &line);
	wire_string(&wire, &path);
	wire_string(&wire, &text);
	send_piece(child, CONTAINED_REPORT, &wire, NULL, 0);
}

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct child *child = context;
	size_t repaired;
	struct wire wire;

	(void)arena;
	wire_write(&wire, child->wires);
	wire_raw_record(&wire, raw);
	repaired = wire.repaired;
	if (!send_piece(child, CONTAINED_RECORD, &wire, NULL, 0))
		return left_alone(err);
	if (repaired > 0)
		report_tell(child->document->report, REPORT_WARNING,
		    child->document->path, raw->line,
		    "%zu bytes of what was read are no UTF-8; shown as '?'",
		    repaired);
	return true;
}

static bool
take_member(void *context, const struct member_file *member, struct error *err)
{
	struct child *child = context;
	const char *name = member->name;
	struct wire wire;

	wire_write(&wire, child->wires);
	wire_string(&wire, &name);
	return send_piece(child, CONTAINED_MEMBER, &wire, member->bytes,
		   member->size) ||
	       left_alone(err);
}

/* Read, and say how it ended. */
static void
read_in_child(struct child *child, const struct reader *reader,
    const struct document *given, struct arena *arena)
{
	struct record_sink sink = {take, child};
	struct member_sink members = {take_member, child};
	struct report report = {tell, child};
	struct document document = *given;
	enum contained_type type = CONTAINED_DONE;
	struct error err = {0};
	struct wire wire;

	document.report = &report;
	document.members = given->members != NULL ? &members : NULL;
	child->document = &document;
	child->wires = arena_new();
	wire_write(&wire, child->wires);
	if (!reader->read(&document, arena, &sink, &err)) {
		const char *text = err.message;

		/* What was sent meanwhile took the wire's place. */
		wire_write(&wire, child->wires);
		wire_string(&wire, &text);
		type = CONTAINED_FAILED;
	}
	send_piece(child, type, &wire, NULL, 0);
}

/* --- processes ------------------------------------------------------------ */

void
contained_end_with(pid_t parent)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(1);
}

/* The folder over the one a file is in: what stands beside it is below. */
static const char *
folder_above(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return arena_printf(
	    arena, "%.*s..", slash != NULL ? (int)(slash - path) + 1 : 0, path);
}

void
contained_run(const struct reader *reader, const struct document *document,
    struct arena *arena, const struct contained_limits *limits, pid_t parent,
    int out)
{
	struct sandbox sandbox = {.memory = limits->memory,
	    .seconds = limits->seconds + (unsigned)(limits->output >> 20),
	    .programs = document->ocr,
	    .keep = out};
	struct child child = {.out = out};

	if (reader->beside)
		sandbox.folder = folder_above(arena, document->path);
	/* A group of its own, with the programs that it may start. */
	setpgid(0, 0);
	contained_end_with(parent);
	fcntl(out, F_SETFD, FD_CLOEXEC);
	sandbox_enter(&sandbox);
	read_in_child(&child, reader, document, arena);
	_exit(0);
}

static bool
no_process(struct error *err)
{
	return error_set(
	    err, ERROR_IO, "cannot start a process: %s", strerror(errno));
}

bool
contained_pipe(int ends[2], struct error *err)
{
	if (pipe(ends) != 0)
		return no_process(err);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
#ifdef F_SETPIPE_SZ
	fcntl(ends[0], F_SETPIPE_SZ, PIPE_SIZE);
#endif
	return true;
}

bool
contained_fork(const struct reader *reader, const struct document *document,
    struct arena *arena, const struct contained_limits *limits, int out,
    pid_t *ret, struct error *err)
{
	pid_t parent = getpid();

	*ret = fork();
	if (*ret < 0)
		return no_process(err);
	if (*ret == 0)
		contained_run(reader, document, arena, limits, parent, out);
	return true;
}

int
contained_reap(pid_t pid, bool stop)
{
	struct timespec pause = {.tv_nsec = 1000000};
	int status = 0;

	for (int i = 0; !stop && i < 1000; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return status;
		nanosleep(&pause, NULL);
	}
	/* The group first, while the child's number is still its own. */
	kill(-pid, SIGKILL);
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}
