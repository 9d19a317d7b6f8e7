/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands over a document as secretariats and publishers print it: its
 * symbol, session, meeting and agenda item, a bulletin's volume and number;
 * and the imprint, which is no text. For indexer/ only.
 */
#ifndef INDEXER_MASTHEAD_H
#define INDEXER_MASTHEAD_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Fill in symbol, meeting, item, volume and number of a record where they are
 * empty, from the `n` bytes it begins with. What is said in running text is
 * not believed: only the title, the first bytes and short lines are.
 */
void masthead_read(
    struct arena *arena, const char *text, size_t n, struct record *record);

/*
 * The session that title or masthead name: by a name of the profile, else
 * "fifth session", else a code ("COP 13") in a bulletin's title; "" where there
 * is none. Weaker than a session's days.
 */
const char *masthead_session(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const char *text, size_t n);

/*
 * Where "the fifth session" begins in a string, "resumed" and the like
 * included: its bytes go to `*ret_n`. NULL where there is none.
 */
const char *masthead_ordinal_session(const char *s, size_t n, size_t *ret_n);

/*
 * Whether a paragraph is an imprint: who writes, edits, publishes and pays a
 * publication, and how to get it.
 */
bool masthead_is_imprint(const char *text, size_t n);

#endif
