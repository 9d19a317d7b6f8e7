/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inside of a set of holders, for holder-set.c (loading) and holder-find.c
 * (finding) alone; everybody else uses holder.h.
 */
#ifndef CORE_HOLDER_SET_H
#define CORE_HOLDER_SET_H

#include "core/holder.h"
#include "core/phrase.h"

enum holder_table {
	HOLDER_DELEGATIONS = 0,
	HOLDER_GROUPS,
	HOLDER_ROLES,
	HOLDER_TABLES
};

/* Values of phrases: a holder's place in the set and how it is named. */
#define HOLDER_VALUE(place, how) ((uint32_t)(place) << 2 | (uint32_t)(how))
#define HOLDER_VALUE_NOT	 UINT32_MAX /* a phrase that is no holder */

struct holder_set {
	struct arena *arena;		   /* owns all of this */
	struct table table[HOLDER_TABLES]; /* as read; names are taken late */
	const struct holder **holder;	   /* in the tables' order */
	size_t count;			   /* how many */
	const struct holder **by_id;	   /* sorted by id */
	/*
	 * Names of each language, and of all for LANGUAGE_NONE; made when
	 * first asked for, as a question needs one of them or none.
	 */
	struct phrase_set **names;
};

/* The names of a language, ready to be searched for. */
const struct phrase_set *holder_set_names(
    const struct holder_set *set, enum language language);

#endif
