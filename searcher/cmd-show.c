/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/record-called.h"
#include "searcher/record-ref.h"

#include <string.h>

/* Passages shown before and after the one asked for, on a page. */
#define SHOW_CONTEXT 1

/* Those to be shown: all, or the one named and those around it. */
static const struct passage **
choose(struct arena *arena, const struct record_ref *ref, uint32_t context,
    size_t *ret_count)
{
	const struct passage **shown =
	    arena_array(arena, ref->n_passages + 1, sizeof *shown);

	*ret_count = 0;
	for (size_t i = 0; i < ref->n_passages; i++) {
		uint32_t number = ref->passage[i]->number;

		if (ref->wanted == 0 || (number + context >= ref->wanted &&
					    number <= ref->wanted + context))
			shown[(*ret_count)++] = ref->passage[i];
	}
	return shown;
}

/* The source's own words in the place of those that repair made of them. */
static void
show_original(struct arena *arena, const struct passage **passage, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct passage *copy = arena_alloc(arena, sizeof *copy);

		*copy = *passage[i];
		passage[i] = copy;
		if (copy->original[0] == '\0')
			continue;
		copy->text = copy->original;
		copy->text_length = strlen(copy->original);
		copy->original = "";
	}
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	bool json =
	    request->format == FORMAT_JSON || request->format == FORMAT_JSONL;
	uint32_t around = request->context != UINT32_MAX ? request->context
			  : request->format_set		 ? 0
							 : SHOW_CONTEXT;
	struct record_ref ref;
	struct record_view view = {0};
	const struct passage **passage;

	if (*request->text == '\0') {
		error_set(err, ERROR_USAGE,
		    "which record? its id stands with every hit");
		return EXIT_USAGE;
	}
	if (!record_ref_read(searcher, request->text, &ref, err))
		return err->code == ERROR_INPUT ? EXIT_NOT_FOUND : EXIT_INDEX;
	if (!record_ref_translations(
		searcher, &ref, &view.translation, &view.n_translations, err))
		return EXIT_INDEX;
	passage = choose(searcher->arena, &ref, around, &view.n_passages);
	/* JSON has both, and the offsets of positions count in the text. */
	if (request->original && !json)
		show_original(searcher->arena, passage, view.n_passages);
	view.record = &ref.record;
	view.called = record_called(searcher->arena, &ref.record);
	view.passage = passage;
	view.wanted = ref.wanted;
	view.total = ref.n_passages;
	view.repairs = request->repairs;
	context->options->texts_only = request->format_set && !view.repairs &&
				       request->format == FORMAT_TEXT;
	context->view->record(context->out, context->options, &view);
	return EXIT_FOUND;
}

const struct command command_show = {"show",
    N_("a record, or a passage in its surroundings"),
    N_("usage: travaux show [options] RECORD[#PASSAGE]\n"
       "\n"
       "Shows a record by its id, which stands with every hit, or by its "
       "file; or\n"
       "one passage of it and those around it.\n"
       "\n"
       "  --context N        passages before and after the one asked for (1)\n"
       "  --original         the source's own words where they were repaired\n"
       "  --repairs          what was repaired, word by word: [-was-] {+is+}\n"
       "  --format FORMAT    text (the texts alone), json, jsonl, csv, tsv\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux show session-1/02-aldermark.txt\n"
       "  travaux show 'WP-W-03#2' --context 3\n"
       "  travaux show --format json WP-W-03\n"),
    run};
