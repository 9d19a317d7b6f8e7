/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-spool.h"

#include "core/bundle-hash.h"

#include <unistd.h>

#define PIECE 65536

bool
bundle_spool_open(struct bundle_spool *spool, struct arena *arena,
    const char *path, struct error *err)
{
	if (!file_new_open(&spool->file, arena, path, false, err))
		return false;
	/* It goes with the program, however that ends. */
	unlink(spool->file.aside);
	spool->out = arena_alloc(arena, PIECE);
	spool->open = deflateInit(&spool->z, Z_BEST_COMPRESSION) == Z_OK;
	return spool->open || error_set(err, ERROR_LIMIT, "out of memory");
}

void
bundle_spool_drop(struct bundle_spool *spool)
{
	if (spool->open)
		deflateEnd(&spool->z);
	spool->open = false;
	file_new_drop(&spool->file);
}

/* Compress what is in, and write it. */
static bool
run(struct bundle_spool *spool, int flush, struct error *err)
{
	size_t n;

	do {
		spool->z.next_out = spool->out;
		spool->z.avail_out = PIECE;
		if (deflate(&spool->z, flush) == Z_STREAM_ERROR)
			return error_set(
			    err, ERROR_LIMIT, "cannot compress a delta");
		n = PIECE - spool->z.avail_out;
		if (!file_new_write(&spool->file, spool->out, n, err))
			return false;
		spool->packed += n;
	} while (spool->z.avail_out == 0);
	return true;
}

bool
bundle_spool_add(
    struct bundle_spool *spool, const void *bytes, size_t n, struct error *err)
{
	const unsigned char *s = bytes;

	spool->plain += n;
	while (n > 0) {
		size_t piece = n < PIECE ? n : PIECE;

		spool->z.next_in = s;
		spool->z.avail_in = (uInt)piece;
		if (!run(spool, Z_NO_FLUSH, err))
			return false;
		s += piece;
		n -= piece;
	}
	return true;
}

bool
bundle_spool_end(struct bundle_spool *spool, struct error *err)
{
	return run(spool, Z_FINISH, err);
}

bool
bundle_spool_copy(
    struct bundle_spool *spool, struct file_new *to, struct error *err)
{
	for (uint64_t at = 0; at < spool->packed;) {
		size_t n = spool->packed - at < PIECE
			       ? (size_t)(spool->packed - at)
			       : PIECE;

		if (!bundle_pread(spool->file.fd, spool->out, n, at))
			return file_new_failed(&spool->file, err);
		if (!file_new_write(to, spool->out, n, err))
			return false;
		at += n;
	}
	return true;
}
