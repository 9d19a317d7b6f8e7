/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is remembered of index sets between runs: small files in a folder of the
 * user's own, for a month. For main() of the programs, which give it to
 * index_remember().
 */
#ifndef SEARCHER_SET_MEMORY_H
#define SEARCHER_SET_MEMORY_H

#include "core/recall.h"

#include <stdint.h>

/*
 * A memory in "sets" of a folder, borrowed; NULL: none. Where nothing can be
 * written, nothing is remembered; what others can write to is not read. `now`
 * is in seconds since 1970.
 */
struct set_memory {
	const char *folder;
	int64_t now;
};

/* The same for the index; `memory` must live as long as that. */
struct recall set_memory(struct set_memory *memory);

#endif
