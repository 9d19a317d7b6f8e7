/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-all.h"

#include "searcher/widen.h"

#include <string.h>

struct pass {
	struct query *query;
	const struct search_params *params;
	bool (*wanted)(void *context, const struct record *record,
	    const struct passage *passage);
	void *context;
	struct search_result *ret;
	uint32_t seen;
};

static void
keep(struct searcher *searcher, struct pass *pass, struct verifier *verifier,
    const struct record *record, const struct passage *passage)
{
	struct search_result *ret = pass->ret;
	struct subject subject = subject_make(record, passage, NULL);
	struct search_hit *hit;
	struct hit *hits;
	size_t n;

	ret->total++;
	if (ret->n_hits >= pass->params->limit)
		return;
	ret->hit = arena_grow(searcher->arena, ret->hit, ret->n_hits,
	    ret->n_hits + 1, sizeof *ret->hit);
	hit = &ret->hit[ret->n_hits++];
	hits =
	    verify_hits(verifier, searcher->arena, pass->query, &subject, &n);
	hit->record = record;
	hit->passage = passage;
	hit->snippet =
	    snippet_make(searcher->arena, &subject.text.tokens, hits, n, 0);
}

static bool
one(struct searcher *searcher, struct pass *pass, struct verifier *verifier,
    struct arena *scratch, uint32_t docid, struct error *err)
{
	struct record record, *kept;
	struct passage passage, *copy;
	struct subject subject;

	arena_reset(scratch);
	if (!index_passage(
		searcher->index, scratch, docid, &record, &passage, err))
		return false;
	subject = subject_make(&record, &passage, NULL);
	if (!verify_matches(verifier, scratch, pass->query, &subject))
		return true;
	pass->seen++;
	if (!pass->wanted(pass->context, &record, &passage))
		return true;
	kept = arena_alloc(searcher->arena, sizeof *kept);
	copy = arena_alloc(searcher->arena, sizeof *copy);
	if (!index_passage(
		searcher->index, searcher->arena, docid, kept, copy, err))
		return false;
	keep(searcher, pass, verifier, kept, copy);
	return true;
}

static bool
go_through(struct searcher *searcher, struct pass *pass, struct error *err)
{
	struct verifier *verifier =
	    verifier_new(searcher->arena, searcher->stems, pass->query);
	struct arena *scratch = arena_new();
	uint32_t *docids;
	size_t n = 0;
	bool ok =
	    search_docids(searcher, pass->query, UINT32_MAX, &docids, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = index_fetch(searcher->index, docids, n, i, err) &&
		     one(searcher, pass, verifier, scratch, docids[i], err);
	arena_free(scratch);
	return ok;
}

bool
search_all(struct searcher *searcher, struct query *query,
    const struct search_params *params,
    bool (*wanted)(void *context, const struct record *record,
	const struct passage *passage),
    void *context, struct search_result *ret, uint32_t *ret_seen,
    struct error *err)
{
	struct pass pass = {
	    .params = params, .wanted = wanted, .context = context, .ret = ret};

	memset(ret, 0, sizeof *ret);
	ret->exact = true;
	if (params->widen)
		query = widen(searcher->arena, searcher->index, searcher->stems,
		    query, err);
	if (query != NULL)
		pass.query = query_resolve(
		    searcher->arena, searcher->index, query, &ret->notes, err);
	if (pass.query == NULL)
		return false;
	ret->plan = query_print(searcher->arena, pass.query);
	/* What `wanted` was told cannot be taken back: there is one try. */
	if (!go_through(searcher, &pass, err)) {
		if (err != NULL && err->code == ERROR_MODIFIED)
			err->code = ERROR_INDEX;
		return false;
	}
	*ret_seen = pass.seen;
	return true;
}
