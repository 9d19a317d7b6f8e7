/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/heading-trail.h"

void
heading_trail_init(struct heading_trail *trail, struct arena *arena)
{
	trail->arena = arena;
	trail->count = 0;
	trail->joined = "";
}

static unsigned
rank_of(enum provision_kind kind)
{
	switch (kind) {
	case PROVISION_PART:
	case PROVISION_ANNEX:
		return 1;
	case PROVISION_CHAPTER:
		return 2;
	case PROVISION_SECTION:
		return 3;
	case PROVISION_ARTICLE:
	case PROVISION_PREAMBLE:
		return 4;
	default:
		return 0;
	}
}

/* Whether the new heading ends what stands under `last`. */
static bool
ends(const struct trail_heading *last, unsigned level, unsigned rank,
    bool follows)
{
	if (rank > 0 && last->rank > 0)
		return last->rank >= rank;
	if (rank > 0 && last->level == 0)
		return true;
	if (level > 0 && last->level > 0)
		return last->level > level ||
		       (last->level == level && !(follows && last->rank > 0));
	/* Of no known level: a title of the provision it stands under. */
	return last->rank == 0;
}

void
heading_trail_set(struct heading_trail *trail, const char *text, unsigned level,
    enum provision_kind kind, bool follows)
{
	unsigned rank = rank_of(kind);

	while (trail->count > 0 &&
	       ends(&trail->heading[trail->count - 1], level, rank, follows))
		trail->count--;
	if (trail->count == TRAIL_MAX)
		trail->count--;
	trail->heading[trail->count++] =
	    (struct trail_heading){text, level, rank};
	trail->joined = NULL;
}

const char *
heading_trail_joined(struct heading_trail *trail)
{
	if (trail->joined != NULL)
		return trail->joined;
	trail->joined = "";
	for (size_t i = 0; i < trail->count; i++)
		trail->joined =
		    i == 0 ? trail->heading[i].text
			   : arena_printf(trail->arena, "%s > %s",
				 trail->joined, trail->heading[i].text);
	return trail->joined;
}
