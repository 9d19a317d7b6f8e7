/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A question while its plan is made. For question*.c alone. */
#ifndef SEARCHER_QUESTION_H
#define SEARCHER_QUESTION_H

#include "core/position-engine.h"
#include "searcher/plan.h"

/* A question as one negotiation of the index reads it. */
struct reading {
	const struct negotiation *neg;
	struct question_reading words;
};

struct question {
	struct searcher *searcher;
	struct arena *arena;
	struct plan *plan;
	struct tokens tokens;	    /* of the question */
	struct reading *reading;    /* one for each negotiation */
	size_t n_readings;	    /* how many */
	const struct reading *best; /* the one that understood most */
	struct error *err;
};

/* Add a note to the plan. */
void question_note(struct question *q, const char *note);

/* Set what every row must match beside what is asked: when, and options. */
void question_filter(struct question *q, struct query *filters);

/* Set the plan as a query, and note what no query can say. */
void question_query(struct question *q);

#endif
