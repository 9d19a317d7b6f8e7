/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/listing.h"
#include "searcher/page.h"
#include "searcher/table-out.h"

#include <string.h>

static const char *const columns[] = {
    "id", "name", "kind", "place", "others", "passages", NULL};

static void
row_json(struct json *json, const struct listing_row *row)
{
	json_begin_object(json, NULL);
	json_put_string(json, "id", row->id);
	json_put_string(json, "name", row->name);
	json_put_string(json, "kind", row->kind);
	json_put_string(json, "place", row->place);
	json_put_number(json, "others", row->others);
	json_put_number(json, "passages", row->passages);
	json_end_object(json);
}

static void
list_json(struct command_context *context, enum listing_of of,
    const struct listing *list)
{
	const struct index_info *info = context->options->info;
	bool lines = context->request->format == FORMAT_JSONL;
	struct json json;

	json_init(&json, context->out);
	if (!lines) {
		json_begin_object(&json, NULL);
		json_put_number(&json, "version", 1);
		json_put_string(&json, "index_build", info->build);
		json_put_string(&json, "index_created", info->created);
		json_begin_array(&json, listing_name(of));
	}
	for (size_t i = 0; i < list->count; i++) {
		if (lines)
			json_init(&json, context->out);
		row_json(&json, &list->row[i]);
		if (lines)
			out_puts(context->out, "\n");
	}
	if (!lines) {
		json_end_array(&json);
		json_end_object(&json);
		out_puts(context->out, "\n");
	}
}

static void
list_table(struct command_context *context, const struct listing *list)
{
	struct table_out table = {
	    context->out, context->request->format == FORMAT_CSV, true};

	table_head(&table, columns);
	table_row_end(&table);
	for (size_t i = 0; i < list->count; i++) {
		const struct listing_row *row = &list->row[i];

		table_string(&table, row->id);
		table_string(&table, row->name);
		table_string(&table, row->kind);
		table_string(&table, row->place);
		table_number(&table, row->others);
		table_number(&table, row->passages);
		table_row_end(&table);
	}
}

static void
list_text(struct command_context *context, const struct listing *list)
{
	const struct view_options *options = context->options;
	struct page page;

	page_init(&page, context->out, options->width, options->attributes,
	    options->color);
	for (size_t i = 0; i < list->count; i++) {
		const struct listing_row *row = &list->row[i];

		page_text(&page, STYLE_HEAD, row->id);
		page_text(&page, STYLE_PLAIN, "  ");
		page_text(&page, STYLE_PLAIN, row->name);
		if (row->place[0] != '\0') {
			page_text(&page, STYLE_PLAIN, "  ");
			page_text(&page, STYLE_FAINT, row->place);
		}
		page_printf(&page, STYLE_FAINT, "  %llu",
		    (unsigned long long)row->others);
		page_line(&page, 0);
	}
}

static int
run(struct command_context *context, struct error *err)
{
	const char *text = context->request->text;
	enum listing_of of = listing_find(text);
	struct listing list;

	if (of == LISTING_COUNT) {
		error_set(err, ERROR_USAGE,
		    "'%.80s' is no list, only: holders, groups, sessions, "
		    "provisions",
		    text);
		return EXIT_USAGE;
	}
	if (!listing_make(context->searcher, of, &list, err))
		return EXIT_INDEX;
	if (context->request->format == FORMAT_TEXT)
		list_text(context, &list);
	else if (context->request->format == FORMAT_CSV ||
		 context->request->format == FORMAT_TSV)
		list_table(context, &list);
	else
		list_json(context, of, &list);
	return list.count > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_list = {"list",
    N_("the holders, groups, sessions or provisions that there are"),
    N_("usage: travaux list [options] holders|groups|sessions|provisions\n"
       "\n"
       "A line for each, with its id, its name, its numbers in the drafts or\n"
       "its days, and on how many provisions it has positions, or how many\n"
       "delegations have positions on it.\n"
       "\n"
       "  --format FORMAT    text, json, jsonl, csv, tsv\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux list provisions\n"
       "  travaux list holders --format csv\n"),
    run};
