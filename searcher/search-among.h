/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The match of a query that has to be proved, where the passages that may match
 * are known beforehand (verify_candidates()): these are weighed first, in one
 * pass, and proved the best first, until the page is full. For search.c.
 */
#ifndef SEARCHER_SEARCH_AMONG_H
#define SEARCHER_SEARCH_AMONG_H

#include "searcher/search-match.h"

/*
 * Look for `query` as match_run() does, in an index of one local database.
 * `params` gives `among`, `lengths` and `decide`, and is in the order of
 * relevance. Up to `check_at_least` passages that may match, and all where
 * `see` is given, are proved for the number told; where there are more, the
 * number is reckoned from some.
 */
bool match_among(struct searcher *searcher, const struct xap_query *query,
    const struct xap_match_params *params, struct match_list *ret,
    struct error *err);

#endif
