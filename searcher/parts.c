/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/parts.h"

struct parts
parts_of(struct arena *arena, const size_t *cost, size_t count, size_t most,
    size_t items_most, size_t offset)
{
	struct parts parts = {
	    .start = arena_array(arena, count + 2, sizeof *parts.start),
	    .count = 1};
	size_t first = 0, sum = 0;

	parts.start[0] = 0;
	for (size_t i = 0; i < count; i++) {
		if (i - first >= items_most ||
		    (i > first && sum + cost[i] > most)) {
			first = parts.start[parts.count++] = i;
			sum = 0;
		}
		sum += cost[i];
	}
	parts.start[parts.count] = count;
	parts.at = parts_at(&parts, offset);
	parts.from = parts.start[parts.at];
	parts.end = parts.start[parts.at + 1];
	return parts;
}

size_t
parts_at(const struct parts *parts, size_t item)
{
	size_t at = 0;

	while (at + 1 < parts->count && parts->start[at + 1] <= item)
		at++;
	return at;
}
