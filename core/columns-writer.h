/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing columns (columns.h): after the documents, from their slots. What is
 * there is added to, so that the cost is that of the new documents. For
 * programs that write. The same documents in the same order give the same
 * bytes, however many steps they came in.
 */
#ifndef CORE_COLUMNS_WRITER_H
#define CORE_COLUMNS_WRITER_H

#include "core/arena.h"

#include "xapian-c.h"

#include <stdint.h>

struct columns_writer;

/*
 * Begin, with the columns that `to` has. NULL on error. In the arena; ends
 * with columns_writer_end().
 */
struct columns_writer *columns_writer_begin(
    struct arena *arena, struct xap_writer *to, struct xap_error *xerr);

/* How many documents they cover. */
uint32_t columns_writer_documents(const struct columns_writer *writer);

/*
 * Append the documents from `first` to `last` of a database, in which no id is
 * missing.
 */
enum xap_status columns_writer_add(struct columns_writer *writer,
    struct xap_db *from, uint32_t first, uint32_t last, struct xap_error *xerr);

/* Write what is not yet written. NULL is allowed. */
enum xap_status columns_writer_end(
    struct columns_writer *writer, struct xap_error *xerr);

/* Free what is not in the arena, on error too. NULL is allowed. */
void columns_writer_free(struct columns_writer *writer);

#endif
