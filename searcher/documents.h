/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sets of passages, a bit for each document of the index: for counts and
 * tables, which want all that a query finds and none of it weighed. For the
 * searcher's own files.
 */
#ifndef SEARCHER_DOCUMENTS_H
#define SEARCHER_DOCUMENTS_H

#include "searcher/search.h"

struct documents {
	uint64_t *bits; /* bit docid % 64 of bits[docid / 64]; or NULL */
	size_t n_words; /* of bits */
};

/* An empty set, in the searcher's arena. */
struct documents documents_none(const struct searcher *searcher);

/*
 * The documents of an index's query (execute.h), without proof and without
 * removed ones. `bits` is NULL where the index cannot list them: it is
 * elsewhere.
 */
bool documents_find(struct searcher *searcher, const struct xap_query *query,
    struct documents *ret, struct error *err);

/* Take one up, as the callback `see` of xap_match(). */
void documents_see(
    void *documents, uint32_t docid, double weight, struct xap_doc *doc);

/* Whether one is in the set; without bits, none is. */
bool documents_have(const struct documents *documents, uint32_t docid);

uint32_t documents_count(const struct documents *documents);

/* Their ids, ascending, at most `max`, in the arena. */
uint32_t *documents_list(struct arena *arena, const struct documents *documents,
    uint32_t max, size_t *ret_count);

#endif
