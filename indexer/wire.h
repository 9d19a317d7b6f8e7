/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Values on their way through a pipe: numbers and strings in a row. One and
 * the same function describes a thing for both directions, so that the two
 * ends cannot differ: writing, it takes the values; reading, it sets them. For
 * what sends things between processes of indexer/.
 *
 * The writer may have been taken over by a hostile file. So the reading end
 * believes nothing: each length is held against what is there, each number
 * against its limit, each string is UTF-8 without NUL. What fails marks the
 * wire as bad, and from then on everything read is 0 or "".
 */
#ifndef INDEXER_WIRE_H
#define INDEXER_WIRE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire {
	bool reading;	     /* else writing */
	bool bad;	     /* reading: it is not well-formed */
	struct arena *arena; /* of what is written, and of arrays read */
	char *bytes;	     /* all of it */
	size_t length;	     /* bytes written, or there to be read */
	size_t at;	     /* reading: bytes taken so far */
	size_t room;	     /* writing: bytes there is place for */
	size_t repaired;     /* writing: bytes of strings that were no UTF-8
				and are sent as "?" */
};

/* Begin to write, into the arena. */
void wire_write(struct wire *wire, struct arena *arena);

/*
 * Begin to read `n` bytes, which are kept: strings point into them. Arrays are
 * made in the arena.
 */
void wire_read(struct wire *wire, struct arena *arena, char *bytes, size_t n);

/* Whether all was read, and well-formed. */
bool wire_done(const struct wire *wire);

/* A number of at most `most`. */
void wire_number(struct wire *wire, uint64_t *value, uint64_t most);

/* The same for other types of number. */
void wire_size(struct wire *wire, size_t *value, size_t most);
void wire_line(struct wire *wire, unsigned long *value);
void wire_32(struct wire *wire, uint32_t *value);
void wire_bool(struct wire *wire, bool *value);

/* A string, and a text with its length. Never NULL after reading. */
void wire_string(struct wire *wire, const char **s);
void wire_text(struct wire *wire, const char **s, size_t *length);

/*
 * The number of elements of an array that follows, each of which takes at
 * least `least` bytes on the wire. Reading, the array is made, zeroed, of
 * elements of `size` bytes (NULL where there are none).
 */
void *wire_array(
    struct wire *wire, void *array, size_t *count, size_t size, size_t least);

#endif
