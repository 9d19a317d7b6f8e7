/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory that grows where it stands, for lists too large for an arena: what an
 * arena grows, it keeps.
 */
#ifndef INDEXER_GROW_H
#define INDEXER_GROW_H

#include <stddef.h>

/*
 * `old` (or NULL) with room for `count` of `size` bytes each; free() it. Ends
 * the program where there is no memory, as arenas do.
 */
void *grow(void *old, size_t count, size_t size);

#endif
