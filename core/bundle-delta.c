/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Of the new file, what its hashes cover is made by operations: so many bytes
 * that are new, then so many of the old file, from a place that is told by its
 * distance from where the last copy ended. What comes after (the hashes and
 * the signature) is in the delta as it is.
 */
#include "core/bundle-delta.h"

#include "core/bundle-delta-format.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define ROOT_HEX (2 * 64)
#define PIECE	 65536

const char *
bundle_delta_root(struct arena *arena, const struct bundle *bundle)
{
	return sodium_bin2hex(arena_alloc(arena, ROOT_HEX + 1), ROOT_HEX + 1,
	    bundle_root(bundle), 64);
}

/* 0, 1, 2, 3 ... as 0, -1, 1, -2 ... */
static int64_t
unfold(uint64_t number)
{
	return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

/* --- applying -------------------------------------------------------------
 */

/* A stream of the delta that is inflated as it is needed. */
struct stream {
	z_stream z;
	bool open;
	uint64_t at, end; /* what is left of it in the file */
	unsigned char in[PIECE];
};

struct applying {
	const char *path; /* of the delta */
	int fd;
	struct bundle *from;
	struct file_new *file;
	uint64_t length; /* what the operations make */
	uint64_t tail;	 /* bytes after it */
	uint64_t made;	 /* so far */
	struct stream ops, added;
	unsigned char buffer[PIECE];
	struct error *err;
};

static bool
damaged(const struct applying *a)
{
	return error_set(a->err, ERROR_INDEX,
	    "delta '%s' is damaged; get it again", a->path);
}

static bool
fill(struct applying *a, struct stream *stream)
{
	size_t n = stream->end - stream->at < PIECE
		       ? (size_t)(stream->end - stream->at)
		       : PIECE;
	ssize_t got = pread(a->fd, stream->in, n, (off_t)stream->at);

	if (got <= 0)
		return damaged(a);
	stream->at += (uint64_t)got;
	stream->z.next_in = stream->in;
	stream->z.avail_in = (uInt)got;
	return true;
}

/* Exactly `n` bytes of a stream. */
static bool
take(struct applying *a, struct stream *stream, void *ret, size_t n)
{
	stream->z.next_out = ret;
	stream->z.avail_out = (uInt)n;
	while (stream->z.avail_out > 0) {
		int status;

		if (stream->z.avail_in == 0 && !fill(a, stream))
			return false;
		status = inflate(&stream->z, Z_NO_FLUSH);
		if ((status != Z_OK && status != Z_STREAM_END) ||
		    (status == Z_STREAM_END && stream->z.avail_out > 0))
			return damaged(a);
	}
	return true;
}

static bool
take_number(struct applying *a, uint64_t *ret)
{
	unsigned char byte = 0x80;

	*ret = 0;
	for (int shift = 0; shift < 63 && byte >= 0x80; shift += 7) {
		if (!take(a, &a->ops, &byte, 1))
			return false;
		*ret |= (uint64_t)(byte & 0x7F) << shift;
	}
	return byte < 0x80 || damaged(a);
}

static bool
put_added(struct applying *a, uint64_t n)
{
	while (n > 0) {
		size_t piece = n < PIECE ? (size_t)n : PIECE;

		if (!take(a, &a->added, a->buffer, piece) ||
		    !file_new_write(a->file, a->buffer, piece, a->err))
			return false;
		n -= piece;
	}
	return true;
}

static bool
put_copy(struct applying *a, uint64_t from, uint64_t n)
{
	while (n > 0) {
		size_t piece = n < PIECE ? (size_t)n : PIECE;

		if (!bundle_read_at(a->from, from, a->buffer, piece, a->err) ||
		    !file_new_write(a->file, a->buffer, piece, a->err))
			return false;
		from += piece;
		n -= piece;
	}
	return true;
}

static bool
operate(struct applying *a)
{
	uint64_t length = bundle_header(a->from)->length, at = 0;

	while (a->made < a->length) {
		uint64_t added, copied, distance, left = a->length - a->made;

		if (!take_number(a, &added) || !take_number(a, &copied) ||
		    !take_number(a, &distance))
			return false;
		at += (uint64_t)unfold(distance);
		if (added > left || copied > left - added || at > length ||
		    copied > length - at || added + copied == 0)
			return damaged(a);
		if (!put_added(a, added) || !put_copy(a, at, copied))
			return false;
		at += copied;
		a->made += added + copied;
	}
	return true;
}

static bool
put_tail(struct applying *a, uint64_t at)
{
	while (a->tail > 0) {
		size_t n = a->tail < PIECE ? (size_t)a->tail : PIECE;
		ssize_t got = pread(a->fd, a->buffer, n, (off_t)at);

		if (got <= 0)
			return damaged(a);
		if (!file_new_write(a->file, a->buffer, (size_t)got, a->err))
			return false;
		at += (uint64_t)got;
		a->tail -= (uint64_t)got;
	}
	return true;
}

/* A number of up to 18 digits in the header, after a word; moves on. */
static bool
header_number(const char **text, const char *word, uint64_t *ret)
{
	size_t n = strlen(word);
	char *end;

	if (strncmp(*text, word, n) != 0 || (*text)[n] < '0' ||
	    (*text)[n] > '9' || strspn(*text + n, "0123456789") > 18)
		return false;
	*ret = strtoull(*text + n, &end, 10);
	*text = end;
	return true;
}

/* A root in hexadecimal, after a word. */
static bool
header_root(const char **text, const char *word, const char **ret)
{
	size_t n = strlen(word);

	if (strncmp(*text, word, n) != 0 ||
	    strspn(*text + n, "0123456789abcdef") != ROOT_HEX)
		return false;
	*ret = *text + n;
	*text += n + ROOT_HEX;
	return true;
}

static bool
read_header(struct applying *a, struct arena *arena, uint64_t length)
{
	char *text = arena_alloc(arena, DELTA_HEADER + 1);
	const char *at = text, *from, *to;
	uint64_t plain, ops, added;

	if (length < DELTA_HEADER ||
	    pread(a->fd, text, DELTA_HEADER, 0) != DELTA_HEADER ||
	    strncmp(text, DELTA_FIRST_LINE, strlen(DELTA_FIRST_LINE)) != 0)
		return error_set(a->err, ERROR_INDEX,
		    "'%s' is no delta: it does not begin as one", a->path);
	at += strlen(DELTA_FIRST_LINE);
	if (!header_root(&at, "from ", &from) ||
	    !header_root(&at, "\nto ", &to) ||
	    !header_number(&at, "\nlength ", &a->length) ||
	    !header_number(&at, "\noperations ", &plain) ||
	    !header_number(&at, " ", &ops) ||
	    !header_number(&at, "\nadded ", &plain) ||
	    !header_number(&at, " ", &added) ||
	    !header_number(&at, "\nend ", &a->tail) ||
	    DELTA_HEADER + ops + added + a->tail != length)
		return damaged(a);
	if (strncmp(from, bundle_delta_root(arena, a->from), ROOT_HEX) != 0)
		return error_set(a->err, ERROR_INDEX,
		    "delta '%s' is for another edition than '%s'; apply it to "
		    "the one that it was made from",
		    a->path, bundle_path(a->from));
	a->ops.at = DELTA_HEADER;
	a->ops.end = a->added.at = DELTA_HEADER + ops;
	a->added.end = a->ops.end + added;
	return true;
}

static bool
apply(struct applying *a, struct arena *arena)
{
	struct stat st;

	if (a->fd < 0 || fstat(a->fd, &st) != 0)
		return error_set(a->err, ERROR_INDEX,
		    "cannot open delta '%s': %s", a->path, strerror(errno));
	if (!read_header(a, arena, (uint64_t)st.st_size))
		return false;
	a->ops.open = inflateInit(&a->ops.z) == Z_OK;
	a->added.open = inflateInit(&a->added.z) == Z_OK;
	if (!a->ops.open || !a->added.open)
		return error_set(a->err, ERROR_LIMIT, "out of memory");
	return operate(a) && put_tail(a, a->added.end);
}

bool
bundle_delta_apply(struct arena *arena, const char *path, struct bundle *from,
    struct file_new *file, struct error *err)
{
	struct applying *a = arena_alloc(arena, sizeof *a);
	bool ok;

	a->path = path;
	a->from = from;
	a->file = file;
	a->err = err;
	a->fd = open(path, O_RDONLY | O_CLOEXEC);
	ok = apply(a, arena);
	if (a->ops.open)
		inflateEnd(&a->ops.z);
	if (a->added.open)
		inflateEnd(&a->added.z);
	if (a->fd >= 0)
		close(a->fd);
	return ok;
}
