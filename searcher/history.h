/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The history of a provision: where it stands in each draft, with what text,
 * and who wanted what of it. For the command trace and for pages.
 */
#ifndef SEARCHER_HISTORY_H
#define SEARCHER_HISTORY_H

#include "searcher/stances.h"

/* The provision in one draft. */
struct history_stage {
	const struct lineage_place *place;
	const struct instrument *instrument; /* or NULL: not in the tables */
	const struct record *record;	     /* of its text, or NULL */
	const char *text;		     /* as the index has it, or "" */
	uint32_t first, last;		     /* passages of the record */
};

struct history {
	struct picked picked;
	struct history_stage *stage; /* in the order of the drafts */
	size_t n_stages;
	struct stances stances; /* by holder, see stances.h; none so far */
	size_t *by_session;	/* its rows in the order of sessions */
};

/*
 * The drafts of what `picked` names, with their texts; positions are not looked
 * for. ERROR_INDEX, ERROR_MODIFIED.
 */
bool history_drafts(struct searcher *searcher, const struct picked *picked,
    struct history *ret, struct error *err);

/*
 * And all positions on it that `filters` select (NULL: any); `ret` is one from
 * history_drafts().
 */
bool history_positions(struct searcher *searcher, struct query *filters,
    struct history *ret, struct error *err);

/* The nearest draft before the i-th that has a text here, or NULL. */
const struct history_stage *history_before(
    const struct history *history, size_t i);

/* The i-th row in the order of sessions. */
const struct stance_row *history_row(const struct history *history, size_t i);

/* Where the rows of the session of row `from`, in that order, end. */
size_t history_session_end(const struct history *history, size_t from);

#endif
