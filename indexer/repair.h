/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Repair: damaged words of a record get a second reading, the one that is
 * indexed, read for positions and shown, while the source's own words are
 * kept beside it. What a document does not show is not looked for in it: each
 * kind of damage is judged by itself, over all of a record. For indexer/ only.
 *
 *   characters   ligatures and presentation forms become plain letters, private
 *                characters what the document itself shows them to be
 *                (ligature-map.h)
 *   layout       halves of words are joined, captions moved (unwrap.h)
 *   words        lost ligatures, apostrophes and spaces are put back (mend.h),
 *                by the negotiation's vocabulary, the system's dictionary and
 *                the words around (vocabulary.h, dictionary.h, confusion.h)
 */
#ifndef INDEXER_REPAIR_H
#define INDEXER_REPAIR_H

#include "core/arena.h"
#include "core/table.h"
#include "indexer/dictionary.h"
#include "indexer/reader.h"

#include <stdbool.h>
#include <stddef.h>

/* What repair knows, for all records of a process. */
struct repairs;

/* What was done to a record; in the record's arena. */
struct repair;

/*
 * Nothing is read before it is needed. The tables' source and the dictionaries
 * must live as long. repairs_free() it.
 */
struct repairs *repairs_new(
    struct table_source tables, struct dictionaries *dictionaries);
void repairs_free(struct repairs *repairs);

/*
 * Repair what a reader made: body, blocks or passages are replaced, in the
 * arena. NULL where nothing had to be done, which is found out fast. The
 * record's language is the one it has, or is told by its text and, of a body,
 * set. A dictionary that is missing is told to the document's report, once.
 */
struct repair *repair_record(struct repairs *repairs,
    const struct document *document, struct arena *arena,
    const char *negotiation, struct raw_record *raw);

/*
 * For each line of the repaired body the line it has in the one that was
 * given, from 0; NULL where all of them stand where they stood.
 */
const uint32_t *repair_lines(const struct repair *repair, struct arena *arena);

/*
 * After passages were made of what was repaired: set `original` in those that
 * hold repaired words. `repair` may be NULL.
 */
void repair_passages(
    const struct repair *repair, struct arena *arena, struct record *record);

/* One word, or some, that read otherwise than in the source; for tests. */
struct repair_change {
	size_t start;	      /* first byte in the source */
	size_t end;	      /* byte after the last */
	const char *original; /* the source's words, in the arena */
	const char *text;     /* what they read now, in the arena */
};

/* All changes of the body, in order; their number. */
size_t repair_changes(const struct repair *repair, struct arena *arena,
    struct repair_change **ret);

#endif
