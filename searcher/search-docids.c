/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/documents.h"
#include "searcher/execute.h"
#include "searcher/search-match.h"
#include "searcher/search-prove.h"
#include "searcher/search.h"

/* The same by a match, where documents cannot be listed. */
static bool
match_docids(struct searcher *searcher, const struct xap_query *query,
    uint32_t max, uint32_t **ret_docids, size_t *ret_count, struct error *err)
{
	struct xap_match_params params = {.count = max,
	    .weighting = XAP_BOOLEAN,
	    .docid_order = XAP_DOCID_ASCENDING};
	struct match_list matches = {.ids_only = true};
	bool ok;

	search_leave_out_removed(searcher, &params);
	ok = match_run(searcher, query, &params, &matches, err);
	*ret_docids =
	    arena_array(searcher->arena, matches.n_hits, sizeof **ret_docids);
	for (size_t i = 0; i < matches.n_hits; i++)
		(*ret_docids)[i] = matches.hit[i].docid;
	*ret_count = matches.n_hits;
	match_list_free(&matches);
	return ok;
}

bool
search_docids(struct searcher *searcher, const struct query *query,
    uint32_t max, uint32_t **ret_docids, size_t *ret_count, struct error *err)
{
	struct documents documents;
	struct xap_query *xquery = execute_query(
	    searcher->arena, searcher->index, searcher->stems, query, err);
	bool ok;

	if (xquery == NULL)
		return false;
	ok = documents_find(searcher, xquery, &documents, err);
	if (ok && documents.bits != NULL)
		*ret_docids =
		    documents_list(searcher->arena, &documents, max, ret_count);
	else if (ok)
		ok = match_docids(
		    searcher, xquery, max, ret_docids, ret_count, err);
	xap_query_free(xquery);
	return ok;
}
