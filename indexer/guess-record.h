/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that a record says of itself without a header. For prepare.c. */
#ifndef INDEXER_GUESS_RECORD_H
#define INDEXER_GUESS_RECORD_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "indexer/reader.h"

/*
 * Set the fields that nobody set, by the text, by the `name` of its file and by
 * the folders of its `id`; of a record that is one of many lines only kind and
 * speaker. Returns the session of the text, which is weaker than its date; ""
 * where there is none. In the arena.
 */
const char *guess_record(const struct negotiation *neg, struct arena *arena,
    const char *name, const char *id, struct raw_record *raw);

#endif
