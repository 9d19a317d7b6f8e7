/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Messages from a worker to its crew through a pipe: a type, a length, and
 * that many bytes of numbers and strings. Both ends are this program, on this
 * machine. For crew.c and crew-worker.c.
 */
#ifndef INDEXER_MESSAGE_H
#define INDEXER_MESSAGE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum message_type {
	MESSAGE_READY = 1, /* wants an item */
	MESSAGE_BEGIN,	   /* part */
	MESSAGE_END,	   /* part, a work_result */
	MESSAGE_REPORT,	   /* grade, line, path, message */
	MESSAGE_ITEM,	   /* item, shards: done */
	MESSAGE_FAILED	   /* code, message: nothing more can be done */
};

/* A message being written, or read. */
struct message {
	struct arena *arena;
	char *bytes;
	size_t length; /* bytes in it */
	size_t at;     /* of reading */
	size_t room;
};

void message_start(struct message *message, struct arena *arena);
void message_number(struct message *message, uint64_t number);
void message_bytes(struct message *message, const void *bytes, size_t n);
void message_string(struct message *message, const char *s);

/* Write it to a pipe; false where nobody reads any more. */
bool message_send(
    const struct message *message, enum message_type type, int fd);

/*
 * Read the next message into the arena, blocking. 0 at the end of the pipe,
 * also where it ends within a message.
 */
enum message_type message_receive(
    struct message *ret, struct arena *arena, int fd);

uint64_t message_get_number(struct message *message);
void message_get_bytes(struct message *message, void *ret, size_t n);
const char *message_get_string(struct message *message);

#endif
