/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/json.h"
#include "searcher/page.h"
#include "searcher/table-out.h"
#include "searcher/view-tally.h"

#include <string.h>

/* --- JSON ----------------------------------------------------------------- */

static void
json_label(struct json *json, const struct tally_column *column)
{
	json_put_string(json, "key", column->key);
	json_put_string(json, "negotiation", column->negotiation);
	json_put_string(json, "number", column->label.number);
	json_put_string(json, "instrument", column->label.instrument);
	json_put_string(json, "title", column->label.title);
	json_put_string(json, "places", column->label.places);
}

static void
json_sides(struct json *json, const struct tally_cell *cell)
{
	char letters[TALLY_MARKS];

	json_put_string(json, "letters", tally_letters(cell, letters));
	for (int side = 0; side < TALLY_SIDES; side++)
		json_put_number(
		    json, side_name((enum side)side), cell->count[side]);
	json_put_number(json, "part", cell->part);
	json_begin_array(json, "layers");
	for (int layer = 0; layer <= LAYER_COMMENTARY; layer++)
		if ((cell->layers >> layer & 1) != 0)
			json_put_string(
			    json, NULL, layer_name((enum layer)layer));
	json_end_array(json);
}

static void
json_begin(struct json *json, struct out *out,
    const struct view_options *options, const struct tally_view *view)
{
	json_init(json, out);
	json_begin_object(json, NULL);
	json_put_number(json, "version", 1);
	json_begin_object(json, "plan");
	json_put_string(json, "query", view->plan);
	json_begin_array(json, "notes");
	for (size_t i = 0; i < view->notes->count; i++)
		json_put_string(json, NULL, view->notes->note[i]);
	json_end_array(json);
	json_end_object(json);
	json_put_string(json, "index_build", options->info->build);
	json_put_string(json, "index_created", options->info->created);
	json_put_string(json, "counted", "passages");
}

static void
json_holder(struct json *json, const struct tally_holder *holder)
{
	json_put_string(json, "holder", holder->id);
	json_put_string(json, "name", holder->name);
	json_put_string(json, "kind", holder_kind_name(holder->kind));
}

