/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A provision or a holder that a user names, found in the profiles of an index:
 * "42", "Article 42(1)", "33 of ND2", "ND2 33", "safeguards", "conditions and
 * safeguards". For the commands that are about one thing.
 */
#ifndef SEARCHER_PICK_H
#define SEARCHER_PICK_H

#include "searcher/provision-label.h"
#include "searcher/search.h"

/* One thing that the words may mean. */
struct picked {
	const struct negotiation *neg;
	const char *negotiation; /* id of the profile */
	const char *key;	 /* under which its positions are stored */
	const char *lineage;	 /* id, or "" */
	struct provision asked;	 /* as written; kind NONE for a topic */
	const char *heading; /* "Article 42: Safeguards (ND1 42 = ND2 33)" */
	uint64_t positions;  /* passages with positions on it */
};

/*
 * The provision that `text` names; where several are meant, the one of the
 * profile's default instrument, else the one with most positions, and `notes`
 * tell of the others and how to ask for them. ERROR_USAGE where it is none,
 * with what can be said; ERROR_INDEX, ERROR_DATA.
 */
bool pick_provision(struct searcher *searcher, const char *text,
    struct picked *ret, struct notes *notes, struct error *err);

/*
 * The passages in question: those that name the lineage, or the number. To be
 * put in an AND; pick_has() then decides of each position.
 */
struct query *pick_query(struct arena *arena, const struct picked *picked);

/*
 * Whether a position is on the thing picked; with levels in what was asked
 * ("42(3)"), on these or what is within them.
 */
bool pick_has(struct arena *scratch, const struct picked *picked,
    const char *negotiation, const struct position *position);

/*
 * The ids of the profiles of an index, one after another; "" alone, the default
 * profile, where it has none. NULL after the last.
 */
const char *profile_id(struct index *index, size_t i);

/* The holder that `text` names in any profile of the index, or NULL. */
const struct holder *pick_holder(struct searcher *searcher, const char *text,
    const struct negotiation **ret_neg, struct error *err);

/* The names of holders near to `text`, for a message; "" for none. */
const char *pick_nearest_holder(
    struct searcher *searcher, const char *text, struct error *err);

#endif
