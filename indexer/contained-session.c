/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/contained-session.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MIB	    ((uint64_t)1 << 20)
#define LOOK_EVERY  200 /* milliseconds between looks at a silent child */
#define WALL_FACTOR 10	/* a loaded machine may be so much slower ... */
#define OCR_FACTOR  120 /* ... and programs of OCR have times of their own */

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

bool
session_ask(struct session *s, struct error *err)
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

void
session_make_room(struct session *s, size_t n)
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

		session_make_room(s, s->held + done + 1);
		if (more > s->room - s->held - done)
			more = s->room - s->held - done;
		if (!receive_bytes(s, s->bytes + s->held + done, more, err))
			return false;
		done += more;
	}
	return true;
}

bool
session_receive(
    struct session *s, struct contained_head *head, struct error *err)
{
	return receive_bytes(s, (char *)head, sizeof *head, err) &&
	       receive_piece(s, head, err);
}

void
session_begin(struct session *s, bool holds)
{
	s->holds = holds;
	s->held = 0;
	s->output = 0;
	s->pieces = 0;
	s->waited_ms = 0;
	s->looked_ms = now_ms();
	s->finished = s->failed = s->ready = s->damaged = s->given = false;
}
