/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-prove.h"

#include "searcher/certain.h"

/* Those of the index's languages, and none, in `ret`; how many. */
static size_t
languages_of(const struct index *index, enum language ret[LANGUAGE_COUNT])
{
	const struct index_info *info = index_info(index);
	bool seen[LANGUAGE_COUNT] = {[LANGUAGE_NONE] = true};
	size_t n = 0;

	for (size_t i = 0; i < info->n_languages; i++)
		seen[language_find(info->languages[i])] = true;
	for (int l = 0; l < LANGUAGE_COUNT; l++)
		if (seen[l])
			ret[n++] = (enum language)l;
	return n;
}

/* Candidates of database `i` of the index, by their ids in the index. */
static bool
add_candidates(struct searcher *searcher, struct search_proof *proof,
    bool unsure, size_t i, struct may_match *to, struct error *err)
{
	struct index *index = searcher->index;
	enum language languages[LANGUAGE_COUNT];
	size_t n_languages = languages_of(index, languages);
	size_t n = index_parts(index);
	struct may_match some = {.all = true};
	struct xap_error xerr;
	struct pairs_index *pairs =
	    pairs_index_open(searcher->arena, index_part_db(index, i), &xerr);

	if (pairs != NULL)
		verify_candidates(proof->verifier, proof->query, unsure, pairs,
		    languages, n_languages, searcher->arena, &some, &xerr);
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, err);
	to->all = to->all || some.all;
	for (size_t k = 0; n > 1 && !to->all && k < some.ids.n; k++)
		some.ids.id[k] = (uint32_t)((some.ids.id[k] - 1) * n + i + 1);
	if (!to->all)
		to->ids = i == 0 ? some.ids
				 : pairs_ids_either(
				       searcher->arena, to->ids, some.ids);
	return true;
}

static bool
choose(struct searcher *searcher, struct search_proof *proof, bool unsure,
    struct may_match *ret, struct error *err)
{
	for (size_t i = 0; !ret->all && i < index_parts(searcher->index); i++)
		if (!add_candidates(searcher, proof, unsure, i, ret, err))
			return false;
	return true;
}

/* Find the passages that need a look. A server is not asked for them. */
static bool
find_candidates(
    struct searcher *searcher, struct search_proof *proof, struct error *err)
{
	bool asked =
	    verify_needed(proof->query) && !index_has_servers(searcher->index);

	proof->candidates.all = !asked;
	return !asked ||
	       (choose(searcher, proof, false, &proof->candidates, err) &&
		   certain_find(searcher, proof->query, &proof->certain,
		       &proof->told, err) &&
		   (proof->certain.bits == NULL ||
		       choose(searcher, proof, true, &proof->unsure, err)));
}

static bool
is_among(const struct may_match *some, uint32_t docid)
{
	return some->all || pairs_ids_has(some->ids, docid);
}

bool
search_proof_begin(struct searcher *searcher, const struct query *query,
    struct search_proof *ret, struct error *err)
{
	*ret = (struct search_proof){.index = searcher->index,
	    .verifier = verifier_new(searcher->arena, searcher->stems, query),
	    .scratch = arena_new(),
	    .query = query};
	return find_candidates(searcher, ret, err);
}

void
search_proof_end(struct search_proof *proof)
{
	arena_free(proof->scratch);
}

/* Whether a passage that may match does; called during the match. */
static bool
prove(void *context, uint32_t docid, struct xap_doc *doc)
{
	struct search_proof *proof = context;
	struct record record;
	struct passage passage;
	struct subject subject;

	(void)doc;
	if (index_removed(proof->index, docid) ||
	    !is_among(&proof->candidates, docid))
		return false;
	if (documents_have(&proof->certain, docid))
		return true;
	if (documents_have(&proof->told, docid) &&
	    proof->certain.bits != NULL && !is_among(&proof->unsure, docid))
		return false;
	arena_reset(proof->scratch);
	if (!index_passage(proof->index, proof->scratch, docid, &record,
		&passage, proof->err.code == ERROR_NONE ? &proof->err : NULL))
		return false;
	subject = subject_make(&record, &passage, NULL);
	return verify_matches(
	    proof->verifier, proof->scratch, proof->query, &subject);
}

void
search_proof_set(struct search_proof *proof, struct xap_match_params *params)
{
	if (!proof->candidates.all && index_can_decide(proof->index)) {
		params->among = proof->candidates.ids.id;
		params->n_among = proof->candidates.ids.n;
	}
	params->decide = prove;
	params->decide_context = proof;
}

void
search_leave_out_removed(
    struct searcher *searcher, struct xap_match_params *params)
{
	if (index_info(searcher->index)->removed == 0)
		return;
	params->decide = index_decide;
	params->decide_context = searcher->index;
}
