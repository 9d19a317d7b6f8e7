/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"

#include <string.h>

#define FORMATS_PAPER                                                          \
	(FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) |                   \
	    FORMAT_BIT(FORMAT_MARKDOWN) | FORMAT_BIT(FORMAT_HTML))

#define EXAMPLE "ask for example: travaux ask "

/* In the order in which they are listed. */
static const struct command_entry entries[] = {
    {.command = &command_ask,
	.needs = "the question is empty; " EXAMPLE
		 "who opposed the removal of Article 42",
	.plain = true},
    {.command = &command_search},
    {.command = &command_show,
	.needs = "which record? its id stands with every hit",
	.plain = true},
    {.command = &command_positions,
	.formats = FORMATS_USUAL | FORMATS_PAPER | FORMAT_BIT(FORMAT_SVG)},
    {.command = &command_trace,
	.formats = FORMATS_PAPER,
	.needs = "which provision? for example: travaux trace 42",
	.plain = true},
    {.command = &command_compare,
	.formats = FORMATS_PAPER,
	.needs = "who is compared? name two: travaux compare Aldermark and "
		 "Brennia on 42",
	.plain = true},
    {.command = &command_brief, .formats = FORMATS_PAPER, .plain = true},
    {.command = &command_cite,
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_BIBTEX) |
		   FORMAT_BIT(FORMAT_CSL),
	.needs = "what is cited? a record's id stands with every hit",
	.plain = true},
    {.command = &command_info,
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.plain = true},
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

const struct command_entry *
command_find(const char *name)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(entries[i].command->name, name) == 0)
			return &entries[i];
	return NULL;
}
