/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/kept.h"

#include <stdbool.h>

/* Of a table that begins; most programs ask one thing. A power of two. */
#define PLACES_FIRST ((size_t)1024)

/* Where the passage is, or else where it would be. */
static struct kept_passage *
place_of(const struct kept_generation *in, uint32_t docid)
{
	size_t i = docid * (uint32_t)2654435761u % in->places;

	while (in->passage[i].docid != 0 && in->passage[i].docid != docid)
		i = (i + 1) % in->places;
	return &in->passage[i];
}

const char *
kept_find(const struct kept *kept, uint32_t docid, size_t *ret_n)
{
	for (unsigned i = 0; i < 2; i++) {
		const struct kept_generation *in =
		    &kept->generation[(kept->young + i) % 2];
		const struct kept_passage *passage;

		if (in->arena == NULL || docid == 0)
			continue;
		passage = place_of(in, docid);
		if (passage->docid != docid)
			continue;
		*ret_n = passage->n;
		return passage->s;
	}
	return NULL;
}

static void
generation_begin(struct kept_generation *generation)
{
	arena_free(generation->arena);
	generation->arena = arena_new();
	generation->places = PLACES_FIRST;
	generation->passage = arena_array(
	    generation->arena, PLACES_FIRST, sizeof *generation->passage);
	generation->count = 0;
	generation->bytes = 0;
}

/* Have a larger table where this one is half full. */
static void
make_room(struct kept_generation *generation)
{
	struct kept_passage *old = generation->passage;
	size_t n = generation->places;

	if (2 * (generation->count + 1) < n)
		return;
	generation->places = 4 * n;
	generation->passage = arena_array(
	    generation->arena, generation->places, sizeof *generation->passage);
	for (size_t i = 0; i < n; i++)
		if (old[i].docid != 0)
			*place_of(generation, old[i].docid) = old[i];
}

static bool
is_full(const struct kept_generation *generation, size_t n)
{
	return generation->count == KEPT_PASSAGES ||
	       n > KEPT_BYTES - generation->bytes;
}

void
kept_add(struct kept *kept, uint32_t docid, const char *s, size_t n)
{
	struct kept_generation *to = &kept->generation[kept->young];
	struct kept_passage *passage;

	if (docid == 0 || n > KEPT_LONGEST)
		return;
	if (to->arena != NULL && is_full(to, n)) {
		kept->young = !kept->young;
		to = &kept->generation[kept->young];
		generation_begin(to);
	} else if (to->arena == NULL) {
		generation_begin(to);
	}
	make_room(to);
	passage = place_of(to, docid);
	to->count += passage->docid == 0;
	to->bytes += n;
	*passage =
	    (struct kept_passage){docid, arena_strndup(to->arena, s, n), n};
}

void
kept_clear(struct kept *kept)
{
	for (unsigned i = 0; i < 2; i++)
		arena_free(kept->generation[i].arena);
	*kept = (struct kept){0};
}
