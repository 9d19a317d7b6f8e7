/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stances and actions in words: "opposed the removal of", "wanted it kept".
 */
#ifndef SEARCHER_PHRASES_H
#define SEARCHER_PHRASES_H

#include "core/arena.h"
#include "core/holder.h"
#include "core/position.h"
#include "core/stance.h"

/* In what case a thing stands: by itself, or where English has "of" before. */
enum phrase_case {
	PHRASE_PLAIN,
	PHRASE_OF
};

/*
 * What a position is on, in a sentence: "Article 42(1)" for "art 42(1)",
 * "references to Article 42"; `words` where `provision` is "".
 */
const char *phrase_thing(struct arena *arena, enum phrase_case in,
    enum scope scope, const char *provision, const char *words);

/* "opposed the removal of Article 42", "reserved its position on Annex I". */
const char *phrase_said(struct arena *arena, enum stance stance,
    enum action action, enum scope scope, const char *provision,
    const char *words);

/* "opposing the removal of Article 42". */
const char *phrase_saying(struct arena *arena, enum stance stance,
    enum action action, enum scope scope, const char *provision,
    const char *words);

/* "opposed the removal", of what was named before; the action is not NONE. */
const char *phrase_said_alone(
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

/* How sure it is: "explicit", "implied". */
const char *phrase_certainty(enum certainty certainty);

/* The name of a holder in the language of output, as its table has it. */
const char *phrase_holder(const struct holder *holder);

/* What a holder is, where it is no State: "group", "not named"; else "". */
const char *phrase_kind(enum holder_kind kind);

#endif
