/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Passages of servers that were read before they are asked for, by id: one
 * question to a server brings many of them. For index.c alone.
 */
#ifndef CORE_AHEAD_H
#define CORE_AHEAD_H

#include "core/arena.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ahead_one;

/* All zero: none. */
struct ahead {
	struct arena *arena; /* of the passages; NULL before the first */
	struct ahead_one *by_id;
};

/* Have none, and no memory. */
void ahead_clear(struct ahead *ahead);

/*
 * Read those of `docids` that are not there yet and that are `wanted`, and
 * forget others where they are too many; there may be more than are read. A
 * document that the database does not have is not there.
 */
enum xap_status ahead_read(struct ahead *ahead, struct xap_db *db,
    const uint32_t *docids, size_t n,
    bool (*wanted)(const void *context, uint32_t docid), const void *context,
    struct xap_error *xerr);

/* Its data, until the next reading; NULL where it is not there. */
const char *ahead_find(
    const struct ahead *ahead, uint32_t docid, size_t *ret_n);

#endif
