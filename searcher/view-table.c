/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CSV (RFC 4180) and TSV: a head line, then a line for each row. */
#include "searcher/view-cell.h"
#include "searcher/view-position.h"
#include "searcher/view.h"

#include <stdio.h>
#include <string.h>

/* A table being written. */
struct writer {
	struct out *out;
	bool csv;   /* else TSV */
	bool first; /* no cell in this line yet */
};

static void
cell_n(struct writer *w, const char *s, size_t n)
{
	if (!w->first)
		out_puts(w->out, w->csv ? "," : "\t");
	w->first = false;
	view_cell(w->out, w->csv, s, n);
}

static void
cell(struct writer *w, const char *s)
{
	cell_n(w, s, strlen(s));
}

static void
cell_number(struct writer *w, uint32_t number)
{
	char buffer[32];

	snprintf(buffer, sizeof buffer, "%lu", (unsigned long)number);
	cell(w, buffer);
}

static void
row_end(struct writer *w)
{
	out_puts(w->out, w->csv ? "\r\n" : "\n");
	w->first = true;
}

static void
head(struct writer *w, const char *const *columns)
{
	for (; *columns != NULL; columns++)
		cell(w, *columns);
}

static void
passage_row(struct writer *w, const struct record *record,
    const struct passage *passage, const char *text)
{
	cell(w, record->id);
	cell_number(w, passage->number);
	cell(w, record->title);
	cell(w, record_kind_name(record->kind));
	cell(w,
	    passage->speaker[0] != '\0' ? passage->speaker : record->speaker);
	cell(w, record->session);
	cell(w, record->date);
	cell_number(w, passage->line_first);
	cell_number(w, passage->line_last);
	cell(w, text);
	row_end(w);
}

static const char *const passage_columns[] = {"record", "passage", "title",
    "kind", "speaker", "session", "date", "line_first", "line_last", "text",
    NULL};

static void
search(struct writer *w, const struct search_view *view)
{
	head(w, passage_columns);
	row_end(w);
	for (size_t i = 0; i < view->result->n_hits; i++)
		passage_row(w, view->result->hit[i].record,
		    view->result->hit[i].passage,
		    view->result->hit[i].snippet.text);
}

static void
record(struct writer *w, const struct record_view *view)
{
	head(w, passage_columns);
	row_end(w);
	for (size_t i = 0; i < view->n_passages; i++)
		passage_row(
		    w, view->record, view->passage[i], view->passage[i]->text);
}

static void
position_cells(struct writer *w, const struct position_row *row)
{
	for (size_t i = 0; view_position_columns[i] != NULL; i++) {
		char buffer[32];
		size_t n;
		const char *s = view_position_cell(row, i, buffer, &n);

		cell_n(w, s, n);
	}
}

/* Every position of the answer, with the part of the answer it stands in. */
static void
answer(struct writer *w, const struct answer *answer)
{
	cell(w, "part");
	cell(w, "tier");
	cell(w, "side");
	head(w, view_position_columns);
	row_end(w);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t h = 0; h < answer->part[part].n_holders; h++) {
			const struct answer_holder *holder =
			    &answer->part[part].holder[h];

			for (size_t i = 0; i < holder->n_evidence; i++) {
				const struct evidence *e = &holder->evidence[i];
				struct position_row row = {
				    e->record, e->passage, e->position};

				cell(w, answer_part_name(part));
				cell(w, certainty_name(holder->tier));
				cell(w, side_name(holder->side));
				position_cells(w, &row);
				row_end(w);
			}
		}
}

static void
positions_begin(struct writer *w)
{
	head(w, view_position_columns);
	row_end(w);
}

static void
position(struct writer *w, const struct position_row *row)
{
	position_cells(w, row);
	row_end(w);
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
		struct writer w = {out, is_csv, true};                         \
		(void)options;                                                 \
		search(&w, view);                                              \
	}                                                                      \
	static void name##_answer(struct out *out,                             \
	    const struct view_options *options, const struct answer *a)        \
	{                                                                      \
		struct writer w = {out, is_csv, true};                         \
		(void)options;                                                 \
		answer(&w, a);                                                 \
	}                                                                      \
	static void name##_record(struct out *out,                             \
	    const struct view_options *options,                                \
	    const struct record_view *view)                                    \
	{                                                                      \
		struct writer w = {out, is_csv, true};                         \
		(void)options;                                                 \
		record(&w, view);                                              \
	}                                                                      \
	static void name##_begin(struct positions_view *view)                  \
	{                                                                      \
		struct writer w = {view->out, is_csv, true};                   \
		positions_begin(&w);                                           \
	}                                                                      \
	static void name##_position(                                           \
	    struct positions_view *view, const struct position_row *row)       \
	{                                                                      \
		struct writer w = {view->out, is_csv, true};                   \
		position(&w, row);                                             \
		view->rows++;                                                  \
	}                                                                      \
	const struct view view_##name = {name##_search, name##_answer,         \
	    name##_record, name##_begin, name##_position, positions_end}

TABLE_VIEW(csv, true);
TABLE_VIEW(tsv, false);
