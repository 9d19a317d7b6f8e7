/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source.h"

#include "indexer/archive-kind.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define FILE_BYTES  ((uint64_t)1 << 30)
#define LINE_BYTES  ((uint64_t)64 << 20)
#define BLOCK	    ((size_t)1 << 20)
#define RATIO_START ((uint64_t)64 << 20) /* below this any ratio is allowed */
#define RATIO_MAX   200 /* text packs to a fifth; a bomb to a thousandth */

static const struct source_limits usual = {FILE_BYTES, LINE_BYTES};

static struct source_limits
limits_or_usual(const struct source_limits *limits)
{
	struct source_limits all = usual;

	if (limits != NULL && limits->file_bytes > 0)
		all.file_bytes = limits->file_bytes;
	if (limits != NULL && limits->line_bytes > 0)
		all.line_bytes = limits->line_bytes;
	return all;
}

/* Why the system refused, as an error of input. */
static bool
refused(struct error *err, const char *what)
{
	return error_set(err, ERROR_INPUT, "cannot %s: %s", what,
	    errno == ENOENT ? "it is not there (any more)" : strerror(errno));
}

static void
stamp_from(struct source_stamp *stamp, const struct stat *st)
{
	stamp->size = (uint64_t)st->st_size;
	stamp->mtime_ns =
	    (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
	stamp->inode = (uint64_t)st->st_ino;
}

bool
source_stamp_of(const char *path, struct source_stamp *ret, struct error *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return refused(err, "look at it");
	stamp_from(ret, &st);
	return true;
}

bool
source_stamp_same(const struct source_stamp *a, const struct source_stamp *b)
{
	return a->size == b->size && a->mtime_ns == b->mtime_ns &&
	       a->inode == b->inode;
}

/* Open a regular file; a pipe or device must not hold up the run. */
static int
open_regular(const char *path, struct source_stamp *stamp, struct error *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		refused(err, "open it");
		return -1;
	}
	if (fstat(fd, &st) != 0) {
		refused(err, "look at it");
	} else if (!S_ISREG(st.st_mode)) {
		error_set(err, ERROR_INPUT, "it is no regular file");
	} else {
		stamp_from(stamp, &st);
		return fd;
	}
	close(fd);
	return -1;
}

/* Read up to `size` bytes; fewer only at the end. (size_t)-1 on error. */
static size_t
read_full(int fd, char *buffer, size_t size, struct error *err)
{
	size_t used = 0;

	while (used < size) {
		ssize_t n = read(fd, buffer + used, size - used);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			refused(err, "read it");
			return (size_t)-1;
		}
		if (n == 0)
			break;
		used += (size_t)n;
	}
	return used;
}

static bool
unchanged(int fd, const struct source_stamp *stamp, struct error *err)
{
	struct source_stamp now;
	struct stat st;

	if (fstat(fd, &st) != 0)
		return refused(err, "look at it");
	stamp_from(&now, &st);
	if (!source_stamp_same(stamp, &now))
		return error_set(
		    err, ERROR_INPUT, "it changed while it was read");
	return true;
}

static bool
too_large(struct error *err, uint64_t limit)
{
	return error_set(err, ERROR_INPUT,
	    "it is larger than %llu MiB (see --max-size)",
	    (unsigned long long)(limit >> 20));
}

/* Room for `length` bytes and the NUL. */
static bool
make_room(struct source *source, size_t length, struct error *err)
{
	char *bytes = realloc(source->bytes, length + 1);

	if (bytes == NULL)
		return error_set(err, ERROR_INPUT,
		    "there is no memory for its %zu MiB", length >> 20);
	source->bytes = bytes;
	return true;
}

/* Look for a line over the limit in what was just read. */
static bool
lines_in_limit(const char *bytes, size_t from, size_t to, size_t *line_start,
    uint64_t limit, struct error *err)
{
	const char *at = bytes + from;

	while (at < bytes + to) {
		const char *end = memchr(at, '\n', (size_t)(bytes + to - at));
		size_t stop = end != NULL ? (size_t)(end - bytes) : to;

		if (stop - *line_start > limit)
			return error_set(err, ERROR_INPUT,
			    "a line of it is longer than %llu MiB",
			    (unsigned long long)(limit >> 20));
		if (end == NULL)
			break;
		*line_start = stop + 1;
		at = end + 1;
	}
	return true;
}

