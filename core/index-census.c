/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-handle.h"

#include "core/census.h"
#include "core/removed.h"

#include <string.h>

/* Leave a part out of what was asked, and say so. */
static void
leave_out(struct index *index, const struct index_part *part)
{
	struct index_missing *one;

	for (size_t i = 0; i < index->n_missing; i++)
		if (strcmp(index->missing[i].shard, part->name) == 0)
			return;
	one = &index->missing[index->n_missing++];
	one->shard = part->name;
	one->reason = "it does not note what it holds: it was made by an older "
		      "version; index again";
	index->info.n_missing = index->n_missing;
}

static bool
add_part(struct index *index, const struct index_part *part,
    struct arena *arena, struct census *all, struct error *err)
{
	struct xap_error xerr;
	struct census *census = census_read(arena, part->db, part->documents,
	    removed_count(part->removed), &xerr);

	/* The walk is a question for each record: no server is asked so. */
	if (census == NULL && xerr.status == XAP_OK && part->path == NULL &&
	    part->documents > 0) {
		leave_out(index, part);
		return true;
	}
	if (census == NULL && xerr.status == XAP_OK)
		census = census_walk(
		    arena, part->db, part->removed, part->last_docid, &xerr);
	if (census == NULL)
		return index_error(index, &xerr, err);
	census_merge(all, census);
	return true;
}

bool
index_census(struct index *index, struct arena *arena, struct census **ret,
    struct error *err)
{
	*ret = census_new(arena);
	for (size_t i = 0; i < index->n_parts; i++)
		if (!add_part(index, &index->part[i], arena, *ret, err))
			return false;
	return true;
}
