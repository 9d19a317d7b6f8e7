/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An index as its own files know it. For core/index.c, which opens it, and
 * core/index-content.c, which tells what is in it, alone; others take index.h.
 */
#ifndef CORE_INDEX_HANDLE_H
#define CORE_INDEX_HANDLE_H

#include "core/ahead.h"
#include "core/index-part.h"
#include "core/index-set.h"
#include "core/index.h"
#include "core/kept.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A profile that was asked for. */
struct loaded {
	struct loaded *next;
	const char *id;
	struct negotiation *neg;
	bool sessions_only;
};

struct index {
	struct arena *arena;	 /* everything that lives as long as this */
	const char *path;	 /* as opened */
	struct bundle *bundle;	 /* that it is in, or NULL */
	struct index_set *set;	 /* or NULL: it is one part */
	struct index_part *part; /* those that are open */
	size_t n_parts;		 /* at least 1 */
	struct ahead ahead;	 /* passages of servers */
	struct kept kept;	 /* passages that were read */
	struct columns *columns; /* of one part, or NULL */
	bool columns_known;	 /* it was looked for them */
	struct xap_db *db;	 /* all parts together */
	struct arena *state;	 /* what lives until the next reopening */
	struct index_info info;
	struct index_missing *missing; /* shards left out */
	size_t n_missing;
	struct loaded *loaded; /* profiles read so far */
	struct table_source tables;
	index_bundle_fn *open_bundle; /* opens a bundle of a set, or NULL */
	void *open_context;
	struct recall recall;
	bool remembers; /* index_remember() was called */
};

/* Look for doubles where that is wanted. */
bool index_look_for_doubles(struct index *index, struct error *err);

/* The part that a document is in. */
const struct index_part *index_part_of(
    const struct index *index, uint32_t docid);

/* The id of a document in its part: see xap_db_add(). */
uint32_t index_local_id(const struct index *index, uint32_t docid);

#endif