/* Read the file as it is on disk, a block at a time. */
static bool
read_plain(struct source *source, int fd, const struct source_limits *limits,
    bool check_lines, struct error *err)
{
	crypto_generichash_state state;
	size_t line_start = 0;

	if (source->stamp.size > limits->file_bytes)
		return too_large(err, limits->file_bytes);
	crypto_generichash_init(&state, NULL, 0, SOURCE_HASH);
	if (!make_room(source, 0, err))
		return false;
	for (;;) {
		size_t got;

		if (!make_room(source, source->length + BLOCK, err))
			return false;
		got = read_full(fd, source->bytes + source->length, BLOCK, err);
		if (got == (size_t)-1)
			return false;
		crypto_generichash_update(&state,
		    (unsigned char *)source->bytes + source->length, got);
		if (check_lines && !lines_in_limit(source->bytes,
				       source->length, source->length + got,
				       &line_start, limits->line_bytes, err))
			return false;
		source->length += got;
		if (source->length > limits->file_bytes)
			return too_large(err, limits->file_bytes);
		if (got < BLOCK)
			break;
	}
	source->bytes[source->length] = '\0';
	crypto_generichash_final(&state, source->hash, SOURCE_HASH);
	return true;
}

/* --- gzip ----------------------------------------------------------------- */

static bool
is_gzip(const struct source *source)
{
	return source->length >= 3 &&
	       memcmp(source->bytes, "\x1F\x8B\x08", 3) == 0;
}

/*
 * A packed tar archive is left to the reader of archives, which unpacks one
 * file after the other instead of all of it.
 */
static bool
holds_tar(const struct source *source)
{
	char block[512];
	z_stream stream;
	bool is_tar;

	memset(&stream, 0, sizeof stream);
	if (inflateInit2(&stream, 15 + 16) != Z_OK)
		return false;
	stream.next_in = (unsigned char *)source->bytes;
	stream.avail_in =
	    (unsigned)(source->length < BLOCK ? source->length : BLOCK);
	stream.next_out = (unsigned char *)block;
	stream.avail_out = sizeof block;
	inflate(&stream, Z_NO_FLUSH);
	is_tar = archive_is_tar(block, sizeof block - (size_t)stream.avail_out);
	inflateEnd(&stream);
	return is_tar;
}

/* One call's worth of unpacking; *ret_end at the end of all members. */
static bool
inflate_step(z_stream *stream, bool *ret_end, struct error *err)
{
	int code = inflate(stream, Z_NO_FLUSH);

	if (code == Z_STREAM_END) {
		/* Members may follow one another; other bytes are padding. */
		if (stream->avail_in < 2 || stream->next_in[0] != 0x1F ||
		    stream->next_in[1] != 0x8B)
			*ret_end = true;
		else if (inflateReset(stream) != Z_OK)
			return error_set(
			    err, ERROR_INPUT, "its gzip is broken");
		return true;
	}
	if (code == Z_OK && (stream->avail_out == 0 || stream->avail_in > 0))
		return true;
	if (code == Z_OK || code == Z_BUF_ERROR)
		return error_set(
		    err, ERROR_INPUT, "its gzip ends before it should");
	return error_set(err, ERROR_INPUT, "its gzip is broken: %s",
	    stream->msg != NULL ? stream->msg : "no memory");
}

