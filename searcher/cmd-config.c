/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/page.h"
#include "searcher/table-out.h"

static void
put_text(struct command_context *context)
{
	const struct settings *settings = context->settings;
	struct page page;

	page_init(&page, context->out, context->options->width,
	    context->options->attributes, context->options->color);
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = &settings->setting[i];

		page_text(&page, STYLE_HEAD, s->name);
		page_text(&page, STYLE_PLAIN, " = ");
		page_text(&page, STYLE_PLAIN, _(s->value));
		page_text(&page, STYLE_PLAIN, "  ");
		page_printf(&page, STYLE_FAINT, _("(from %s)"), _(s->source));
		page_line(&page, 0);
	}
	page_printf(&page, STYLE_FAINT,
	    settings->has_file ? _("File: %s")
			       : _("File: %s, which is not there"),
	    settings->file_name);
	page_line(&page, 0);
	if (context->searcher->index == NULL) {
		page_text(&page, STYLE_FAINT,
		    _("There is no index yet; make one with: travaux index "
		      "FOLDER"));
		page_line(&page, 0);
	}
}

static void
put_json(struct command_context *context)
{
	const struct settings *settings = context->settings;
	struct json json;

	json_init(&json, context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "file", settings->file_name);
	json_put_bool(&json, "file_exists", settings->has_file);
	json_begin_array(&json, "settings");
	for (int i = 0; i < SETTING_COUNT; i++) {
		json_begin_object(&json, NULL);
		json_put_string(&json, "name", settings->setting[i].name);
		json_put_string(&json, "value", settings->setting[i].value);
		json_put_string(&json, "source", settings->setting[i].source);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_end_object(&json);
	out_puts(context->out, "\n");
}

static void
put_table(struct command_context *context)
{
	static const char *const columns[] = {"name", "value", "source", NULL};
	struct table_out table = {
	    context->out, context->request->format == FORMAT_CSV, true};

	table_head(&table, columns);
	table_row_end(&table);
	for (int i = 0; i < SETTING_COUNT; i++) {
		table_string(&table, context->settings->setting[i].name);
		table_string(&table, context->settings->setting[i].value);
		table_string(&table, context->settings->setting[i].source);
		table_row_end(&table);
	}
}

static int
run(struct command_context *context, struct error *err)
{
	(void)err;
	if (context->request->format == FORMAT_JSON)
		put_json(context);
	else if (context->request->format == FORMAT_TEXT)
		put_text(context);
	else
		put_table(context);
	return EXIT_FOUND;
}

const struct command command_config = {"config",
    N_("settings in force, and where each comes from"),
    N_("usage: travaux config [options]\n"
       "\n"
       "Prints every setting with its value and where that comes from: an "
       "option,\n"
       "else the environment, else the file, else the default. The file is\n"
       "$XDG_CONFIG_HOME/travaux/config (~/.config/travaux/config): lines\n"
       "\"name = value\" of index, color, width and pager.\n"
       "\n"
       "  --format FORMAT    text, json, csv, tsv\n"
       "\n"
       "Examples:\n"
       "  travaux config\n"
       "  travaux config --width 60\n"),
    run};
