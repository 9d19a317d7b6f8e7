/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Trees of a query as queries of the index. Exact where the index alone can
 * tell; else a query for all passages that can match, which verify.h then
 * proves one by one.
 */
#ifndef SEARCHER_EXECUTE_H
#define SEARCHER_EXECUTE_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index.h"
#include "core/stem.h"
#include "searcher/query.h"

/* A word with * may stand for so many words. */
#define EXECUTE_WILDCARD_MAX 500

/*
 * The query for a resolved tree (resolve.h). Words are sought in text, titles
 * and headings, in every language of the index; fields filter and give no
 * weight. NULL on error. The caller frees it.
 */
struct xap_query *execute_query(struct arena *arena, struct index *index,
    struct stems *stems, const struct query *query, struct error *err);

/*
 * The same for the passages in one language that need no proof: all of them
 * match, and none is among them of which only a look at its text can tell.
 */
struct xap_query *execute_certain(struct arena *arena, struct index *index,
    struct stems *stems, const struct query *query, enum language language,
    struct error *err);

/* All passages in one language; NULL on error. The caller frees it. */
struct xap_query *execute_language(struct arena *arena, struct index *index,
    enum language language, struct error *err);

#endif
