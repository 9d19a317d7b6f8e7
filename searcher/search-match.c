/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-match.h"

/* Candidates fetched at once: the first time, and at most. */
#define BATCH_FIRST 100
#define BATCH_MOST  10000

/* More matches are not likely to be read one by one. */
#define AHEAD_MOST 5000

/* --- by libxapian --------------------------------------------------------- */

static bool
take_hits(struct searcher *searcher, struct match_list *ret, struct error *err)
{
	size_t n = xap_matches_size(ret->matches);
	struct xap_error xerr;

	if (!ret->ids_only && n <= AHEAD_MOST &&
	    !index_read_ahead(searcher->index, ret->matches, err))
		return false;
	ret->hit = arena_array(searcher->arena, n, sizeof *ret->hit);
	for (ret->n_hits = 0; ret->n_hits < n; ret->n_hits++)
		if (xap_matches_get(ret->matches, ret->n_hits,
			&ret->hit[ret->n_hits], &xerr) != XAP_OK)
			return index_error(searcher->index, &xerr, err);
	return true;
}

static bool
match_plain(struct searcher *searcher, const struct xap_query *query,
    const struct xap_match_params *params, struct match_list *ret,
    struct error *err)
{
	struct xap_error xerr;
	struct xap_count count;

	ret->matches =
	    xap_match(index_db(searcher->index), query, params, &xerr);
	if (ret->matches == NULL)
		return index_error(searcher->index, &xerr, err);
	count = xap_matches_count(ret->matches);
	ret->total = count.estimated;
	ret->exact = count.exact;
	return take_hits(searcher, ret, err);
}

/* --- here ----------------------------------------------------------------- */

struct sifting {
	struct searcher *searcher;
	const struct xap_match_params *params;
	struct match_list *ret;
	uint64_t seen;	 /* candidates */
	uint64_t taken;	 /* of them */
	uint64_t enough; /* to be taken, before it stops */
};

/* Ask the callback; a server's document would be a question of its own. */
static bool
is_taken(struct sifting *s, const struct xap_matches *matches, size_t i,
    uint32_t docid)
{
	struct xap_doc *doc = index_has_servers(s->searcher->index)
				  ? NULL
				  : xap_matches_doc(matches, i, NULL);
	bool taken = s->params->decide(s->params->decide_context, docid, doc);

	xap_doc_free(doc);
	return taken;
}

static bool
take_candidate(struct sifting *s, const struct xap_matches *matches, size_t i,
    struct error *err)
{
	const struct xap_match_params *params = s->params;
	struct match_list *ret = s->ret;
	struct xap_error xerr;
	struct xap_hit hit;

	if (xap_matches_get(matches, i, &hit, &xerr) != XAP_OK)
		return index_error(s->searcher->index, &xerr, err);
	s->seen++;
	if (!is_taken(s, matches, i, hit.docid))
		return true;
	s->taken++;
	if (s->taken > params->first && ret->n_hits < params->count) {
		ret->hit = arena_grow(s->searcher->arena, ret->hit, ret->n_hits,
		    ret->n_hits + 1, sizeof *ret->hit);
		ret->hit[ret->n_hits++] = hit;
	}
	if (params->see != NULL)
		params->see(params->see_context, hit.docid, hit.weight, NULL);
	return true;
}

/* One batch, from candidate `s->seen`; `*ret_end` says whether it is the last.
 */
static bool
sift_batch(struct sifting *s, const struct xap_query *query, uint32_t batch,
    bool *ret_end, struct error *err)
{
	struct xap_match_params params = *s->params;
	struct xap_matches *matches;
	struct xap_error xerr;
	uint64_t before = s->seen;
	bool ok;

	/* From the first one: matches that begin later cannot be fetched. */
	params.first = 0;
	params.count = (uint32_t)s->seen + batch;
	params.check_at_least = 0;
	params.n_facets = 0;
	params.decide = NULL;
	params.see = NULL;
	matches =
	    xap_match(index_db(s->searcher->index), query, &params, &xerr);
	if (matches == NULL)
		return index_error(s->searcher->index, &xerr, err);
	ok = s->ret->ids_only ||
	     index_read_ahead(s->searcher->index, matches, err);
	for (size_t i = (size_t)before; ok && i < xap_matches_size(matches);
	     i++)
		ok = take_candidate(s, matches, i, err);
	*ret_end = s->seen - before < batch;
	s->ret->total = xap_matches_count(matches).estimated;
	xap_matches_free(matches);
	return ok;
}

static bool
match_sifted(struct searcher *searcher, const struct xap_query *query,
    const struct xap_match_params *params, struct match_list *ret,
    struct error *err)
{
	struct sifting s = {.searcher = searcher, .params = params, .ret = ret};
	uint32_t batch =
	    params->count > BATCH_FIRST ? params->count : BATCH_FIRST;
	bool end = false;

	s.enough = (uint64_t)params->first + params->count;
	if (s.enough < params->check_at_least)
		s.enough = params->check_at_least;
	while (!end && s.taken < s.enough) {
		if (batch > BATCH_MOST)
			batch = BATCH_MOST;
		if (!sift_batch(&s, query, batch, &end, err))
			return false;
		batch *= 2;
	}
	ret->exact = end;
	/* Of the rest, as many as of those that were seen. */
	ret->total = end || s.seen == 0
			 ? (uint32_t)s.taken
			 : (uint32_t)((double)ret->total * (double)s.taken /
				      (double)s.seen);
	return true;
}

bool
match_run(struct searcher *searcher, const struct xap_query *query,
    const struct xap_match_params *params, struct match_list *ret,
    struct error *err)
{
	*ret = (struct match_list){.ids_only = ret->ids_only};
	return (params->decide == NULL || index_can_decide(searcher->index)
		    ? match_plain
		    : match_sifted)(searcher, query, params, ret, err);
}

void
match_list_free(struct match_list *list)
{
	xap_matches_free(list->matches);
	list->matches = NULL;
}
