/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/why.h"

#include "core/translate.h"
#include "searcher/execute.h"
#include "searcher/query-say.h"

#include <string.h>

/* Passages of one record that are looked at for a weight. */
#define RECORD_PASSAGES_MAX 100000

/* Less of a score is not worth a word. */
#define WEIGHT_LEAST 0.005

struct reasons {
	struct searcher *searcher;
	struct verifier *verifier;
	uint32_t docid;
	struct search_hit *hit;
	double sum;	  /* of the weights told */
	const char *said; /* so far */
	struct error *err;
};

/* What a part of the query finds; NULL with an error. */
static struct xap_matches *
match(struct reasons *r, const struct query *part,
    const struct xap_match_params *params)
{
	struct index *index = r->searcher->index;
	struct xap_matches *matches;
	struct xap_error xerr;
	struct xap_query *query = execute_query(
	    r->searcher->arena, index, r->searcher->stems, part, r->err);

	if (query == NULL)
		return NULL;
	matches = xap_match(index_db(index), query, params, &xerr);
	xap_query_free(query);
	if (matches == NULL)
		index_error(index, &xerr, r->err);
	return matches;
}

/* The weight that a part of the query gives the document. */
static bool
weight_of(struct reasons *r, const struct query *part, double *ret)
{
	struct arena *arena = r->searcher->arena;
	struct query *all = query_new(arena, QUERY_AND);
	struct xap_match_params params = {.count = RECORD_PASSAGES_MAX};
	struct xap_matches *matches;

	*ret = 0;
	query_add(arena, all, (struct query *)part);
	query_add(
	    arena, all, query_field(arena, FIELD_RECORD, r->hit->record->id));
	matches = match(r, all, &params);
	if (matches == NULL)
		return false;
	for (size_t i = 0; i < xap_matches_size(matches); i++) {
		struct xap_hit one;

		if (xap_matches_get(matches, i, &one, NULL) == XAP_OK &&
		    one.docid == r->docid)
			*ret = one.weight;
	}
	xap_matches_free(matches);
	return true;
}

/* In how many passages the part is, as far as the index alone can tell. */
static bool
passages_with(struct reasons *r, const struct query *part, uint32_t *ret)
{
	struct xap_match_params params = {
	    .count = 0, .check_at_least = SEARCH_COUNT_MAX};
	struct xap_matches *matches = match(r, part, &params);

	if (matches == NULL)
		return false;
	*ret = xap_matches_count(matches).estimated;
	xap_matches_free(matches);
	return true;
}

static bool
say_part(struct reasons *r, const struct query *part)
{
	struct arena *arena = r->searcher->arena;
	struct subject subject =
	    subject_make(r->hit->record, r->hit->passage, NULL);
	double weight;
	uint32_t passages = 0;
	size_t times;

	if (!weight_of(r, part, &weight))
		return false;
	if (weight < WEIGHT_LEAST)
		return true;
	if (!passages_with(r, part, &passages))
		return false;
	verify_hits(r->verifier, arena, part, &subject, &times);
	r->sum += weight;
	r->said = arena_printf(arena, "%s%s%s", r->said,
	    *r->said == '\0' ? "" : ", ",
	    arena_printf(arena, _("%s %.2f (%s; in %lu of %lu passages)"),
		query_say(arena, part), weight,
		times == 0   ? _("in the title or headings")
		: times == 1 ? _("once here")
			     : arena_printf(arena, _("%zu times here"), times),
		(unsigned long)passages,
		(unsigned long)index_info(r->searcher->index)->passages));
	return true;
}

/* Every part that has weight: words and phrases, but none that is excluded. */
static bool
say_parts(struct reasons *r, const struct query *query)
{
	switch (query->kind) {
	case QUERY_WORD:
	case QUERY_PREFIX:
	case QUERY_PHRASE:
	case QUERY_NEAR:
	case QUERY_ADJ:
	case QUERY_COUNT:
		return say_part(r, query);
	case QUERY_AND:
	case QUERY_OR:
		if (query->likeness)
			return query->spelling ? say_part(r, query)
					       : say_parts(r, query->child[0]);
		for (size_t i = 0; i < query->n_children; i++)
			if (!say_parts(r, query->child[i]))
				return false;
		return true;
	case QUERY_FIELD:
		return query->field != FIELD_TITLE || say_part(r, query);
	default:
		return true;
	}
}

/* Whether words of the same meaning were added. */
static bool
is_likeness(const struct query *node, void *context)
{
	(void)context;
	return node->likeness && !node->spelling;
}

bool
why_hit(struct searcher *searcher, struct verifier *verifier,
    const struct query *query, uint32_t docid, struct search_hit *hit,
    struct error *err)
{
	struct arena *arena = searcher->arena;
	struct reasons r = {.searcher = searcher,
	    .verifier = verifier,
	    .docid = docid,
	    .hit = hit,
	    .said = "",
	    .err = err};

	if (hit->score < WEIGHT_LEAST) {
		hit->why =
		    _("filters alone give no score: the order is that of "
		      "the index");
		return true;
	}
	if (!say_parts(&r, query))
		return false;
	if (r.sum < hit->score - 2 * WEIGHT_LEAST)
		r.said = arena_printf(arena, "%s%s%s %.2f", r.said,
		    *r.said == '\0' ? "" : ", ",
		    query_any(query, is_likeness, NULL)
			? _("other words and numbers")
			: _("the article's number"),
		    hit->score - r.sum);
	hit->why = arena_printf(arena, _("score %.2f: %s"), hit->score, r.said);
	return true;
}
