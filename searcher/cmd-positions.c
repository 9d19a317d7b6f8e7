/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/explain.h"
#include "searcher/pick.h"
#include "searcher/view-camps.h"
#include "searcher/view-explain.h"

#include <string.h>

/* --- a list --------------------------------------------------------------- */

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

static int
run_list(
    struct command_context *context, struct query *query, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	struct positions_view out = {context->out, context->options, 0, NULL};
	struct rows rows = {context->view, &out, request->offset,
	    request->limit > 0 ? request->limit : UINT64_MAX};
	struct notes notes = {0};
	const char *plan;
	uint64_t count;

	if (request->head)
		out.head = query_print(searcher->arena, query);
	context->view->positions_begin(&out);
	if (!search_positions(
		searcher, query, row, &rows, &notes, &plan, &count, err))
		return EXIT_INDEX;
	context->view->positions_end(&out, plan, &notes);
	return out.rows > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* --- tables --------------------------------------------------------------- */

struct tables {
	struct command_context *context;
	struct query *query;
	struct tally_want want;
	struct tally tally;
	struct notes notes;
	struct tally_view view;
};

static bool
make_tally(struct tables *t, struct error *err)
{
	static const char *const things[] = {
	    "provisions", "sessions", "groups"};
	const struct request *request = t->context->request;

	t->want.delegations = !request->all;
	t->view.things = things[t->want.by];
	t->view.by = t->want.by;
	t->view.tally = &t->tally;
	t->view.notes = &t->notes;
	t->view.head = request->head;
	return tally_make(t->context->searcher, t->query, &t->want, &t->tally,
	    &t->notes, &t->view.plan, err);
}

static int
status_of(const struct tables *t)
{
	return t->tally.n_cells > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

static int
run_counts(struct tables *t, struct error *err)
{
	const struct request *request = t->context->request;

	t->want.by = request->by == BY_SESSION ? TALLY_SESSION
		     : request->by == BY_GROUP ? TALLY_GROUP
					       : TALLY_PROVISION;
	t->view.title = "";
	if (!make_tally(t, err))
		return EXIT_INDEX;
	view_counts(t->context->out, t->context->options,
	    (enum request_format)request->format, &t->view,
	    request->by == BY_HOLDER);
	return status_of(t);
}

static int
run_matrix(struct tables *t, struct error *err)
{
	t->want.placed = true;
	t->view.title = "";
	if (!make_tally(t, err))
		return EXIT_INDEX;
	view_matrix(t->context->out, t->context->options,
	    (enum request_format)t->context->request->format, &t->view);
	return status_of(t);
}

static int
run_camps(struct tables *t, struct error *err)
{
	struct camps camps;

	t->want.placed = true;
	t->view.title = "";
	if (!make_tally(t, err))
		return EXIT_INDEX;
	camps_make(t->context->searcher->arena, &t->tally, &camps);
	view_camps(t->context->out, t->context->options,
	    (enum request_format)t->context->request->format, &t->view, &camps);
	return camps.n_camps > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* --- the timeline --------------------------------------------------------- */

/* "Galtria: against (s2), then for (s3)" for everybody who changed. */
static void
tell_changes(struct tables *t)
{
	struct arena *arena = t->context->searcher->arena;
	const struct tally *tally = &t->tally;

	for (size_t i = 1; i < tally->n_cells; i++) {
		const struct tally_cell *a = &tally->cell[i - 1];
		const struct tally_cell *b = &tally->cell[i];
		bool both_a, both_b;

		if (a->holder != b->holder ||
		    tally_side(a, &both_a) == SIDE_NONE ||
		    tally_side(b, &both_b) == SIDE_NONE ||
		    (tally_side(a, &both_a) == tally_side(b, &both_b) &&
			both_a == both_b))
			continue;
		notes_add(arena, &t->notes,
		    arena_printf(arena, _("%s: %s (%s), then %s (%s)"),
			tally->holder[a->holder].name, tally_words(arena, a),
			tally->column[a->column].label.number,
			tally_words(arena, b),
			tally->column[b->column].label.number));
	}
}

static int
run_timeline(struct tables *t, struct error *err)
{
	struct searcher *searcher = t->context->searcher;
	struct arena *arena = searcher->arena;
	struct picked picked;
	struct query *all = query_new(arena, QUERY_AND);

	if (!pick_provision(searcher, t->context->request->timeline, &picked,
		&t->notes, err))
		return EXIT_USAGE;
	query_add(arena, all, pick_query(arena, &picked));
	/* The terms know no levels: "42(3)" has to be read in the passages. */
	if (picked.asked.level[0][0] != '\0') {
		char form[PROVISION_MAX];

		provision_format(&picked.asked, form);
		query_add(arena, all, query_field(arena, FIELD_ARTICLE, form));
	}
	if (picked.negotiation[0] != '\0')
		query_add(arena, all,
		    query_field(arena, FIELD_NEGOTIATION, picked.negotiation));
	if (t->query->kind != QUERY_ALL)
		query_add(arena, all, t->query);
	t->query = all;
	t->want.by = TALLY_SESSION;
	t->want.whole = &picked.asked;
	t->view.title = picked.heading;
	if (!make_tally(t, err))
		return EXIT_INDEX;
	tell_changes(t);
	view_matrix(t->context->out, t->context->options,
	    (enum request_format)t->context->request->format, &t->view);
	return status_of(t);
}

/* How one passage was read, and why it has the positions that it has. */
static int
explain(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct explanation explanation;

	if (request->format != FORMAT_TEXT && request->format != FORMAT_JSON &&
	    request->format != FORMAT_JSONL) {
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

/* --- choosing ------------------------------------------------------------- */

/* Which of the tables is asked for, if any; they are not put together. */
static bool
check_modes(const struct request *request, struct error *err)
{
	int modes = request->matrix + request->camps +
		    (request->timeline != NULL) + (request->by != BY_NOTHING);

	if (modes > 1)
		return error_set(err, ERROR_USAGE,
		    "only one of --matrix, --timeline, --camps and --by can "
		    "be given");
	if (request->format == FORMAT_SVG && !request->matrix &&
	    request->timeline == NULL)
		return error_set(err, ERROR_USAGE,
		    "svg is a format of --matrix and --timeline only");
	if ((request->format == FORMAT_MARKDOWN ||
		request->format == FORMAT_HTML) &&
	    !request->camps)
		return error_set(err, ERROR_USAGE,
		    "%s is a format of --camps only",
		    request_format_name((enum request_format)request->format));
	if (request->camps && request->format == FORMAT_JSONL)
		return error_set(
		    err, ERROR_USAGE, "--camps has no format jsonl");
	return true;
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct arena *arena = context->searcher->arena;
	struct tables tables = {.context = context};
	struct query *query;

	if (request->explain)
		return explain(context, err);
	query = request_query(request, arena, err);
	if ((query == NULL && err->code != ERROR_NONE) ||
	    !check_modes(request, err))
		return EXIT_USAGE;
	if (query == NULL)
		query = query_new(arena, QUERY_ALL);
	tables.query = query;
	if (request->matrix)
		return run_matrix(&tables, err);
	if (request->camps)
		return run_camps(&tables, err);
	if (request->timeline != NULL)
		return run_timeline(&tables, err);
	if (request->by != BY_NOTHING)
		return run_counts(&tables, err);
	return run_list(context, query, err);
}

const struct command command_positions = {"positions",
    N_("list and export positions; who stands where, as a table"),
    N_("usage: travaux positions [options] [QUERY]\n"
       "\n"
       "Lists positions, all of them unless told otherwise. Fields of a\n"
       "position (holder, stance, action, implied, certainty, article,\n"
       "topic, instrument) mean one and the same one.\n"
       "\n"
       "  --matrix           holders by provisions, a letter for each side\n"
       "  --timeline PROVISION  holders by sessions, and who changed\n"
       "  --camps            holders ordered by agreement\n"
       "  --by WHAT          counts by holder, provision, session or group\n"
       "  --all              in these, also holders that are no delegations\n"
       "  --holder, --stance, --provision, --session, --date ... "
       "VALUE[,VALUE]\n"
       "  --explain RECORD#N how passage N of a record was read, and why\n"
       "  --format FORMAT    text, json, jsonl, csv, tsv; svg, markdown, html\n"
       "  --head             query and index before jsonl, csv and tsv\n"
       "  --limit N, --offset N, --index DIR\n"
       "\n"
       "Examples:\n"
       "  travaux positions --provision 42 --stance oppose\n"
       "  travaux positions --holder Brennia --format csv --head >brennia.csv\n"
       "  travaux positions --matrix --session s1\n"
       "  travaux positions --matrix --format svg >matrix.svg\n"
       "  travaux positions --timeline 42\n"
       "  travaux positions --explain 'WP-W-03#2'\n"),
    run};
