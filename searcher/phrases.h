/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stances and actions in words: "opposed the removal of", "wanted it kept".
 */
#ifndef SEARCHER_PHRASES_H
#define SEARCHER_PHRASES_H

#include "core/arena.h"
#include "core/position.h"
#include "core/stance.h"

/* "opposed the removal of", "proposed", "reserved its position on". */
const char *phrase_past(
    struct arena *arena, enum stance stance, enum action action);

/* "opposing the removal of", "wanting". */
const char *phrase_gerund(
    struct arena *arena, enum stance stance, enum action action);

/* " (implied: retain)", where a position implies a change; else "". */
const char *phrase_implied(
    struct arena *arena, const struct position *position);

/* What follows for the thing: "wanted it kept", "wanted it removed". */
const char *phrase_side(enum side side);

/* "art 42(1)" as "Article 42(1)", other provisions likewise. */
const char *phrase_provision(struct arena *arena, const char *provision);

/* Whose words: "own statement", "reported by a summary" ... */
const char *phrase_layer(enum layer layer);

/* What a holder is, where it is no State: "group", "not named"; else "". */
const char *phrase_kind(enum holder_kind kind);

#endif
