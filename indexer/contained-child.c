/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For F_SETPIPE_SZ. */
#define _GNU_SOURCE

#include "indexer/contained-child.h"

#include "indexer/raw-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#define PIPE_SIZE (1 << 20)   /* so that the two ends seldom wait */
#define GROWTH	  (64L << 10) /* KiB; one that grew so much is not kept */

/* The child. */
struct child {
	const struct reader *reader;
	const struct contained_limits *limits;
	const struct document *document; /* at hand */
	struct arena *wires;		 /* of what is being sent */
	int in;
	int out;
	unsigned files; /* read so far */
	long size;	/* KiB it had at its start, at most */
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

/* The most memory that it ever had, in KiB. */
static long
size_of_this(void)
{
	struct rusage used;

	return getrusage(RUSAGE_SELF, &used) == 0 ? used.ru_maxrss : 0;
}

/* Whether it is fit to read another file. */
static bool
is_fit(const struct child *child)
{
	return child->files < child->limits->files &&
	       size_of_this() - child->size <= GROWTH;
}

/* Read, and say how it ended. Whether it is to read another. */
static bool
read_in_child(
    struct child *child, const struct document *given, struct arena *arena)
{
	struct record_sink sink = {take, child};
	struct member_sink members = {take_member, child};
	struct report report = {tell, child};
	struct document document = *given;
	enum contained_type type;
	struct error err = {0};
	struct wire wire;
	bool ok;

	document.report = &report;
	document.members = given->members != NULL ? &members : NULL;
	child->document = &document;
	child->files++;
	ok = child->reader->read(&document, arena, &sink, &err);
	wire_write(&wire, child->wires);
	if (ok) {
		type = is_fit(child) ? CONTAINED_READY : CONTAINED_DONE;
	} else {
		const char *text = err.message;

		type = CONTAINED_FAILED;
		wire_string(&wire, &text);
	}
	return send_piece(child, type, &wire, NULL, 0) &&
	       type == CONTAINED_READY;
}

/* --- what it is asked ----------------------------------------------------- */

bool
contained_receive(int fd, void *to, size_t n)
{
	char *bytes = to;

	while (n > 0) {
		ssize_t done = read(fd, bytes, n);

		if (done == 0 || (done < 0 && errno != EINTR))
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return true;
}

/* The next document, in memory to be freed; NULL where there is none. */
static char *
receive_document(int fd, struct document *document)
{
	static const struct member_sink anybody = {0};
	struct contained_request request;
	char *bytes;

	if (!contained_receive(fd, &request, sizeof request))
		return NULL;
	bytes = malloc(request.path + request.name + request.size + 1);
	if (bytes == NULL)
		_exit(CONTAINED_NO_MEMORY);
	if (!contained_receive(
		fd, bytes, request.path + request.name + request.size + 1)) {
		free(bytes);
		return NULL;
	}
	*document = (struct document){.path = bytes,
	    .name = bytes + request.path,
	    .bytes = bytes + request.path + request.name,
	    .size = request.size,
	    .line = request.line,
	    .depth = request.depth,
	    .ocr = request.ocr,
	    .members = request.members ? &anybody : NULL};
	return bytes;
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

/* Give up what is not needed to read this document, and others like it. */
static void
enter_sandbox(struct child *child, const struct document *document,
    const struct contained_ends *ends, struct arena *arena)
{
	const struct contained_limits *limits = child->limits;
	bool shared = limits->files > 1;
	struct sandbox sandbox = {.memory = limits->memory,
	    .seconds = limits->seconds + (unsigned)(limits->output >> 20),
	    .programs = document->ocr,
	    .input = shared ? ends->ask : -1,
	    .keep = ends->out};

	/* What others took before it is not its own. */
	if (shared)
		sandbox.seconds += limits->seconds;
	if (child->reader->beside)
		sandbox.folder = folder_above(arena, document->path);
	fcntl(ends->out, F_SETFD, FD_CLOEXEC);
	sandbox_enter(&sandbox);
	child->in = shared ? STDIN_FILENO : -1;
	child->size = size_of_this();
}

void
contained_run(const struct reader *reader,
    const struct contained_limits *limits, pid_t parent,
    const struct contained_ends *ends)
{
	struct child child = {.reader = reader,
	    .limits = limits,
	    .in = ends->ask,
	    .out = ends->out};
	struct document document;
	bool more = true;

	/* A group of its own, with the programs that it may start. */
	setpgid(0, 0);
	contained_end_with(parent);
	while (more) {
		char *bytes = receive_document(child.in, &document);
		struct arena *arena;

		if (bytes == NULL)
			break;
		arena = arena_new();
		if (child.files == 0) {
			enter_sandbox(&child, &document, ends, arena);
			child.wires = arena_new();
		}
		more = read_in_child(&child, &document, arena);
		if (more) {
			arena_free(arena);
			free(bytes);
		}
	}
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
contained_socket(int ends[2], struct error *err)
{
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return no_process(err);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	return true;
}

bool
contained_fork(const struct reader *reader,
    const struct contained_limits *limits, const struct contained_ends *ends,
    pid_t *ret, struct error *err)
{
	pid_t parent = getpid();

	*ret = fork();
	if (*ret < 0)
		return no_process(err);
	if (*ret == 0)
		contained_run(reader, limits, parent, ends);
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
