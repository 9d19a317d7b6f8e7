/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Saying which shards of an index set an answer is without. For views.
 */
#ifndef SEARCHER_MISSING_H
#define SEARCHER_MISSING_H

#include "core/arena.h"
#include "core/index.h"
#include "searcher/json.h"

/* "missing": shards and reasons; nothing where none is. */
void missing_json(struct json *json, const struct index_info *info);

/* The same as a sentence without its stop, in the arena; NULL where none is. */
const char *missing_words(struct arena *arena, const struct index_info *info);

#endif
