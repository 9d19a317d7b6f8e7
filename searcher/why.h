/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Why a passage stands where it does among those found: what each word of the
 * query adds to its score. For search.c.
 */
#ifndef SEARCHER_WHY_H
#define SEARCHER_WHY_H

#include "core/error.h"
#include "searcher/search.h"
#include "searcher/verify.h"

#include <stdint.h>

/*
 * A sentence on a hit, set in `hit->why`: each word or phrase with its part of
 * the score, how often it is in the passage, and in how many passages of the
 * index. `docid` is the hit's document.
 */
bool why_hit(struct searcher *searcher, struct verifier *verifier,
    const struct query *query, uint32_t docid, struct search_hit *hit,
    struct error *err);

#endif
