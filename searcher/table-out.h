/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables as they are written: CSV (RFC 4180) and TSV. The one place that knows
 * how a cell is escaped in either.
 */
#ifndef SEARCHER_TABLE_OUT_H
#define SEARCHER_TABLE_OUT_H

#include "core/index.h"
#include "searcher/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_out {
	struct out *out;
	bool csv;   /* else TSV */
	bool first; /* no cell in this line yet; true at the beginning */
};

/*
 * One cell. In CSV, what a spreadsheet would take for a formula gets an
 * apostrophe before it; in TSV, a space stands for a tab or a line end.
 */
void table_cell_n(struct table_out *table, const char *s, size_t n);
void table_string(struct table_out *table, const char *s);
void table_number(struct table_out *table, uint64_t number);

/* Several cells; ends with NULL. */
void table_head(struct table_out *table, const char *const *columns);

void table_row_end(struct table_out *table);

/*
 * A comment line, "# name: value", for the head of an export: of what query and
 * of which index it is. Line ends in the value become spaces.
 */
void table_comment(
    struct table_out *table, const char *name, const char *value);

/* The comments of an export: its query, and the identity of the index. */
void table_identity(
    struct table_out *table, const char *query, const struct index_info *info);

#endif
