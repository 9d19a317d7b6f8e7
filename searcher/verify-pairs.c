/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pairs of words that an index notes (core/pairs.h) rule out. */
#include "searcher/verify-words.h"

#include <string.h>

struct choosing {
	struct verifier *verifier;
	const struct pairs_index *pairs;
	const enum language *language;
	size_t n_languages;
	struct arena *arena;
	struct xap_error *xerr;
};

static const struct may_match all = {.all = true};

static struct may_match
both(struct choosing *c, struct may_match a, struct may_match b)
{
	if (a.all)
		return b;
	if (b.all)
		return a;
	a.ids = pairs_ids_both(c->arena, a.ids, b.ids);
	return a;
}

static struct may_match
either(struct choosing *c, struct may_match a, struct may_match b)
{
	if (a.all || b.all)
		return all;
	a.ids = pairs_ids_either(c->arena, a.ids, b.ids);
	return a;
}

/* Passages of one language with the words side by side. */
static struct may_match
with_terms(struct choosing *c, const struct leaf_terms *terms)
{
	struct may_match ret = all;

	for (size_t i = 1; i < terms->n; i++) {
		struct may_match one = {0};

		if (pairs_index_find(c->pairs, c->arena, terms->term[i - 1],
			terms->term[i], &one.ids, c->xerr) != XAP_OK)
			return all;
		ret = both(c, ret, one);
	}
	return ret;
}

static bool
same_terms(const struct leaf_terms *a, const struct leaf_terms *b)
{
	bool same = a->n == b->n;

	/* Terms are kept once for each language. */
	for (size_t i = 0; same && i < a->n; i++)
		same = strcmp(a->term[i], b->term[i]) == 0;
	return same;
}

/* In a passage of any language of the index. */
static struct may_match
with_words(struct choosing *c, const struct query *node)
{
	const struct leaf_terms *tried[LANGUAGE_COUNT];
	struct may_match ret = {0};
	size_t n = 0;

	for (size_t i = 0; i < c->n_languages && !ret.all; i++) {
		const struct leaf_terms *terms = verify_leaf_terms(
		    c->verifier, node, node->text, c->language[i]);
		size_t k = 0;

		while (k < n && !same_terms(tried[k], terms))
			k++;
		if (k < n)
			continue;
		tried[n++] = terms;
		ret = n == 1 ? with_terms(c, terms)
			     : either(c, ret, with_terms(c, terms));
	}
	return ret;
}

static struct may_match
choose(struct choosing *c, const struct query *query)
{
	struct may_match ret = all;

	switch (query->kind) {
	case QUERY_WORD:
	case QUERY_PHRASE:
		return with_words(c, query);
	case QUERY_AND:
	case QUERY_NEAR:
	case QUERY_ADJ:
	case QUERY_COUNT:
		for (size_t i = 0; i < query->n_children; i++)
			ret = both(c, ret, choose(c, query->child[i]));
		return ret;
	case QUERY_OR:
		ret = (struct may_match){0};
		for (size_t i = 0; !ret.all && i < query->n_children; i++)
			ret = either(c, ret, choose(c, query->child[i]));
		return ret;
	default:
		return all;
	}
}

/* Whether a text's words are one in each language, or none. */
static bool
is_one_word(struct choosing *c, const struct query *node)
{
	for (size_t i = 0; i < c->n_languages; i++)
		if (verify_leaf_terms(
			c->verifier, node, node->text, c->language[i])
			->n > 1)
			return false;
	return true;
}

/* Whether terms tell all of a part (BOUND_LOWER of execute-part.h). */
static bool
is_told(struct choosing *c, const struct query *query)
{
	switch (query->kind) {
	case QUERY_ALL:
	case QUERY_DATES:
		return true;
	case QUERY_WORD:
	case QUERY_PHRASE:
		return is_one_word(c, query);
	case QUERY_FIELD:
		return query->field != FIELD_TITLE;
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		for (size_t i = 0; i < query->n_children; i++)
			if (!is_told(c, query->child[i]))
				return false;
		return true;
	default:
		return false;
	}
}

/* What matches, and is not told to, does so by a part that is not told. */
static struct may_match
choose_unsure(struct choosing *c, const struct query *query)
{
	struct may_match ret = {0};

	if (is_told(c, query))
		return ret;
	if (query->kind != QUERY_AND && query->kind != QUERY_OR)
		return choose(c, query);
	for (size_t i = 0; i < query->n_children; i++)
		ret = either(c, ret, choose_unsure(c, query->child[i]));
	return ret;
}

enum xap_status
verify_candidates(struct verifier *verifier, const struct query *query,
    bool unsure, const struct pairs_index *pairs,
    const enum language *languages, size_t n_languages, struct arena *arena,
    struct may_match *ret, struct xap_error *xerr)
{
	struct choosing c = {.verifier = verifier,
	    .pairs = pairs,
	    .language = languages,
	    .n_languages = n_languages,
	    .arena = arena,
	    .xerr = xerr};
	struct pairs_ids others;

	memset(xerr, 0, sizeof *xerr);
	*ret = (unsure ? choose_unsure : choose)(&c, query);
	if (xerr->status != XAP_OK || ret->all)
		return xerr->status;
	others = pairs_index_others(pairs, arena);
	if (others.n > 0)
		ret->ids = pairs_ids_either(arena, ret->ids, others);
	return XAP_OK;
}
