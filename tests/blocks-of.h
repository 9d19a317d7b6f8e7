/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a reader made of a document, written down line by line, so that tests
 * can compare it with a file of expected lines. For tests alone.
 *
 *     title = A title                a field of the record
 *     paragraph 0 12. | Its text     a block: kind, level, number, text
 *     	author: Caldera               what else is set of it: author, anchor,
 *     	language: fr                  language, speaker, on_behalf_of, role,
 *     	page: 3 (iii)                 affiliation, person, provision, page
 *     	lines: 4-7                    (label), lines, ocr
 *     	inserted: "may" Caldera       a mark: its words, author, value
 *     ! no styles in it              a report
 *     error: it is encrypted         the file is left out
 *
 * Newlines and tabs are written "\n" and "\t", a backslash "\\".
 */
#ifndef TESTS_BLOCKS_OF_H
#define TESTS_BLOCKS_OF_H

#include "core/arena.h"
#include "indexer/reader.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Read `n` bytes, of a file of this name, with the reader of bytes that bids
 * highest; its records one after the other, "---" between. In the arena.
 */
const char *blocks_of(
    struct arena *arena, const char *name, const char *bytes, size_t n);

/* The same of a file, beside which there may be others that it refers to. */
const char *blocks_of_file(struct arena *arena, const char *path);

/*
 * Compare with the lines of the file `path`, less comments ("# ..."). False
 * where a line differs, of which standard error tells. Where the environment
 * has BLOCKS_WRITE, the file is written anew instead.
 */
bool blocks_expect(struct arena *arena, const char *path, const char *blocks);

/* A file of the source tree, by $srcdir. */
const char *source_path(struct arena *arena, const char *name);

#endif
