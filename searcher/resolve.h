/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names a user writes, to the ids an index has: speaker:Malaysia is MY,
 * session:"fourth session" s4, topic:"conditions and safeguards" its lineage.
 * The profile's tables are read only where a value is no id already, so that
 * the usual query opens nothing but the index.
 */
#ifndef SEARCHER_RESOLVE_H
#define SEARCHER_RESOLVE_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index.h"
#include "searcher/query.h"

#include <stdbool.h>

/* What was done to a query that its user should know. */
struct notes {
	const char **note; /* sentences without stop, in the arena */
	size_t count;	   /* how many */
};

/* Append a note (kept by pointer). */
void notes_add(struct arena *arena, struct notes *notes, const char *note);

/*
 * Bring every field's values to the index's form, in place; values that the
 * index does not have are kept, and noted. Words that are in nearly every
 * passage are taken out of ANDs that have other words, and noted. Returns the
 * tree, which may be another node. NULL on error (ERROR_INDEX, ERROR_MODIFIED,
 * ERROR_DATA).
 */
struct query *query_resolve(struct arena *arena, struct index *index,
    struct query *query, struct notes *notes, struct error *err);

#endif
