/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/paper.h"
#include "searcher/source-line.h"
#include "searcher/history.h"
#include "searcher/view-position.h"

#include <string.h>

#define STAGE_COST 500 /* what a draft takes but for its text */

struct tracing {
	struct command_context *context;
	struct arena *arena;
	struct history history;
	struct paper paper;
};

/* --- the paper ------------------------------------------------------------ */

static void
put_difference(struct tracing *t, const struct history_stage *before,
    const struct history_stage *stage)
{
	struct word_diff diff;

	word_diff(t->arena, before->text, stage->text, &diff);
	if (diff.gone + diff.added == 0) {
		paper_para(&t->paper,
		    arena_printf(t->arena, _("The same words as in %s."),
			before->place->instrument));
		return;
	}
	paper_para(&t->paper,
	    arena_printf(t->arena,
		_("Against %s: %zu words gone, %zu new, %zu the same."),
		before->place->instrument, diff.gone, diff.added, diff.same));
	paper_words(&t->paper, &diff);
}

static void
put_stage(struct tracing *t, size_t i)
{
	const struct history_stage *stage = &t->history.stage[i];
	const struct history_stage *before = history_before(&t->history, i);
	const char *number = "", *symbol = "";
	char form[PROVISION_MAX], day[11] = "";

	provision_format(&stage->place->provision, form);
	number = arena_printf(t->arena, "%s, %s: %s", stage->place->instrument,
	    form, stage->place->title);
	if (stage->instrument != NULL) {
		symbol = stage->instrument->symbol;
		date_format(stage->instrument->date, day);
	}
	paper_head(&t->paper, 3, number);
	paper_item(&t->paper, STYLE_FAINT,
	    *symbol != '\0' ? symbol : stage->place->instrument,
	    arena_printf(t->arena, "%s%s%s", day,
		*day != '\0' && stage->instrument->foreign ? "; " : "",
		stage->instrument != NULL && stage->instrument->foreign
		    ? _("another treaty")
		    : ""));
	if (stage->text[0] == '\0')
		paper_para(&t->paper, _("Its text is not in this index."));
	else if (before == NULL || stage->record == before->record)
		paper_text(&t->paper, stage->text);
	else
		put_difference(t, before, stage);
	if (stage->record != NULL)
		paper_item(&t->paper, STYLE_FAINT, _("Source"),
		    arena_printf(t->arena, "%s#%lu", stage->record->id,
			(unsigned long)stage->first));
}

static void
put_session(struct tracing *t, size_t from, size_t end)
{
	const char *session = history_row(&t->history, from)->evidence.session;

	paper_head(&t->paper, 3, *session != '\0' ? session : _("No session"));
	for (size_t i = from; i < end; i++) {
		const struct stance_row *row = history_row(&t->history, i);

		paper_item(&t->paper,
		    row->side == SIDE_FOR	? STYLE_FOR
		    : row->side == SIDE_AGAINST ? STYLE_AGAINST
						: STYLE_HEAD,
		    stances_holder(row), stance_line(t->arena, &row->evidence));
		paper_quote(&t->paper, &row->evidence);
	}
}

/* What of it is written; the drafts stand before the first position. */
static struct parts
parts_of_it(struct tracing *t)
{
	size_t count = t->history.stances.count;
	size_t *cost = arena_array(t->arena, count + 1, sizeof *cost);

	for (size_t i = 0; i < count; i++)
		cost[i] = 2 * paper_quote_cost(
				  &history_row(&t->history, i)->evidence);
	for (size_t i = 0; i < t->history.n_stages && count > 0; i++)
		cost[0] += STAGE_COST + strlen(t->history.stage[i].text);
	return paper_parts(
	    &t->paper, t->arena, cost, count, t->context->request->offset);
}

static void
put_paper(struct tracing *t)
{
	struct parts parts;

	paper_begin(&t->paper, t->context->out, t->context->options,
	    (enum request_format)t->context->request->format,
	    t->history.picked.heading);
	parts = parts_of_it(t);
	if (parts.at == 0)
		paper_head(&t->paper, 2, _("Draft by draft"));
	if (t->history.n_stages == 0)
		paper_para(&t->paper,
		    _("No table of this index follows it through the drafts."));
	for (size_t i = 0; i < t->history.n_stages && parts.at == 0; i++)
		put_stage(t, i);
	paper_head(&t->paper, 2,
	    arena_printf(t->arena,
		P_("Session by session (%zu position)",
		    "Session by session (%zu positions)",
		    t->history.stances.count),
		t->history.stances.count));
	for (size_t at = parts.from; at < parts.end;) {
		size_t end = history_session_end(&t->history, at);

		end = end < parts.end ? end : parts.end;
		put_session(t, at, end);
		at = end;
	}
	paper_steps(&t->paper, &parts);
	for (size_t i = 0; i < t->history.stances.notes.count; i++)
		paper_note(&t->paper, t->history.stances.notes.note[i]);
	paper_end(
	    &t->paper, t->context->options->info, t->history.stances.plan);
}

