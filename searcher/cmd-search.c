/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/facet-names.h"

#define SEARCH_LIMIT 10 /* hits on a page, unless told otherwise */

/* How many there are, and nothing else. */
static void
write_count(struct command_context *context, const struct search_result *result)
{
	const struct request *request = context->request;
	uint32_t total = request->per_record ? result->records : result->total;
	bool exact =
	    request->per_record ? result->records_exact : result->exact;

	if (request->format == FORMAT_JSON || request->format == FORMAT_JSONL)
		out_printf(context->out,
		    "{\"version\":1,\"total\":{\"value\":%lu,\"exact\":%s}}\n",
		    (unsigned long)total, exact ? "true" : "false");
	else
		out_printf(context->out, "%lu\n", (unsigned long)total);
}

static struct search_params
params_of(const struct request *request)
{
	return (struct search_params){.offset = request->offset,
	    .limit = request->count	  ? 1
		     : request->limit > 0 ? request->limit
					  : SEARCH_LIMIT,
	    .sort = (enum search_sort)request->sort,
	    .facets = !request->count &&
		      (request->facets || request->format == FORMAT_JSON),
	    .facet_fields = request->facet_fields,
	    .count = request->count,
	    .per_record = request->per_record,
	    .widen = !request->exact,
	    .suggest = !request->count,
	    .explain = request->explain && !request->count,
	    .context = request->context == UINT32_MAX ? 0 : request->context};
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	struct search_params params = params_of(request);
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
	if (!search_run(searcher, query, &params, &result, err) ||
	    !facet_names(searcher, &result, err))
		return EXIT_INDEX;
	if (request->count)
		write_count(context, &result);
	else
		context->view->search(context->out, context->options, &view);
	return result.n_hits > 0 || (request->count && result.total > 0)
		   ? EXIT_FOUND
		   : EXIT_NOT_FOUND;
}

const struct command command_search = {"search",
    N_("passages with these words, the best first"),
    N_("usage: travaux search [options] QUERY\n"
       "\n"
       "Words are joined by AND. OR, NOT or -, parentheses, \"a phrase\",\n"
       "NEAR/5, ADJ/3, word@3, begin*, field:value and query:NAME mean what\n"
       "travaux-query(7) says; * is every passage.\n"
       "\n"
       "  --speaker, --session, --article, --kind ... VALUE\n"
       "                     the same as speaker:VALUE in the query\n"
       "  --sort ORDER       relevance, date, newest, session\n"
       "  --limit N          hits (10); --offset N leaves out the first N\n"
       "  --per-record       the best passage of each record\n"
       "  --context N        with N passages before and after each\n"
       "  --facets[=FIELDS]  count values of fields, each with how to narrow\n"
       "  --count            only say how many there are\n"
       "  --explain          what was searched, and why hits rank as they do\n"
       "  --exact            no other spellings, no words of the same meaning\n"
       "  --format FORMAT    text, json, jsonl, csv, tsv\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux search independent observers\n"
       "  travaux search 'article:42 speaker:Dunmarrow'\n"
       "  travaux search --per-record '\"independent observers\"'\n"
       "  travaux search 'records NEAR/5 passage date:\"since March "
       "2021\"'\n"),
    run};
