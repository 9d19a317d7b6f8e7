/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/wire.h"

#include "core/utf8.h"

#include <limits.h>
#include <string.h>

void
wire_write(struct wire *wire, struct arena *arena)
{
	memset(wire, 0, sizeof *wire);
	wire->arena = arena;
}

void
wire_read(struct wire *wire, struct arena *arena, char *bytes, size_t n)
{
	memset(wire, 0, sizeof *wire);
	wire->reading = true;
	wire->arena = arena;
	wire->bytes = bytes;
	wire->length = n;
}

bool
wire_done(const struct wire *wire)
{
	return !wire->bad && wire->at == wire->length;
}

/* Add bytes; where they were put. */
static char *
put(struct wire *wire, const void *bytes, size_t n)
{
	if (wire->room - wire->length < n) {
		size_t room = wire->room > 0 ? wire->room : 1024;

		while (room - wire->length < n)
			room *= 2;
		wire->bytes =
		    arena_grow(wire->arena, wire->bytes, wire->room, room, 1);
		wire->room = room;
	}
	if (n > 0)
		memcpy(wire->bytes + wire->length, bytes, n);
	wire->length += n;
	return wire->bytes + wire->length - n;
}

/* Take the next `n` bytes, or NULL. */
static char *
take(struct wire *wire, size_t n)
{
	if (wire->bad || wire->length - wire->at < n) {
		wire->bad = true;
		return NULL;
	}
	wire->at += n;
	return wire->bytes + wire->at - n;
}

void
wire_number(struct wire *wire, uint64_t *value, uint64_t most)
{
	const char *bytes;

	if (!wire->reading) {
		put(wire, value, sizeof *value);
		return;
	}
	*value = 0;
	bytes = take(wire, sizeof *value);
	if (bytes != NULL)
		memcpy(value, bytes, sizeof *value);
	if (*value > most) {
		wire->bad = true;
		*value = 0;
	}
}

void
wire_size(struct wire *wire, size_t *value, size_t most)
{
	uint64_t number = *value;

	wire_number(wire, &number, most);
	*value = (size_t)number;
}

void
wire_line(struct wire *wire, unsigned long *value)
{
	uint64_t number = *value;

	wire_number(wire, &number, ULONG_MAX);
	*value = (unsigned long)number;
}

void
wire_32(struct wire *wire, uint32_t *value)
{
	uint64_t number = *value;

	wire_number(wire, &number, UINT32_MAX);
	*value = (uint32_t)number;
}

void
wire_bool(struct wire *wire, bool *value)
{
	uint64_t number = *value;

	wire_number(wire, &number, 1);
	*value = number != 0;
}

/* What is no UTF-8 would be refused on the other side. */
static void
put_text(struct wire *wire, const char *s, size_t n)
{
	char *copy;
	size_t at;

	wire_size(wire, &n, n);
	copy = put(wire, s, n);
	for (at = utf8_fault(copy, n); at < n;
	     at += utf8_fault(copy + at, n - at)) {
		copy[at] = '?';
		wire->repaired++;
	}
	put(wire, "", 1);
}

void
wire_text(struct wire *wire, const char **s, size_t *length)
{
	const char *bytes;
	size_t n = 0;

	if (!wire->reading) {
		put_text(wire, *s, *length);
		return;
	}
	*s = "";
	*length = 0;
	wire_size(wire, &n, wire->length);
	/* The limit above leaves room for the NUL. */
	bytes = take(wire, n + 1);
	if (bytes == NULL)
		return;
	if (bytes[n] != '\0' || utf8_fault(bytes, n) != n) {
		wire->bad = true;
		return;
	}
	*s = bytes;
	*length = n;
}

void
wire_string(struct wire *wire, const char **s)
{
	size_t n = wire->reading || *s == NULL ? 0 : strlen(*s);

	wire_text(wire, s, &n);
}

void *
wire_array(
    struct wire *wire, void *array, size_t *count, size_t size, size_t least)
{
	wire_size(wire, count, (wire->length - wire->at) / least);
	if (!wire->reading)
		return array;
	return *count > 0 ? arena_array(wire->arena, *count, size) : NULL;
}
