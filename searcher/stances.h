/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Positions with all that is needed to show them, gathered for papers: briefs,
 * comparisons, histories.
 */
#ifndef SEARCHER_STANCES_H
#define SEARCHER_STANCES_H

#include "searcher/answer.h"
#include "searcher/pick.h"

struct stance_row {
	struct evidence evidence;
	const char *key; /* of its provision; "-": none */
	enum side side;	 /* on the provision as a whole; NONE on parts */
};

struct stances {
	struct stance_row *row;
	size_t count;
	bool more;	  /* there were more than ANSWER_POSITIONS_MAX */
	const char *plan; /* the query as it was understood */
	struct notes notes;
};

/*
 * All positions that a query selects, and that are on the thing picked (NULL:
 * on anything). By negotiation and provision as they stand in the text, then by
 * holder, then by time.
 */
bool stances_find(struct searcher *searcher, struct query *query,
    const struct picked *picked, struct stances *ret, struct error *err);

/* Where the rows of the same provision as row `at` end. */
size_t stances_provision_end(const struct stances *stances, size_t at);

/* Where the rows of the same provision and holder as row `at` end. */
size_t stances_holder_end(const struct stances *stances, size_t at);

/* "Article 42: Safeguards (ND1 42 = ND2 33)"; for "-": "No provision named" */
const char *stances_heading(struct arena *arena, const struct stance_row *row);

/*
 * The side that rows `from` to before `end` come to: `*ret_both` where it is
 * for and against; and whether all that hold it have a condition, or are
 * implied.
 */
struct stance_sum {
	enum side side; /* SIDE_NONE: none on the whole */
	bool both;
	bool conditional;
	bool implied;
};
struct stance_sum stances_sum(
    const struct stances *stances, size_t from, size_t end);

/* Whether two sides are contrary: for and against, changed and as it is. */
bool sides_differ(enum side a, enum side b);

/* "for it, on a condition only", "on a part of it only" */
const char *stances_sum_words(
    struct arena *arena, const struct stance_sum *sum);

/* The name of a holder as the profile has it, else as it was said. */
const char *stances_holder(const struct stance_row *row);

#endif
