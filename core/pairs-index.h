/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which passages of a database may have two words side by side (pairs.h). For
 * the searcher.
 */
#ifndef CORE_PAIRS_INDEX_H
#define CORE_PAIRS_INDEX_H

#include "core/arena.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ids of documents, ascending, each once. */
struct pairs_ids {
	uint32_t *id;
	size_t n;
};

struct pairs_index;

/*
 * The pairs of a local database of one part, which is borrowed. NULL where
 * fewer than half of its documents are noted (`xerr` is XAP_OK), or on error.
 */
struct pairs_index *pairs_index_open(
    struct arena *arena, struct xap_db *db, struct xap_error *xerr);

/* Documents that are not noted, and may have any pair. */
struct pairs_ids pairs_index_others(
    const struct pairs_index *pairs, struct arena *arena);

/* Of those noted, the ones that may have the second term after the first. */
enum xap_status pairs_index_find(const struct pairs_index *pairs,
    struct arena *arena, const char *first, const char *second,
    struct pairs_ids *ret, struct xap_error *xerr);

/* What is in both, or in either; new ones in the arena. */
struct pairs_ids pairs_ids_both(
    struct arena *arena, struct pairs_ids a, struct pairs_ids b);
struct pairs_ids pairs_ids_either(
    struct arena *arena, struct pairs_ids a, struct pairs_ids b);

bool pairs_ids_has(struct pairs_ids ids, uint32_t id);

#endif
