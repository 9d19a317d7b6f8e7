/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sessions in queries, by the profiles of an index: ranges of them, and their
 * days. For resolve.c.
 */
#ifndef SEARCHER_RESOLVE_SESSION_H
#define SEARCHER_RESOLVE_SESSION_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index.h"
#include "searcher/query.h"

#include <stdbool.h>

/*
 * Give the dates of a node that names sessions, in place; their names go.
 * ERROR_USAGE with the node's column where no profile has such a session (the
 * message names those there are) or its days are not known.
 */
bool resolve_session_dates(struct arena *arena, struct index *index,
    struct query *node, struct error *err);

/*
 * Append the ids of the sessions from `first` to `last`, in the order of the
 * profile, to a node. `*ret_found` tells whether both were found in one
 * profile.
 */
bool resolve_session_range(struct arena *arena, struct index *index,
    const char *first, const char *last, struct query *into, bool *ret_found,
    struct error *err);

#endif
