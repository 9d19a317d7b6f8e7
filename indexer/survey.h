/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A first look at the texts of a record: whether there is any sign of damage.
 * Every text goes through it, so that it is made to be fast; most go no
 * further. For repair.c.
 */
#ifndef INDEXER_SURVEY_H
#define INDEXER_SURVEY_H

#include "indexer/lore.h"
#include "indexer/plain-letters.h"

#include <stdbool.h>
#include <stddef.h>

#define SURVEY_TRIED 12 /* unknown words on which ligatures are tried */

struct survey {
	size_t words;	/* all of them */
	size_t unknown; /* words in lower case that nobody knows */
	struct scan_word unsure[SURVEY_TRIED]; /* the first different ones */
	size_t n_unsure;		       /* how many */
	size_t lacking; /* of these, words that one ligature makes of them */
	size_t glued;	/* of these: two words run together */
	size_t split;	/* words that make one with the next */
	size_t endings; /* endings that lost their apostrophe */
	bool foreign;	/* most words are unknown: it is no such language */
	bool lines;	/* unwrap_needed() */
	struct special_characters special;
};

/* Add what a text shows; without a dictionary little is seen. */
void survey_text(
    struct survey *survey, struct lore *lore, const char *text, size_t n);

/* All texts were looked at: try ligatures, if so many words are unknown. */
void survey_conclude(struct survey *survey, struct lore *lore);

/* Whether so many words are unknown that ligatures may be missing. */
bool survey_is_strange(const struct survey *survey);

/* Whether words look damaged in any way. */
bool survey_shows_damage(const struct survey *survey);

/* Whether there is anything to look at again. */
bool survey_is_clean(const struct survey *survey);

#endif
