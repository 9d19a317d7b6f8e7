/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Saying what of an index set an answer is without, and what counts twice in
 * it. For views.
 */
#ifndef SEARCHER_MISSING_H
#define SEARCHER_MISSING_H

#include "core/arena.h"
#include "core/index.h"
#include "searcher/json.h"

/* Whether there is anything to say. False for NULL. */
bool missing_any(const struct index_info *info);

/*
 * "missing": shards and reasons, and "doubled": what records are in two; each
 * only where there are any.
 */
void missing_json(struct json *json, const struct index_info *info);

/*
 * The same as sentences without their stop, in the arena, for who reads; NULL
 * where nothing is to be said.
 */
const char *missing_words(struct arena *arena, const struct index_info *info);
const char *doubled_words(struct arena *arena, const struct index_info *info);

/* What counts twice, for who keeps the index; doubles as index_doubles() has
 * them. */
const char *doubled_cause(
    struct arena *arena, const struct index_doubles *doubles);

#endif
