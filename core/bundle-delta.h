/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Deltas: what makes one edition of a bundle into another. travaux-bundle(5)
 * tells their format. For the bundle command; not for programs that only ask.
 *
 * A delta copies pieces of the old file and adds what is new. It is as good as
 * the signature of the new edition, which is in it, and is verified with all of
 * the new file before that takes its place.
 */
#ifndef CORE_BUNDLE_DELTA_H
#define CORE_BUNDLE_DELTA_H

#include "core/arena.h"
#include "core/bundle.h"
#include "core/error.h"
#include "core/file-new.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Write the delta from one bundle to another, both verified, to a file that
 * was begun. Takes some 80 MB of memory, however long they are. `*ret_bytes`
 * is its length.
 */
bool bundle_delta_make(struct arena *arena, struct bundle *from,
    struct bundle *to, struct file_new *file, uint64_t *ret_bytes,
    struct error *err);

/*
 * Write what the delta at `path` makes of a bundle, which was verified, to a
 * file that was begun: to be verified before anything is done with it.
 * ERROR_INDEX where it is no delta, damaged, or for another bundle.
 */
bool bundle_delta_apply(struct arena *arena, const char *path,
    struct bundle *from, struct file_new *file, struct error *err);

#endif
