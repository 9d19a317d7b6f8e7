/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/csv.h"

#include "core/utf8.h"

#include <string.h>

/* A table under way. */
struct csv {
	struct arena *arena;
	const char *name;
	const char *s, *end; /* what is left */
	char separator;
	unsigned line;
	struct table *table;
	size_t room; /* for rows */
	unsigned *lines;
};

/* What stands between cells: more frequent in the first line. */
static char
find_separator(const char *s, const char *end)
{
	size_t commas = 0, semicolons = 0;

	for (; s < end && *s != '\n'; s++) {
		commas += *s == ',';
		semicolons += *s == ';';
	}
	return semicolons > commas ? ';' : ',';
}

/* A cell in quotes, at whose first quote we are; NULL: it is not closed. */
static const char *
quoted_cell(struct csv *csv)
{
	char *cell = arena_alloc(csv->arena, (size_t)(csv->end - csv->s) + 1);
	size_t n = 0;

	for (csv->s++; csv->s < csv->end; csv->s++) {
		if (*csv->s == '"') {
			if (csv->s + 1 == csv->end || csv->s[1] != '"') {
				csv->s++;
				return cell;
			}
			csv->s++;
		}
		csv->line += *csv->s == '\n';
		cell[n++] = *csv->s == '\n' || *csv->s == '\r' ? ' ' : *csv->s;
	}
	return NULL;
}

static bool
ends_cell(const struct csv *csv)
{
	return csv->s == csv->end || *csv->s == csv->separator ||
	       *csv->s == '\n' || *csv->s == '\r';
}

static const char *
plain_cell(struct csv *csv)
{
	const char *from = csv->s;
	size_t n;

	while (!ends_cell(csv))
		csv->s++;
	while (from < csv->s && *from == ' ')
		from++;
	for (n = (size_t)(csv->s - from); n > 0 && from[n - 1] == ' ';)
		n--;
	return arena_strndup(csv->arena, from, n);
}

/* Read a line into `most` cells, more are left out; how many there were. */
static bool
read_row(struct csv *csv, const char **cell, size_t most, size_t *ret_count,
    struct error *err)
{
	size_t count = 0;

	for (;;) {
		const char *text = csv->s < csv->end && *csv->s == '"'
				       ? quoted_cell(csv)
				       : plain_cell(csv);

		if (text == NULL)
			return error_set(err, ERROR_DATA,
			    "%s:%u: a quote is not closed", csv->name,
			    csv->line);
		if (count < most)
			cell[count] = text;
		count++;
		while (!ends_cell(csv))
			csv->s++;
		if (csv->s == csv->end || *csv->s != csv->separator)
			break;
		csv->s++;
	}
	csv->s += csv->s < csv->end && *csv->s == '\r';
	csv->s += csv->s < csv->end && *csv->s == '\n';
	*ret_count = count;
	return true;
}

static void
add_row(struct csv *csv, const char **cell, unsigned line)
{
	struct table *table = csv->table;

	if (table->rows == csv->room) {
		size_t room = csv->room > 0 ? 2 * csv->room : 64;

		table->row = arena_grow(csv->arena, table->row, csv->room, room,
		    sizeof *table->row);
		csv->lines = arena_grow(csv->arena, csv->lines, csv->room, room,
		    sizeof *csv->lines);
		table->line = csv->lines;
		csv->room = room;
	}
	csv->lines[table->rows] = line;
	table->row[table->rows++] = cell;
}

static bool
read_rows(struct csv *csv, struct error *err)
{
	struct table *table = csv->table;

	while (csv->s < csv->end) {
		const char **cell =
		    arena_array(csv->arena, table->columns, sizeof *cell);
		unsigned line = csv->line;
		size_t count;

		if (!read_row(csv, cell, table->columns, &count, err))
			return false;
		csv->line++;
		for (size_t i = count; i < table->columns; i++)
			cell[i] = "";
		/* An empty line is no row. */
		if (count > 1 || cell[0][0] != '\0')
			add_row(csv, cell, line);
	}
	return true;
}

bool
csv_parse(struct arena *arena, const char *name, const char *bytes, size_t n,
    struct table *ret, struct error *err)
{
	struct csv csv = {.arena = arena,
	    .name = name,
	    .s = bytes,
	    .end = bytes + n,
	    .line = 1,
	    .table = ret};
	struct csv header;
	size_t count;

	memset(ret, 0, sizeof *ret);
	ret->name = name;
	if (utf8_fault(bytes, n) != n)
		return error_set(
		    err, ERROR_DATA, "%s: the table is not UTF-8", name);
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		csv.s += 3;
	csv.separator = find_separator(csv.s, csv.end);
	/* Once to count the columns, once to take them. */
	header = csv;
	if (!read_row(&header, NULL, 0, &count, err))
		return false;
	ret->columns = count;
	ret->column = arena_array(arena, count, sizeof *ret->column);
	read_row(&csv, ret->column, count, &count, err);
	csv.line++;
	return read_rows(&csv, err);
}
