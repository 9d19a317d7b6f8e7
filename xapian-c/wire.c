/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PROTOCOL     39
#define MESSAGE_MOST ((size_t)100 * 1000000) /* a table holds no more */
#define READ_BYTES   ((size_t)64 << 10)
#define LENGTH_MAX   6 /* bytes of a length below 2^32 */

/* Messages of that protocol. */
enum {
	MSG_DOCUMENT = 2,
	MSG_TERM_EXISTS = 3,
	REPLY_UPDATE = 0,
	REPLY_EXCEPTION = 1,
	REPLY_DONE = 2,
	REPLY_DOCDATA = 5,
	REPLY_NO_TERM = 6,
	REPLY_TERM = 7,
	REPLY_VALUE = 16
};

struct wire {
	int fd;
	int timeout_ms; /* of a message; -1: none */
	bool late;	/* it was waited for longer */
	char *bytes;	/* read from it, */
	size_t at;	/* of which these were used */
	size_t n;
	size_t room;
	char *data; /* of a document */
	size_t data_room;
};

struct message {
	int type;
	const char *s;
	size_t n;
};

/* --- time ----------------------------------------------------------------- */

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Wait until it can be read or written; `end` is in now_ms(), -1: for ever. */
static bool
wait_for(int fd, short what, int64_t end)
{
	for (;;) {
		struct pollfd one = {.fd = fd, .events = what};
		int64_t left = end < 0 ? -1 : end - now_ms();
		int n;

		if (end >= 0 && left < 0)
			left = 0;
		n = poll(&one, 1, (int)left);
		if (n > 0)
			return true;
		if (n == 0 || errno != EINTR)
			return false;
	}
}

static int64_t
end_of(int timeout_ms)
{
	return timeout_ms < 0 ? -1 : now_ms() + timeout_ms;
}

static int
milliseconds(unsigned ms)
{
	return ms == 0 || ms > INT32_MAX ? -1 : (int)ms;
}

/* --- bytes ---------------------------------------------------------------- */

static bool
wait_wire(struct wire *wire, short what, int64_t end)
{
	bool ready = wait_for(wire->fd, what, end);

	wire->late = !ready && end >= 0 && now_ms() >= end;
	return ready;
}

