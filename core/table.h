/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables: the tab-separated files of corpus/ (profiles, holders, lexicons).
 * UTF-8; lines that begin with "#" are comments; the first other line names
 * the columns; cells have no quoting; ";" separates alternatives in a cell.
 * CRLF and a byte-order mark are accepted. Columns are found by name, so that
 * a table may have more of them or fewer.
 */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

struct table {
	const char *name;     /* for messages: the file's name */
	const char **column;  /* names of the columns */
	size_t columns;	      /* how many */
	const char ***row;    /* row[r][c], NUL-terminated, never NULL */
	const unsigned *line; /* line[r]: line in the file, from 1 */
	size_t rows;	      /* how many */
};

/*
 * Read a table from `n` bytes at `bytes` (copied). ERROR_DATA with name and
 * line where there is no header, a row has more cells than the header, the text
 * is no UTF-8 or holds a NUL. Rows may have fewer cells: the rest is "".
 */
bool table_parse(struct arena *arena, const char *name, const char *bytes,
    size_t n, struct table *ret, struct error *err);

/* The cell of a row in the column of this name; "" where there is none. */
const char *table_cell(
    const struct table *table, size_t row, const char *column);

/* Whether the table has the column. */
bool table_has(const struct table *table, const char *column);

/*
 * Split a cell at `separator`, white space around the parts taken off, empty
 * parts left out. Returns an array in the arena, its count in `*ret_count`.
 */
const char **table_split(
    struct arena *arena, const char *cell, char separator, size_t *ret_count);

/*
 * Where tables come from: a data directory when an index is made, the index
 * itself when it is asked. `name` is a path below corpus/, such as
 * "holders/groups.tsv" or "negotiations/ahc-cybercrime/sessions.tsv".
 */
struct table_source {
	/*
	 * Bytes of a table in the arena, length in `*ret_n`; NULL with `err`
	 * untouched where there is no such table, NULL with `err` set where
	 * it cannot be read.
	 */
	const char *(*read)(void *context, struct arena *arena,
	    const char *name, size_t *ret_n, struct error *err);
	void *context; /* passed back to read */
};

/*
 * Read a table by name. False with err->code ERROR_NONE where the source has
 * no such table.
 */
bool table_read(struct arena *arena, const struct table_source *source,
    const char *name, struct table *ret, struct error *err);

#endif
