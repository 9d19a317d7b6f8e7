/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The positions that bear on a plan. For answer.c. */
#ifndef SEARCHER_EVIDENCE_H
#define SEARCHER_EVIDENCE_H

#include "searcher/answer.h"

/* A position with the reading it belongs to (NULL: found by its words). */
struct found {
	struct evidence evidence;
	const struct plan_reading *reading;
	double share; /* how much of the thing asked about it is about */
};

/* A position must be about so much of the thing asked about. */
#define SHARE_LEAST 0.55

struct found_list {
	struct found *found;   /* in the order of the index */
	size_t count;	       /* how many */
	struct found *outside; /* the same at other times, or in other sources,
				  than those asked for: to tell of changes */
	size_t n_outside;      /* how many */
	size_t n_elsewhere; /* those about its words in records of negotiations
			       that the plan is not about: left out */
	bool more;	    /* there were more than ANSWER_POSITIONS_MAX */
};

/*
 * All positions on the chosen readings, or, without any, those about the thing
 * that the plan's words name (thing.h), that match the plan's filter and are of
 * its holders.
 */
bool evidence_find(struct searcher *searcher, const struct plan *plan,
    struct found_list *ret, struct error *err);

/* Whether an answer may count a holder: a State, a group; else it is apart. */
bool evidence_may_count(enum holder_kind kind);

/* Whether its holder is one of those whom the plan asks about. */
bool evidence_is_asked(const struct plan *plan, const struct evidence *e);

/* Strongest first: explicit, then by layer, then by time. For qsort(). */
int evidence_compare(const void *a, const void *b);

#endif
