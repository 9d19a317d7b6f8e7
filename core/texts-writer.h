/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Packing the texts of an index (texts.h has their form). The dictionary is
 * made of the first passages, spread over what there is of them; or it is one
 * that the index has. For index-shard.c, index-writer-direct.c and who makes
 * many shards.
 */
#ifndef CORE_TEXTS_WRITER_H
#define CORE_TEXTS_WRITER_H

#include "core/texts.h"

#include <stdbool.h>
#include <stddef.h>

struct texts_writer;

/* Some bytes. */
struct texts_part {
	const char *s;
	size_t n;
};

/*
 * With `dictionary` of `n` bytes, of texts_writer_dictionary(), or none yet
 * where that is NULL. Free it with texts_writer_free(); NULL is allowed there.
 */
struct texts_writer *texts_writer_new(const char *dictionary, size_t n);
void texts_writer_free(struct texts_writer *writer);

/* Whether there is a dictionary. */
bool texts_writer_is_ready(const struct texts_writer *writer);

/*
 * Make the dictionary of passages' data. False, and nothing has changed, where
 * they are too few or too small for one.
 */
bool texts_writer_learn(
    struct texts_writer *writer, const struct texts_part *part, size_t count);

/*
 * Pack the data of a passage: bytes that live until the next call; NULL where
 * there is no dictionary, or they would not become less.
 */
const char *texts_writer_pack(
    struct texts_writer *writer, const char *data, size_t n, size_t *ret_n);

/*
 * The dictionary, and its key in the metadata in ret_key; only where there is
 * one.
 */
const char *texts_writer_dictionary(const struct texts_writer *writer,
    char ret_key[TEXTS_KEY_LENGTH + 1], size_t *ret_n);

#endif
