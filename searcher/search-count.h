/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is counted beside a match: how many passages there are, and the values
 * of their fields. For search.c.
 */
#ifndef SEARCHER_SEARCH_COUNT_H
#define SEARCHER_SEARCH_COUNT_H

#include "searcher/documents.h"
#include "searcher/search-match.h"

struct search_count {
	struct documents documents; /* all that was found, or no bits */
	bool seen;		    /* they are those that the match saw */
	bool later; /* to be listed after the match, if it does not count */
};

/*
 * Before a match of `xquery`: have everything counted that `want` says. Where
 * nothing has to be proved of `query`, all that it finds is listed, and the
 * match has a page to find and no more; else what was proved is noted in
 * passing. Errors are those of reading the index, here and below.
 */
bool search_count_set(struct searcher *searcher,
    const struct search_params *want, const struct query *query,
    const struct xap_query *xquery, struct xap_match_params *params,
    struct search_count *ret, struct error *err);

/* After it: the numbers and facets of `ret`. */
bool search_count_read(struct searcher *searcher,
    const struct search_params *want, const struct xap_query *xquery,
    struct search_count *count, const struct match_list *matches,
    struct search_result *ret, struct error *err);

#endif
