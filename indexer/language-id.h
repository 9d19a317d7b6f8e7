/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of each passage, where nobody declared it. For indexer/ only;
 * questions, and programs without libexttextcat, use language_guess() of core.
 *
 * A declared language is never set aside: neither a passage's own, nor the
 * record's. Otherwise the record's language is found from its passages, and a
 * passage has another one only where its small words say so and a comparison
 * of its letters (libexttextcat) agrees; what is too short to tell is as the
 * record. Small words are counted first because they cost a hundredth.
 */
#ifndef INDEXER_LANGUAGE_ID_H
#define INDEXER_LANGUAGE_ID_H

#include "core/arena.h"
#include "core/language.h"
#include "core/record.h"

#include <stdbool.h>
#include <stddef.h>

struct language_id;

/*
 * Ready to identify. `conf` names the list of fingerprints (in the data
 * directory), `fingerprints` the folder of libexttextcat they are in, or NULL
 * for the usual one. Never NULL: where these are missing,
 * language_id_complete() is false and language_guess() takes their part. One
 * for each process.
 */
struct language_id *language_id_new(const char *conf, const char *fingerprints);

void language_id_free(struct language_id *id);

/* Whether the fingerprints seem to be here; they are read when first needed. */
bool language_id_complete(const struct language_id *id);

/*
 * The language of `n` bytes of text; LANGUAGE_NONE for any other than the six,
 * and where it is too short to tell.
 */
enum language language_id_text(
    struct language_id *id, const char *text, size_t n);

/*
 * Set the language of all passages that have none declared, and of the record
 * where it has none. `id` may be NULL: nothing is then identified.
 */
void language_id_record(struct language_id *id, struct record *record);

#endif
