/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a question adds to what it asks for: before or after which text, in
 * whose name, in which kind of source, members on their own. By the words of
 * class `ask` in a lexicon, whose ids say what they mean:
 *
 *   when:before, when:after, when:since, when:until
 *                       what follows (in Chinese: precedes) is a limit in time
 *   layer:statement,compilation
 *                       only sources of these layers
 *   alone               in their own name
 *   conditional         only on a condition
 *   besides             but not who follows (in Chinese: precedes)
 *
 * For question.c.
 */
#ifndef CORE_QUESTION_FILTER_H
#define CORE_QUESTION_FILTER_H

#include "core/position-engine.h"
#include "core/reading.h"

/*
 * Fill in `limit`, `layers`, `alone`, `conditional`, `except`,
 * `on_behalf_of` and `through` of the question; the tokens that said so become
 * used. `ask` are its cues of class `ask`. In the reading's arena.
 */
void question_filters(const struct negotiation *neg, const struct reading *r,
    const struct cue *ask, size_t n_asks, bool *used,
    struct question_reading *ret);

#endif
