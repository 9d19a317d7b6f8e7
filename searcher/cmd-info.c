/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/census.h"
#include "core/field.h"
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/page.h"

static bool
survey_step(struct searcher *searcher, void *context, struct error *err)
{
	struct census **census = context;

	return index_census(searcher->index, searcher->arena, census, err);
}

/* --- showing -------------------------------------------------------------- */

static void
put_line(struct page *page, const char *name, const char *value)
{
	page_text(page, STYLE_HEAD, name);
	page_text(page, STYLE_PLAIN, ": ");
	page->indent = 4;
	page_text(page, STYLE_PLAIN, value);
	page_line(page, 0);
}

static const char *
capability_list(struct arena *arena)
{
	const char *const *capability = index_capabilities();
	const char *list = "";

	for (; *capability != NULL; capability++)
		list = arena_printf(arena, "%s%s%s", list,
		    *list == '\0' ? "" : ", ", *capability);
	return list;
}

static void
put_text(struct command_context *context, const struct census *census)
{
	const struct index_info *info = context->options->info;
	struct arena *arena = context->searcher->arena;
	struct page page;

	page_init(&page, context->out, context->options->width,
	    context->options->attributes, context->options->color);
	put_line(&page, _("Index"), info->path);
	put_line(&page, _("Made"),
	    arena_printf(arena, _("%s by %s, build %s"), info->created,
		info->made_by, info->build));
	put_line(&page, _("Needs"), capability_list(arena));
	put_line(&page, _("Holds"),
	    arena_printf(arena,
		_("%lu records, %lu passages, %llu positions; %lu passages "
		  "removed but not yet taken out"),
		(unsigned long)census->records,
		(unsigned long)census->passages,
		(unsigned long long)census->positions,
		(unsigned long)info->removed));
	for (size_t i = 0; i < CENSUS_FIELDS; i++) {
		const struct census_counts *by = &census->by[i];

		page_gap(&page);
		page_text(&page, STYLE_HEAD,
		    arena_printf(arena, _("By %s"),
			field_get(census_fields()[i])->name));
		page_line(&page, 2);
		for (size_t v = 0; v < by->count; v++) {
			if (by->value[v].passages == 0)
				continue;
			page_text(&page, STYLE_PLAIN, by->value[v].value);
			page_printf(&page, STYLE_PLAIN,
			    _(": %lu records, %lu passages"),
			    (unsigned long)by->value[v].records,
			    (unsigned long)by->value[v].passages);
			page_line(&page, 2);
		}
	}
	page_gap(&page);
	page_text(&page, STYLE_FAINT,
	    _("Whether every block is sound: travaux check"));
	page_line(&page, 0);
}

static void
put_json(struct command_context *context, const struct census *census)
{
	const struct index_info *info = context->options->info;
	const char *const *capability = index_capabilities();
	struct json json;

	json_init(&json, context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "index", info->path);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	missing_json(&json, info);
	json_put_string(&json, "made_by", info->made_by);
	json_begin_array(&json, "capabilities");
	for (; *capability != NULL; capability++)
		json_put_string(&json, NULL, *capability);
	json_end_array(&json);
	json_put_number(&json, "records", census->records);
	json_put_number(&json, "passages", census->passages);
	json_put_number(&json, "removed", info->removed);
	json_put_number(&json, "positions", census->positions);
	for (size_t i = 0; i < CENSUS_FIELDS; i++) {
		const struct census_counts *by = &census->by[i];

		json_begin_array(&json, field_get(census_fields()[i])->name);
		for (size_t v = 0; v < by->count; v++) {
			if (by->value[v].passages == 0)
				continue;
			json_begin_object(&json, NULL);
			json_put_string(&json, "value", by->value[v].value);
			json_put_number(&json, "records", by->value[v].records);
			json_put_number(
			    &json, "passages", by->value[v].passages);
			json_end_object(&json);
		}
		json_end_array(&json);
	}
	json_end_object(&json);
	out_puts(context->out, "\n");
}

static int
run(struct command_context *context, struct error *err)
{
	struct census *census;

	if (!search_retry(context->searcher, survey_step, &census, err))
		return EXIT_INDEX;
	if (context->request->format == FORMAT_JSON)
		put_json(context, census);
	else
		put_text(context, census);
	return census->records > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_info = {"info", N_("what an index holds"),
    N_("usage: travaux info [options]\n"
       "\n"
       "Prints what an index holds, when and by what it was made, and its "
       "identity:\n"
       "records and passages by kind, language, session and negotiation.\n"
       "\n"
       "  --format FORMAT    text, json\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux info\n"
       "  travaux info --format json\n"),
    run};
