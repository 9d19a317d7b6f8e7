/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Camps: the holders of a tally ordered by agreement.
 *
 * Two holders share a thing where both are on record for it or against it as a
 * whole, and agree where it is the same side; one who was both for and against
 * agrees by half with either. Wishes for a change are left out: two that want a
 * text changed may want different things. The agreement of a pair is (agreed +
 * 1) / (shared + 2), so that a pair with nothing in common stands in the middle
 * and much in common weighs more than little.
 *
 * Those who agree are joined by average linkage, the nearest first, ties by the
 * order of the tally; so the same tally gives the same order. A camp is what is
 * joined above an agreement of one half.
 */
#ifndef SEARCHER_CAMPS_H
#define SEARCHER_CAMPS_H

#include "searcher/tally.h"

#define CAMPS_HOLDERS_MAX                                                      \
	500 /* those with most sides, where there are more                     \
	     */

/* How far one agrees with some others: halves of things. */
struct agreement {
	uint32_t agreed; /* halves */
	uint32_t shared; /* things */
};

struct camp_member {
	uint32_t holder;	  /* place in the tally */
	uint32_t sides;		  /* things it takes a side on */
	struct agreement inside;  /* with the rest of its camp */
	struct agreement outside; /* with all others */
};

struct camp {
	struct camp_member *member; /* next to whom they agree with */
	size_t n_members;
	struct agreement inside; /* of all pairs within */
};

struct camps {
	struct camp *camp; /* in the order of the whole */
	size_t n_camps;
	size_t n_things; /* columns on which a side is taken */
	size_t left_out; /* holders that take no side on anything */
	size_t beyond;	 /* holders beyond CAMPS_HOLDERS_MAX */
};

/* Order the holders of a tally; in the arena. */
void camps_make(
    struct arena *arena, const struct tally *tally, struct camps *ret);

/* The agreement of two holders of the tally. */
struct agreement camps_agreement(const struct tally *tally, size_t a, size_t b);

/* "4 of 5", "4.5 of 5" */
const char *agreement_words(
    struct arena *arena, const struct agreement *agreement);

#endif
