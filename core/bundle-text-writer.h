/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing the texts of a bundle (bundle-text.h has their form). For
 * bundle-pack.c.
 */
#ifndef CORE_BUNDLE_TEXT_WRITER_H
#define CORE_BUNDLE_TEXT_WRITER_H

#include "core/arena.h"
#include "core/error.h"
#include "core/file-new.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bundle_texts_writer;

/* Begin. Blocks go to `file` at its position. */
struct bundle_texts_writer *bundle_texts_writer_new(struct file_new *file);
void bundle_texts_writer_free(struct bundle_texts_writer *writer);

/* Add the data of the next passage, of document ids from 1. */
bool bundle_texts_writer_add(struct bundle_texts_writer *writer,
    const char *data, size_t n, struct error *err);

/*
 * Write what is pending: the table of blocks, which lives in the writer, and
 * how many bytes the blocks took.
 */
bool bundle_texts_writer_end(struct bundle_texts_writer *writer,
    const unsigned char **ret_table, size_t *ret_n, uint64_t *ret_bytes,
    struct error *err);

#endif
