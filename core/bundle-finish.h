/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The end of a bundle's making: header, hashes, signature, and the switch to
 * it. For what packs and signs.
 */
#ifndef CORE_BUNDLE_FINISH_H
#define CORE_BUNDLE_FINISH_H

#include "core/arena.h"
#include "core/bundle-format.h"
#include "core/bundle-key.h"
#include "core/error.h"
#include "core/file-new.h"

#include <stdbool.h>

/*
 * Finish a file whose parts up to the texts are written: fill in the rest of
 * `header`, write it, the hashes and the signature, read all again and verify
 * it, and put the file in its place. The file is closed in any case.
 */
bool bundle_finish(struct file_new *file, struct arena *arena,
    struct bundle_header *header, const char *comment,
    const struct bundle_secret *secret, struct error *err);

/*
 * Put a bundle that was written aside in its place, after it was verified with
 * a key. The file is closed in any case.
 */
bool bundle_settle(
    struct file_new *file, const struct bundle_public *key, struct error *err);

#endif
