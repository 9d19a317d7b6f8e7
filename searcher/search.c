/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search.h"

#include "core/columns.h"
#include "core/field.h"
#include "core/pack.h"
#include "searcher/certain.h"
#include "searcher/execute.h"
#include "searcher/facets.h"
#include "searcher/query-say.h"
#include "searcher/search-among.h"
#include "searcher/search-group.h"
#include "searcher/search-match.h"
#include "searcher/suggest.h"
#include "searcher/why.h"
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

/* --- proving -------------------------------------------------------------- */

struct proof {
	struct index *index;
	struct verifier *verifier;
	struct arena *scratch; /* emptied for every passage */
	const struct query *query;
	struct may_match candidates; /* no other passage needs a look, */
	struct documents certain;    /* nor do these, which match; */
	struct may_match unsure;     /* where there are any, of the others
					these do */
	struct error err; /* the first passage that could not be read */
};

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
add_candidates(struct searcher *searcher, struct proof *proof, bool unsure,
    size_t i, struct may_match *to, struct error *err)
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
choose(struct searcher *searcher, struct proof *proof, bool unsure,
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
    struct searcher *searcher, struct proof *proof, struct error *err)
{
	bool asked =
	    verify_needed(proof->query) && !index_has_servers(searcher->index);

	proof->candidates.all = !asked;
	return !asked ||
	       (choose(searcher, proof, false, &proof->candidates, err) &&
		   certain_find(searcher, proof->query, &proof->certain, err) &&
		   (proof->certain.bits == NULL ||
		       choose(searcher, proof, true, &proof->unsure, err)));
}

static bool
is_among(const struct may_match *some, uint32_t docid)
{
	return some->all || pairs_ids_has(some->ids, docid);
}

/* Whether a passage that may match does; called during the match. */
static bool
prove(void *context, uint32_t docid, struct xap_doc *doc)
{
	struct proof *proof = context;
	struct record record;
	struct passage passage;
	struct subject subject;

	(void)doc;
	if (index_removed(proof->index, docid) ||
	    !is_among(&proof->candidates, docid))
		return false;
	if (documents_have(&proof->certain, docid))
		return true;
	if (proof->certain.bits != NULL && !is_among(&proof->unsure, docid))
		return false;
	arena_reset(proof->scratch);
	if (!index_passage(proof->index, proof->scratch, docid, &record,
		&passage, proof->err.code == ERROR_NONE ? &proof->err : NULL))
		return false;
	subject = subject_make(&record, &passage, NULL);
	return verify_matches(
	    proof->verifier, proof->scratch, proof->query, &subject);
}

/* --- searching ------------------------------------------------------------ */

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

static bool
read_hit(struct searcher *searcher, struct verifier *verifier,
    const struct search *search, const struct xap_hit *match,
    struct search_hit *hit, struct error *err)
{
	struct arena *arena = searcher->arena;
	struct record *record = arena_alloc(arena, sizeof *record);
	struct passage *passage = arena_alloc(arena, sizeof *passage);
	struct arena *scratch;
	struct subject subject;
	struct hit *hits;
	size_t n;

	if (!index_passage(
		searcher->index, arena, match->docid, record, passage, err))
		return false;
	hit->record = record;
	hit->passage = passage;
	hit->score = match->weight;
	hit->docid = match->docid;
	if (!search->params->bare) {
		/* The memory of one text does for the next: fresh is dear. */
		scratch = arena_new();
		subject = subject_make(record, passage, NULL);
		hits =
		    verify_hits(verifier, scratch, search->query, &subject, &n);
		hit->snippet = snippet_make(arena, &subject.text.tokens, hits,
		    n, search->params->snippet_length);
		arena_free(scratch);
	}
	if (search->params->context > 0 &&
	    !search_around(searcher, search->params->context, hit, err))
		return false;
	return !search->params->explain ||
	       why_hit(
		   searcher, verifier, search->query, match->docid, hit, err);
}

/* The page of records, each with its best passage. */
static bool
read_groups(struct searcher *searcher, struct verifier *verifier,
    const struct search *search, const struct match_list *matches,
    struct error *err)
{
	const struct search_params *want = search->params;
	struct search_result *ret = search->ret;
	struct search_group *group;
	size_t n, end;

	if (!search_groups(searcher, matches, &group, &n, err))
		return false;
	ret->n_hits = 0;
	ret->records = (uint32_t)n;
	ret->records_exact = matches->n_hits < SEARCH_GROUP_MAX;
	if (want->offset >= n)
		return true;
	end = n - want->offset > want->limit ? want->offset + want->limit : n;
	ret->hit = arena_array(searcher->arena, want->limit, sizeof *ret->hit);
	for (size_t i = want->offset; i < end; i++) {
		struct xap_hit match = {
		    .docid = group[i].docid, .weight = group[i].weight};
		struct search_hit *hit = &ret->hit[ret->n_hits++];

		if (!read_hit(searcher, verifier, search, &match, hit, err))
			return false;
		hit->more = group[i].more;
	}
	return true;
}

