/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of others: comma-separated values as RFC 4180 and spreadsheets write
 * them, with quotes, or ";" between. For indexer/ only; our own tables are
 * core/table.h.
 */
#ifndef INDEXER_CSV_H
#define INDEXER_CSV_H

#include "core/arena.h"
#include "core/error.h"
#include "core/table.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Read `n` bytes as a table, whose first line names the columns. Cells beyond
 * these are left out, those that a row lacks are "". ERROR_DATA where it is no
 * UTF-8, holds a NUL, or a quote is not closed.
 */
bool csv_parse(struct arena *arena, const char *name, const char *bytes,
    size_t n, struct table *ret, struct error *err);

#endif
