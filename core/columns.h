/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Columns: for each document of an index, what it has in the fields that are
 * counted (field_facets()), so that a million passages are counted in
 * milliseconds and no document is looked at. The same is in SLOT_FACETS, from
 * which the columns are made; they may be missing, and whoever counts then
 * reads the slot. For index.c, the writers and those who count.
 *
 * On disk they are metadata values of the database, so that they change with
 * it. Numbers are varints (7 bits a byte, low first, high bit = more follows):
 *
 *   columns           1 (the version); the number of documents; for each field
 *                     of field_facets() the number of its values and of its
 *                     sets
 *   columns:F:v:KKKK  values of field F, COLUMNS_VALUES to a chunk K: length
 *                     and bytes of each. Numbered from 0, as they came.
 *   columns:F:s:KKKK  sets of values, COLUMNS_SETS to a chunk: how many, and
 *                     the number of each. A passage has one of the sets.
 *   columns:F:d:KKKK  of COLUMNS_DOCUMENTS documents (chunk 0 begins with
 *                     document 1) the number of the set each has: first a byte,
 *                     1, 2 or 4, then that many bytes for each, low byte
 *                     first; or the byte 0, where all have the same, and that
 *                     number as 4 bytes
 *
 *   columns:0:l:KKKK  lengths of these documents (the number of their words,
 *                        which weighs a match) in the same form; they may be
 *                        missing, in all chunks
 *
 * F and K are hexadecimal, F the place in field_facets().
 */
#ifndef CORE_COLUMNS_H
#define CORE_COLUMNS_H

#include "core/arena.h"
#include "core/field.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COLUMNS_KEY	  "columns" /* all keys begin so */
#define COLUMNS_VALUES	  256
#define COLUMNS_SETS	  1024
#define COLUMNS_DOCUMENTS 16384
#define COLUMNS_KEPT	  ((size_t)16 << 20)

struct columns;

/*
 * The columns of a database whose documents are 1 ... `documents`; in the
 * arena, `db` borrowed. What is read of documents is kept in the arena, too, up
 * to COLUMNS_KEPT bytes: a few megabytes for a million. NULL where it has none
 * of all of them (`xerr` is then XAP_OK), or on error (XAP_CORRUPT: they are
 * broken).
 */
struct columns *columns_open(struct arena *arena, struct xap_db *db,
    uint32_t documents, struct xap_error *xerr);

/* The values of a field, and of how many passages. */
struct columns_count {
	const char **value; /* without order */
	uint32_t *count;    /* of each */
	size_t n;
};

/*
 * Count over the documents whose bits are set (bit docid % 64 of
 * bits[docid / 64]), for each field of field_facets() whose bit is set in
 * `fields` (bit 0 the first), in its order. `ret` has room for all of them;
 * the others are left as they are. In `arena`.
 */
enum xap_status columns_count(struct columns *columns, struct arena *arena,
    const uint64_t *bits, uint32_t fields, struct columns_count *ret,
    struct xap_error *xerr);

/*
 * The first value of a field of each document: `*ret_value` are all values,
 * and `(*ret_of)[docid]` the place in them plus 1, 0 where there is none. NULL
 * `ret_value`s do not occur. XAP_ARGUMENT where the field is not counted.
 */
enum xap_status columns_first(struct columns *columns, struct arena *arena,
    enum field_id field, const char ***ret_value, size_t *ret_count,
    uint32_t **ret_of, struct xap_error *xerr);

/* Lengths of documents, chunk by chunk. Begin with {.columns = ...}. */
struct columns_lengths {
	struct columns *columns;
	struct xap_text text; /* the chunk: xap_text_clear() at the end */
};

/*
 * For xap_match_params.lengths, with a struct columns_lengths as context: those
 * of the chunk that a document is in.
 */
bool columns_lengths_read(
    void *lengths, uint32_t docid, struct xap_lengths *ret);

#endif