static bool
unpack_into(struct source *out, z_stream *stream, const struct source *in,
    const struct source_limits *limits, struct error *err)
{
	size_t line_start = 0;
	bool end = false;

	while (!end) {
		size_t got;

		if (!make_room(out, out->length + BLOCK, err))
			return false;
		stream->next_out = (unsigned char *)out->bytes + out->length;
		stream->avail_out = (unsigned)BLOCK;
		if (!inflate_step(stream, &end, err))
			return false;
		got = BLOCK - stream->avail_out;
		if (!lines_in_limit(out->bytes, out->length, out->length + got,
			&line_start, limits->line_bytes, err))
			return false;
		out->length += got;
		if (out->length > limits->file_bytes)
			return too_large(err, limits->file_bytes);
		if (out->length > RATIO_START &&
		    out->length / RATIO_MAX > in->length)
			return error_set(err, ERROR_INPUT,
			    "it unpacks to more than %d times its size",
			    RATIO_MAX);
	}
	out->bytes[out->length] = '\0';
	return true;
}

static bool
unpack(struct source *source, const struct source_limits *limits,
    struct error *err)
{
	struct source out = {0};
	z_stream stream;
	bool ok;

	/* avail_in is 32 bits wide: what is packed larger is refused. */
	if (source->length > UINT_MAX)
		return too_large(err, UINT_MAX);
	memset(&stream, 0, sizeof stream);
	if (inflateInit2(&stream, 15 + 16) != Z_OK)
		return error_set(err, ERROR_INPUT, "there is no memory");
	stream.next_in = (unsigned char *)source->bytes;
	stream.avail_in = (unsigned)source->length;
	ok = make_room(&out, 0, err) &&
	     unpack_into(&out, &stream, source, limits, err);
	inflateEnd(&stream);
	if (!ok) {
		free(out.bytes);
		return false;
	}
	free(source->bytes);
	source->bytes = out.bytes;
	source->length = out.length;
	source->packed = true;
	return true;
}

/* --- whole files and ranges ----------------------------------------------- */

static bool
ends_in_gz(const char *path)
{
	size_t n = strlen(path);

	return n > 3 && strcmp(path + n - 3, ".gz") == 0;
}

bool
source_read(struct source *ret, const char *path,
    const struct source_limits *limits, struct error *err)
{
	struct source_limits all = limits_or_usual(limits);
	int fd;
	bool ok;

	memset(ret, 0, sizeof *ret);
	fd = open_regular(path, &ret->stamp, err);
	if (fd < 0)
		return false;
	ok = read_plain(ret, fd, &all, !ends_in_gz(path), err) &&
	     unchanged(fd, &ret->stamp, err);
	close(fd);
	if (ok && is_gzip(ret) && !holds_tar(ret))
		ok = unpack(ret, &all, err);
	if (!ok)
		source_clear(ret);
	return ok;
}

static bool
read_at(struct source *source, int fd, uint64_t offset, uint64_t length,
    const struct source_stamp *expected, struct error *err)
{
	size_t got;

	if (!source_stamp_same(&source->stamp, expected))
		return error_set(
		    err, ERROR_INPUT, "it changed while it was read");
	if (!make_room(source, (size_t)length, err))
		return false;
	if (lseek(fd, (off_t)offset, SEEK_SET) < 0)
		return refused(err, "read it");
	got = read_full(fd, source->bytes, (size_t)length, err);
	if (got == (size_t)-1)
		return false;
	source->length = got;
	source->bytes[got] = '\0';
	if (got != length)
		return error_set(
		    err, ERROR_INPUT, "it changed while it was read");
	return unchanged(fd, &source->stamp, err);
}

bool
source_read_range(struct source *ret, const char *path, uint64_t offset,
    uint64_t length, const struct source_stamp *expected, struct error *err)
{
	int fd;
	bool ok;

	memset(ret, 0, sizeof *ret);
	fd = open_regular(path, &ret->stamp, err);
	if (fd < 0)
		return false;
	ok = read_at(ret, fd, offset, length, expected, err);
	close(fd);
	if (!ok)
		source_clear(ret);
	return ok;
}

void
source_clear(struct source *source)
{
	free(source->bytes);
	source->bytes = NULL;
	source->length = 0;
}

/* --- surveying ------------------------------------------------------------ */

