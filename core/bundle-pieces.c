/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-pieces.h"

#include "core/bundle-hash.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "travaux-pieces 1\npiece "
#define PIECES_MAX 999
#define LISTED	   200 /* bytes of names in a message */

/* --- writing --------------------------------------------------------------
 */

static const char *
piece_path(struct arena *arena, const char *name, unsigned i)
{
	return arena_printf(arena, "%s.%03u", name, i);
}

/* Copy bytes of a bundle to a file. */
static bool
copy(struct bundle *bundle, uint64_t at, uint64_t n, unsigned char *buffer,
    struct file_new *file, struct error *err)
{
	while (n > 0) {
		size_t some = n < BUNDLE_CHUNK ? (size_t)n : BUNDLE_CHUNK;

		if (!bundle_read_at(bundle, at, buffer, some, err) ||
		    !file_new_write(file, buffer, some, err))
			return false;
		at += some;
		n -= some;
	}
	return true;
}

/* One piece: what is before it, then two stretches of the bundle. */
static bool
write_piece(struct arena *arena, struct bundle *bundle, const char *path,
    const char *page, uint64_t n_first, uint64_t at, uint64_t n,
    struct error *err)
{
	unsigned char *buffer = arena_alloc(arena, BUNDLE_CHUNK);
	struct file_new file;

	if (!file_new_open(&file, arena, path, false, err))
		return false;
	if ((page == NULL || file_new_write(&file, page, BUNDLE_PAGE, err)) &&
	    copy(bundle, 0, n_first, buffer, &file, err) &&
	    copy(bundle, at, n, buffer, &file, err))
		return file_new_commit(&file, err);
	file_new_drop(&file);
	return false;
}

bool
bundle_pieces_write(struct arena *arena, struct bundle *bundle,
    const char *name, uint64_t bytes, unsigned *ret_count, struct error *err)
{
	const struct bundle_header *header = bundle_header(bundle);
	uint64_t end = header->part[BUNDLE_HASHES].offset, at = 0;
	uint64_t piece = bundle_chunks(bytes) * BUNDLE_CHUNK;
	char *page = arena_alloc(arena, BUNDLE_PAGE);
	const char *text =
	    arena_printf(arena, FIRST_LINE "%" PRIu64 "\n", piece);

	*ret_count = 0;
	if (piece == 0 || (end + piece - 1) / piece > PIECES_MAX)
		return error_set(err, ERROR_USAGE,
		    "pieces of %" PRIu64 " bytes would be more than %d", bytes,
		    PIECES_MAX);
	memcpy(page, text, strlen(text));
	if (!write_piece(arena, bundle, piece_path(arena, name, 0), page,
		BUNDLE_PAGE, end, header->length - end, err))
		return false;
	for (; at < end; at += piece) {
		uint64_t n = end - at < piece ? end - at : piece;

		if (!write_piece(arena, bundle,
			piece_path(arena, name, ++*ret_count), NULL, 0, at, n,
			err))
			return false;
	}
	return true;
}

/* --- reading --------------------------------------------------------------
 */

struct bundle_source {
	const char *path; /* of the bundle, or its first piece */
	const char *name; /* without ".000" */
	int fd;		  /* of it */
	uint64_t bytes;	  /* its length */
	uint64_t piece;	  /* bytes of a piece; 0: it is whole */
	uint64_t top;	  /* where its header is in that file */
	struct bundle_header header;
	int piece_fd;	   /* of the piece opened last, or -1 */
	unsigned piece_no; /* which */
};

/* The page of the header, or what there is of it. */
static bool
read_top(struct bundle_source *s, char page[BUNDLE_PAGE + 1], size_t *ret_n)
{
	*ret_n = s->bytes < s->top		   ? 0
		 : s->bytes - s->top < BUNDLE_PAGE ? (size_t)(s->bytes - s->top)
						   : BUNDLE_PAGE;
	memset(page, 0, BUNDLE_PAGE + 1);
	return bundle_pread(s->fd, page, *ret_n, s->top);
}

