/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes that are compressed (zlib) into a file without a name, until it is
 * known how many there are and they can be put where they belong. For
 * bundle-delta-make.c.
 */
#ifndef CORE_BUNDLE_SPOOL_H
#define CORE_BUNDLE_SPOOL_H

#define ZLIB_CONST /* what is compressed is not written to */

#include "core/arena.h"
#include "core/error.h"
#include "core/file-new.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

struct bundle_spool {
	struct file_new file; /* has no name any more */
	z_stream z;
	bool open;	 /* whether `z` is to be ended */
	uint64_t plain;	 /* bytes that were put in */
	uint64_t packed; /* bytes in the file */
	unsigned char *out;
};

/* Begin, in the folder of `path`. Drop it in any case. */
bool bundle_spool_open(struct bundle_spool *spool, struct arena *arena,
    const char *path, struct error *err);
void bundle_spool_drop(struct bundle_spool *spool);

bool bundle_spool_add(
    struct bundle_spool *spool, const void *bytes, size_t n, struct error *err);

/* Nothing more comes: `packed` is right now. */
bool bundle_spool_end(struct bundle_spool *spool, struct error *err);

/* Write all of it to a file. */
bool bundle_spool_copy(
    struct bundle_spool *spool, struct file_new *to, struct error *err);

#endif
