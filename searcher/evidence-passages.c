/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/evidence-passages.h"

#include <stdlib.h>
#include <string.h>

/* Passages that are looked at where none has all the words. */
#define LOOSE_PASSAGES 5000

/* The same where some have them all: what is said in other words. */
#define LOOSE_PASSAGES_MORE 1000

/* So many passages of servers are read as soon as those of a holder are listed.
 */
#define FAR_MANY 64

static void
add_docid(struct gathering *g, uint32_t docid)
{
	if (g->n_docids >= ANSWER_POSITIONS_MAX) {
		g->ret->more = true;
		return;
	}
	/* Doubled, so that many do not leave as many copies behind. */
	if ((g->n_docids & (g->n_docids - 1)) == 0)
		g->docid = arena_grow(g->searcher->arena, g->docid, g->n_docids,
		    g->n_docids > 0 ? g->n_docids * 2 : 1, sizeof *g->docid);
	g->docid[g->n_docids++] = docid;
}

static bool
add_postings(struct gathering *g, const char *term, size_t n, struct error *err)
{
	struct index *index = g->searcher->index;
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), term, n, &xerr);

	while (postings != NULL && xap_postings_next(postings, &xerr))
		if (!index_removed(index, xap_postings_docid(postings)))
			add_docid(g, xap_postings_docid(postings));
	xap_postings_free(postings);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* The passages of any of the terms. */
static bool
add_any(struct gathering *g, const struct xap_query *const *terms, size_t n,
    uint32_t most, struct error *err)
{
	struct index *index = g->searcher->index;
	struct xap_match_params params = {
	    .count = most, .weighting = XAP_BOOLEAN};
	struct xap_error xerr;
	struct xap_hit hit;
	struct xap_query *any = xap_query_combine(XAP_OR, terms, n, 0, &xerr);
	struct xap_matches *matches =
	    any != NULL ? xap_match(index_db(index), any, &params, &xerr)
			: NULL;

	for (size_t i = 0; i < xap_matches_size(matches); i++)
		if (xap_matches_get(matches, i, &hit, &xerr) == XAP_OK &&
		    !index_removed(index, hit.docid))
			add_docid(g, hit.docid);
	xap_matches_free(matches);
	xap_query_free(any);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/*
 * The same as add_key() of servers: the postings of each term would be a
 * question to them. `*ret_done` is false where they are so many that it counts
 * in which order they are found.
 */
static bool
add_key_far(struct gathering *g, const char *prefix, size_t n, bool *ret_done,
    struct error *err)
{
	struct arena *arena = g->searcher->arena;
	struct xap_query **term = NULL;
	uint64_t passages = 0;
	uint32_t freq = 0;
	size_t count = 0;
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(g->searcher->index), prefix, n, &xerr);
	bool ok;

	while (terms != NULL && xap_terms_next(terms, &xerr) &&
	       xap_terms_doc_freq(terms, &freq, &xerr) == XAP_OK) {
		size_t len;
		const char *name = xap_terms_get(terms, &len);

		passages += freq;
		term = arena_grow(arena, term, count, count + 1, sizeof *term);
		term[count++] = xap_query_term(name, len, 1, 0, &xerr);
	}
	xap_terms_free(terms);
	*ret_done = passages <= ANSWER_POSITIONS_MAX - g->n_docids;
	ok = xerr.status == XAP_OK ||
	     index_error(g->searcher->index, &xerr, err);
	if (ok && *ret_done && count > 0)
		ok = add_any(g, (const struct xap_query *const *)term, count,
		    (uint32_t)passages, err);
	for (size_t i = 0; i < count; i++)
		xap_query_free(term[i]);
	return ok;
}

/* The passages of every position stored under a key: a walk over terms. */
static bool
add_key(
    struct gathering *g, const struct plan_reading *reading, struct error *err)
{
	struct index *index = g->searcher->index;
	size_t n;
	const char *prefix = position_term(g->searcher->arena, reading->neg->id,
	    reading->key, NULL, NULL, NULL, NULL, &n);
	struct xap_error xerr;
	struct xap_terms *terms;
	bool ok = true, done = false;

	if (index_has_servers(index) && !add_key_far(g, prefix, n, &done, err))
		return false;
	if (done)
		return true;
	terms = xap_terms_open(index_db(index), prefix, n, &xerr);
	while (ok && terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t len;
		const char *term = xap_terms_get(terms, &len);

		ok = add_postings(
		    g, arena_strndup(g->searcher->arena, term, len), len, err);
	}
	xap_terms_free(terms);
	if (!ok)
		return false;
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

static int docid_compare(const void *a, const void *b);

/* Of the passages from place `from` on, leave those that have the term. */
static bool
keep_with_term(struct gathering *g, size_t from, const char *term, size_t n,
    struct error *err)
{
	struct index *index = g->searcher->index;
	size_t count = g->n_docids - from, kept = 0, k = 0;
	uint32_t *docid = &g->docid[from];
	struct xap_error xerr;
	struct xap_postings *postings;