static bool
cannot_read(const struct bundle_source *s, struct error *err)
{
	return error_set(err, ERROR_INDEX, "cannot read '%s': %s", s->path,
	    errno != 0 ? strerror(errno) : "it is cut short");
}

/* Where it is the first piece: how long pieces are. */
static bool
read_pieces(struct bundle_source *s, struct arena *arena, const char *page,
    struct error *err)
{
	size_t n = strlen(s->path);

	s->piece = strtoull(page + strlen(FIRST_LINE), NULL, 10);
	if (s->piece == 0 || s->piece % BUNDLE_CHUNK != 0 || n < 5 ||
	    strcmp(s->path + n - 4, ".000") != 0)
		return error_set(err, ERROR_INDEX,
		    "'%s' is damaged, or has another name than its pieces: "
		    "NAME.000",
		    s->path);
	s->top = BUNDLE_PAGE;
	s->name = arena_strndup(arena, s->path, n - 4);
	return true;
}

/*
 * Whether this is a piece, but not the first, which tells of the others; the
 * second begins as a bundle does, that is cut short.
 */
static bool
is_later_piece(
    const struct bundle_source *s, struct arena *arena, struct error *err)
{
	size_t n = strlen(s->path);
	const char *first;

	if (n < 5 || s->path[n - 4] != '.' ||
	    strspn(s->path + n - 3, "0123456789") != 3)
		return false;
	first = arena_printf(arena, "%.*s.000", (int)(n - 4), s->path);
	if (access(first, F_OK) != 0)
		return false;
	error_set(err, ERROR_USAGE,
	    "'%s' is a piece of a bundle; give the first one: '%s'", s->path,
	    first);
	return true;
}

static bool
open_source(struct bundle_source *s, struct arena *arena, struct error *err)
{
	char page[BUNDLE_PAGE + 1];
	const char *line;
	uint64_t length;
	struct stat st;
	size_t n;

	s->fd = open(s->path, O_RDONLY | O_CLOEXEC);
	errno = s->fd < 0 ? errno : 0;
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return cannot_read(s, err);
	s->bytes = (uint64_t)st.st_size;
	if (!read_top(s, page, &n))
		return cannot_read(s, err);
	if (strncmp(page, FIRST_LINE, strlen(FIRST_LINE)) == 0 &&
	    (!read_pieces(s, arena, page, err) ||
		(!read_top(s, page, &n) && !cannot_read(s, err))))
		return false;
	if (s->piece == 0 && is_later_piece(s, arena, err))
		return false;
	/* What is longer than it says has all that is wanted. */
	line = strstr(page, "\nlength ");
	length = line == NULL ? 0 : strtoull(line + 8, NULL, 10);
	if (s->piece == 0 && s->bytes < length)
		length = s->bytes;
	return bundle_header_read(
	    arena, s->path, page, n, length, &s->header, err);
}

struct bundle_source *
bundle_source_open(struct arena *arena, const char *path, struct error *err)
{
	struct bundle_source *s = arena_alloc(arena, sizeof *s);

	s->path = s->name = arena_strdup(arena, path);
	s->piece_fd = -1;
	if (open_source(s, arena, err))
		return s;
	bundle_source_close(s);
	return NULL;
}

void
bundle_source_close(struct bundle_source *s)
{
	if (s == NULL)
		return;
	if (s->fd >= 0)
		close(s->fd);
	if (s->piece_fd >= 0)
		close(s->piece_fd);
	s->fd = s->piece_fd = -1;
}

const char *
bundle_source_name(const struct bundle_source *s, struct arena *arena)
{
	const char *slash = strrchr(s->name, '/');

	return arena_strdup(arena, slash == NULL ? s->name : slash + 1);
}

/* --- bringing it in -------------------------------------------------------
 */

bool
bundle_source_begin(
    struct bundle_source *s, struct file_new *file, struct error *err)
{
	uint64_t hashes = s->header.part[BUNDLE_HASHES].offset;
	uint64_t from = s->piece > 0 ? s->top + BUNDLE_PAGE : hashes;
	unsigned char buffer[BUNDLE_PAGE];