static bool
send_all(struct wire *wire, const char *bytes, size_t n)
{
	int64_t end = end_of(wire->timeout_ms);

	while (n > 0) {
		ssize_t sent = send(wire->fd, bytes, n, MSG_NOSIGNAL);

		if (sent >= 0) {
			bytes += sent;
			n -= (size_t)sent;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_wire(wire, POLLOUT, end))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

static bool
make_room(struct wire *wire, size_t n)
{
	char *grown;

	if (wire->at > 0) {
		memmove(
		    wire->bytes, wire->bytes + wire->at, wire->n - wire->at);
		wire->n -= wire->at;
		wire->at = 0;
	}
	if (wire->room >= n)
		return true;
	grown = realloc(wire->bytes, n + READ_BYTES);
	if (grown == NULL)
		return false;
	wire->bytes = grown;
	wire->room = n + READ_BYTES;
	return true;
}

/* Have at least `n` bytes that were not used. */
static bool
have(struct wire *wire, size_t n, int64_t end)
{
	while (wire->n - wire->at < n) {
		ssize_t got;

		if (wire->at + n > wire->room && !make_room(wire, n))
			return false;
		got =
		    read(wire->fd, wire->bytes + wire->n, wire->room - wire->n);
		if (got > 0)
			wire->n += (size_t)got;
		else if (got == 0)
			return false;
		else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_wire(wire, POLLIN, end))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

/* --- messages ------------------------------------------------------------- */

/* A length: one byte, or 255 and the rest by 7 bits, low ones first. */
static bool
take_length(const char **s, size_t *n, uint64_t *ret)
{
	unsigned char byte;

	if (*n == 0)
		return false;
	byte = (unsigned char)*(*s)++;
	--*n;
	*ret = byte;
	if (byte != 0xFF)
		return true;
	*ret = 0;
	for (unsigned shift = 0; shift < 63; shift += 7) {
		if (*n == 0)
			return false;
		byte = (unsigned char)*(*s)++;
		--*n;
		*ret |= (uint64_t)(byte & 0x7F) << shift;
		if ((byte & 0x80) != 0) {
			*ret += 255;
			return true;
		}
	}
	return false;
}

static size_t
put_length(char *to, uint32_t length)
{
	size_t n = 0;

	if (length < 255) {
		to[n++] = (char)length;
		return n;
	}
	to[n++] = (char)0xFF;
	for (length -= 255; length >= 0x80; length >>= 7)
		to[n++] = (char)(length & 0x7F);
	to[n++] = (char)(length | 0x80);
	return n;
}

/* The head of a message: how long it is, and its length. */
static bool
read_head(struct wire *wire, int64_t end, size_t *ret_head, uint64_t *ret_body)
{
	size_t n = 2;

	if (!have(wire, n, end))
		return false;
	if ((unsigned char)wire->bytes[wire->at + 1] == 0xFF)
		do {
			if (n == 2 + LENGTH_MAX || !have(wire, ++n, end))
				return false;
		} while ((wire->bytes[wire->at + n - 1] & 0x80) == 0);
	const char *s = wire->bytes + wire->at + 1;
	size_t left = n - 1;

	*ret_head = n;
	return take_length(&s, &left, ret_body);
}

static bool
read_message(struct wire *wire, struct message *ret)
{
	int64_t end = end_of(wire->timeout_ms);
	size_t head;
	uint64_t body;

	if (!read_head(wire, end, &head, &body) || body > MESSAGE_MOST ||
	    !have(wire, head + (size_t)body, end))
		return false;
	ret->type = (unsigned char)wire->bytes[wire->at];
	ret->s = wire->bytes + wire->at + head;
	ret->n = (size_t)body;
	wire->at += head + (size_t)body;
	return true;
}

/* --- a connection --------------------------------------------------------- */

/* Whether it greets as one that serves what is wanted. */
static bool
is_wanted(struct wire *wire, const struct wire_server *server)
{
	struct message m;
	uint64_t documents, more, number;
	size_t n = strlen(server->uuid);

	if (!read_message(wire, &m) || m.type != REPLY_UPDATE || m.n < 2 ||
	    (unsigned char)m.s[0] != PROTOCOL)
		return false;
	m.s += 2;
	m.n -= 2;
	if (!take_length(&m.s, &m.n, &documents) ||
	    !take_length(&m.s, &m.n, &more) ||
	    !take_length(&m.s, &m.n, &number) ||
	    !take_length(&m.s, &m.n, &number) || m.n == 0)
		return false;
	m.s++;
	m.n--;
	return take_length(&m.s, &m.n, &number) && m.n == n &&
	       memcmp(m.s, server->uuid, n) == 0 &&
	       documents + more >= server->last;
}

/* Connect to one address within the time; a descriptor, or -1. */
static int
connect_to(const struct addrinfo *to, int64_t end)
{
	int fd = socket(to->ai_family, to->ai_socktype, to->ai_protocol);
	int error = 0, on = 1;
	socklen_t n = sizeof error;

	if (fd < 0)
		return -1;
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 &&
	    fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
	    (connect(fd, to->ai_addr, to->ai_addrlen) == 0 ||
		(errno == EINPROGRESS && wait_for(fd, POLLOUT, end) &&
		    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n) == 0 &&
		    error == 0))) {
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		return fd;
	}
	close(fd);
	return -1;
}

static int
connect_any(const struct wire_server *server)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *all;
	int64_t end = end_of(milliseconds(server->connect_ms));
	char port[16];
	int fd = -1;

	snprintf(port, sizeof port, "%u", server->port);
	if (getaddrinfo(server->host, port, &hints, &all) != 0)
		return -1;
	for (const struct addrinfo *to = all; fd < 0 && to != NULL;
	     to = to->ai_next)
		fd = connect_to(to, end);
	freeaddrinfo(all);
	return fd;
}

