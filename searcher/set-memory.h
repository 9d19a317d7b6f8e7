/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is remembered of index sets between runs: a small file for each state of
 * one in the user's own state folder, for a month. For main() of the programs,
 * which give it to index_watch_doubles().
 */
#ifndef SEARCHER_SET_MEMORY_H
#define SEARCHER_SET_MEMORY_H

#include "core/index.h"

#include <stdint.h>

/*
 * A memory in the folder `state`, borrowed; NULL: none. Where nothing can be
 * written, nothing is remembered. `now` is in seconds since 1970.
 */
struct set_memory {
	const char *state;
	int64_t now;
};

/* The same for the index; `memory` must live as long as that. */
struct index_memory set_memory(struct set_memory *memory);

#endif
