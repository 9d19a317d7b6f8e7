/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/table-out.h"

#include <stdio.h>
#include <string.h>

/*
 * A spreadsheet takes a cell that begins so for a formula: an apostrophe makes
 * it text.
 */
static bool
is_formula(const char *s, size_t n)
{
	return n > 0 && strchr("=+-@\t\r", s[0]) != NULL;
}

static void
write_csv(struct out *out, const char *s, size_t n)
{
	bool quotes = is_formula(s, n);

	for (size_t i = 0; i < n && !quotes; i++)
		quotes =
		    s[i] == '"' || s[i] == ',' || s[i] == '\n' || s[i] == '\r';
	if (!quotes) {
		out_write(out, s, n);
		return;
	}
	out_puts(out, is_formula(s, n) ? "\"'" : "\"");
	for (size_t i = 0; i < n; i++)
		out_write(
		    out, s[i] == '"' ? "\"\"" : s + i, s[i] == '"' ? 2 : 1);
	out_puts(out, "\"");
}

/* No tab or line end in a cell: a space stands for it. */
static void
write_tsv(struct out *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		out_write(out,
		    s[i] == '\t' || s[i] == '\n' || s[i] == '\r' ? " " : s + i,
		    1);
}

void
table_cell_n(struct table_out *table, const char *s, size_t n)
{
	if (!table->first)
		out_puts(table->out, table->csv ? "," : "\t");
	table->first = false;
	if (table->csv)
		write_csv(table->out, s, n);
	else
		write_tsv(table->out, s, n);
}

void
table_string(struct table_out *table, const char *s)
{
	table_cell_n(table, s, strlen(s));
}

void
table_number(struct table_out *table, uint64_t number)
{
	char buffer[32];

	snprintf(buffer, sizeof buffer, "%llu", (unsigned long long)number);
	table_string(table, buffer);
}

void
table_head(struct table_out *table, const char *const *columns)
{
	for (; *columns != NULL; columns++)
		table_string(table, *columns);
}

void
table_row_end(struct table_out *table)
{
	out_puts(table->out, table->csv ? "\r\n" : "\n");
	table->first = true;
}

void
table_comment(struct table_out *table, const char *name, const char *value)
{
	out_puts(table->out, "# ");
	out_puts(table->out, name);
	out_puts(table->out, ": ");
	write_tsv(table->out, value, strlen(value));
	out_puts(table->out, table->csv ? "\r\n" : "\n");
}

void
table_identity(
    struct table_out *table, const char *query, const struct index_info *info)
{
	table_comment(table, "query", query);
	table_comment(table, "index", info->build);
	table_comment(table, "collection of", info->created);
}