	qsort(docid, count, sizeof *docid, docid_compare);
	postings = xap_postings_open(index_db(index), term, n, &xerr);
	while (k < count && postings != NULL &&
	       xap_postings_next(postings, &xerr)) {
		uint32_t at = xap_postings_docid(postings);

		while (k < count && docid[k] < at)
			k++;
		if (k < count && docid[k] == at)
			docid[kept++] = at;
	}
	xap_postings_free(postings);
	g->n_docids = from + kept;
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* Whether a term of FIELD_ARTICLE is a range that takes in what is asked. */
static bool
is_range_term(const struct plan *plan, const char *form, size_t n)
{
	struct provision p;

	return memchr(form, '-', n) != NULL && provision_parse(form, n, &p) &&
	       p.last[0] != '\0' && p.level[0][0] == '\0' &&
	       provision_covers(&p, &plan->asked);
}

/*
 * The passages that name a range ("articles 90 to 93") which takes in what is
 * asked about, of the form `base`.
 */
static bool
add_ranges(struct gathering *g, const char *base, struct error *err)
{
	struct arena *arena = g->searcher->arena;
	struct index *index = g->searcher->index;
	size_t skip = strlen(field_get(FIELD_ARTICLE)->prefix);
	size_t kind = strcspn(base, " "), n;
	const char *prefix = field_term(arena, FIELD_ARTICLE,
	    arena_strndup(arena, base, kind + (base[kind] != '\0')), &n);
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, n, &xerr);
	bool ok = true;

	while (ok && terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t len;
		const char *term = xap_terms_get(terms, &len);

		if (is_range_term(g->plan, term + skip, len - skip))
			ok = add_postings(
			    g, arena_strndup(arena, term, len), len, err);
	}
	xap_terms_free(terms);
	if (!ok)
		return false;
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* Whether a number alone is meant, whosesoever: see plan_reading_of(). */
static bool
is_bare(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen &&
		    plan->reading[i].lineage[0] == '\0' &&
		    plan->reading[i].instrument[0] == '\0')
			return true;
	return false;
}

/*
 * Passages with the number asked for that no key leads to: "articles 90 to 93"
 * for 92. Where no number alone is meant, these ranges are all there is: most
 * passages with a number just name it. A walk over terms asks servers for each.
 */
static bool
add_number(struct gathering *g, struct error *err)
{
	struct provision base = provision_base(&g->plan->asked);
	char form[PROVISION_MAX];
	size_t from = g->n_docids, n;
	const char *term;

	if (g->plan->provision[0] == '\0')
		return true;
	provision_format(&base, form);
	term = field_term(g->searcher->arena, FIELD_ARTICLE, form, &n);
	if (is_bare(g->plan) || index_has_servers(g->searcher->index))
		return add_postings(g, term, n, err);
	return add_ranges(g, form, err) &&
	       (g->n_docids == from || keep_with_term(g, from, term, n, err));
}

static bool
was_gathered(const struct gathering *g, uint32_t docid)
{
	return g->n_done > 0 && bsearch(&docid, g->done, g->n_done,
				    sizeof *g->done, docid_compare) != NULL;
}

static struct query *
stances_query(struct arena *arena)
{
	struct query *some = query_new(arena, QUERY_FIELD);

	some->field = FIELD_STANCE;
	for (int s = 0; s < STANCE_COUNT; s++)
		query_add_value(arena, some, stance_name((enum stance)s));
	return some;
}

bool
gathering_add_by_words(struct gathering *g, bool loose, struct error *err)
{
	struct arena *arena = g->searcher->arena;
	struct query *all = query_new(arena, QUERY_AND);
	struct query *holders = query_new(arena, QUERY_FIELD);
	uint32_t *docid;
	size_t n;

	query_add(arena, all, stances_query(arena));
	if (g->thing != NULL)
		query_add(arena, all, thing_query(g->thing, loose));
	holders->field = FIELD_HOLDER;
	for (size_t i = 0; i < g->plan->n_holders && !plan_wants_all(g->plan);
	     i++)
		query_add_value(arena, holders, g->plan->holder[i]->id);
	if (holders->n_values > 0)
		query_add(arena, all, holders);
	if (g->plan->filter != NULL)
		query_add(arena, all, g->plan->filter);
	if (!search_docids(g->searcher, all,
		!loose		    ? ANSWER_POSITIONS_MAX
		: g->ret->count > 0 ? LOOSE_PASSAGES_MORE
				    : LOOSE_PASSAGES,
		&docid, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!was_gathered(g, docid[i]))
			add_docid(g, docid[i]);
	return true;
}

bool
gathering_add_passages(struct gathering *g, struct error *err)
{
	const struct plan *plan = g->plan;

	if (plan->n_readings == 0)
		return gathering_add_by_words(g, false, err);
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen &&
		    !add_key(g, &plan->reading[i], err))
			return false;
	return add_number(g, err) &&
	       (g->thing == NULL || gathering_add_by_words(g, false, err));
}

static int
docid_compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/*
 * Those holders alone are wanted: other passages need not be read. Servers are
 * asked for them where reading is longer: each passage is a round trip there,
 * the list of a holder's a few.
 */
static bool
keep_holders(struct gathering *g, struct error *err)
{
	struct arena *arena = g->searcher->arena;
	struct query *holders = query_new(arena, QUERY_FIELD);
	uint32_t *docid;
	size_t n, kept = 0, k = 0;

	if (plan_wants_all(g->plan) ||
	    (index_has_servers(g->searcher->index) && g->n_docids < FAR_MANY))
		return true;
	holders->field = FIELD_HOLDER;
	for (size_t i = 0; i < g->plan->n_holders; i++)
		query_add_value(arena, holders, g->plan->holder[i]->id);
	if (!search_docids(g->searcher, holders, UINT32_MAX, &docid, &n, err))
		return false;
	for (size_t i = 0; i < g->n_docids; i++) {
		while (k < n && docid[k] < g->docid[i])
			k++;
		if (k < n && docid[k] == g->docid[i])
			g->docid[kept++] = g->docid[i];
	}
	g->n_docids = kept;
	return true;
}

bool
gathering_settle(struct gathering *g, struct error *err)
{
	if (g->n_docids == 0)
		return true;
	qsort(g->docid, g->n_docids, sizeof *g->docid, docid_compare);
	return keep_holders(g, err);
}
