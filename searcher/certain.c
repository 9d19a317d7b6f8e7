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

/* Add what a query finds, and free it; `*ret_told`: it can be listed. */
static bool
add_found(struct searcher *searcher, struct xap_query *query,
    struct documents *to, bool *ret_told, struct error *err)
{
	struct documents some;
	bool ok = query != NULL && documents_find(searcher, query, &some, err);

	xap_query_free(query);
	if (!ok)
		return false;
	*ret_told = some.bits != NULL;
	for (size_t w = 0; *ret_told && w < to->n_words; w++)
		to->bits[w] |= some.bits[w];
	return true;
}

static bool
add_language(struct searcher *searcher, const struct query *query,
    enum language language, struct documents *to, struct documents *told,
    bool *ret_told, struct error *err)
{
	return add_found(searcher,
		   execute_certain(searcher->arena, searcher->index,
		       searcher->stems, query, language, err),
		   to, ret_told, err) &&
	       (!*ret_told || add_found(searcher,
				  execute_language(searcher->arena,
				      searcher->index, language, err),
				  told, ret_told, err));
}

bool
certain_find(struct searcher *searcher, const struct query *query,
    struct documents *ret, struct documents *ret_told, struct error *err)
{
	const struct index_info *info = index_info(searcher->index);
	bool told = may_be(query) && !index_has_servers(searcher->index);

	*ret = documents_none(searcher);
	*ret_told = documents_none(searcher);
	for (size_t i = 0; told && i < info->n_languages; i++) {
		enum language language = language_find(info->languages[i]);

		if (language != LANGUAGE_NONE &&
		    !add_language(
			searcher, query, language, ret, ret_told, &told, err))
			return false;
	}
	if (!told)
		ret->bits = NULL;
	return true;
}
