/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counting positions without reading a passage: a walk over the terms in which
 * the index keeps them (core/field.h). What the terms do not tell, session,
 * date, speaker and other fields of passages, is a set of document ids that the
 * terms' postings are held against.
 */
#ifndef SEARCHER_POSITIONS_SCAN_H
#define SEARCHER_POSITIONS_SCAN_H

#include "core/field.h"
#include "searcher/search.h"

/*
 * Takes one kind of position, what it is counted under, and how many passages
 * have it. The strings are gone after the call.
 */
typedef void scan_fn(void *context, const struct position_term_parts *parts,
    const char *under, uint32_t passages);

/*
 * Whether a resolved query (resolve.h; NULL: everything) can be answered so:
 * it has no words, and no OR that mixes fields of positions with those of
 * passages; nor articles and instruments, of which the terms know only the
 * lineage.
 */
bool positions_can_scan(const struct query *query);

/*
 * Call `each` for everything the query selects. It is counted under its key
 * (`by` FIELD_POSITION), or under the value that its passage has in the field
 * `by`, which passages have once: session, group, kind ...; "-" where it has
 * none. ERROR_INDEX, ERROR_MODIFIED.
 */
bool positions_scan(struct searcher *searcher, const struct query *query,
    enum field_id by, scan_fn *each, void *context, struct error *err);

#endif
