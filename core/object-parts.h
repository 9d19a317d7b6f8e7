/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of object.c, which reads English: where the action and what it is
 * on stand in a complement (object-head.c), and which action it is
 * (object-action.c). Only these files include this.
 */
#ifndef CORE_OBJECT_PARTS_H
#define CORE_OBJECT_PARTS_H

#include "core/object.h"

/* ", including X": examples of what stands before, and nothing to be done. */
bool object_is_example(const struct reading *r, size_t at);

/* The cue of this class that begins at the token, or NULL; no example. */
const struct cue *object_cue_starting(
    const struct reading *r, size_t at, enum cue_class kind);

/* Whether the token is a quotation mark. */
bool object_is_quote(const struct reading *r, size_t at);

/* Skip words that open a complement and name nothing; "not" turns `negated`. */
size_t object_skip_opening(
    const struct reading *r, size_t at, size_t end, bool *negated);

/* The end of the noun phrase an action is on: before "in", "that", "to". */
size_t object_phrase_end(const struct reading *r, size_t at, size_t end);

/* Whether the tokens name a text or a part of one. */
bool object_names_text(const struct reading *r, size_t at, size_t end);

/* Note where a condition begins in the thing: "if", "unless". */
void object_condition(const struct reading *r, struct thing *t);

/* Find the action of a thing and what it is on; `entry`: what governs it. */
void object_head(const struct reading *r, const struct lexicon_entry *entry,
    struct thing *t);

/* Settle the action of a thing, also where no verb says it. */
void object_action(const struct reading *r, const struct lexicon_entry *entry,
    struct thing *t);

#endif
