/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * "Did you mean": words that no passage has, each put right by the nearest one
 * that some have. Never a number, a symbol, or the name of a holder. For
 * search.c.
 */
#ifndef SEARCHER_SUGGEST_H
#define SEARCHER_SUGGEST_H

#include "core/error.h"
#include "searcher/search.h"

/*
 * A tree like the resolved `query` with other words, or NULL in `*ret` where
 * there is nothing to put right. Whether it finds anything has to be tried.
 */
bool suggest_query(struct searcher *searcher, const struct query *query,
    struct query **ret, struct error *err);

#endif