	if (ftruncate(file->fd, (off_t)s->header.length) != 0)
		return file_new_failed(file, err);
	if (!bundle_pread(s->fd, buffer, BUNDLE_PAGE, s->top))
		return cannot_read(s, err);
	if (!file_new_write_at(file, 0, buffer, BUNDLE_PAGE, err))
		return false;
	for (uint64_t at = hashes; at < s->header.length;) {
		size_t n = s->header.length - at < BUNDLE_PAGE
			       ? (size_t)(s->header.length - at)
			       : BUNDLE_PAGE;

		if (!bundle_pread(s->fd, buffer, n, from))
			return cannot_read(s, err);
		if (!file_new_write_at(file, at, buffer, n, err))
			return false;
		at += n;
		from += n;
	}
	return true;
}

/* What is under way while chunks are brought. */
struct bringing {
	struct bundle_source *source;
	struct arena *arena;
	struct bundle *bundle;
	struct file_new *file;
	unsigned char *buffer;
	size_t missing;	    /* chunks that could not be had */
	unsigned last;	    /* piece that was named last */
	char names[LISTED]; /* of pieces that are missing or damaged */
	struct error *err;
};

/* Read a chunk from the bundle, or the piece that has it. */
static bool
read_chunk(struct bringing *b, uint64_t at, size_t n)
{
	struct bundle_source *s = b->source;
	unsigned no;

	if (s->piece == 0)
		return bundle_pread(s->fd, b->buffer, n, at);
	no = (unsigned)(at / s->piece) + 1;
	if (no != s->piece_no) {
		if (s->piece_fd >= 0)
			close(s->piece_fd);
		s->piece_fd = open(
		    piece_path(b->arena, s->name, no), O_RDONLY | O_CLOEXEC);
		s->piece_no = no;
	}
	return s->piece_fd >= 0 &&
	       bundle_pread(s->piece_fd, b->buffer, n, at % s->piece);
}

/* Note the piece that a chunk could not be had from. */
static void
note_missing(struct bringing *b, uint64_t at)
{
	struct bundle_source *s = b->source;
	unsigned no = s->piece == 0 ? 0 : (unsigned)(at / s->piece) + 1;
	size_t used = strlen(b->names);

	b->missing++;
	if (s->piece == 0 || no == b->last || used + 8 > sizeof b->names)
		return;
	snprintf(b->names + used, sizeof b->names - used, "%s.%03u",
	    used > 0 ? " " : "", no);
	b->last = no;
}

static void
bring_chunk(void *context, uint64_t at, uint64_t length)
{
	struct bringing *b = context;
	size_t n = (size_t)length;
	unsigned char hash[BUNDLE_HASH];

	if (b->err->code != ERROR_NONE)
		return;
	if (read_chunk(b, at, n)) {
		bundle_hash(b->buffer, n, hash);
		if (memcmp(hash, bundle_chunk_hash(b->bundle, at),
			sizeof hash) == 0) {
			file_new_write_at(b->file, at, b->buffer, n, b->err);
			return;
		}
	}
	note_missing(b, at);
}

bool
bundle_source_bring(struct bundle_source *s, struct arena *arena,
    struct bundle *bundle, struct file_new *file, struct error *err)
{
	struct bringing b = {.source = s,
	    .arena = arena,
	    .bundle = bundle,
	    .file = file,
	    .buffer = arena_alloc(arena, BUNDLE_CHUNK),
	    .err = err};
	size_t wrong;

	if (!bundle_survey(bundle, bring_chunk, &b, &wrong, err) ||
	    err->code != ERROR_NONE)
		return false;
	if (b.missing == 0)
		return true;
	if (s->piece > 0)
		return error_set(err, ERROR_PARTIAL,
		    "pieces of '%s' are missing or damaged: %s; get them and "
		    "import again, what came is kept",
		    s->name, b.names);
	return error_set(err, ERROR_PARTIAL,
	    "'%s' is damaged: %zu of %" PRIu64
	    " pieces are not as they were signed; get it again and import "
	    "again, what came is kept",
	    s->path, b.missing,
	    bundle_chunks(s->header.part[BUNDLE_HASHES].offset));
}
