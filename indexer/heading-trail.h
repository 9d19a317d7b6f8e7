/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The headings that a passage stands under: a part over a chapter over an
 * article over its title. For indexer/ only.
 *
 * What a heading is under is known by its level, where the format has levels;
 * by its rank, where it names a provision; and a heading of no known level
 * that follows on another is its title.
 */
#ifndef INDEXER_HEADING_TRAIL_H
#define INDEXER_HEADING_TRAIL_H

#include "core/arena.h"
#include "core/provision.h"

#include <stdbool.h>
#include <stddef.h>

#define TRAIL_MAX 12 /* headings over one another */

struct trail_heading {
	const char *text;
	unsigned level; /* in the format, from 1; 0: not known */
	unsigned rank;	/* among provisions: part 1, chapter 2 ...; 0: none */
};

struct heading_trail {
	struct arena *arena;
	struct trail_heading heading[TRAIL_MAX];
	size_t count;
	const char *joined; /* NULL: to be joined anew */
};

void heading_trail_init(struct heading_trail *trail, struct arena *arena);

/*
 * Go on to a heading. `kind` is that of the provision it names, or
 * PROVISION_NONE; `follows` tells that no text stands between it and the
 * heading before.
 */
void heading_trail_set(struct heading_trail *trail, const char *text,
    unsigned level, enum provision_kind kind, bool follows);

/* All of them, " > " between, "" for none. */
const char *heading_trail_joined(struct heading_trail *trail);

#endif
