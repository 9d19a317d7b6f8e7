/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every passage that a query finds, one by one, for those who choose among them
 * (alerts). Everything is in the arena of the request.
 */
#ifndef SEARCHER_SEARCH_ALL_H
#define SEARCHER_SEARCH_ALL_H

#include "searcher/search.h"

/*
 * Go through the passages that match, in the order of the index, and keep those
 * for which `wanted` says so: `ret->total` counts them, and the first
 * `params->limit` are its hits. `*ret_seen` counts all that match. Of the other
 * parameters, `widen` alone counts. Errors as search_run().
 */
bool search_all(struct searcher *searcher, struct query *query,
    const struct search_params *params,
    bool (*wanted)(void *context, const struct record *record,
	const struct passage *passage),
    void *context, struct search_result *ret, uint32_t *ret_seen,
    struct error *err);

#endif
