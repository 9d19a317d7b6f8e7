/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/documents.h"

struct documents
documents_none(const struct searcher *searcher)
{
	const struct index_info *info = index_info(searcher->index);
	struct documents none;

	none.n_words = (size_t)info->last_docid / 64 + 1;
	none.bits =
	    arena_array(searcher->arena, none.n_words, sizeof *none.bits);
	return none;
}

void
documents_see(
    void *documents, uint32_t docid, double weight, struct xap_doc *doc)
{
	struct documents *to = documents;

	(void)weight;
	(void)doc;
	if (docid / 64 < to->n_words)
		to->bits[docid / 64] |= (uint64_t)1 << docid % 64;
}

bool
documents_have(const struct documents *documents, uint32_t docid)
{
	return documents->bits != NULL && docid / 64 < documents->n_words &&
	       (documents->bits[docid / 64] >> docid % 64 & 1) != 0;
}

static uint32_t
bits_of(uint64_t word)
{
	word -= word >> 1 & 0x5555555555555555u;
	word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
	word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (uint32_t)(word * 0x0101010101010101u >> 56);
}

/*
 * The documents of each database of a set, and of them all together: the ids
 * are told at index_part_db().
 */
static bool
find_in_parts(struct searcher *searcher, const struct xap_query *query,
    struct documents *ret, struct xap_error *xerr)
{
	struct index *index = searcher->index;
	size_t n = index_parts(index), n_words = ret->n_words / n + 2;
	uint64_t *bits = arena_array(searcher->arena, n_words, sizeof *bits);

	for (size_t i = 0; i < n; i++) {
		if (xap_query_documents(index_part_db(index, i), query, bits,
			n_words, xerr) != XAP_OK)
			return false;
		for (size_t w = 0; w < n_words; w++)
			for (uint64_t left = bits[w]; left != 0;
			     left &= left - 1) {
				uint32_t local = (uint32_t)(w * 64) +
						 bits_of((left & -left) - 1);

				documents_see(ret,
				    (uint32_t)((local - 1) * n + i + 1), 0,
				    NULL);
			}
	}
	return true;
}

bool
documents_find(struct searcher *searcher, const struct xap_query *query,
    struct documents *ret, struct error *err)
{
	struct index *index = searcher->index;
	const struct index_info *info = index_info(index);
	struct xap_error xerr;
	uint32_t last = info->last_docid;

	*ret = documents_none(searcher);
	if (index_parts(index) > 1)
		find_in_parts(searcher, query, ret, &xerr);
	else
		xap_query_documents(
		    index_db(index), query, ret->bits, ret->n_words, &xerr);
	if (xerr.status == XAP_UNIMPLEMENTED) {
		ret->bits = NULL;
		return true;
	}
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, err);
	for (uint32_t id = 1; info->removed > 0 && id <= last; id++)
		if (index_removed(index, id))
			ret->bits[id / 64] &= ~((uint64_t)1 << id % 64);
	return true;
}

uint32_t
documents_count(const struct documents *documents)
{
	uint32_t count = 0;

	for (size_t i = 0; i < documents->n_words; i++)
		count += bits_of(documents->bits[i]);
	return count;
}

uint32_t *
documents_list(struct arena *arena, const struct documents *documents,
    uint32_t max, size_t *ret_count)
{
	uint32_t all = documents_count(documents);
	uint32_t *list = arena_array(arena, (size_t)all + 1, sizeof *list);
	size_t n = 0;

	all = all < max ? all : max;
	for (size_t w = 0; n < all; w++)
		for (unsigned b = 0; documents->bits[w] >> b != 0; b++) {
			if ((documents->bits[w] >> b & 1) != 0 && n < all)
				list[n++] = (uint32_t)(w * 64 + b);
			if (b == 63)
				break;
		}
	*ret_count = n;
	return list;
}
