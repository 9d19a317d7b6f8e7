/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search.h"

#include "core/columns.h"
#include "core/field.h"
#include "searcher/execute.h"
#include "searcher/query-say.h"
#include "searcher/search-among.h"
#include "searcher/search-count.h"
#include "searcher/search-page.h"
#include "searcher/search-prove.h"
#include "searcher/suggest.h"
#include "searcher/widen.h"

#include <string.h>

bool
search_retry(struct searcher *searcher,
    bool (*step)(struct searcher *searcher, void *context, struct error *err),
    void *context, struct error *err)
{
	struct error failure = {0};

	for (int tries = 0; tries < SEARCH_TRIES; tries++) {
		error_clear(&failure);
		if (tries > 0 && !index_reopen(searcher->index, &failure))
			break;
		if (step(searcher, context, &failure))
			return true;
		if (failure.code != ERROR_MODIFIED)
			break;
	}
	if (err != NULL)
		*err = failure;
	return false;
}

struct search {
	struct query *query;
	const struct search_params *params;
	struct search_result *ret;
};

static void
set_sort(struct xap_match_params *params, enum search_sort sort)
{
	switch (sort) {
	case SORT_RELEVANCE:
		return;
	case SORT_DATE:
	case SORT_NEWEST:
		params->sort_slot = SLOT_DATE;
		break;
	case SORT_SESSION:
		params->sort_slot = SLOT_ORDER;
		break;
	}
	params->sort = XAP_SORT_VALUE_THEN_RELEVANCE;
	params->sort_descending = sort == SORT_NEWEST;
}

/* Have the best found by lengths that the index keeps, where that counts. */
static bool
set_lengths(struct searcher *searcher, const struct search *search,
    struct columns_lengths *lengths, struct xap_match_params *params,
    struct error *err)
{
	const struct search_params *want = search->params;
	bool proved = verify_needed(search->query);

	if (want->per_record || want->sort != SORT_RELEVANCE ||
	    (proved && params->among == NULL) ||
	    (!proved && index_info(searcher->index)->removed > 0))
		return true;
	if (!index_columns(searcher->index, &lengths->columns, err))
		return false;
	if (lengths->columns != NULL) {
		params->lengths = columns_lengths_read;
		params->lengths_context = lengths;
	}
	return true;
}

/* What is found of a page, and what is counted beside it, into search->ret. */
static bool
match_query(struct searcher *searcher, const struct search *search,
    struct search_proof *proof, const struct xap_query *query,
    struct match_list *matches, struct error *err)
{
	const struct search_params *want = search->params;
	struct xap_match_params params = {0};
	struct columns_lengths lengths = {0};
	struct search_count count = {0};
	bool ok;

	if (verify_needed(search->query))
		search_proof_set(proof, &params);
	else
		search_leave_out_removed(searcher, &params);
	search_page_set(want, &params);
	set_sort(&params, want->sort);
	ok = set_lengths(searcher, search, &lengths, &params, err) &&
	     search_count_set(
		 searcher, want, search->query, query, &params, &count, err) &&
	     (params.among != NULL && params.lengths != NULL
		     ? match_among
		     : match_run)(searcher, query, &params, matches, err) &&
	     search_count_read(
		 searcher, want, query, &count, matches, search->ret, err);
	xap_text_clear(&lengths.text);
	return ok;
}

static bool
match(struct searcher *searcher, const struct search *search,
    struct search_proof *proof, struct match_list *matches, struct error *err)
{
	struct xap_query *query = execute_query(searcher->arena,
	    searcher->index, searcher->stems, search->query, err);
	bool ok;

	if (query == NULL)
		return false;
	ok = match_query(searcher, search, proof, query, matches, err);
	xap_query_free(query);
	return ok;
}

static bool
search_step(struct searcher *searcher, void *context, struct error *err)
{
	struct search *search = context;
	struct search_proof proof;
	struct match_list matches = {0};
	bool ok = search_proof_begin(searcher, search->query, &proof, err) &&
		  match(searcher, search, &proof, &matches, err) &&
		  search_page_read(searcher, proof.verifier, search->query,
		      search->params, &matches, search->ret, err);

	if (ok && proof.err.code != ERROR_NONE) {
		if (err != NULL)
			*err = proof.err;
		ok = false;
	}
	match_list_free(&matches);
	search_proof_end(&proof);
	return ok;
}

/* Offer what was tried and found something. */
static bool
suggest(
    struct searcher *searcher, const struct search *search, struct error *err)
{
	struct search_params params = {.limit = 1};
	struct search_result found = {0};
	struct search trial = {.params = &params, .ret = &found};

	if (!suggest_query(searcher, search->query, &trial.query, err))
		return false;
	if (trial.query == NULL)
		return true;
	if (!search_retry(searcher, search_step, &trial, err))
		return false;
	if (found.n_hits == 0)
		return true;
	search->ret->suggestion = query_print(searcher->arena, trial.query);
	return true;
}

bool
search_run(struct searcher *searcher, struct query *query,
    const struct search_params *params, struct search_result *ret,
    struct error *err)
{
	struct search search = {.params = params, .ret = ret};

	memset(ret, 0, sizeof *ret);
	if (params->widen) {
		query = widen(searcher->arena, searcher->index, searcher->stems,
		    query, err);
		if (query == NULL)
			return false;
	}
	search.query = query_resolve(
	    searcher->arena, searcher->index, query, &ret->notes, err);
	if (search.query == NULL)
		return false;
	ret->plan = query_print(searcher->arena, search.query);
	if (params->explain)
		ret->said = query_say(searcher->arena, search.query);
	if (!search_retry(searcher, search_step, &search, err))
		return false;
	return !params->suggest || ret->total > 0 ||
	       suggest(searcher, &search, err);
}
