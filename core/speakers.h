/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who a speaker's field names: one holder, or several who speak jointly
 * ("Aldermark and Brennia"). For the positions engine and for the indexer,
 * which must agree on it.
 */
#ifndef CORE_SPEAKERS_H
#define CORE_SPEAKERS_H

#include "core/arena.h"
#include "core/holder.h"
#include "core/language.h"

#include <stdbool.h>
#include <stddef.h>

#define SPEAKERS_SEPARATOR '\t' /* between ids in struct passage */

/*
 * The holders that a field names, in its order: the one whose name it is, else
 * those of a list that it begins with. Array in the arena; the count, in
 * `*ret_count`, is 0 where it names none.
 */
const struct holder **speakers_named(struct arena *arena,
    const struct holder_set *holders, const char *field, enum language language,
    size_t *ret_count);

/*
 * The ids of two or more with SPEAKERS_SEPARATOR between them, in the arena; ""
 * for fewer.
 */
const char *speakers_join(
    struct arena *arena, const struct holder **holder, size_t count);

/* Whether an id is among those that speakers_join() put together. */
bool speakers_have(const char *joined, const char *id);

#endif
