/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Passages found, one for each record: the best of it. For search.c.
 */
#ifndef SEARCHER_SEARCH_GROUP_H
#define SEARCHER_SEARCH_GROUP_H

#include "searcher/search-match.h"
#include "searcher/search.h"

/* Passages that are gone through for the records they are of. */
#define SEARCH_GROUP_MAX 5000

/* A record among those found. */
struct search_group {
	uint32_t docid; /* its best passage */
	double weight;	/* of that */
	uint32_t more;	/* other passages of it, as far as was looked */
};

/*
 * The records of ranked passages, the best first, in the arena of the request.
 * Looks at every passage of `matches`.
 */
bool search_groups(struct searcher *searcher, const struct match_list *matches,
    struct search_group **ret, size_t *ret_count, struct error *err);

/*
 * The passages up to `context` before and after a hit, in its record, which are
 * put in `hit->around`.
 */
bool search_around(struct searcher *searcher, uint32_t context,
    struct search_hit *hit, struct error *err);

#endif
