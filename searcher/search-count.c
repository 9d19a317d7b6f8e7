/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-count.h"

#include "searcher/facets.h"
#include "searcher/verify.h"

/* Have the match note what it finds, where it goes over all. */
static void
note_found(struct searcher *searcher, struct xap_match_params *params,
    struct documents *documents)
{
	*documents = documents_none(searcher);
	params->found = documents->bits;
	params->n_found = documents->n_words;
}

static uint32_t
how_many(bool proved, bool counting)
{
	if (proved)
		return counting ? SEARCH_COUNT_PROVED_MAX
				: SEARCH_PAGE_PROVED_MAX;
	return counting ? SEARCH_COUNT_MAX : SEARCH_PAGE_MAX;
}

bool
search_count_set(struct searcher *searcher, const struct search_params *want,
    const struct query *query, const struct xap_query *xquery,
    struct xap_match_params *params, struct search_count *ret,
    struct error *err)
{
	bool counting = want->facets || want->count;
	bool proved = verify_needed(query);
	/* What a server counts includes what was removed. */
	bool seen = proved || (index_has_servers(searcher->index) &&
				  index_info(searcher->index)->removed > 0);

	params->check_at_least = how_many(proved, counting);
	if (!counting)
		return true;
	if (seen && want->facets) {
		ret->documents = documents_none(searcher);
		params->see = documents_see;
		params->see_context = &ret->documents;
		ret->seen = true;
	} else if (!seen && params->lengths != NULL) {
		ret->later = true;
		params->check_at_least = 0;
		if (want->facets)
			note_found(searcher, params, &ret->documents);
	} else if (!seen) {
		if (!documents_find(searcher, xquery, &ret->documents, err))
			return false;
		if (ret->documents.bits != NULL)
			params->check_at_least = 0;
		else if (want->facets)
			facets_count(params);
	}
	return true;
}

static bool
count_facets(struct searcher *searcher, const struct search_params *want,
    const struct documents *documents, const struct match_list *matches,
    struct search_result *ret, struct error *err)
{
	if (documents->bits == NULL)
		ret->facet = facets_of_matches(searcher->arena,
		    matches->matches, want->facet_fields, &ret->n_facets);
	else if (!facets_of_documents(searcher, documents, want->facet_fields,
		     &ret->facet, &ret->n_facets, err))
		return false;
	for (size_t i = 0; i < ret->n_facets; i++)
		ret->facet[i].exact = ret->exact;
	return true;
}

bool
search_count_read(struct searcher *searcher, const struct search_params *want,
    const struct xap_query *xquery, struct search_count *count,
    const struct match_list *matches, struct search_result *ret,
    struct error *err)
{
	if (count->later &&
	    (want->facets ? !xap_matches_found(matches->matches)
			  : !matches->exact) &&
	    !documents_find(searcher, xquery, &count->documents, err))
		return false;
	ret->total = matches->total;
	ret->exact = matches->exact;
	if (count->documents.bits != NULL && !count->seen) {
		ret->total = documents_count(&count->documents);
		ret->exact = true;
	}
	return !want->facets || count_facets(searcher, want, &count->documents,
				    matches, ret, err);
}