/* A survey under way. */
struct survey {
	uint64_t step;		     /* bytes between places, a block's size */
	struct source_place *places; /* NULL: only the hash is wanted */
	size_t known;		     /* places whose line was found */
	size_t count;		     /* places passed so far */
	unsigned long line;	     /* the line read is at */
	uint64_t line_start;	     /* where it begins */
	uint64_t line_bytes;	     /* limit of a line */
};

/* The lines of one block; `at` is where it stands in the file. */
static bool
survey_block(struct survey *s, const char *block, size_t n, uint64_t at,
    struct error *err)
{
	const char *from = block, *end;

	s->count++;
	for (;;) {
		/* The line begun last is the first at or after these places. */
		while (s->known < s->count &&
		       s->line_start >= s->known * s->step) {
			s->places[s->known].offset = s->line_start;
			s->places[s->known++].line = s->line;
		}
		end = memchr(from, '\n', (size_t)(block + n - from));
		if ((end != NULL ? at + (uint64_t)(end - block) : at + n) -
			s->line_start >
		    s->line_bytes)
			return error_set(err, ERROR_INPUT,
			    "line %lu is longer than %llu MiB", s->line,
			    (unsigned long long)(s->line_bytes >> 20));
		if (end == NULL)
			return true;
		from = end + 1;
		s->line++;
		s->line_start = at + (uint64_t)(from - block);
	}
}

/* Places after the last line are the end. */
static size_t
survey_end(struct survey *s, uint64_t size)
{
	for (; s->known <= s->count; s->known++) {
		s->places[s->known].offset = size;
		s->places[s->known].line = s->line;
	}
	return s->known;
}

static bool
survey_file(struct survey *s, int fd, uint64_t size,
    unsigned char ret_hash[SOURCE_HASH], struct error *err)
{
	size_t block_size = s->places != NULL ? (size_t)s->step : BLOCK, got;
	crypto_generichash_state state;
	char *block = malloc(block_size);
	uint64_t at = 0;
	bool ok = true;

	if (block == NULL)
		return error_set(err, ERROR_INPUT, "there is no memory");
	crypto_generichash_init(&state, NULL, 0, SOURCE_HASH);
	while (ok && at < size) {
		got = read_full(fd, block, block_size, err);
		ok = got != (size_t)-1;
		if (!ok || got == 0)
			break;
		crypto_generichash_update(&state, (unsigned char *)block, got);
		if (s->places != NULL)
			ok = survey_block(s, block, got, at, err);
		at += got;
	}
	crypto_generichash_final(&state, ret_hash, SOURCE_HASH);
	free(block);
	return ok;
}

static bool
survey_path(struct survey *s, const char *path,
    const struct source_stamp *expected, unsigned char ret_hash[SOURCE_HASH],
    struct error *err)
{
	struct source_stamp stamp;
	int fd = open_regular(path, &stamp, err);
	bool ok;

	if (fd < 0)
		return false;
	if (!source_stamp_same(&stamp, expected))
		ok =
		    error_set(err, ERROR_INPUT, "it changed while it was read");
	else
		ok = survey_file(s, fd, stamp.size, ret_hash, err) &&
		     unchanged(fd, &stamp, err);
	close(fd);
	return ok;
}

bool
source_survey(const char *path, const struct source_stamp *expected,
    const struct source_limits *limits, uint64_t step,
    struct source_place *ret_places, size_t *ret_count,
    unsigned char ret_hash[SOURCE_HASH], struct error *err)
{
	struct source_limits all = limits_or_usual(limits);
	struct survey s = {.step = step, .places = ret_places, .line = 1};

	s.line_bytes = all.line_bytes;
	if (expected->size > all.file_bytes)
		return too_large(err, all.file_bytes);
	if (!survey_path(&s, path, expected, ret_hash, err))
		return false;
	*ret_count = survey_end(&s, expected->size);
	return true;
}

bool
source_hash(const char *path, const struct source_stamp *expected,
    unsigned char ret_hash[SOURCE_HASH], struct error *err)
{
	struct survey s = {0};

	return survey_path(&s, path, expected, ret_hash, err);
}
