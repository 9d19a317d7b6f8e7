/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands at the head of a provision in a table: its number, its title and
 * its places in all drafts, from the key under which positions are stored
 * (core/field.h).
 */
#ifndef SEARCHER_PROVISION_LABEL_H
#define SEARCHER_PROVISION_LABEL_H

#include "core/arena.h"
#include "core/negotiation.h"

struct provision_label {
	const char *number;	/* short: "42", "42 bis", "ch V" */
	const char *instrument; /* whose number it is, or "" */
	const char *title;	/* there, or "" */
	const char *places;	/* "ND1 42 = ND2 33", or "" */
	unsigned long order;	/* of its number, for sorting */
};

/* The label of a key; strings in the arena or the profile's own. */
struct provision_label provision_label(
    struct arena *arena, const struct negotiation *neg, const char *key);

/* Whether an instrument is of another process, which this one only quotes. */
bool instrument_is_foreign(
    const struct negotiation *neg, const char *instrument);

/* "ND1 42 = ND2 33"; "" for a lineage that has no place. */
const char *lineage_places(
    struct arena *arena, const struct negotiation *neg, const char *lineage);

/* "Article 42: Safeguards for persons in passage (ND1 42 = ND2 33)" */
const char *provision_heading(
    struct arena *arena, const struct provision_label *label);

/*
 * Whether a position is on less than `asked` ("art 42(3)"), or where that is
 * NULL or has no levels, than its lineage or article.
 */
bool position_is_inner(const struct negotiation *neg,
    const struct provision *asked, const struct position *position);

#endif
