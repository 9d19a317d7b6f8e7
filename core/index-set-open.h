/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opening the shards of an index set. For index.c alone.
 *
 * Servers are opened all at once, then, for those shards whose first place did
 * not answer, the next places, and so on: it takes as long as the slowest.
 */
#ifndef CORE_INDEX_SET_OPEN_H
#define CORE_INDEX_SET_OPEN_H

#include "core/arena.h"
#include "core/index-part.h"
#include "core/index-set.h"
#include "core/index.h"

#include <stddef.h>

struct set_opening {
	struct arena *arena;	      /* for as long as the index */
	struct arena *state;	      /* until it is opened again */
	struct index_set *set;	      /* whose shards they are */
	index_bundle_fn *open_bundle; /* opens a bundle, or NULL */
	void *open_context;	      /* its context */
	/* What becomes of it. */
	struct index_part *part; /* those that are open, as the set has them */
	size_t n_parts;
	struct index_missing *missing; /* those that are left out */
	size_t n_missing;
};

/* Open what can be opened, and leave out the rest and what is outdated. */
void index_set_open(struct set_opening *opening);

#endif
