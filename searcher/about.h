/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of a holder beside its positions: the groups it belongs to, the
 * members of a group, and where members departed from it. A group's position is
 * never its members', nor theirs the group's.
 */
#ifndef SEARCHER_ABOUT_H
#define SEARCHER_ABOUT_H

#include "searcher/stances.h"

/* Most pairs of a member and a provision that are looked at. */
#define DEPARTURES_MAX 60

/* Somebody's time in a group. */
struct belonging {
	const struct holder *group;
	const struct holder *member; /* NULL: not in the tables */
	struct date_range when;
};

/* Groups of the profile that `id` belongs or belonged to, by name. */
struct belonging *about_groups(struct arena *arena,
    const struct negotiation *neg, const char *id, size_t *ret_count);

/* Members of a group, by name; those whose time is over too. */
struct belonging *about_members(struct arena *arena,
    const struct negotiation *neg, const struct holder *group,
    size_t *ret_count);

/* "2019-01-01 to 2021-06-30", "since 2019-01-01", "until ..."; "": always. */
const char *belonging_when(
    struct arena *arena, const struct belonging *belonging);

/* A member that wanted the contrary of its group, while it was a member. */
struct departure {
	const struct holder *member;
	const char *key;	 /* of the provision */
	const char *heading;	 /* its heading */
	struct stance_row group; /* what the group said */
	struct stance_row own;	 /* what the member said */
};

/*
 * Departures from a group, by provision, then by member: one for each pair, of
 * the session they share if there is one. `*ret_more`: there were more pairs
 * than DEPARTURES_MAX. ERROR_INDEX, ERROR_MODIFIED.
 */
bool about_departures(struct searcher *searcher, const struct negotiation *neg,
    const struct holder *group, struct departure **ret, size_t *ret_count,
    bool *ret_more, struct error *err);

#endif
