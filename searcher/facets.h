/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counting the values of fields over what a query finds: those with a slot
 * within the match, holders and topics by the terms of the passages found.
 * For search.c alone.
 */
#ifndef SEARCHER_FACETS_H
#define SEARCHER_FACETS_H

#include "searcher/search.h"

/* Values listed for a facet, and passages whose terms are read. */
#define FACET_VALUES_MAX   20
#define FACET_PASSAGES_MAX 2000

struct facet_count {
	struct arena *arena;
	uint32_t *docid;  /* passages found, for facets without a slot */
	size_t n_docids;  /* how many */
	bool more;	  /* whether there were others */
	uint32_t slot[8]; /* of the facets counted within the match */
	const struct field *field[8]; /* their fields */
	size_t n_slots;		      /* how many */
};

/* Set `params` so that a match counts. */
void facets_count(struct facet_count *count, struct xap_match_params *params);

/* What was counted, in the arena. `exact` says whether the match saw all. */
bool facets_read(struct facet_count *count, struct index *index,
    const struct xap_matches *matches, bool exact, struct facet **ret_facets,
    size_t *ret_count, struct error *err);

#endif
