/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A query told in words, for those who ask what was searched. For views and
 * commands.
 */
#ifndef SEARCHER_QUERY_SAY_H
#define SEARCHER_QUERY_SAY_H

#include "core/arena.h"
#include "searcher/query.h"

/*
 * What the passages found have, as in "passages that have ...": '"deletion" in
 * any of its forms, and speaker MY or SG, but not ...'. In the arena.
 */
const char *query_say(struct arena *arena, const struct query *query);

/*
 * The same with fields and their values in the words of a page: "Stance:
 * support or proposal". A field without a name (NULL): its values say what they
 * are. No words: as in queries.
 */
struct query_words {
	const char *(*field)(void *context, enum field_id id);
	const char *(*value)(
	    void *context, enum field_id id, const char *value);
	void *context; /* passed to these */
};
const char *query_say_in(struct arena *arena, const struct query *query,
    const struct query_words *words);

#endif
