/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is remembered of bundles between runs (trust.h tells why that is safe):
 * empty files, whose names say all. So there is nothing to be written half, and
 * no lock. Where nothing can be written, nothing is remembered, and all is
 * verified again. For trust.c, and set-memory.c.
 */
#ifndef SEARCHER_TRUST_MEMORY_H
#define SEARCHER_TRUST_MEMORY_H

#include "core/arena.h"
#include "core/bundle.h"

#include <stdbool.h>
#include <stdint.h>

/* Make a folder and those above it; what cannot be made is not told. */
void memory_folder(const char *path);

/*
 * Take away the files of a folder that are a month old, of those whose names
 * are such hashes as are kept.
 */
void memory_forget(struct arena *arena, const char *folder, int64_t now);

/* Whether every chunk of this very file was verified before. */
bool memory_verified(struct arena *arena, const char *state,
    const struct bundle *bundle, int64_t now);

/* It was, just now. */
void memory_verify(struct arena *arena, const char *state,
    const struct bundle *bundle, int64_t now);

/* The newest edition seen of a series by this key; 0 for none. */
uint64_t memory_newest(struct arena *arena, const char *state,
    const struct bundle *bundle, const char *name);

/* This edition was seen. */
void memory_see(struct arena *arena, const char *state,
    const struct bundle *bundle, const char *name, uint64_t sequence);

#endif
