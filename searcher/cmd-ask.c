/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"

#include <string.h>

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	struct request filters = *request;
	struct query *filter;
	struct plan plan;
	struct answer answer;
	struct notes notes = {0};

	filters.text = "";
	filter = request_query(&filters, searcher->arena, err);
	if (filter == NULL && err->code != ERROR_NONE)
		return EXIT_USAGE;
	if (filter != NULL) {
		filter = query_resolve(
		    searcher->arena, searcher->index, filter, &notes, err);
		if (filter == NULL)
			return EXIT_INDEX;
	}
	if (!plan_question(searcher, request->text, strlen(request->text),
		filter, &plan, err) ||
	    !answer_plan(searcher, &plan, request->limit, &answer, err))
		return EXIT_INDEX;
	for (size_t i = 0; i < notes.count; i++)
		notes_add(searcher->arena, &answer.notes, notes.note[i]);
	context->view->answer(context->out, context->options, &answer);
	return answer.verdict == VERDICT_ANSWERED ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_ask = {"ask",
    N_("who took which position, with the sentences that prove it"),
    N_("usage: travaux ask [options] QUESTION\n"
       "\n"
       "Answers from the positions on record. What the question was "
       "understood\n"
       "as is printed with the answer, also as a query that can be edited. "
       "When\n"
       "nothing on record answers it, what is nearest is shown, and the exit\n"
       "status is 1.\n"
       "\n"
       "  --session, --date, --kind, --layer, --negotiation ... VALUE\n"
       "                     only positions of it; every field of a query\n"
       "                     (travaux search --help) is an option\n"
       "  --format FORMAT    text, json, jsonl, csv, tsv\n"
       "  --limit N          passages shown when no position answers\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux ask who opposed the removal of Article 42\n"
       "  travaux ask 'which groups wanted Article 42 removed?'\n"
       "  travaux ask 'did Dunmarrow support Article 42 at the first "
       "session?'\n"
       "  travaux ask 'what did Brennia say about observers'\n"
       "  travaux ask --format json --session s2 who opposed Article 24\n"),
    run};
