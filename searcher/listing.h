/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an index has: its holders, groups, sessions and provisions, each with
 * how much of it is on record. For the command list and for pages.
 */
#ifndef SEARCHER_LISTING_H
#define SEARCHER_LISTING_H

#include "searcher/search.h"

enum listing_of {
	LISTING_HOLDERS = 0, /* States and all others that are no groups */
	LISTING_GROUPS,
	LISTING_SESSIONS,
	LISTING_PROVISIONS,
	LISTING_COUNT
};

struct listing_row {
	const char *id;	   /* of the holder or session; key of the provision */
	const char *name;  /* as shown */
	const char *kind;  /* of a holder: "state"; else "" */
	const char *place; /* numbers in the drafts, or days of a session */
	uint64_t others; /* provisions with positions of a holder; holders with
			    positions on a provision, or at a session */
	uint64_t passages; /* with such positions, by kinds of position */
};

struct listing {
	struct listing_row *row; /* in the order of their tables */
	size_t count;
};

/* "holders", "groups" ...; LISTING_COUNT for none of them. */
const char *listing_name(enum listing_of of);
enum listing_of listing_find(const char *name);

/*
 * All of them: holders that have positions; groups, sessions and provisions of
 * the profiles also where nothing of them is on record. In the searcher's
 * arena. ERROR_INDEX, ERROR_MODIFIED.
 */
bool listing_make(struct searcher *searcher, enum listing_of of,
    struct listing *ret, struct error *err);

#endif
