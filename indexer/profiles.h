/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The negotiations of a run: each profile loaded once with its engine, from
 * the data directory or from a folder beside the records. For indexer/ only.
 */
#ifndef INDEXER_PROFILES_H
#define INDEXER_PROFILES_H

#include "core/arena.h"
#include "core/error.h"
#include "core/negotiation.h"
#include "core/position-engine.h"
#include "core/table.h"
#include "indexer/source.h"

#include <stdbool.h>
#include <stddef.h>

struct profile {
	const char *id;			 /* as records name it */
	struct negotiation *neg;	 /* never NULL */
	struct engine *engine;		 /* NULL without positions */
	unsigned char hash[SOURCE_HASH]; /* of all tables it was made of */
};

struct profiles;

/*
 * Profiles from the data directory. `positions` false: no engines are made.
 * Lives in the arena; strings are kept by pointer.
 */
struct profiles *profiles_new(
    struct arena *arena, const char *datadir, bool positions);

/*
 * Use the tables in `folder` for a negotiation: the one that `id` in its
 * profile.tsv names, else the folder's own name, which is returned. NULL and
 * ERROR_DATA where there is no such folder or the table is wrong.
 */
const char *profiles_add_folder(
    struct profiles *profiles, const char *folder, struct error *err);

/*
 * The profile of an id ("" and ids without tables: the default one), loaded
 * when first asked for. NULL and ERROR_DATA where a table is wrong.
 */
const struct profile *profiles_get(
    struct profiles *profiles, const char *id, struct error *err);

/* Where all tables come from. */
struct table_source profiles_tables(struct profiles *profiles);

/*
 * Names of all tables that an index of these negotiations carries, those of
 * the ids given and the shared ones. Some may not be there.
 */
const char **profiles_table_names(struct profiles *profiles,
    struct arena *arena, const char *const *ids, size_t n_ids,
    size_t *ret_count);

#endif
