/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pairs of a passage (core/pairs.h) rule out. */
#include "core/pairs.h"
#include "searcher/verify-words.h"

/* Whether words may stand side by side in a passage of one language. */
static bool
may_stand(struct verifier *verifier, const struct query *node,
    enum language language, const struct verify_pairs *pairs)
{
	const struct leaf_terms *terms =
	    verify_leaf_terms(verifier, node, node->text, language);

	for (size_t i = 1; i < terms->n; i++)
		if (!pairs_may_have(pairs->filter, pairs->n, terms->term[i - 1],
			terms->term[i]))
			return false;
	return true;
}

/* In a passage of any language of the index. */
static bool
may_be_there(struct verifier *verifier, const struct query *node,
    const struct verify_pairs *pairs)
{
	for (size_t i = 0; i < pairs->n_languages; i++)
		if (may_stand(verifier, node, pairs->language[i], pairs))
			return true;
	return false;
}

bool
verify_may_match(struct verifier *verifier, const struct query *query,
    const struct verify_pairs *pairs)
{
	switch (query->kind) {
	case QUERY_WORD:
	case QUERY_PHRASE:
		return may_be_there(verifier, query, pairs);
	case QUERY_AND:
	case QUERY_NEAR:
	case QUERY_ADJ:
	case QUERY_COUNT:
		for (size_t i = 0; i < query->n_children; i++)
			if (!verify_may_match(verifier, query->child[i], pairs))
				return false;
		return true;
	case QUERY_OR:
		for (size_t i = 0; i < query->n_children; i++)
			if (verify_may_match(verifier, query->child[i], pairs))
				return true;
		return false;
	default:
		return true;
	}
}
