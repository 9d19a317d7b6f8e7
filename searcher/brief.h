/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A brief: what one holder wanted, by provision; or who wanted what of one
 * provision. For cmd-brief.c and brief-*.c.
 */
#ifndef SEARCHER_BRIEF_H
#define SEARCHER_BRIEF_H

#include "searcher/command.h"
#include "searcher/paper.h"
#include "searcher/stances.h"

/* Quotes of one holder on one provision; the rest is counted. */
#define BRIEF_QUOTES 2

struct brief {
	struct command_context *context;
	struct arena *arena;
	struct stances stances;
	struct picked picked; /* of a brief on a provision */
	const char *title;
	struct paper paper;
	size_t *quotes; /* how much is quoted of the group that begins at a row:
			   see brief_fit() */
};

/*
 * A group of rows: those of a holder, or, in a brief on a holder, of a
 * provision. Where it ends.
 */
size_t brief_group_end(const struct brief *b, size_t at);

/*
 * The rows `from` to before `end` that say something of their own, the most
 * telling first; *ret_count of them. In the arena.
 */
struct stance_row **brief_telling(
    const struct brief *b, size_t from, size_t end, size_t *ret_count);

/* Whether the rows show a holder on both sides of the provision. */
bool brief_is_both(const struct brief *b, size_t from, size_t end);

/*
 * The row after `at` where a holder who was on both sides took another side;
 * `end` where there is none. To begin with, `at` is SIZE_MAX.
 */
size_t brief_next_side(
    const struct brief *b, size_t from, size_t end, size_t at);

/* The name of a group's holder, in the page's language. */
const char *brief_name(const struct brief *b, size_t at);

/*
 * "Article 42 (for it)": a provision that has no quote. Its key is told
 * shortly.
 */
const char *brief_named(const struct brief *b, size_t from, size_t end);

/*
 * Decide what is quoted (b->quotes). Of what is printed, the HTML, as much as
 * two sheets of paper have room for, at 9 points in two columns: the most
 * telling of each group first, then the second. None: the group is named.
 * Of one who was on both sides one stands for all the times it took a side.
 * Other formats are not printed: there all is quoted of a holder, and
 * BRIEF_QUOTES of each on a provision.
 */
void brief_fit(struct brief *b);

/* "and 3 more" of the group at a row; on the site, with a link to all. */
void brief_left(struct brief *b, size_t at, size_t left);

/* Write the paper, of what brief_fit() has chosen. */
void brief_of_holder(struct brief *b);
void brief_of_provision(struct brief *b);

/* The brief as JSON, with all positions. */
void brief_json(struct brief *b);

#endif