struct wire *
wire_open(const struct wire_server *server, bool *ret_late)
{
	struct wire *wire = calloc(1, sizeof *wire);

	*ret_late = false;
	if (wire == NULL)
		return NULL;
	wire->timeout_ms = milliseconds(server->timeout_ms);
	wire->fd = connect_any(server);
	if (wire->fd >= 0 && is_wanted(wire, server))
		return wire;
	*ret_late = wire->late;
	wire_free(wire);
	return NULL;
}

bool
wire_is_late(const struct wire *wire)
{
	return wire->late;
}

void
wire_free(struct wire *wire)
{
	if (wire == NULL)
		return;
	if (wire->fd >= 0)
		close(wire->fd);
	free(wire->bytes);
	free(wire->data);
	free(wire);
}

/* --- documents ------------------------------------------------------------ */

int
wire_ask(struct wire *wire, const uint32_t *docids, size_t n)
{
	char bytes[(2 + LENGTH_MAX) * WIRE_MOST];
	size_t used = 0;

	if (n > WIRE_MOST)
		return -1;
	for (size_t i = 0; i < n; i++) {
		size_t length = put_length(bytes + used + 2, docids[i]);

		bytes[used] = MSG_DOCUMENT;
		bytes[used + 1] = (char)length;
		used += 2 + length;
	}
	return send_all(wire, bytes, used) ? 0 : -1;
}

/* What a message holds, kept while further ones are read. */
static bool
keep(struct wire *wire, const struct message *m)
{
	if (m->n > wire->data_room || wire->data == NULL) {
		char *grown = realloc(wire->data, m->n + READ_BYTES);

		if (grown == NULL)
			return false;
		wire->data = grown;
		wire->data_room = m->n + READ_BYTES;
	}
	if (m->n > 0)
		memcpy(wire->data, m->s, m->n);
	return true;
}

/* An error begins with its name and that name's length. */
static bool
is_not_found(const struct message *m)
{
	static const char name[] = "DocNotFoundError";
	size_t n = sizeof name - 1;

	return m->n > n && (size_t)(unsigned char)m->s[0] == n &&
	       memcmp(m->s + 1, name, n) == 0;
}

enum wire_reply
wire_next(struct wire *wire, const char **ret_data, size_t *ret_length)
{
	struct message m;

	if (!read_message(wire, &m))
		return WIRE_BROKEN;
	if (m.type == REPLY_EXCEPTION && is_not_found(&m))
		return WIRE_ABSENT;
	if (m.type != REPLY_DOCDATA || !keep(wire, &m))
		return WIRE_BROKEN;
	*ret_data = wire->data;
	*ret_length = m.n;
	do {
		if (!read_message(wire, &m))
			return WIRE_BROKEN;
	} while (m.type == REPLY_VALUE);
	return m.type == REPLY_DONE ? WIRE_DATA : WIRE_BROKEN;
}

/* --- terms ---------------------------------------------------------------- */

int
wire_ask_terms(struct wire *wire, const char *const *terms,
    const size_t *lengths, size_t n)
{
	char bytes[(2 + LENGTH_MAX + WIRE_TERM) * WIRE_TERMS_MOST];
	size_t used = 0;

	if (n > WIRE_TERMS_MOST)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (lengths[i] > WIRE_TERM)
			return -1;
		bytes[used++] = MSG_TERM_EXISTS;
		used += put_length(bytes + used, (uint32_t)lengths[i]);
		if (lengths[i] > 0)
			memcpy(bytes + used, terms[i], lengths[i]);
		used += lengths[i];
	}
	return send_all(wire, bytes, used) ? 0 : -1;
}

enum wire_reply
wire_next_term(struct wire *wire)
{
	struct message m;

	if (!read_message(wire, &m))
		return WIRE_BROKEN;
	if (m.type == REPLY_NO_TERM)
		return WIRE_ABSENT;
	return m.type == REPLY_TERM ? WIRE_DATA : WIRE_BROKEN;
}
