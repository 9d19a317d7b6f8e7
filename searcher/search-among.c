/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-among.h"

#include "searcher/documents.h"

/* So many more than a page are weighed: a few are disproved. */
#define SPARE 4

/*
 * Passages that are proved to tell about how many there are: a few, and where
 * not nearly all of these have the phrase, more.
 */
#define SAMPLE_FEW  32
#define SAMPLE_MORE 256

struct among {
	struct searcher *searcher;
	const struct xap_match_params *params;
	struct match_list *ret;
	struct documents found;	 /* all that may match */
	struct documents looked; /* of these, proved or disproved */
	struct documents proved; /* of these, proved */
	uint32_t seen;		 /* how many of them */
	uint32_t taken;		 /* of these, proved */
	uint32_t ranked;	 /* looked at in the order of weights */
};

static bool
ask(struct among *a, uint32_t docid, double weight)
{
	const struct xap_match_params *params = a->params;

	documents_see(&a->looked, docid, weight, NULL);
	a->seen++;
	if (!params->decide(params->decide_context, docid, NULL))
		return false;
	a->taken++;
	documents_see(&a->proved, docid, weight, NULL);
	if (params->see != NULL)
		params->see(params->see_context, docid, weight, NULL);
	return true;
}

/* Weigh all, and prove the `n` best, but for those that were before. */
static bool
prove_best(struct among *a, const struct xap_query *query, uint32_t n,
    struct error *err)
{
	struct xap_match_params params = *a->params;
	struct match_list *ret = a->ret;
	struct xap_matches *matches;
	struct xap_error xerr;
	struct xap_hit hit;

	params.first = 0;
	params.count = n;
	params.check_at_least = XAP_EXACT;
	params.decide = NULL;
	params.see = documents_see;
	params.see_context = &a->found;
	matches =
	    xap_match(index_db(a->searcher->index), query, &params, &xerr);
	if (matches == NULL)
		return index_error(a->searcher->index, &xerr, err);
	for (; a->ranked < xap_matches_size(matches) &&
	       ret->n_hits < a->params->count;
	     a->ranked++) {
		if (xap_matches_get(matches, a->ranked, &hit, &xerr) != XAP_OK)
			break;
		if (ask(a, hit.docid, hit.weight) &&
		    a->taken > a->params->first)
			ret->hit[ret->n_hits++] = hit;
	}
	xap_matches_free(matches);
	return xerr.status == XAP_OK ||
	       index_error(a->searcher->index, &xerr, err);
}

/* Prove those that the page did not need, in the order of the index. */
static void
prove_rest(struct among *a)
{
	uint32_t enough = a->params->check_at_least;

	if (enough < SAMPLE_MORE)
		enough = SAMPLE_MORE;
	for (size_t i = 0; i < a->params->n_among && a->taken < enough; i++) {
		uint32_t docid = a->params->among[i];

		if (documents_have(&a->found, docid) &&
		    !documents_have(&a->looked, docid))
			ask(a, docid, 0);
	}
}

/* Of about `n` from beginning to end, the part that has been or is proved. */
static double
sample(struct among *a, uint32_t all, uint32_t n)
{
	uint32_t step = all / n, at = 0, tried = 0, proved = 0;

	for (size_t i = 0; i < a->params->n_among; i++) {
		uint32_t docid = a->params->among[i];

		if (!documents_have(&a->found, docid) ||
		    at++ % step != step / 2)
			continue;
		tried++;
		if (documents_have(&a->looked, docid)
			? documents_have(&a->proved, docid)
			: ask(a, docid, 0))
			proved++;
	}
	return (double)proved / tried;
}

/* About how many have the phrase. The best of the page have it more likely. */
static uint32_t
reckon(struct among *a, uint32_t all)
{
	double part = sample(a, all, SAMPLE_FEW);
	uint32_t n;

	if (part < 0.9)
		part = sample(a, all, SAMPLE_MORE);
	n = (uint32_t)(all * part + 0.5);
	return n > a->taken ? n : a->taken;
}

bool
match_among(struct searcher *searcher, const struct xap_query *query,
    const struct xap_match_params *params, struct match_list *ret,
    struct error *err)
{
	struct among a = {.searcher = searcher, .params = params, .ret = ret};
	uint32_t n = params->first + params->count + SPARE, all;

	*ret = (struct match_list){0};
	ret->hit = arena_array(
	    searcher->arena, (size_t)params->count + 1, sizeof *ret->hit);
	a.found = documents_none(searcher);
	a.looked = documents_none(searcher);
	a.proved = documents_none(searcher);
	do {
		if (!prove_best(&a, query, n, err))
			return false;
		all = documents_count(&a.found);
		n = n < UINT32_MAX / 4 ? 4 * n : UINT32_MAX;
	} while (ret->n_hits < params->count && a.ranked < all);
	if (all <= params->check_at_least || all <= SAMPLE_MORE ||
	    params->see != NULL)
		prove_rest(&a);
	ret->exact = a.seen == all;
	ret->total = ret->exact ? a.taken
		     : params->see != NULL
			 ? (uint32_t)((double)all * a.taken / a.seen)
			 : reckon(&a, all);
	return true;
}
