/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/batch-rows.h"

#include "core/translate.h"
#include "searcher/json.h"
#include "searcher/page.h"
#include "searcher/table-out.h"

#include <string.h>

void
batch_rows_begin(struct batch_rows *rows)
{
	if (rows->format == FORMAT_TEXT) {
		if (rows->headed)
			out_puts(rows->out, "\n");
		out_printf(rows->out, _("== line %lu: "), rows->line);
		page_verbatim(rows->out, rows->query, strlen(rows->query));
		out_puts(rows->out, "\n");
		rows->headed = true;
	}
	rows->skipping = rows->headed;
}

void
batch_rows_end(struct batch_rows *rows)
{
	(void)rows;
}

/* {"line":3,"query":"...", and then what the view has after its "{" */
static void
begin_object(struct batch_rows *rows)
{
	struct json json;

	json_init(&json, rows->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "line", rows->line);
	json_put_string(&json, "query", rows->query);
	out_puts(rows->out, ",");
}

/* The first two cells of a row, or their names. */
static void
begin_row(struct batch_rows *rows)
{
	struct table_out table = {rows->out, rows->format == FORMAT_CSV, true};

	if (!rows->headed) {
		table_string(&table, "line");
		table_string(&table, "query");
		rows->headed = true;
	} else {
		table_number(&table, rows->line);
		table_string(&table, rows->query);
	}
	out_puts(rows->out, table.csv ? "," : "\t");
}

static void
write_byte(struct batch_rows *rows, char c)
{
	bool table = rows->format != FORMAT_JSONL;
	bool begins = !rows->inside;

	rows->inside = true;
	if (begins && !table) {
		begin_object(rows);
		return; /* its "{" is written */
	}
	if (begins && !rows->skipping)
		begin_row(rows);
	if (rows->format == FORMAT_CSV && c == '"')
		rows->quoted = !rows->quoted;
	if (!rows->skipping)
		out_write(rows->out, &c, 1);
	if (c == '\n' && !rows->quoted) {
		rows->inside = false;
		rows->skipping = false;
	}
}

bool
batch_rows_write(void *context, const char *bytes, size_t n)
{
	struct batch_rows *rows = context;

	if (rows->format == FORMAT_TEXT) {
		out_write(rows->out, bytes, n);
		return !rows->out->failed;
	}
	for (size_t i = 0; i < n; i++)
		write_byte(rows, bytes[i]);
	return !rows->out->failed;
}
