/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/kept.h"

#include <string.h>

const char *
kept_find(const struct kept *kept, uint32_t docid, size_t *ret_n)
{
	for (unsigned i = 0; i < 2; i++) {
		const struct kept_generation *in = &kept->generation[i];
		const struct kept_passage *passage;

		if (in->arena == NULL)
			continue;
		passage = &in->passage[docid % KEPT_PASSAGES];
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
	generation->passage = arena_array(
	    generation->arena, KEPT_PASSAGES, sizeof *generation->passage);
	generation->bytes = 0;
}

void
kept_add(struct kept *kept, uint32_t docid, const char *s, size_t n)
{
	struct kept_generation *to = &kept->generation[kept->young];
	char *copy;

	if (docid == 0 || n > KEPT_LONGEST)
		return;
	if (to->arena != NULL && n > KEPT_BYTES - to->bytes) {
		kept->young = !kept->young;
		to = &kept->generation[kept->young];
		generation_begin(to);
	} else if (to->arena == NULL) {
		generation_begin(to);
	}
	copy = arena_strndup(to->arena, s, n);
	to->bytes += n;
	to->passage[docid % KEPT_PASSAGES] =
	    (struct kept_passage){docid, copy, n};
}

void
kept_clear(struct kept *kept)
{
	for (unsigned i = 0; i < 2; i++)
		arena_free(kept->generation[i].arena);
	*kept = (struct kept){0};
}
