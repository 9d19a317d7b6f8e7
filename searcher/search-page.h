/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a match found, read for a page: the passages with their snippets, or the
 * records with the best passage of each. For search.c.
 */
#ifndef SEARCHER_SEARCH_PAGE_H
#define SEARCHER_SEARCH_PAGE_H

#include "searcher/search-match.h"

/*
 * Have what is wanted of a match read. It begins with the first hit of the
 * page or, where records are wanted, with the first of all.
 */
void search_page_set(
    const struct search_params *want, struct xap_match_params *params);

/*
 * Read the hits, and how many records there are, into `ret`. `query` is the
 * one that was asked, resolved. Errors are those of reading passages.
 */
bool search_page_read(struct searcher *searcher, struct verifier *verifier,
    const struct query *query, const struct search_params *want,
    const struct match_list *matches, struct search_result *ret,
    struct error *err);

#endif
