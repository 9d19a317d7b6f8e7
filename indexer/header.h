/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Headers of text files: what stands over the text and says what it is. For
 * the readers.
 */
#ifndef INDEXER_HEADER_H
#define INDEXER_HEADER_H

#include "core/arena.h"
#include "indexer/reader.h"

#include <stddef.h>

/*
 * `Name: value` lines at the beginning of a text. Only known fields make a
 * header, so that prose with a colon is none: it ends before the first line
 * that is no field. A line that begins with white space goes on from the one
 * before. Fills in `raw`, and returns where the body begins (0: no header),
 * with its line in `*line`, which is moved on.
 */
size_t header_lines(struct arena *arena, const struct document *document,
    struct raw_record *raw, unsigned long *line);

/*
 * YAML front matter between "---" lines at the beginning of a text: scalars,
 * plain or quoted, over one line or several (| and >); lists, joined with
 * "; ". Fields that are not known are passed over. Returns as header_lines();
 * front matter that does not end is none.
 */
size_t header_yaml(struct arena *arena, const struct document *document,
    struct raw_record *raw, unsigned long *line);

#endif
