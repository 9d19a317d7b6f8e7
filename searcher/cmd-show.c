/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"

#include "searcher/showing.h"

/* Passages shown before and after the one asked for, on a page. */
#define SHOW_CONTEXT 1

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct showing show = {.id = request->text};
	uint32_t around = request->context != UINT32_MAX ? request->context
			  : request->format_set		 ? 0
							 : SHOW_CONTEXT;
	struct record_view view;

	if (*request->text == '\0') {
		error_set(err, ERROR_USAGE,
		    "which record? its id stands with every hit");
		return EXIT_USAGE;
	}
	if (!showing_read(&show, context->searcher, around, err))
		return err->code == ERROR_INPUT ? EXIT_NOT_FOUND : EXIT_INDEX;
	/* JSON has both, and the offsets of positions count in the text. */
	if (request->original && request->format != FORMAT_JSON &&
	    request->format != FORMAT_JSONL)
		showing_original(&show, context->searcher->arena);
	view = (struct record_view){&show.record, show.passage, show.n_passages,
	    show.wanted, show.total};
	context->options->texts_only =
	    request->format_set && request->format == FORMAT_TEXT;
	context->view->record(context->out, context->options, &view);
	return EXIT_FOUND;
}

const struct command command_show = {"show",
    "a record, or a passage in its surroundings",
    "usage: travaux show [options] RECORD[#PASSAGE]\n"
    "\n"
    "Shows a record by its id, which stands with every hit, or one passage of\n"
    "it and those around it.\n"
    "\n"
    "  --context N        passages before and after the one asked for (1)\n"
    "  --original         the source's own words where they were repaired\n"
    "  --format FORMAT    text (the texts alone), json, jsonl, csv, tsv\n"
    "  --index DIR        the index\n"
    "\n"
    "Examples:\n"
    "  travaux show records/session-1/02-aldermark.txt\n"
    "  travaux show 'WP-W-03#2' --context 3\n"
    "  travaux show --format json WP-W-03\n",
    run};
