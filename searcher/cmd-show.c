/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"
#include "searcher/record-reference.h"

#include <string.h>

/* Passages shown before and after the one asked for, on a page. */
#define SHOW_CONTEXT 1

struct showing {
	const char *id;	  /* the record */
	uint32_t wanted;  /* number of a passage, or 0: all */
	uint32_t context; /* passages around it */
	struct record record;
	const struct passage **passage;
	size_t n_passages; /* those to be shown */
	size_t total;	   /* of the record */
};

static bool
is_shown(const struct showing *show, uint32_t number)
{
	if (show->wanted == 0)
		return true;
	return number + show->context >= show->wanted &&
	       number <= show->wanted + show->context;
}

static bool
read_passages(struct searcher *searcher, void *context, struct error *err)
{
	struct showing *show = context;
	uint32_t *docid;
	size_t n;

	if (!index_record(
		searcher->index, searcher->arena, show->id, &docid, &n, err))
		return false;
	show->total = n;
	show->n_passages = 0;
	show->passage =
	    arena_array(searcher->arena, n + 1, sizeof *show->passage);
	for (size_t i = 0; i < n; i++) {
		struct passage *passage =
		    arena_alloc(searcher->arena, sizeof *passage);

		if (!index_passage(searcher->index, searcher->arena, docid[i],
			&show->record, passage, err))
			return false;
		if (is_shown(show, passage->number))
			show->passage[show->n_passages++] = passage;
	}
	return true;
}

/* The source's own words in the place of those that repair made of them. */
static void
show_original(struct searcher *searcher, struct showing *show)
{
	for (size_t i = 0; i < show->n_passages; i++) {
		struct passage *copy =
		    arena_alloc(searcher->arena, sizeof *copy);

		*copy = *show->passage[i];
		show->passage[i] = copy;
		if (copy->original[0] == '\0')
			continue;
		copy->text = copy->original;
		copy->text_length = strlen(copy->original);
		copy->original = "";
	}
}

static bool
has_wanted(const struct showing *show)
{
	for (size_t i = 0; i < show->n_passages; i++)
		if (show->passage[i]->number == show->wanted)
			return true;
	return show->wanted == 0 && show->total > 0;
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct showing show = {.id = request->text};
	struct record_view view;

	if (*request->text == '\0') {
		error_set(err, ERROR_USAGE,
		    "which record? its id stands with every hit");
		return EXIT_USAGE;
	}
	if (!search_retry(context->searcher, read_passages, &show, err))
		return EXIT_INDEX;
	if (show.total == 0 && record_reference(context->searcher->arena,
				   request->text, &show.id, &show.wanted)) {
		show.context = request->context != UINT32_MAX ? request->context
			       : request->format_set	      ? 0
							      : SHOW_CONTEXT;
		if (!search_retry(context->searcher, read_passages, &show, err))
			return EXIT_INDEX;
	}
	if (!has_wanted(&show)) {
		error_set(err, ERROR_INPUT,
		    show.total == 0 ? "there is no record '%.200s' in this "
				      "index"
				    : "there is no passage '%.200s'",
		    request->text);
		return EXIT_NOT_FOUND;
	}
	/* JSON has both, and the offsets of positions count in the text. */
	if (request->original && request->format != FORMAT_JSON &&
	    request->format != FORMAT_JSONL)
		show_original(context->searcher, &show);
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
