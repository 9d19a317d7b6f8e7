/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Shards: databases of passages, written aside in any process, which the
 * index's writer joins. Each is written in one go, as large as memory allows;
 * where the libxapian in use has a format that we cannot write, by its own
 * writer, in small ones. For programs that write.
 */
#ifndef CORE_INDEX_SHARD_H
#define CORE_INDEX_SHARD_H

#include "core/error.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stdint.h>

struct index_shards;
struct texts_writer;

/*
 * Write shards "NAME-0", "NAME-1" ... in `folder`, which is there. Free it
 * with index_shards_free(), which drops what was not finished.
 */
struct index_shards *index_shards_new(const char *folder, const char *name);

/*
 * Let them take so many bytes of memory, all in all; without this, some 200
 * MiB. More than that is not used, less than 3 MiB does not do.
 */
void index_shards_limit(struct index_shards *shards, uint64_t memory);

/*
 * Have texts packed by this writer, which others may share and which must
 * outlive the shards, before anything is added. Without, they have their own.
 */
void index_shards_texts(
    struct index_shards *shards, struct texts_writer *texts);

/*
 * Have libxapian's own writer write the shards from now on, as where its format
 * is another: for comparison, before anything is added.
 */
void index_shards_by_writer(struct index_shards *shards);

/* Add a passage's document. ERROR_IO where the system refuses. */
bool index_shards_add(struct index_shards *shards,
    const struct xap_doc_input *doc, struct error *err);

/* The same under this id, which is higher than any before. */
bool index_shards_add_as(struct index_shards *shards, uint32_t docid,
    const struct xap_doc_input *doc, struct error *err);

/*
 * Write what is pending and close the last shard. `*ret_count` is how many
 * shards there are; 0 where nothing was added.
 */
bool index_shards_finish(
    struct index_shards *shards, unsigned *ret_count, struct error *err);

void index_shards_free(struct index_shards *shards);

#endif
