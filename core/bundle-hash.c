/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-hash.h"

#include "core/blake2b.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

uint64_t
bundle_chunks(uint64_t length)
{
	return (length + BUNDLE_CHUNK - 1) / BUNDLE_CHUNK;
}

uint64_t
bundle_hashes_length(uint64_t length)
{
	return BUNDLE_HASHES_TOP + bundle_chunks(length) * BUNDLE_HASH;
}

static void
write_top(unsigned char *list, uint64_t length)
{
	bundle_put64(list, length);
	bundle_put32(list + 8, BUNDLE_CHUNK);
	bundle_put32(list + 12, 0);
}

bool
bundle_hashes_fit(const unsigned char *list, size_t n, uint64_t length)
{
	unsigned char top[BUNDLE_HASHES_TOP];

	write_top(top, length);
	return n == bundle_hashes_length(length) &&
	       memcmp(list, top, sizeof top) == 0;
}

const unsigned char *
bundle_hashes_at(const unsigned char *list, uint64_t i)
{
	return list + BUNDLE_HASHES_TOP + i * BUNDLE_HASH;
}

bool
bundle_pread(int fd, void *ret, size_t n, uint64_t offset)
{
	unsigned char *to = ret;

	while (n > 0) {
		ssize_t got = pread(fd, to, n, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = 0;
		if (got <= 0)
			return false;
		to += got;
		offset += (uint64_t)got;
		n -= (size_t)got;
	}
	return true;
}

void
bundle_hash(const void *bytes, size_t n, unsigned char ret[BUNDLE_HASH])
{
	blake2b_hash(ret, BUNDLE_HASH, bytes, n);
}

unsigned char *
bundle_hashes_make(int fd, uint64_t length)
{
	unsigned char *list = malloc((size_t)bundle_hashes_length(length));
	unsigned char *chunk = malloc(BUNDLE_CHUNK);
	size_t place = BUNDLE_HASHES_TOP;
	bool ok = list != NULL && chunk != NULL;

	for (uint64_t at = 0; ok && at < length; place += BUNDLE_HASH) {
		size_t n = length - at < BUNDLE_CHUNK ? (size_t)(length - at)
						      : BUNDLE_CHUNK;

		ok = bundle_pread(fd, chunk, n, at);
		if (ok)
			bundle_hash(chunk, n, list + place);
		at += n;
	}
	free(chunk);
	if (ok)
		write_top(list, length);
	else
		free(list);
	return ok ? list : NULL;
}
