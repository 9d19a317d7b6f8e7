/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One match, whatever the index is made of. libxapian asks a callback whether a
 * passage shall be taken, but not over several databases or servers: there
 * candidates are fetched in their order, and asked about here. For searcher/.
 */
#ifndef SEARCHER_SEARCH_MATCH_H
#define SEARCHER_SEARCH_MATCH_H

#include "searcher/search.h"

struct match_list {
	bool ids_only; /* no passage will be read, not by `decide` either; set
			  by the caller, all else is zero then */
	struct xap_hit *hit; /* those wanted, in order */
	size_t n_hits;
	uint32_t total;		     /* how many match in all */
	bool exact;		     /* whether that is no estimate */
	struct xap_matches *matches; /* that gave it; NULL where several did */
};

/*
 * Look for `query` as xap_match() does with `params`; `decide` and `see` may be
 * given no document, and facets are counted only without `decide`. Free the
 * list with match_list_free(), also after failure.
 */
bool match_run(struct searcher *searcher, const struct xap_query *query,
    const struct xap_match_params *params, struct match_list *ret,
    struct error *err);

void match_list_free(struct match_list *list);

#endif
