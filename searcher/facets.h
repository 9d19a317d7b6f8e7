/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counting the values of fields over what a query finds: one slot holds them
 * all (field_facets()), and the match counts it. For search.c alone.
 */
#ifndef SEARCHER_FACETS_H
#define SEARCHER_FACETS_H

#include "searcher/search.h"

/* Values listed for a facet. */
#define FACET_VALUES_MAX 20

/* Set `params` so that a match counts. */
void facets_count(struct xap_match_params *params);

/*
 * What was counted (match_list.facet), in the arena. `exact` says whether the
 * match saw all.
 */
void facets_read(struct arena *arena, const struct xap_facet *packed, size_t n,
    bool exact, struct facet **ret_facets, size_t *ret_count);

#endif
