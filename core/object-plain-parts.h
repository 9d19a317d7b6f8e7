/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of object-plain.c: the provisions that a thing is on, and how much
 * of them (object-plain-provision.c). Only these files include this.
 */
#ifndef CORE_OBJECT_PLAIN_PARTS_H
#define CORE_OBJECT_PLAIN_PARTS_H

#include "core/object-plain.h"

/* Whether the token is a quotation mark. */
bool plain_is_quote(const struct reading *reading, size_t at);

/* Whether a cue of the kind stands among the tokens. */
bool plain_has_cue(const struct reading *reading, size_t first, size_t end,
    enum cue_class kind);

/* Whether a word for a part of a provision, or a quoted one, does. */
bool plain_has_part(const struct reading *reading, size_t first, size_t end);

/* Add the provisions among some tokens to the thing. */
void plain_take(const struct reading *reading, struct thing *thing,
    size_t first, size_t end);

/* How much of its provision the thing is, once these are known. */
void plain_scope(const struct reading *reading, struct thing *thing);

#endif