static void
matrix_json(struct out *out, const struct view_options *options,
    const struct tally_view *view)
{
	const struct tally *tally = view->tally;
	struct json json;
	size_t at = 0;

	json_begin(&json, out, options, view);
	json_begin_array(&json, view->things);
	for (size_t i = 0; i < tally->n_columns; i++) {
		json_begin_object(&json, NULL);
		json_label(&json, &tally->column[i]);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_begin_array(&json, "holders");
	for (size_t i = 0; i < tally->n_holders; i++) {
		json_begin_object(&json, NULL);
		json_holder(&json, &tally->holder[i]);
		json_begin_array(&json, "cells");
		for (; at < tally->n_cells && tally->cell[at].holder == i;
		     at++) {
			json_begin_object(&json, NULL);
			json_put_number(
			    &json, "column", tally->cell[at].column);
			json_sides(&json, &tally->cell[at]);
			json_end_object(&json);
		}
		json_end_array(&json);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_end_object(&json);
	out_puts(out, "\n");
}

/* --- tables --------------------------------------------------------------- */

static struct table_out
table_begin(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view)
{
	struct table_out table = {out, format == FORMAT_CSV, true};

	if (view->head)
		table_identity(&table, view->plan, options->info);
	return table;
}

static void
matrix_table(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view)
{
	const struct tally *tally = view->tally;
	struct table_out table = table_begin(out, options, format, view);
	char letters[TALLY_MARKS];

	table_string(&table, "holder");
	table_string(&table, "name");
	table_string(&table, "kind");
	for (size_t i = 0; i < tally->n_columns; i++)
		table_string(&table, tally->column[i].key);
	table_row_end(&table);
	for (size_t h = 0; h < tally->n_holders; h++) {
		table_string(&table, tally->holder[h].id);
		table_string(&table, tally->holder[h].name);
		table_string(&table, holder_kind_name(tally->holder[h].kind));
		for (size_t i = 0; i < tally->n_columns; i++)
			table_string(&table,
			    tally_letters(tally_at(tally, h, i), letters));
		table_row_end(&table);
	}
}

/* One cell a line. */
static void
matrix_lines(struct out *out, const struct tally_view *view)
{
	const struct tally *tally = view->tally;

	for (size_t i = 0; i < tally->n_cells; i++) {
		const struct tally_cell *cell = &tally->cell[i];
		struct json json;

		json_init(&json, out);
		json_begin_object(&json, NULL);
		json_holder(&json, &tally->holder[cell->holder]);
		json_label(&json, &tally->column[cell->column]);
		json_sides(&json, cell);
		json_end_object(&json);
		out_puts(out, "\n");
	}
}

void
view_matrix(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view)
{
	switch (format) {
	case FORMAT_JSON:
		matrix_json(out, options, view);
		break;
	case FORMAT_JSONL:
		matrix_lines(out, view);
		break;
	case FORMAT_CSV:
	case FORMAT_TSV:
		matrix_table(out, options, format, view);
		break;
	case FORMAT_SVG:
		view_matrix_svg(out, options, view);
		break;
	default:
		view_matrix_text(out, options, view);
		break;
	}
}

/* --- counts --------------------------------------------------------------- */

/* The sum of a row's or a column's cells. */
struct sum {
	uint64_t count[TALLY_SIDES];
	uint64_t part;
	uint64_t others; /* cells: provisions of a holder, or holders of one */
};

static struct sum
sum_of(const struct tally *tally, bool holders, size_t at)
{
	struct sum sum = {{0}, 0, 0};

	for (size_t i = 0; i < tally->n_cells; i++) {
		const struct tally_cell *cell = &tally->cell[i];

		if ((holders ? cell->holder : cell->column) != at)
			continue;
		for (int side = 0; side < TALLY_SIDES; side++)
			sum.count[side] += cell->count[side];
		sum.part += cell->part;
		sum.others++;
	}
	return sum;
}

static const char *const count_columns[] = {"id", "name", "kind", "others",
    "for", "against", "change", "as_is", "none", "part", "passages", NULL};

static const enum side count_order[] = {
    SIDE_FOR, SIDE_AGAINST, SIDE_CHANGE, SIDE_AS_IS, SIDE_NONE};

#define COUNT_SIDES (sizeof count_order / sizeof *count_order)

/* What one line of counts is about. */
struct counted {
	const char *id, *name, *kind;
	uint64_t passages;
	struct sum sum;
};

static struct counted
counted_at(const struct tally_view *view, bool holders, size_t i)
{
	const struct tally *tally = view->tally;
	struct counted c = {.sum = sum_of(tally, holders, i)};

	if (holders) {
		c.id = tally->holder[i].id;
		c.name = tally->holder[i].name;
		c.kind = holder_kind_name(tally->holder[i].kind);
		c.passages = tally->holder[i].passages;
	} else {
		c.id = tally->column[i].key;
		c.name = tally->column[i].label.title;
		c.kind = tally->column[i].label.places;
		c.passages = tally->column[i].passages;
	}
	return c;
}

static void
counts_table(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view, bool holders)
{
	struct table_out table = table_begin(out, options, format, view);
	size_t n = holders ? view->tally->n_holders : view->tally->n_columns;

	for (size_t i = 0; count_columns[i] != NULL; i++)
		table_string(&table, i == 3 ? holders ? view->things : "holders"
				     : i == 2 && !holders ? "places"
							  : count_columns[i]);
	table_row_end(&table);
	for (size_t i = 0; i < n; i++) {
		struct counted c = counted_at(view, holders, i);

		table_string(&table, c.id);
		table_string(&table, c.name);
		table_string(&table, c.kind);
		table_number(&table, c.sum.others);
		for (size_t s = 0; s < COUNT_SIDES; s++)
			table_number(&table, c.sum.count[count_order[s]]);
		table_number(&table, c.sum.part);
		table_number(&table, c.passages);
		table_row_end(&table);
	}
}

static void
count_json(struct json *json, const struct counted *c, const char *things,
    bool holders)
{
	json_begin_object(json, NULL);
	json_put_string(json, "id", c->id);
	json_put_string(json, "name", c->name);
	json_put_string(json, holders ? "kind" : "places", c->kind);
	json_put_number(json, holders ? things : "holders", c->sum.others);
	for (int side = 0; side < TALLY_SIDES; side++)
		json_put_number(
		    json, side_name((enum side)side), c->sum.count[side]);
	json_put_number(json, "part", c->sum.part);
	json_put_number(json, "passages", c->passages);
	json_end_object(json);
}

static void
counts_json(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view, bool holders)
{
	size_t n = holders ? view->tally->n_holders : view->tally->n_columns;
	struct json json;

	if (format == FORMAT_JSON) {
		json_begin(&json, out, options, view);
		json_begin_array(&json, "counts");
	}
	for (size_t i = 0; i < n; i++) {
		struct counted c = counted_at(view, holders, i);

		if (format == FORMAT_JSONL)
			json_init(&json, out);
		count_json(&json, &c, view->things, holders);
		if (format == FORMAT_JSONL)
			out_puts(out, "\n");
	}
	if (format == FORMAT_JSON) {
		json_end_array(&json);
		json_end_object(&json);
		out_puts(out, "\n");
	}
}

/* The name of a line, in text: "42 Safeguards for persons in passage". */
static const char *
count_name(struct arena *arena, const struct tally_view *view, bool holders,
    size_t i, unsigned width)
{
	const struct provision_label *label;
	const char *name;

	if (holders)
		return text_cut(arena, view->tally->holder[i].name, width);
	label = &view->tally->column[i].label;
	name = label->number;
	if (strcmp(name, "-") == 0)
		return label->title[0] != '\0' ? label->title
					       : _("no provision");
	if (label->title[0] != '\0' && strcmp(label->title, name) != 0)
		name = arena_printf(arena, "%s %s", name, label->title);
	return text_cut(arena, name, width);
}

/* A head over numbers of `width` columns, at their right. */
static void
put_head(struct out *out, const char *head, unsigned width)
{
	unsigned used = page_columns(head, strlen(head));

	out_printf(
	    out, "%*s%s", used > width ? 1 : (int)(width - used) + 1, "", head);
}

static void
counts_text(struct out *out, const struct view_options *options,
    const struct tally_view *view, bool holders)
{
	static const char *const heads[] = {NC_("column", "for"),
	    NC_("column", "against"), NC_("column", "change"),
	    NC_("column", "as is"), NC_("column", "none")};
	size_t n = holders ? view->tally->n_holders : view->tally->n_columns;
	unsigned width = options->width > 76   ? 30
			 : options->width > 60 ? options->width - 46
					       : 14;
	struct arena *arena = arena_new();
	const char *head[COUNT_SIDES];
	unsigned columns[COUNT_SIDES];
	unsigned part =
	    page_columns(C_("column", "part"), strlen(C_("column", "part")));
	struct page page;

	part = part < 5 ? 5 : part;
	for (size_t s = 0; s < COUNT_SIDES; s++) {
		head[s] = translate_marked(heads[s]);
		columns[s] = page_columns(head[s], strlen(head[s]));
		columns[s] = columns[s] < 7 ? 7 : columns[s];
	}
	page_init(
	    &page, out, options->width, options->attributes, options->color);
	page_text(&page, STYLE_HEAD,
	    holders ? arena_printf(arena, P_("%zu holder", "%zu holders", n), n)
		    : count_things(arena, view->by, n));
	page_text(&page, STYLE_PLAIN, _(" for: "));
	page_text(&page, STYLE_PLAIN, view->plan);
	page_gap(&page);
	out_printf(out, "%*s", (int)width, "");
	for (size_t s = 0; s < COUNT_SIDES; s++)
		put_head(out, head[s], columns[s]);
	put_head(out, C_("column", "part"), part);
	out_puts(out, "\n");
	for (size_t i = 0; i < n; i++) {
		struct counted c = counted_at(view, holders, i);
		const char *name = count_name(arena, view, holders, i, width);

		page_verbatim(out, name, strlen(name));
		out_printf(out, "%*s",
		    (int)(width - page_columns(name, strlen(name))), "");
		for (size_t s = 0; s < COUNT_SIDES; s++)
			out_printf(out, " %*llu", (int)columns[s],
			    (unsigned long long)c.sum.count[count_order[s]]);
		out_printf(
		    out, " %*llu\n", (int)part, (unsigned long long)c.sum.part);
	}
	page_gap(&page);
	page_text(&page, STYLE_FAINT,
	    _("Counted are passages with such a position; one passage may have "
	      "several. \"part\": on a part of a provision or references to "
	      "it."));
	page_line(&page, 0);
	arena_free(arena);
}

void
view_counts(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view, bool holders)
{
	if (format == FORMAT_JSON || format == FORMAT_JSONL)
		counts_json(out, options, format, view, holders);
	else if (format == FORMAT_CSV || format == FORMAT_TSV)
		counts_table(out, options, format, view, holders);
	else
		counts_text(out, options, view, holders);
}