static bool
read_hits(struct searcher *searcher, struct verifier *verifier,
    const struct search *search, const struct match_list *matches,
    struct error *err)
{
	struct search_result *ret = search->ret;
	size_t n = matches->n_hits;

	ret->hit = arena_array(searcher->arena, n, sizeof *ret->hit);
	for (ret->n_hits = 0; ret->n_hits < n; ret->n_hits++)
		if (!read_hit(searcher, verifier, search,
			&matches->hit[ret->n_hits], &ret->hit[ret->n_hits],
			err))
			return false;
	return true;
}

/* No passage that was removed matches. */
static void
leave_out_removed(struct searcher *searcher, struct xap_match_params *params)
{
	if (index_info(searcher->index)->removed == 0)
		return;
	params->decide = index_decide;
	params->decide_context = searcher->index;
}

/* A match, and what is counted beside it. */
struct matching {
	struct match_list matches;
	struct documents documents; /* all that was found, or no bits */
	struct facet *facet;
	size_t n_facets;
	bool seen;	/* they are those that the match saw */
	bool later;	/* to be listed after the match, if it does not count */
	uint32_t total; /* of what was found */
	bool exact;
};

/* Have the match note what it finds, where it goes over all. */
static void
note_found(struct searcher *searcher, struct xap_match_params *params,
    struct documents *documents)
{
	*documents = documents_none(searcher);
	params->found = documents->bits;
	params->n_found = documents->n_words;
}

/*
 * Have everything counted that is to be. Where nothing has to be proved, all
 * that the query finds is listed, and the match has a page to find and no more;
 * else what was proved is noted in passing.
 */
static bool
set_counting(struct searcher *searcher, const struct search *search,
    const struct xap_query *query, struct xap_match_params *params,
    struct matching *ret, struct error *err)
{
	const struct search_params *want = search->params;
	bool counting = want->facets || want->count;
	bool proved = verify_needed(search->query);
	/* What a server counts includes what was removed. */
	bool seen = proved || (index_has_servers(searcher->index) &&
				  index_info(searcher->index)->removed > 0);

	params->check_at_least =
	    proved ? counting ? SEARCH_COUNT_PROVED_MAX : SEARCH_PAGE_PROVED_MAX
	    : counting ? SEARCH_COUNT_MAX
		       : SEARCH_PAGE_MAX;
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
		if (!documents_find(searcher, query, &ret->documents, err))
			return false;
		if (ret->documents.bits != NULL)
			params->check_at_least = 0;
		else if (want->facets)
			facets_count(params);
	}
	return true;
}

