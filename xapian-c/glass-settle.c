/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A single-file database as bytes that depend on its content alone. libxapian
 * gives each database an identity at random, and leaves in the unused bytes of
 * blocks what was in its memory before.
 *
 * The file is its version file, in a block of its own, and the blocks of all
 * tables, of one size (glass-table.c has their form). Unused are those that no
 * item of the directory has.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define IDENTITY_AT    16 /* in the version file */
#define IDENTITY_BYTES 16
#define LEVEL_AT       4
#define DIR_END_AT     9
#define DIR_START      11
#define ITEM_SIZE      0x1FFF /* of an item of a leaf, less 3 */
#define BRANCH_KEY     4      /* where the key's length is in a branch */

static enum xap_status
tell(struct xap_error *err, enum xap_status status, const char *message)
{
	struct xap_error spare;

	if (err == NULL)
		err = &spare;
	memset(err, 0, sizeof *err);
	err->status = status;
	if (message != NULL)
		snprintf(err->message, sizeof err->message, "%s", message);
	if (status == XAP_IO)
		snprintf(err->system, sizeof err->system, "%s",
		    errno != 0 ? strerror(errno) : "the file has become short");
	return status;
}

static bool
read_at(int fd, unsigned char *to, size_t n, off_t at)
{
	while (n > 0) {
		ssize_t got = pread(fd, to, n, at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = 0;
		if (got <= 0)
			return false;
		to += got;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

static bool
write_at(int fd, const unsigned char *from, size_t n, off_t at)
{
	while (n > 0) {
		ssize_t done = pwrite(fd, from, n, at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		from += done;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

/* How long an item is that begins at `at`; 0 where it leads out of the block.
 */
static size_t
item_length(const unsigned char *block, size_t size, size_t at)
{
	size_t n;

	if (block[LEVEL_AT] == 0) {
		if (at + 2 > size)
			return 0;
		n = (((size_t)block[at] << 8 | block[at + 1]) & ITEM_SIZE) + 3;
	} else {
		if (at + BRANCH_KEY + 1 > size)
			return 0;
		n = BRANCH_KEY + 1 + (size_t)block[at + BRANCH_KEY];
		/* A key has the number of its component after it. */
		n += block[at + BRANCH_KEY] > 0 ? 2 : 0;
	}
	return at + n <= size ? n : 0;
}

/* Clear what no item has; `used` is a byte for each byte of a block. */
static bool
settle_block(unsigned char *block, size_t size, unsigned char *used)
{
	size_t end = (size_t)block[DIR_END_AT] << 8 | block[DIR_END_AT + 1];

	if (end < DIR_START || end > size)
		return false;
	memset(used, 0, size);
	memset(used, 1, end);
	for (size_t i = DIR_START; i + 2 <= end; i += 2) {
		size_t at = (size_t)block[i] << 8 | block[i + 1];
		size_t n = at < end ? 0 : item_length(block, size, at);

		if (n == 0)
			return false;
		memset(used + at, 1, n);
	}
	for (size_t i = 0; i < size; i++)
		if (used[i] == 0)
			block[i] = 0;
	return true;
}

static enum xap_status
settle_blocks(int fd, off_t at, off_t end, size_t size, unsigned char *block,
    struct xap_error *err)
{
	for (; at < end; at += (off_t)size) {
		if (!read_at(fd, block, size, at))
			return tell(err, XAP_IO, "cannot read a block");
		if (!settle_block(block, size, block + size))
			return tell(err, XAP_CORRUPT,
			    "a block has items where none can be");
		if (!write_at(fd, block, size, at))
			return tell(err, XAP_IO, "cannot write a block");
	}
	return XAP_OK;
}

enum xap_status
xap_settle_fd(int fd, int64_t offset, const unsigned char identity[16],
    struct xap_error *err)
{
	struct glass_version version;
	unsigned char first[GLASS_VERSION_MAX], *block;
	enum xap_status status;
	struct stat st;
	size_t size;

	if (fstat(fd, &st) != 0 || !read_at(fd, first, sizeof first, offset))
		return tell(err, XAP_IO, "cannot read the version");
	if (!glass_version_read(&version, first, sizeof first))
		return tell(err, XAP_VERSION,
		    "the database is of another format than libxapian 1.4 "
		    "writes");
	size = version.block_size;
	if (size == 0 || (st.st_size - offset) % (off_t)size != 0)
		return tell(err, XAP_CORRUPT, "the file ends within a block");
	memcpy(first + IDENTITY_AT, identity, IDENTITY_BYTES);
	if (!write_at(fd, first, sizeof first, offset))
		return tell(err, XAP_IO, "cannot write the version");
	block = malloc(2 * size);
	if (block == NULL)
		return tell(err, XAP_NO_MEMORY, "out of memory");
	status = settle_blocks(
	    fd, (off_t)offset + (off_t)size, st.st_size, size, block, err);
	free(block);
	return status == XAP_OK ? tell(err, XAP_OK, NULL) : status;
}
