/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a reader of bytes makes of a file, written down as text. For tests
 * alone.
 */
#ifndef TESTS_READER_DUMP_H
#define TESTS_READER_DUMP_H

#include "core/arena.h"
#include "indexer/reader.h"

/*
 * Read tests/fixtures/<name>: for each record a line of its fields that are
 * set, then a line for each block ("kind level [page] number: what is known of
 * it | text"), marks after it; then what was told ("told: ..."). In the arena.
 */
const char *reader_dump(
    struct arena *arena, const struct reader *reader, const char *name);

/* The same, of a file by its path and not below tests/fixtures. */
const char *reader_dump_path(
    struct arena *arena, const struct reader *reader, const char *path);

/*
 * Whether reader_dump() of fixtures/<folder>/<name>.xml is what
 * fixtures/<folder>/<name>.out holds; else both are printed.
 */
int reader_dump_as_expected(
    const struct reader *reader, const char *folder, const char *name);

#endif
