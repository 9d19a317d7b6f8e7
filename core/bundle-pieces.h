/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A bundle in pieces, for small media and slow networks, and bringing one in,
 * whole or in pieces, chunk by chunk: what is there and right is kept, so that
 * it can be gone on with. For the bundle command; not for programs that only
 * ask.
 *
 * NAME.000 is a page of text ("travaux-pieces 1", "piece BYTES"), then the
 * bundle's header, hashes and signature; NAME.001 and so on are the rest in
 * order, each of so many bytes but the last.
 */
#ifndef CORE_BUNDLE_PIECES_H
#define CORE_BUNDLE_PIECES_H

#include "core/arena.h"
#include "core/bundle.h"
#include "core/error.h"
#include "core/file-new.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Write a bundle that was verified as pieces of `bytes` (made a multiple of a
 * chunk), named after `name`. `*ret_count` is how many, NAME.000 not counted.
 */
bool bundle_pieces_write(struct arena *arena, struct bundle *bundle,
    const char *name, uint64_t bytes, unsigned *ret_count, struct error *err);

/* Where a bundle is brought from. */
struct bundle_source;

/*
 * Open a bundle, which may be damaged, or the first of its pieces, NAME.000.
 * ERROR_INDEX where it is neither.
 */
struct bundle_source *bundle_source_open(
    struct arena *arena, const char *path, struct error *err);
void bundle_source_close(struct bundle_source *source);

/* The name of the bundle's file: the last part of its path, without ".000". */
const char *bundle_source_name(
    const struct bundle_source *source, struct arena *arena);

/*
 * Give a file that was begun the length, header, hashes and signature of the
 * bundle. Then it can be opened as a bundle, whose signature can be looked at,
 * and whose chunks are mostly wrong.
 */
bool bundle_source_begin(
    struct bundle_source *source, struct file_new *file, struct error *err);

/*
 * Bring each chunk that is not right in the bundle, which is open from that
 * file. ERROR_PARTIAL names what is missing or damaged; what came is kept.
 */
bool bundle_source_bring(struct bundle_source *source, struct arena *arena,
    struct bundle *bundle, struct file_new *file, struct error *err);

#endif
