/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A census: how many records, passages and positions a database has, in all and
 * by what people ask first (census_fields()), so that "what does it hold" is
 * answered by one small value, of a server too. Passages that were removed do
 * not count. For the writers, which keep it, and for index.c.
 *
 * On disk it is the metadata value "census"; numbers are varints, as in
 * columns.h: 1 (the version); the number of documents and of removed ones that
 * it is of; records; positions, in two numbers of 30 bits, the low one first;
 * then for each field how many values it has, and of each, in their order,
 * length, bytes, records and passages.
 *
 * A position is counted once for each passage that has its term (field.h).
 */
#ifndef CORE_CENSUS_H
#define CORE_CENSUS_H

#include "core/arena.h"
#include "core/field.h"
#include "core/removed.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CENSUS_KEY    "census"
#define CENSUS_FIELDS 4

/* One value of a field. A record counts where its first passage does. */
struct census_value {
	const char *value; /* as the index has it */
	uint32_t records;
	uint32_t passages; /* 0 where all that had it were removed */
};

struct census_counts {
	struct census_value *value; /* by their bytes, ascending */
	size_t count;
	size_t room;
};

struct census {
	struct arena *arena;
	const char *record; /* term of the one added last, or NULL */
	uint32_t passages;
	uint32_t records;
	uint64_t positions;
	struct census_counts by[CENSUS_FIELDS];
};

/* The fields that are counted by: CENSUS_FIELDS of them. */
const enum field_id *census_fields(void);

/* Of nothing; in the arena. */
struct census *census_new(struct arena *arena);

/*
 * What a database notes, in the arena. NULL where it notes none of just so many
 * documents and removed ones (`xerr` is then XAP_OK), or on error (XAP_CORRUPT:
 * it is broken).
 */
struct census *census_read(struct arena *arena, struct xap_db *db,
    uint32_t documents, uint32_t removed, struct xap_error *xerr);

/*
 * Count by a walk over the terms of a database on this machine, whose highest
 * id is `last`; NULL on error. It takes seconds for a million passages.
 */
struct census *census_walk(struct arena *arena, struct xap_db *db,
    const struct removed *removed, uint32_t last, struct xap_error *xerr);

/* Note it: of `documents`, of which `removed` are. NULL: note none. */
enum xap_status census_write(const struct census *census, struct xap_writer *to,
    uint32_t documents, uint32_t removed, struct xap_error *xerr);

/*
 * Add a passage by its terms; those of a record come one after the other. Or
 * take one away, where `first` says that it is the first of its record.
 */
void census_add(struct census *census, const struct xap_doc_input *passage);
void census_take(
    struct census *census, const struct xap_doc_input *passage, bool first);

/* Add all of another. */
void census_merge(struct census *census, const struct census *other);

#endif
