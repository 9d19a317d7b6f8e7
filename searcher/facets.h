/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counting the values of fields over what a query finds. For search.c alone.
 */
#ifndef SEARCHER_FACETS_H
#define SEARCHER_FACETS_H

#include "searcher/documents.h"
#include "searcher/search.h"

/* Values listed for a facet. */
#define FACET_VALUES_MAX 20

/*
 * Count over a set of passages: by the index's columns (core/columns.h) where
 * it has them and they pay. `wanted` are bits of field_facets(), the first the
 * lowest, or 0 for all. In the searcher's arena.
 */
bool facets_of_documents(struct searcher *searcher,
    const struct documents *documents, uint32_t wanted, struct facet **ret,
    size_t *ret_count, struct error *err);

/*
 * The other way, where documents cannot be listed: set `params` so that the
 * match counts, then read what was counted.
 */
void facets_count(struct xap_match_params *params);
struct facet *facets_of_matches(struct arena *arena,
    const struct xap_matches *matches, uint32_t wanted, size_t *ret_count);

#endif
