/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One id, one record: clashes are found and the later record gets another id.
 * For run.c.
 */
#ifndef INDEXER_IDENTITY_H
#define INDEXER_IDENTITY_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index-writer.h"
#include "indexer/crew.h"
#include "indexer/plan.h"

#include <stdbool.h>
#include <stddef.h>

struct identities;

/*
 * The ids that are taken: those of records in the index, but for records that
 * the plan replaces or removes. Lives in the arena but for a table, which
 * identities_free() frees.
 */
struct identities *identities_new(struct arena *arena,
    struct index_writer *writer, const struct plan *plan,
    const struct report *report);
void identities_free(struct identities *identities);

/*
 * Take an id for a record of the file at `path`: the id itself, or where
 * another record has it, that with "~2" and so on, which is told.
 */
const char *identities_take(
    struct identities *identities, const char *path, const char *id);

/*
 * Look through what the crew has done, in order. Records whose id is taken are
 * put down in crew->rename, and `*ret_again` is true: their items are to be
 * done again.
 */
void identity_check(struct arena *arena, struct index_writer *writer,
    const struct plan *plan, struct crew *crew, bool *ret_again);

/* The ids and negotiations of `n` results as those of one. */
void identity_join(struct arena *arena, const struct work_result *results,
    size_t n, struct work_result *ret);

/*
 * Ids of all negotiations in the index as it will be, ended by NULL: those
 * that it has, those of the results, and `also`.
 */
const char *const *identity_negotiations(struct arena *arena,
    struct index_writer *writer, const struct plan *plan,
    const struct work_result *results, const char *also);

#endif
