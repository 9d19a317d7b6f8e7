/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-page.h"

#include "searcher/search-group.h"
#include "searcher/why.h"

struct page {
	struct searcher *searcher;
	struct verifier *verifier;
	const struct query *query;
	const struct search_params *want;
	const struct match_list *matches;
	struct search_result *ret;
};

void
search_page_set(
    const struct search_params *want, struct xap_match_params *params)
{
	params->first = want->per_record ? 0 : want->offset;
	params->count = want->per_record ? SEARCH_GROUP_MAX : want->limit;
}

static bool
read_hit(const struct page *page, const struct xap_hit *match,
    struct search_hit *hit, struct error *err)
{
	struct searcher *searcher = page->searcher;
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
	if (!page->want->bare) {
		/* The memory of one text does for the next: fresh is dear. */
		scratch = arena_new();
		subject = subject_make(record, passage, NULL);
		hits = verify_hits(
		    page->verifier, scratch, page->query, &subject, &n);
		hit->snippet = snippet_make(arena, &subject.text.tokens, hits,
		    n, page->want->snippet_length);
		arena_free(scratch);
	}
	if (page->want->context > 0 &&
	    !search_around(searcher, page->want->context, hit, err))
		return false;
	return !page->want->explain || why_hit(searcher, page->verifier,
					   page->query, match->docid, hit, err);
}

/* The page of records, each with its best passage. */
static bool
read_groups(const struct page *page, struct error *err)
{
	const struct search_params *want = page->want;
	struct search_result *ret = page->ret;
	struct search_group *group;
	size_t n, end;

	if (!search_groups(page->searcher, page->matches, &group, &n, err))
		return false;
	ret->n_hits = 0;
	ret->records = (uint32_t)n;
	ret->records_exact = page->matches->n_hits < SEARCH_GROUP_MAX;
	if (want->offset >= n)
		return true;
	end = n - want->offset > want->limit ? want->offset + want->limit : n;
	ret->hit =
	    arena_array(page->searcher->arena, want->limit, sizeof *ret->hit);
	for (size_t i = want->offset; i < end; i++) {
		struct xap_hit match = {
		    .docid = group[i].docid, .weight = group[i].weight};
		struct search_hit *hit = &ret->hit[ret->n_hits++];

		if (!read_hit(page, &match, hit, err))
			return false;
		hit->more = group[i].more;
	}
	return true;
}

static bool
read_hits(const struct page *page, struct error *err)
{
	struct search_result *ret = page->ret;
	size_t n = page->matches->n_hits;

	ret->hit = arena_array(page->searcher->arena, n, sizeof *ret->hit);
	for (ret->n_hits = 0; ret->n_hits < n; ret->n_hits++)
		if (!read_hit(page, &page->matches->hit[ret->n_hits],
			&ret->hit[ret->n_hits], err))
			return false;
	return true;
}

bool
search_page_read(struct searcher *searcher, struct verifier *verifier,
    const struct query *query, const struct search_params *want,
    const struct match_list *matches, struct search_result *ret,
    struct error *err)
{
	struct page page = {searcher, verifier, query, want, matches, ret};

	return want->per_record ? read_groups(&page, err)
				: read_hits(&page, err);
}
