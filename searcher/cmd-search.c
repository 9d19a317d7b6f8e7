/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"

#define SEARCH_LIMIT 10 /* hits on a page, unless told otherwise */

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	struct search_params params = {.offset = request->offset,
	    .limit = request->limit > 0 ? request->limit : SEARCH_LIMIT,
	    .sort = (enum search_sort)request->sort,
	    .facets = request->facets || request->format == FORMAT_JSON};
	struct search_result result;
	struct search_view view = {request->text, &params, &result};
	struct query *query = request_query(request, searcher->arena, err);

	if (query == NULL) {
		if (err->code == ERROR_NONE)
			error_set(err, ERROR_USAGE,
			    "there is nothing to search for (* is every "
			    "passage)");
		return EXIT_USAGE;
	}
	if (!search_run(searcher, query, &params, &result, err))
		return EXIT_INDEX;
	context->view->search(context->out, context->options, &view);
	return result.n_hits > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_search = {"search",
    "passages with these words, the best first",
    "usage: travaux search [options] QUERY\n"
    "\n"
    "Words are joined by AND. OR, NOT or -, parentheses, \"a phrase\",\n"
    "NEAR/5, ADJ/3, begin* and field:value mean what travaux-query(7) says;\n"
    "* is every passage.\n"
    "\n"
    "  --speaker, --session, --article, --kind ... VALUE\n"
    "                     the same as speaker:VALUE in the query\n"
    "  --sort ORDER       relevance, date, newest, session\n"
    "  --limit N          hits (10); --offset N leaves out the first N\n"
    "  --facets           count speakers, sessions, topics, kinds\n"
    "  --format FORMAT    text, json, jsonl, csv, tsv\n"
    "  --index DIR        the index\n"
    "\n"
    "Examples:\n"
    "  travaux search due process safeguards\n"
    "  travaux search 'article:42(1) speaker:Malaysia'\n"
    "  travaux search '\"conditions and safeguards\" -kind:commentary'\n"
    "  travaux search 'privacy NEAR/5 data date:2023-01..2023-06'\n",
    run};