/* --- JSON ----------------------------------------------------------------- */

static void
json_diff(struct tracing *t, struct json *json,
    const struct history_stage *before, const struct history_stage *stage)
{
	static const char *const names[] = {"same", "gone", "new"};
	struct word_diff diff;

	word_diff(t->arena, before->text, stage->text, &diff);
	json_put_string(json, "against", before->place->instrument);
	json_begin_array(json, "changes");
	for (size_t i = 0; i < diff.n_parts; i++) {
		json_begin_object(json, NULL);
		json_put_string(json, "change", names[diff.part[i].change]);
		json_put_string(json, "text", diff.part[i].text);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
json_stage(struct tracing *t, struct json *json, size_t i)
{
	const struct history_stage *stage = &t->history.stage[i];
	const struct history_stage *before = history_before(&t->history, i);
	char form[PROVISION_MAX], day[11] = "";

	provision_format(&stage->place->provision, form);
	if (stage->instrument != NULL)
		date_format(stage->instrument->date, day);
	json_begin_object(json, NULL);
	json_put_string(json, "instrument", stage->place->instrument);
	json_put_string(json, "symbol",
	    stage->instrument != NULL ? stage->instrument->symbol : "");
	json_put_string(json, "date", day);
	json_put_string(json, "provision", form);
	json_put_string(json, "title", stage->place->title);
	json_put_string(json, "certainty", stage->place->certainty);
	json_put_string(
	    json, "record", stage->record != NULL ? stage->record->id : "");
	json_put_number(json, "passage", stage->first);
	json_put_string(json, "text", stage->text);
	if (before != NULL && stage->text[0] != '\0')
		json_diff(t, json, before, stage);
	json_end_object(json);
}

static void
put_json(struct tracing *t)
{
	const struct index_info *info = t->context->options->info;
	struct json json;

	json_init(&json, t->context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "negotiation", t->history.picked.negotiation);
	json_put_string(&json, "key", t->history.picked.key);
	json_put_string(&json, "lineage", t->history.picked.lineage);
	json_put_string(&json, "heading", t->history.picked.heading);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	missing_json(&json, info);
	json_begin_array(&json, "drafts");
	for (size_t i = 0; i < t->history.n_stages; i++)
		json_stage(t, &json, i);
	json_end_array(&json);
	json_begin_array(&json, "positions");
	for (size_t i = 0; i < t->history.stances.count; i++) {
		const struct evidence *e =
		    &history_row(&t->history, i)->evidence;
		struct position_row row = {e->record, e->passage, e->position};

		view_position_json(&json, NULL, &row);
	}
	json_end_array(&json);
	json_begin_array(&json, "notes");
	for (size_t i = 0; i < t->history.stances.notes.count; i++)
		json_put_string(&json, NULL, t->history.stances.notes.note[i]);
	json_end_array(&json);
	json_end_object(&json);
	out_puts(t->context->out, "\n");
}

static int
run(struct command_context *context, struct error *err)
{
	struct searcher *searcher = context->searcher;
	struct tracing t = {.context = context, .arena = searcher->arena};
	struct query *filters = request_filters(context->request, t.arena, err);
	struct notes notes = {0};
	struct picked picked;

	if ((filters == NULL && err->code != ERROR_NONE) ||
	    !pick_provision(
		searcher, context->request->text, &picked, &notes, err))
		return EXIT_USAGE;
	if (!history_drafts(searcher, &picked, &t.history, err) ||
	    !history_positions(searcher, filters, &t.history, err))
		return EXIT_INDEX;
	for (size_t i = 0; i < notes.count; i++)
		notes_add(t.arena, &t.history.stances.notes, notes.note[i]);
	if (context->request->format == FORMAT_JSON)
		put_json(&t);
	else
		put_paper(&t);
	return t.history.n_stages + t.history.stances.count > 0
		   ? EXIT_FOUND
		   : EXIT_NOT_FOUND;
}

const struct command command_trace = {"trace",
    N_("a provision draft by draft, with who wanted what"),
    N_("usage: travaux trace [options] PROVISION\n"
       "\n"
       "Follows a provision through all drafts: its number, its title, its "
       "text\n"
       "where the index has it, and what changed, word by word: [-gone-] "
       "{+new+}.\n"
       "Then who wanted what, session by session.\n"
       "\n"
       "  PROVISION          42, \"42(1)\", \"33 of ND2\", or a topic\n"
       "  --holder, --session, --layer ... VALUE\n"
       "                     only these positions\n"
       "  --format FORMAT    text, markdown, html, json\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux trace 42\n"
       "  travaux trace \"33 of ND2\" --layer statement\n"
       "  travaux trace safeguards --format html >safeguards.html\n"),
    run};
