/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/message.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct head {
	uint32_t type;
	uint32_t length;
};

void
message_start(struct message *message, struct arena *arena)
{
	memset(message, 0, sizeof *message);
	message->arena = arena;
}

void
message_bytes(struct message *message, const void *bytes, size_t n)
{
	if (message->room - message->length < n) {
		size_t room = message->room > 0 ? message->room : 128;

		while (room - message->length < n)
			room *= 2;
		message->bytes = arena_grow(
		    message->arena, message->bytes, message->room, room, 1);
		message->room = room;
	}
	if (n > 0)
		memcpy(message->bytes + message->length, bytes, n);
	message->length += n;
}

void
message_number(struct message *message, uint64_t number)
{
	message_bytes(message, &number, sizeof number);
}

void
message_string(struct message *message, const char *s)
{
	message_bytes(message, s, strlen(s) + 1);
}

static bool
write_all(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n > 0) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

bool
message_send(const struct message *message, enum message_type type, int fd)
{
	struct head head = {(uint32_t)type, (uint32_t)message->length};

	return write_all(fd, &head, sizeof head) &&
	       write_all(fd, message->bytes, message->length);
}

static bool
read_all(int fd, void *bytes, size_t n)
{
	char *at = bytes;

	while (n > 0) {
		ssize_t done = read(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

enum message_type
message_receive(struct message *ret, struct arena *arena, int fd)
{
	struct head head;

	message_start(ret, arena);
	if (!read_all(fd, &head, sizeof head))
		return 0;
	ret->bytes = arena_alloc(arena, (size_t)head.length + 1);
	ret->length = head.length;
	if (!read_all(fd, ret->bytes, ret->length))
		return 0;
	return (enum message_type)head.type;
}

uint64_t
message_get_number(struct message *message)
{
	uint64_t number = 0;

	message_get_bytes(message, &number, sizeof number);
	return number;
}

void
message_get_bytes(struct message *message, void *ret, size_t n)
{
	memset(ret, 0, n);
	if (message->length - message->at < n)
		return;
	memcpy(ret, message->bytes + message->at, n);
	message->at += n;
}

const char *
message_get_string(struct message *message)
{
	const char *s = message->bytes + message->at;
	const char *end = memchr(s, '\0', message->length - message->at);

	if (end == NULL)
		return "";
	message->at += (size_t)(end - s) + 1;
	return s;
}
