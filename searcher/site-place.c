/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/site-place.h"

#include "core/translate.h"

#include <string.h>

/* Of a table that is open from the beginning. */
#define FEW_ROWS    12
#define FEW_COLUMNS 4

/* --- papers --------------------------------------------------------------- */

static void
begin(void *context, const char *title)
{
	struct site *site = context;

	site_begin(site, arena_printf(site->arena, "%s - travaux", title), "");
}

static void
end(void *context)
{
	site_end(context);
}

static const char *
passage(void *context, const char *record, uint32_t number)
{
	return site_record_address(context, record, number);
}

static const char *
positions(void *context, const char *holder, const char *key)
{
	return strcmp(key, "-") == 0
		   ? site_holder_address(context, holder)
		   : site_positions_address(context, holder, key, NULL);
}

static const char *
name(void *context, const char *id, const char *otherwise)
{
	const char *words = site_value_words(context, FIELD_HOLDER, id);

	return words != id ? words : otherwise;
}

/* Title, kind, session and date: the address leads to the rest. */
static const char *
source(void *context, const struct evidence *e)
{
	struct site *site = context;
	struct arena *arena = site->arena;
	const struct record *record = e->record;
	const char *const parts[] = {
	    site_kind_words(record->kind), e->session, record->date};
	const char *s = record->title[0] != '\0' ? record->title : record->id;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i][0] != '\0')
			s = arena_printf(arena, "%s%s%s", s,
			    i == 0 ? "; " : C_("list", ", "), parts[i]);
	if (passage_is_repaired(
		e->passage, e->position->start, e->position->end))
		s = arena_printf(
		    arena, "%s%s%s", s, C_("list", ", "), _("quote repaired"));
	return s;
}

static void
steps(void *context, const struct parts *parts)
{
	site_steps(context, _("Positions"), parts);
}

struct view_place
site_place(struct site *site)
{
	return (struct view_place){.begin = begin,
	    .end = end,
	    .passage = passage,
	    .positions = positions,
	    .name = name,
	    .source = source,
	    .steps = steps,
	    .context = site};
}

/* --- tables --------------------------------------------------------------- */

/* A value that is none ("-") selects nothing. */
static const char *
known(const char *value)
{
	return strcmp(value, "-") == 0 ? "" : value;
}

static const char *
cell_address(
    void *context, const struct tally *tally, size_t row, size_t column)
{
	const struct site_figure *f = context;
	const char *holder = f->holder, *provision = f->provision;
	const char *session = "";

	if (f->provisions)
		provision = tally->holder[row].id;
	else if (holder == NULL)
		holder = tally->holder[row].id;
	if (f->by == TALLY_SESSION)
		session = known(tally->column[column].key);
	else if (provision == NULL)
		provision = tally->column[column].key;
	return site_positions_address(f->site, holder, provision, session);
}

static const char *
row_address(void *context, const struct tally *tally, size_t row)
{
	const struct site_figure *f = context;
	const char *id = tally->holder[row].id;

	if (!f->provisions)
		return site_holder_address(f->site, id);
	return strcmp(id, "-") == 0 ? NULL
				    : site_provision_address(f->site, id);
}

static const char *
column_address(void *context, const struct tally *tally, size_t column)
{
	const struct site_figure *f = context;
	const char *key = tally->column[column].key;

	if (strcmp(key, "-") == 0)
		return NULL;
	return f->by == TALLY_SESSION ? site_session_address(f->site, key)
				      : site_provision_address(f->site, key);
}

/* A cell of a table's head. */
static void
write_head(const struct site_figure *f, const char *scope, const char *title,
    const char *words)
{
	struct html *html = &f->site->html;

	html_raw(html, "<th");
	html_attr(html, "scope", scope);
	html_attr(html, "title", title);
	html_raw(html, "><bdi>");
	html_text(html, words);
	html_raw(html, "</bdi>");
}

static void
write_row(const struct site_figure *f, size_t row)
{
	const struct tally *tally = f->tally;
	struct html *html = &f->site->html;

	html_raw(html, "<tr>");
	/* The same addresses as in the picture are not said again. */
	write_head(f, "row", NULL, tally->holder[row].name);
	for (size_t i = 0; i < tally->n_columns; i++) {
		const struct tally_cell *cell = tally_at(tally, row, i);

		html_raw(html, "<td>");
		if (cell != NULL)
			html_link(html, cell_address((void *)f, tally, row, i),
			    tally_words(f->site->arena, cell));
	}
	html_raw(html, "\n");
}

/* What stands above a column: a session by its name, an article by number. */
static const char *
column_words(const struct site_figure *f, size_t i)
{
	const struct provision_label *label = &f->tally->column[i].label;

	return f->by == TALLY_SESSION && label->title[0] != '\0'
		   ? label->title
		   : label->number;
}

static void
write_table(const struct site_figure *f)
{
	const struct tally *tally = f->tally;
	struct html *html = &f->site->html;

	html_raw(html,
	    tally->n_holders <= FEW_ROWS && tally->n_columns <= FEW_COLUMNS
		? "<details open><summary>"
		: "<details><summary>");
	html_text(html, _("The same as a table, in words"));
	html_raw(html, "</summary>\n<div class=\"wide\" role=\"region\" "
		       "tabindex=\"0\"");
	html_attr(html, "aria-label", f->title);
	html_raw(html, ">\n<table>\n<thead><tr>");
	write_head(f, "col", NULL, f->provisions ? _("Provision") : _("Who"));
	for (size_t i = 0; i < tally->n_columns; i++)
		write_head(
		    f, "col", tally->column[i].label.title, column_words(f, i));
	html_raw(html, "\n<tbody>\n");
	for (size_t i = 0; i < tally->n_holders; i++)
		write_row(f, i);
	html_raw(html, "</table>\n</div>\n</details>\n");
}

void
site_legend(struct site *site)
{
	struct html *html = &site->html;

	html_raw(html, "<ul class=\"legend\">\n");
	for (size_t i = 0; tally_legend[i] != NULL; i++) {
		html_raw(html, "<li>");
		html_text(html, _(tally_legend[i]));
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul>\n");
}

void
site_figure(const struct site_figure *figure)
{
	struct html *html = &figure->site->html;
	struct view_place place = {.cell = cell_address,
	    .holder = row_address,
	    .column = column_address,
	    .context = (void *)figure,
	    .rtl = figure->site->language->rtl};
	struct tally_view view = {
	    .title = figure->title, .tally = figure->tally, .by = figure->by};

	if (figure->tally->n_cells == 0)
		return;
	html_raw(html, "<figure");
	html_attr(html, "id", figure->id);
	html_raw(html, ">\n<figcaption>");
	html_text(html, figure->title);
	html_raw(html, "</figcaption>\n<div class=\"wide\" role=\"region\" "
		       "tabindex=\"0\"");
	html_attr(html, "aria-label",
	    arena_printf(figure->site->arena, _("Picture: %s"), figure->title));
	html_raw(html, ">\n");
	view_matrix_drawn(html->out, &place, &view);
	html_raw(html, "</div>\n");
	write_table(figure);
	html_raw(html, "</figure>\n");
}
