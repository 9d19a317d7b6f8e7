/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"

#include "core/translate.h"

#include <string.h>

#define FORMATS_PAPER                                                          \
	(FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) |                   \
	    FORMAT_BIT(FORMAT_MARKDOWN) | FORMAT_BIT(FORMAT_HTML))

/* In the order in which they are listed. */
static const struct command_entry entries[] = {
    {.command = &command_ask,
	.web = true,
	.needs = N_("the question is empty; ask for example: travaux ask who "
		    "opposed the removal of Article 42"),
	.plain = true},
    {.command = &command_search, .web = true},
    {.command = &command_show,
	.web = true,
	.needs = N_("which record? its id stands with every hit"),
	.plain = true},
    {.command = &command_positions,
	.web = true,
	.formats = FORMATS_USUAL | FORMATS_PAPER | FORMAT_BIT(FORMAT_SVG)},
    {.command = &command_trace,
	.web = true,
	.formats = FORMATS_PAPER,
	.needs = N_("which provision? for example: travaux trace 42"),
	.plain = true},
    {.command = &command_compare,
	.web = true,
	.formats = FORMATS_PAPER,
	.needs = N_("who is compared? name two: travaux compare Aldermark and "
		    "Brennia on 42"),
	.plain = true},
    {.command = &command_brief,
	.web = true,
	.formats = FORMATS_PAPER,
	.plain = true},
    {.command = &command_about,
	.web = true,
	.formats = FORMATS_PAPER,
	.needs = "who or what? name a State, a group or a session",
	.plain = true},
    {.command = &command_list,
	.web = true,
	.needs = "a list of what? holders, groups, sessions or provisions",
	.plain = true},
    {.command = &command_cite,
	.web = true,
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_BIBTEX) |
		   FORMAT_BIT(FORMAT_CSL),
	.needs = N_("what is cited? a record's id stands with every hit"),
	.plain = true},
    {.command = &command_info,
	.web = true,
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.plain = true},
    {.command = &command_batch,
	.formats = FORMATS_USUAL & ~FORMAT_BIT(FORMAT_JSON),
	.needs = N_("which file of queries? travaux batch FILE, or - for "
		    "standard input"),
	.plain = true},
    {.command = &command_save, .plain = true, .alone = true},
    {.command = &command_alert, .plain = true},
    {.command = &command_check, .plain = true},
    {.command = &command_config,
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) |
		   FORMAT_BIT(FORMAT_CSV) | FORMAT_BIT(FORMAT_TSV),
	.plain = true,
	.alone = true},
    {.command = &command_complete,
	.plain = true,
	.alone = true,
	.hidden = true},
};

size_t
command_count(void)
{
	return sizeof entries / sizeof *entries;
}

const struct command_entry *
command_at(size_t i)
{
	return &entries[i];
}

const char *
command_apart(size_t i)
{
	static const char *const names[] = {
	    "bundle", "index", "serve", "help", NULL};

	return names[i];
}

const struct command_entry *
command_find(const char *name)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(entries[i].command->name, name) == 0)
			return &entries[i];
	return NULL;
}

/* Whether the command has the format asked for. */
static bool
check_format(const struct command_entry *entry, const struct request *request,
    struct arena *arena, struct error *err)
{
	unsigned has = entry->formats != 0 ? entry->formats : FORMATS_USUAL;
	const char *list = "";

	if ((has & FORMAT_BIT(request->format)) != 0)
		return true;
	for (unsigned f = 0; f <= FORMAT_CSL; f++)
		if ((has & FORMAT_BIT(f)) != 0)
			list = arena_printf(arena, "%s%s%s", list,
			    *list == '\0' ? "" : ", ",
			    request_format_name((enum request_format)f));
	return error_set(err, ERROR_USAGE, "%s has no format %s, only: %s",
	    entry->command->name,
	    request_format_name((enum request_format)request->format), list);
}

bool
command_allows(const struct command_entry *entry, const struct request *request,
    struct arena *arena, struct error *err)
{
	if (!check_format(entry, request, arena, err))
		return false;
	if (entry->needs != NULL && *request->text == '\0')
		return error_set(
		    err, ERROR_USAGE, "%s", translate_message(entry->needs));
	/* the text is a passage then, and no query */
	if (request->explain && entry->command == &command_positions)
		return *request->text != '\0' ||
		       error_set(err, ERROR_USAGE,
			   "which passage? say RECORD#NUMBER, as it stands "
			   "with every hit");
	if (entry->plain || request_query(request, arena, err) != NULL ||
	    err->code != ERROR_NONE)
		return err->code == ERROR_NONE;
	return entry->command != &command_search ||
	       error_set(err, ERROR_USAGE,
		   "there is nothing to search for (* is every passage)");
}
