/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON lines: one hit, position or passage a line. */
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/view-position.h"
#include "searcher/view.h"

static void
passage_line(struct out *out, const struct record *record,
    const struct passage *passage, const char *key, const char *text)
{
	struct json json;

	json_init(&json, out);
	json_begin_object(&json, NULL);
	json_put_string(&json, "record", record->id);
	json_put_number(&json, "passage", passage->number);
	json_put_string(&json, "title", record->title);
	json_put_string(&json, "kind", record_kind_name(record->kind));
	json_put_string(&json, "speaker",
	    passage->speaker[0] != '\0' ? passage->speaker : record->speaker);
	json_put_string(&json, "session", record->session);
	json_put_string(&json, "date", record->date);
	json_begin_array(&json, "lines");
	json_put_number(&json, NULL, passage->line_first);
	json_put_number(&json, NULL, passage->line_last);
	json_end_array(&json);
	json_put_string(&json, key, text);
	if (passage->original[0] != '\0') {
		json_put_string(&json, "original", passage->original);
		json_put_bool(&json, "repaired", true);
	}
	if (passage->ocr)
		json_put_bool(&json, "ocr", true);
	json_end_object(&json);
	out_puts(out, "\n");
}

static void
search(struct out *out, const struct view_options *options,
    const struct search_view *view)
{
	(void)options;
	for (size_t i = 0; i < view->result->n_hits; i++)
		passage_line(out, view->result->hit[i].record,
		    view->result->hit[i].passage, "snippet",
		    view->result->hit[i].snippet.text);
}

static void
record(struct out *out, const struct view_options *options,
    const struct record_view *view)
{
	(void)options;
	for (size_t i = 0; i < view->n_passages; i++)
		passage_line(out, view->record, view->passage[i], "text",
		    view->passage[i]->text);
}

static void
positions_begin(struct positions_view *view)
{
	struct json json;

	if (view->head == NULL)
		return;
	json_init(&json, view->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "query", view->head);
	json_put_string(&json, "index_build", view->options->info->build);
	json_put_string(&json, "index_created", view->options->info->created);
	missing_json(&json, view->options->info);
	json_end_object(&json);
	out_puts(view->out, "\n");
}

static void
position(struct positions_view *view, const struct position_row *row)
{
	struct json json;

	json_init(&json, view->out);
	view_position_json(&json, NULL, row);
	out_puts(view->out, "\n");
	view->rows++;
}

static void
positions_end(
    struct positions_view *view, const char *plan, const struct notes *notes)
{
	(void)view;
	(void)plan;
	(void)notes;
}

/* The answer's positions, those that answer first, each once. */
static void
answer(struct out *out, const struct view_options *options,
    const struct answer *answer)
{
	struct positions_view view = {out, options, 0, NULL};

	for (int part = 0; part <= PART_SAME; part++)
		for (size_t h = 0; h < answer->part[part].n_holders; h++) {
			const struct answer_holder *holder =
			    &answer->part[part].holder[h];

			for (size_t i = 0; i < holder->n_evidence; i++) {
				const struct evidence *e = &holder->evidence[i];
				struct position_row row = {
				    e->record, e->passage, e->position};

				position(&view, &row);
			}
		}
}

const struct view view_jsonl = {
    search, answer, record, positions_begin, position, positions_end};
