/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The passages of an index that are removed. The database keeps no lists of
 * the terms of its documents (they would be a third of its size and a fifth of
 * the time to make it), so it cannot take a document out again: what is
 * removed is noted, and whoever walks the database leaves it out. For index.c
 * and the index's writer; others ask index_removed().
 *
 * On disk, the metadata value "removed": document ids, ascending, each as a
 * varint (7 bits a byte, low first, high bit = more follows) of its distance
 * from the one before, the first from 0. No value where there are none.
 */
#ifndef CORE_REMOVED_H
#define CORE_REMOVED_H

#include "core/arena.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REMOVED_KEY "removed"

struct removed;

/* None of the documents 1 ... `last` is removed; in the arena. */
struct removed *removed_new(struct arena *arena, uint32_t last);

/*
 * What a database notes, in the arena. NULL with a status in `xerr`, which is
 * XAP_CORRUPT where the value is not what removed_write() writes.
 */
struct removed *removed_read(
    struct arena *arena, struct xap_db *db, struct xap_error *xerr);

/* Note it in a database; `arena` for the work. */
enum xap_status removed_write(const struct removed *removed,
    struct arena *arena, struct xap_writer *to, struct xap_error *xerr);

/* Add a document; one after the last is none of ours and is not added. */
void removed_add(struct removed *removed, uint32_t docid);

bool removed_has(const struct removed *removed, uint32_t docid);

/* How many. */
uint32_t removed_count(const struct removed *removed);

/*
 * How many documents that are not removed have a term; the count ends at
 * `most`.
 */
enum xap_status removed_term_count(const struct removed *removed,
    struct xap_db *db, const char *term, size_t n, uint32_t most,
    uint32_t *ret_count, struct xap_error *xerr);

#endif
