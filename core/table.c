/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/table.h"

#include "core/utf8.h"

#include <string.h>

/* Where table_parse() stands in the text, all of it NUL-terminated lines. */
struct parser {
	struct arena *arena; /* owns what is made */
	struct table *table; /* what is made; its name is set */
	size_t room;	     /* rows there is room for */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Take white space off both ends of the NUL-terminated `s`, in place. */
static char *
trim(char *s)
{
	size_t n;

	while (is_blank(*s))
		s++;
	n = strlen(s);
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	s[n] = '\0';
	return s;
}

/* Cut a line at its tabs, in place. Returns the cells. */
static const char **
line_cells(struct arena *arena, char *line, size_t *ret_count)
{
	size_t count = 1;
	const char **cell;

	for (const char *p = line; *p != '\0'; p++)
		count += *p == '\t';
	cell = arena_array(arena, count, sizeof *cell);
	for (size_t i = 0; i < count; i++) {
		char *tab = strchr(line, '\t');

		if (tab != NULL)
			*tab = '\0';
		cell[i] = trim(line);
		if (tab != NULL)
			line = tab + 1;
	}
	*ret_count = count;
	return cell;
}

static bool
header_take(
    struct parser *parser, char *line, unsigned number, struct error *err)
{
	struct table *table = parser->table;

	table->column = line_cells(parser->arena, line, &table->columns);
	for (size_t i = 0; i < table->columns; i++)
		for (size_t j = 0; j < i && *table->column[i] != '\0'; j++)
			if (strcmp(table->column[i], table->column[j]) == 0)
				return error_set(err, ERROR_DATA,
				    "%s:%u: column '%s' is named twice",
				    table->name, number, table->column[i]);
	return true;
}

static bool
row_take(struct parser *parser, char *line, unsigned number, struct error *err)
{
	struct table *table = parser->table;
	size_t count;
	const char **cell = line_cells(parser->arena, line, &count);

	if (count > table->columns)
		return error_set(err, ERROR_DATA,
		    "%s:%u: %zu cells where the header names %zu columns",
		    table->name, number, count, table->columns);
	if (count < table->columns) {
		cell = arena_grow(
		    parser->arena, cell, count, table->columns, sizeof *cell);
		for (size_t i = count; i < table->columns; i++)
			cell[i] = "";
	}
	if (table->rows == parser->room) {
		size_t room = parser->room > 0 ? 2 * parser->room : 32;

		table->row = arena_grow(parser->arena, table->row, table->rows,
		    room, sizeof *table->row);
		table->line = arena_grow(parser->arena, (unsigned *)table->line,
		    table->rows, room, sizeof *table->line);
		parser->room = room;
	}
	table->row[table->rows] = cell;
	((unsigned *)table->line)[table->rows] = number;
	table->rows++;
	return true;
}

/* A table is data of ours: bad bytes in it are a mistake to be mended. */
static bool
text_check(const char *name, const char *bytes, size_t n, struct error *err)
{
	size_t fault = utf8_fault(bytes, n);
	unsigned line = 1;

	if (fault == n)
		return true;
	for (size_t i = 0; i < fault; i++)
		line += bytes[i] == '\n';
	return error_set(err, ERROR_DATA, "%s:%u: %s", name, line,
	    bytes[fault] == '\0' ? "a NUL byte" : "the text is not UTF-8");
}

static bool
line_is_empty(const char *line)
{
	while (is_blank(*line))
		line++;
	return *line == '\0';
}

bool
table_parse(struct arena *arena, const char *name, const char *bytes, size_t n,
    struct table *ret, struct error *err)
{
	struct table table = {.name = arena_strdup(arena, name)};
	struct parser parser = {.arena = arena, .table = &table};
	unsigned number = 0;
	char *line;

	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	if (!text_check(name, bytes, n, err))
		return false;
	line = arena_strndup(arena, bytes, n);
	while (line != NULL) {
		char *end = strchr(line, '\n');
		bool well = true;

		if (end != NULL)
			*end++ = '\0';
		number++;
		if (line[0] == '#' || line_is_empty(line))
			well = true;
		else if (table.column == NULL)
			well = header_take(&parser, line, number, err);
		else
			well = row_take(&parser, line, number, err);
		if (!well)
			return false;
		line = end;
	}
	if (table.column == NULL)
		return error_set(err, ERROR_DATA,
		    "%s: no line names the columns", table.name);
	*ret = table;
	return true;
}

/* The column's number, or table->columns where there is none. */
static size_t
column_find(const struct table *table, const char *column)
{
	size_t c = 0;

	while (c < table->columns && strcmp(table->column[c], column) != 0)
		c++;
	return c;
}

const char *
table_cell(const struct table *table, size_t row, const char *column)
{
	size_t c = column_find(table, column);

	return row < table->rows && c < table->columns ? table->row[row][c]
						       : "";
}

bool
table_has(const struct table *table, const char *column)
{
	return column_find(table, column) < table->columns;
}

const char **
table_split(
    struct arena *arena, const char *cell, char separator, size_t *ret_count)
{
	size_t most = 1, count = 0;
	const char **part;
	char *rest = arena_strdup(arena, cell);

	for (const char *p = rest; *p != '\0'; p++)
		most += *p == separator;
	part = arena_array(arena, most, sizeof *part);
	for (size_t i = 0; i < most; i++) {
		char *next = strchr(rest, separator);
		const char *piece;

		if (next != NULL)
			*next = '\0';
		piece = trim(rest);
		if (*piece != '\0')
			part[count++] = piece;
		if (next != NULL)
			rest = next + 1;
	}
	*ret_count = count;
	return part;
}

bool
table_read(struct arena *arena, const struct table_source *source,
    const char *name, struct table *ret, struct error *err)
{
	size_t n = 0;
	const char *bytes;

	/* The code tells "no such table" from "cannot be read". */
	error_clear(err);
	bytes = source->read(source->context, arena, name, &n, err);
	if (bytes == NULL)
		return false;
	return table_parse(arena, name, bytes, n, ret, err);
}
