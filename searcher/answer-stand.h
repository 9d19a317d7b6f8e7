/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where each holder stands on each place: what it said of it, in the order of
 * time. For answers that hold positions against one another, and for what a
 * holder changed.
 */
#ifndef SEARCHER_ANSWER_STAND_H
#define SEARCHER_ANSWER_STAND_H

#include "searcher/evidence.h"

/* One holder's positions on one place. */
struct stand {
	const char *key; /* the place */
	const char *holder;
	enum holder_kind kind;
	bool inner;	/* a part of what was asked about, or more than it */
	enum side side; /* of its latest position that takes one */
	const struct evidence **evidence; /* all of them, in time */
	size_t n_evidence;		  /* how many */
};

struct stands {
	struct stand *stand; /* as they were found */
	size_t count;
};

/*
 * Put positions that were found to their stands. `more` (may be NULL) are
 * further ones, of the same kind. What is on no place that can be compared is
 * left out, and what is not of those asked about. In the arena; the lists must
 * stay.
 */
void stands_collect(struct arena *arena, const struct plan *plan,
    const struct found *found, size_t n, const struct found *more,
    size_t n_more, struct stands *ret);

/* For it and against it, for a change and for the text as it stands. */
bool side_is_opposite(enum side a, enum side b);

/* The side that a position takes. */
enum side evidence_side(const struct evidence *e);

#endif
