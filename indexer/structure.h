/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From blocks to passages, whatever the format they were read from: headings,
 * in a draft or compilation the provision, option and delegation that each
 * passage belongs to, and what its brackets say. For indexer/ only.
 *
 * By subject: draft-tree.h (numbers, options), heading-trail.h, bracket.h,
 * entry-names.h (delegations of a compilation), passage-cut.h.
 */
#ifndef INDEXER_STRUCTURE_H
#define INDEXER_STRUCTURE_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "indexer/block.h"
#include "indexer/report.h"

struct structure_options {
	const struct negotiation *neg; /* for names of delegations; or NULL */
	const char *path;	       /* of the file, for reports */
	const struct report *report;   /* or NULL */
};

/*
 * Make the passages of a record, whose kind is known, of its blocks, in the
 * blocks' arena: one for each that has text, or several where it is too long.
 * Headings become the `heading` of what stands under them.
 */
void structure_passages(const struct blocks *blocks,
    const struct structure_options *options, struct record *record);

#endif
