/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/view-explain.h"

#include "core/translate.h"
#include "searcher/json.h"
#include "searcher/page.h"

/* Columns before what was seen, and before the rest of its lines. */
#define STAGE_INDENT 2
#define SAYS_INDENT  6

/* --- text ----------------------------------------------------------------- */

static void
write_head(struct page *page, const struct explanation *x)
{
	const struct passage *passage = x->passage;
	const char *language = language_name(x->language);

	page_text(page, STYLE_HEAD, x->record->id);
	page_printf(page, STYLE_HEAD, "#%lu", (unsigned long)passage->number);
	page_printf(page, STYLE_PLAIN, _(", %s; read %s"),
	    record_kind_name(x->record->kind), _(trace_way_says(x->way)));
	page_line(page, 0);
	page_printf(page, STYLE_FAINT, _("Language: %s"),
	    *language != '\0' ? language : _("none of the six"));
	if (passage->speaker[0] != '\0') {
		page_text(page, STYLE_FAINT, _("; speaker: "));
		page_text(page, STYLE_FAINT, passage->speaker);
	}
	if (passage->on_behalf_of[0] != '\0') {
		page_text(page, STYLE_FAINT, _("; for: "));
		page_text(page, STYLE_FAINT, passage->on_behalf_of);
	}
	if (passage->provision[0] != '\0')
		page_printf(
		    page, STYLE_FAINT, _("; under: %s"), passage->provision);
	page_line(page, 0);
	if (!x->differs)
		return;
	page_text(page, STYLE_HEAD,
	    _("Note: the index has other positions of this passage; they are "
	      "not those that follow. It was made by another program, or of a "
	      "source that says more."));
	page_line(page, 0);
}

static void
write_words(struct page *page, const struct explanation *x,
    const struct explain_row *row)
{
	page_text(page, STYLE_PLAIN, " \"");
	page_text_n(page, STYLE_PLAIN, x->passage->text + row->start,
	    row->end - row->start);
	page_text(page, STYLE_PLAIN, "\"");
}

static void
write_details(struct page *page, const struct explain_row *row)
{
	for (size_t i = 0; i < row->n_details; i++) {
		page_line(page, SAYS_INDENT + 2);
		page_text(page, STYLE_FAINT, row->detail[i]);
	}
}

static void
write_row(struct page *page, const struct explanation *x,
    const struct explain_row *row)
{
	bool made =
	    row->stage == EXPLAIN_POSITION || row->stage == EXPLAIN_NOTHING;

	page_line(page, STAGE_INDENT);
	page_printf(page, made ? STYLE_HEAD : STYLE_FAINT, "%s",
	    _(explain_stage_name(row->stage)));
	page_printf(page, STYLE_FAINT, " %lu-%lu", (unsigned long)row->start,
	    (unsigned long)row->end);
	page->indent = SAYS_INDENT;
	if (row->stage != EXPLAIN_POSITION && row->stage != EXPLAIN_CLAUSE) {
		write_words(page, x, row);
		page_text(page, STYLE_PLAIN, ":");
	}
	page_text(page, STYLE_PLAIN, " ");
	page_text(page, made ? STYLE_HEAD : STYLE_PLAIN, row->says);
	write_details(page, row);
	page_line(page, 0);
}

void
view_explain_text(struct out *out, const struct view_options *options,
    const struct explanation *x)
{
	struct page page;

	page_init(
	    &page, out, options->width, options->attributes, options->color);
	write_head(&page, x);
	for (size_t i = 0; i < x->n_rows; i++) {
		if (x->row[i].stage != EXPLAIN_SENTENCE) {
			write_row(&page, x, &x->row[i]);
			continue;
		}
		page_gap(&page);
		page_printf(&page, STYLE_FAINT, "%lu-%lu",
		    (unsigned long)x->row[i].start,
		    (unsigned long)x->row[i].end);
		write_words(&page, x, &x->row[i]);
		page_line(&page, 0);
	}
	page_gap(&page);
	page_printf(&page, STYLE_HEAD,
	    P_("%zu position", "%zu positions", x->passage->n_positions),
	    x->passage->n_positions);
	page_line(&page, 0);
}

/* --- JSON ----------------------------------------------------------------- */

static void
row_json(struct json *json, const struct explanation *x,
    const struct explain_row *row)
{
	json_begin_object(json, NULL);
	json_put_string(json, "stage", explain_stage_name(row->stage));
	json_put_number(json, "start", row->start);
	json_put_number(json, "end", row->end);
	json_put_string_n(json, "words", x->passage->text + row->start,
	    row->end - row->start);
	json_put_string(json, "says", row->says);
	if (row->n_details > 0) {
		json_begin_array(json, "from");
		for (size_t i = 0; i < row->n_details; i++)
			json_put_string(json, NULL, row->detail[i]);
		json_end_array(json);
	}
	json_end_object(json);
}

static void
lines_json(struct out *out, const struct explanation *x)
{
	for (size_t i = 0; i < x->n_rows; i++) {
		struct json json;

		json_init(&json, out);
		row_json(&json, x, &x->row[i]);
		out_puts(out, "\n");
	}
}

void
view_explain_json(struct out *out, const struct explanation *x, bool lines)
{
	struct json json;

	if (lines) {
		lines_json(out, x);
		return;
	}
	json_init(&json, out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "record", x->record->id);
	json_put_number(&json, "passage", x->passage->number);
	json_put_string(&json, "language", language_code(x->language));
	json_put_string(&json, "read", trace_way_says(x->way));
	json_put_string(&json, "lexicon", x->lexicon);
	json_put_number(&json, "positions", x->passage->n_positions);
	json_put_bool(&json, "differs", x->differs);
	json_begin_array(&json, "rows");
	for (size_t i = 0; i < x->n_rows; i++)
		row_json(&json, x, &x->row[i]);
	json_end_array(&json);
	json_end_object(&json);
	out_puts(out, "\n");
}
