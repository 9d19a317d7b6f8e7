/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where a meeting is held, as its documents print it: over the text ("Halden,
 * Norland, 3-14 May 2021") or, in bulletins, in the sentence that opens it
 * ("The second session begins today in Halden, Norland"). For prepare.c only.
 */
#ifndef INDEXER_DATELINE_H
#define INDEXER_DATELINE_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "indexer/reader.h"

#include <stddef.h>

/*
 * The city in a record's title, abstract and `n` bytes of its text's beginning,
 * or "". A name counts where a State follows it, where a session of the profile
 * was there, or where the day follows at once ("met in Halden from 3 to 14
 * May"). Of sentences, those of bulletins alone are looked at, and only such as
 * say when: "today", a day of the week, or the record's own year, since
 * bulletins tell of earlier meetings as well. In the arena.
 */
const char *dateline_place(struct arena *arena, const struct negotiation *neg,
    const struct raw_record *raw, const char *text, size_t n);

#endif
