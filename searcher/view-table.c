/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CSV (RFC 4180) and TSV: a head line, then a line for each row. */
#include "searcher/table-out.h"
#include "searcher/view-position.h"
#include "searcher/view.h"

static void
passage_row(struct table_out *w, const struct record *record,
    const struct passage *passage, const char *text)
{
	table_string(w, record->id);
	table_number(w, passage->number);
	table_string(w, record->title);
	table_string(w, record_kind_name(record->kind));
	table_string(w,
	    passage->speaker[0] != '\0' ? passage->speaker : record->speaker);
	table_string(w, record->session);
	table_string(w, record->date);
	table_number(w, passage->line_first);
	table_number(w, passage->line_last);
	table_string(w, text);
	table_row_end(w);
}

static const char *const passage_columns[] = {"record", "passage", "title",
    "kind", "speaker", "session", "date", "line_first", "line_last", "text",
    NULL};

static void
search(struct table_out *w, const struct search_view *view)
{
	table_head(w, passage_columns);
	table_row_end(w);
	for (size_t i = 0; i < view->result->n_hits; i++)
		passage_row(w, view->result->hit[i].record,
		    view->result->hit[i].passage,
		    view->result->hit[i].snippet.text);
}

static void
record(struct table_out *w, const struct record_view *view)
{
	table_head(w, passage_columns);
	table_row_end(w);
	for (size_t i = 0; i < view->n_passages; i++)
		passage_row(
		    w, view->record, view->passage[i], view->passage[i]->text);
}

static void
position_cells(struct table_out *w, const struct position_row *row)
{
	for (size_t i = 0; view_position_columns[i] != NULL; i++) {
		char buffer[32];
		size_t n;
		const char *s = view_position_cell(row, i, buffer, &n);

		table_cell_n(w, s, n);
	}
}

/* Every position of the answer, with the part of the answer it stands in. */
static void
answer(struct table_out *w, const struct answer *answer)
{
	table_string(w, "part");
	table_string(w, "tier");
	table_string(w, "side");
	table_head(w, view_position_columns);
	table_row_end(w);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t h = 0; h < answer->part[part].n_holders; h++) {
			const struct answer_holder *holder =
			    &answer->part[part].holder[h];

			for (size_t i = 0; i < holder->n_evidence; i++) {
				const struct evidence *e = &holder->evidence[i];
				struct position_row row = {
				    e->record, e->passage, e->position};

				table_string(w, answer_part_name(part));
				table_string(w, certainty_name(holder->tier));
				table_string(w, side_name(holder->side));
				position_cells(w, &row);
				table_row_end(w);
			}
		}
}

static void
positions_begin(struct table_out *w, const struct positions_view *view)
{
	if (view->head != NULL)
		table_identity(w, view->head, view->options->info);
	table_head(w, view_position_columns);
	table_row_end(w);
}

static void
position(struct table_out *w, const struct position_row *row)
{
	position_cells(w, row);
	table_row_end(w);
}

static void
positions_end(
    struct positions_view *view, const char *plan, const struct notes *notes)
{
	(void)view;
	(void)plan;
	(void)notes;
}

/* The same functions for both kinds of table. */
#define TABLE_VIEW(name, is_csv)                                               \
	static void name##_search(struct out *out,                             \
	    const struct view_options *options,                                \
	    const struct search_view *view)                                    \
	{                                                                      \
		struct table_out w = {out, is_csv, true};                      \
		(void)options;                                                 \
		search(&w, view);                                              \
	}                                                                      \
	static void name##_answer(struct out *out,                             \
	    const struct view_options *options, const struct answer *a)        \
	{                                                                      \
		struct table_out w = {out, is_csv, true};                      \
		(void)options;                                                 \
		answer(&w, a);                                                 \
	}                                                                      \
	static void name##_record(struct out *out,                             \
	    const struct view_options *options,                                \
	    const struct record_view *view)                                    \
	{                                                                      \
		struct table_out w = {out, is_csv, true};                      \
		(void)options;                                                 \
		record(&w, view);                                              \
	}                                                                      \
	static void name##_begin(struct positions_view *view)                  \
	{                                                                      \
		struct table_out w = {view->out, is_csv, true};                \
		positions_begin(&w, view);                                     \
	}                                                                      \
	static void name##_position(                                           \
	    struct positions_view *view, const struct position_row *row)       \
	{                                                                      \
		struct table_out w = {view->out, is_csv, true};                \
		position(&w, row);                                             \
		view->rows++;                                                  \
	}                                                                      \
	const struct view view_##name = {name##_search, name##_answer,         \
	    name##_record, name##_begin, name##_position, positions_end}

TABLE_VIEW(csv, true);
TABLE_VIEW(tsv, false);
