/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"
#include "searcher/explain.h"
#include "searcher/view-explain.h"

#include <string.h>

/* Rows between the first wanted and the last. */
struct rows {
	const struct view *view;
	struct positions_view *out;
	uint64_t skip; /* still to be left out */
	uint64_t left; /* still to be shown; UINT64_MAX: all */
};

static bool
row(void *context, const struct position_row *row)
{
	struct rows *rows = context;

	if (rows->skip > 0) {
		rows->skip--;
		return true;
	}
	rows->view->position(rows->out, row);
	if (rows->left != UINT64_MAX)
		rows->left--;
	return rows->left > 0 && !rows->out->out->failed;
}

/* How one passage was read, and why it has the positions that it has. */
static int
explain(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct explanation explanation;

	if (request->format == FORMAT_CSV || request->format == FORMAT_TSV) {
		error_set(err, ERROR_USAGE,
		    "--explain is shown as text, json or jsonl");
		return EXIT_USAGE;
	}
	if (!explain_passage(
		context->searcher, request->text, &explanation, err))
		return err->code == ERROR_INPUT ? EXIT_NOT_FOUND : EXIT_INDEX;
	if (request->format == FORMAT_TEXT)
		view_explain_text(context->out, context->options, &explanation);
	else
		view_explain_json(context->out, &explanation,
		    request->format == FORMAT_JSONL);
	return explanation.passage->n_positions > 0 ? EXIT_FOUND
						    : EXIT_NOT_FOUND;
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	struct positions_view out = {context->out, context->options, 0};
	struct rows rows = {context->view, &out, request->offset,
	    request->limit > 0 ? request->limit : UINT64_MAX};
	struct query *query;
	struct notes notes = {0};
	const char *plan;
	uint64_t count;

	if (request->explain)
		return explain(context, err);
	query = request_query(request, searcher->arena, err);
	if (query == NULL && err->code != ERROR_NONE)
		return EXIT_USAGE;
	if (query == NULL)
		query = query_new(searcher->arena, QUERY_ALL);
	context->view->positions_begin(&out);
	if (!search_positions(
		searcher, query, row, &rows, &notes, &plan, &count, err))
		return EXIT_INDEX;
	context->view->positions_end(&out, plan, &notes);
	return out.rows > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_positions = {"positions",
    "list and export positions",
    "usage: travaux positions [options] [QUERY]\n"
    "\n"
    "Lists positions, all of them unless told otherwise. Fields that belong "
    "to\n"
    "a position (holder, stance, action, article, topic, instrument) mean one\n"
    "and the same position. The query that travaux ask prints can be given.\n"
    "\n"
    "  --holder, --stance, --action, --provision, --lineage, --session,\n"
    "  --layer, --instrument, --date, --negotiation ... VALUE[,VALUE]\n"
    "  --explain RECORD#N how passage N of a record was read: what each\n"
    "                     position comes from, and why a word gave none\n"
    "  --limit N, --offset N\n"
    "  --format FORMAT    text, json, jsonl, csv, tsv\n"
    "  --index DIR        the index\n"
    "\n"
    "Examples:\n"
    "  travaux positions --provision 42 --stance oppose\n"
    "  travaux positions stance:oppose action:delete article:42\n"
    "  travaux positions --holder Malaysia --format csv >malaysia.csv\n"
    "  travaux positions --explain 'WP-W-03#2'\n"
    "  travaux positions --format jsonl >positions.jsonl\n",
    run};