/* What was counted. */
static bool
count_found(struct searcher *searcher, const struct search *search,
    const struct xap_query *query, struct matching *ret, struct error *err)
{
	bool facets = search->params->facets;

	if (ret->later &&
	    (facets ? !xap_matches_found(ret->matches.matches)
		    : !ret->matches.exact) &&
	    !documents_find(searcher, query, &ret->documents, err))
		return false;
	ret->total = ret->matches.total;
	ret->exact = ret->matches.exact;
	if (ret->documents.bits != NULL && !ret->seen) {
		ret->total = documents_count(&ret->documents);
		ret->exact = true;
	}
	if (!facets)
		return true;
	if (ret->documents.bits == NULL)
		ret->facet =
		    facets_of_matches(searcher->arena, ret->matches.matches,
			search->params->facet_fields, &ret->n_facets);
	else if (!facets_of_documents(searcher, &ret->documents,
		     search->params->facet_fields, &ret->facet, &ret->n_facets,
		     err))
		return false;
	for (size_t i = 0; i < ret->n_facets; i++)
		ret->facet[i].exact = ret->exact;
	return true;
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

static bool
match(struct searcher *searcher, const struct search *search,
    struct proof *proof, struct matching *ret, struct error *err)
{
	const struct search_params *want = search->params;
	struct xap_match_params params = {
	    .first = want->offset, .count = want->limit};
	struct columns_lengths lengths = {0};
	bool ok;
	struct xap_query *query = execute_query(searcher->arena,
	    searcher->index, searcher->stems, search->query, err);

	if (query == NULL)
		return false;
	if (!proof->candidates.all && index_can_decide(searcher->index)) {
		params.among = proof->candidates.ids.id;
		params.n_among = proof->candidates.ids.n;
	}
	if (!set_lengths(searcher, search, &lengths, &params, err) ||
	    !set_counting(searcher, search, query, &params, ret, err)) {
		xap_query_free(query);
		return false;
	}
	if (verify_needed(search->query)) {
		params.decide = prove;
		params.decide_context = proof;
	} else {
		leave_out_removed(searcher, &params);
	}
	if (want->per_record) {
		params.first = 0;
		params.count = SEARCH_GROUP_MAX;
	}
	set_sort(&params, want->sort);
	ok = (params.among != NULL && params.lengths != NULL ? match_among
							     : match_run)(
		 searcher, query, &params, &ret->matches, err) &&
	     count_found(searcher, search, query, ret, err);
	xap_query_free(query);
	xap_text_clear(&lengths.text);
	return ok;
}

static bool
search_step(struct searcher *searcher, void *context, struct error *err)
{
	struct search *search = context;
	struct verifier *verifier =
	    verifier_new(searcher->arena, searcher->stems, search->query);
	struct proof proof = {.index = searcher->index,
	    .verifier = verifier,
	    .scratch = arena_new(),
	    .query = search->query};
	struct matching found = {0};
	bool ok = find_candidates(searcher, &proof, err) &&
		  match(searcher, search, &proof, &found, err) &&
		  (search->params->per_record ? read_groups : read_hits)(
		      searcher, verifier, search, &found.matches, err);

	if (ok && proof.err.code != ERROR_NONE) {
		if (err != NULL)
			*err = proof.err;
		ok = false;
	}
	search->ret->total = found.total;
	search->ret->exact = found.exact;
	search->ret->facet = found.facet;
	search->ret->n_facets = found.n_facets;
	match_list_free(&found.matches);
	arena_free(proof.scratch);
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

/* --- many passages -------------------------------------------------------- */

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

	leave_out_removed(searcher, &params);
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

struct walk {
	struct query *query;	 /* what positions are wanted */
	struct query *candidate; /* passages that may have them */
	bool (*row)(void *context, const struct position_row *row);
	void *context;
	uint64_t count; /* rows given */
};

/* The rows of one passage. False to stop. */
static bool
walk_passage(struct walk *walk, struct verifier *verifier,
    struct arena *scratch, const struct record *record,
    const struct passage *passage)
{
	struct subject subject = subject_make(record, passage, NULL);

	for (size_t i = 0; i < passage->n_positions; i++) {
		struct position_row row = {
		    record, passage, &passage->positions[i]};

		subject.position = row.position;
		if (!verify_matches(verifier, scratch, walk->query, &subject))
			continue;
		walk->count++;
		if (!walk->row(walk->context, &row))
			return false;
	}
	return true;
}

static bool
walk_step(struct searcher *searcher, void *context, struct error *err)
{
	struct walk *walk = context;
	struct verifier *verifier =
	    verifier_new(searcher->arena, searcher->stems, walk->query);
	struct arena *scratch = arena_new();
	uint32_t *docids;
	size_t n = 0;
	bool ok = search_docids(
	    searcher, walk->candidate, UINT32_MAX, &docids, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		struct record record;
		struct passage passage;

		arena_reset(scratch);
		ok = index_fetch(searcher->index, docids, n, i, err) &&
		     index_passage(searcher->index, scratch, docids[i], &record,
			 &passage, err);
		if (ok &&
		    !walk_passage(walk, verifier, scratch, &record, &passage))
			break;
	}
	/* What was given cannot be taken back: no second try then. */
	if (!ok && walk->count > 0 && err != NULL &&
	    err->code == ERROR_MODIFIED)
		err->code = ERROR_INDEX;
	arena_free(scratch);
	return ok;
}

bool
search_positions(struct searcher *searcher, struct query *query,
    bool (*row)(void *context, const struct position_row *row), void *context,
    struct notes *notes, const char **ret_plan, uint64_t *ret_count,
    struct error *err)
{
	struct arena *arena = searcher->arena;
	struct walk walk = {.row = row, .context = context};
	struct query *some = query_new(arena, QUERY_FIELD);
	bool ok;

	walk.query = query_resolve(arena, searcher->index, query, notes, err);
	if (walk.query == NULL)
		return false;
	/* A passage with any stance has positions. */
	some->field = FIELD_STANCE;
	for (int s = 0; s < STANCE_COUNT; s++)
		query_add_value(arena, some, stance_name((enum stance)s));
	walk.candidate = query_new(arena, QUERY_AND);
	query_add(arena, walk.candidate, some);
	query_add(arena, walk.candidate, walk.query);
	*ret_plan = query_print(arena, walk.query);
	ok = search_retry(searcher, walk_step, &walk, err);
	*ret_count = walk.count;
	return ok;
}
