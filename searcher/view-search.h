/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts of a search's result as text: what stands beside the hits. For
 * view-text.c.
 */
#ifndef SEARCHER_VIEW_SEARCH_H
#define SEARCHER_VIEW_SEARCH_H

#include "searcher/page.h"
#include "searcher/view.h"

/* The passages around a hit: those after it, else those before it. */
void view_search_around(
    struct page *page, const struct search_hit *hit, bool after);

/* What was searched, and what a place among those found comes of. */
void view_search_said(struct page *page, const struct search_result *result);

/* Values with counts, each with what to add to the query to narrow by it. */
void view_search_facets(struct page *page, const struct search_result *result);

/* A suggestion, and how to come to the next page. */
void view_search_end(struct page *page, const struct search_view *view);

#endif
