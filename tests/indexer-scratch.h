/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A folder for a test of the indexer, and files in it. For tests alone.
 */
#ifndef TESTS_INDEXER_SCRATCH_H
#define TESTS_INDEXER_SCRATCH_H

#include "core/arena.h"

#include <stddef.h>

/* A new empty folder; scratch_remove() it. */
const char *scratch_new(struct arena *arena);
void scratch_remove(const char *folder);

/* Write a file below the folder, making folders on the way. Its path. */
const char *scratch_file(struct arena *arena, const char *folder,
    const char *name, const char *bytes, size_t n);

/* The same with a string. */
const char *scratch_text(struct arena *arena, const char *folder,
    const char *name, const char *text);

#endif
