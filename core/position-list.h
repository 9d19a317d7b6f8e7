/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms of positions (field.h) and how many passages have each, in one
 * place. In the database they stand between the lists of their passages, so
 * that a walk over them reads all of these: a large index has a hundred
 * thousand such terms, and a table of all holders wants every one. For those
 * who write an index, and for those who count its positions.
 *
 * On disk it is metadata of the database; numbers are varints, as in columns.h:
 *
 *   position-terms       1 (the version); the number of documents it is of; of
 *                        terms; of chunks
 *   position-terms:KKKK  terms in their order: how many bytes are those of the
 *                        term before (0 at a chunk's begin), how many follow,
 *                        these bytes, and how many passages have the term
 *
 * K is hexadecimal. A database that is written to further without a new list
 * has to lose it: position_list_drop().
 */
#ifndef CORE_POSITION_LIST_H
#define CORE_POSITION_LIST_H

#include "core/arena.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POSITION_LIST_KEY "position-terms" /* all keys begin so */

struct position_list;

/*
 * Begin to read the list of a database of `documents`. In the arena; `db` is
 * borrowed. NULL where it has none of just so many (`xerr` is then XAP_OK), or
 * on error (XAP_CORRUPT: it is broken). Ends with position_list_end().
 */
struct position_list *position_list_begin(struct arena *arena,
    struct xap_db *db, uint32_t documents, struct xap_error *xerr);

/*
 * The next term, of `*ret_n` bytes and a NUL, until the next call; and how many
 * passages have it. False at the end, and on error.
 */
bool position_list_next(struct position_list *list, const char **ret_term,
    size_t *ret_n, uint32_t *ret_passages, struct xap_error *xerr);

/* NULL is allowed. */
void position_list_end(struct position_list *list);

/* Write the list of what is in `from`, which has `documents`. */
enum xap_status position_list_write(struct xap_writer *to, struct xap_db *from,
    uint32_t documents, struct xap_error *xerr);

/* Have no list: its chunks stay until there is another. */
enum xap_status position_list_drop(
    struct xap_writer *to, struct xap_error *xerr);

#endif
