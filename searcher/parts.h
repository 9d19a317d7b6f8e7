/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts of a long list, each as much as a page may weigh. Where they begin
 * depends on the records alone, so that an address means the same in each
 * language. For pages and papers.
 */
#ifndef SEARCHER_PARTS_H
#define SEARCHER_PARTS_H

#include "core/arena.h"

#include <stddef.h>

struct parts {
	size_t *start;	  /* first item of each, and the end of all */
	size_t count;	  /* how many parts; one at least */
	size_t at;	  /* which of them is shown */
	size_t from, end; /* its items */
};

/*
 * Part `count` items, of which each weighs `cost` (bytes), so that a part
 * weighs `most` and has `items_most` at most, but one item at least. The one
 * that the item at `offset` is in is shown; the last, past the end. In the
 * arena.
 */
struct parts parts_of(struct arena *arena, const size_t *cost, size_t count,
    size_t most, size_t items_most, size_t offset);

/* The part that an item is in. */
size_t parts_at(const struct parts *parts, size_t item);

#endif
