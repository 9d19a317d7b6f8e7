/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/certain.h"

#include "searcher/execute.h"
#include "searcher/verify.h"

/* Whether any passage can match without a look at it. */
static bool
may_be(const struct query *query)
{
	if (!verify_needed(query))
		return true;
	switch (query->kind) {
	case QUERY_AND:
		for (size_t i = 0; i < query->n_children; i++)
			if (!may_be(query->child[i]))
				return false;
		return true;
	case QUERY_OR:
		for (size_t i = 0; i < query->n_children; i++)
			if (may_be(query->child[i]))
				return true;
		return false;
	case QUERY_NOT:
		return true;
	default:
		return false;
	}
}

/* Add those in one language; `*ret_told` says whether they can be listed. */
static bool
add_language(struct searcher *searcher, const struct query *query,
    enum language language, struct documents *to, bool *ret_told,
    struct error *err)
{
	struct documents some;
	struct xap_query *certain = execute_certain(searcher->arena,
	    searcher->index, searcher->stems, query, language, err);
	bool ok =
	    certain != NULL && documents_find(searcher, certain, &some, err);

	xap_query_free(certain);
	if (!ok)
		return false;
	*ret_told = some.bits != NULL;
	for (size_t w = 0; *ret_told && w < to->n_words; w++)
		to->bits[w] |= some.bits[w];
	return true;
}

bool
certain_find(struct searcher *searcher, const struct query *query,
    struct documents *ret, struct error *err)
{
	const struct index_info *info = index_info(searcher->index);
	bool told = may_be(query) && !index_has_servers(searcher->index);

	*ret = documents_none(searcher);
	for (size_t i = 0; told && i < info->n_languages; i++)
		if (!add_language(searcher, query,
			language_find(info->languages[i]), ret, &told, err))
			return false;
	if (!told)
		ret->bits = NULL;
	return true;
}
