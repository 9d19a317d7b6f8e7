/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of what is too long for a page, and the links to them. */
#include "searcher/site-place.h"

#include <string.h>

/* About what a picture with its table takes, in bytes. */
#define COST_CELL   300
#define COST_ROW    250
#define COST_COLUMN 230
#define COST_EMPTY  4	 /* a cell without anything */
#define COST_LEAST  9000 /* of a part where there are many columns */
#define ROWS_MOST   40

void
site_window(struct site *site, const struct tally *tally, size_t columns,
    size_t most, struct site_window *ret)
{
	size_t first = site->request.column / columns * columns;
	size_t shown, rows, heads, *cost;

	if (first >= tally->n_columns)
		first = 0;
	shown = columns < tally->n_columns - first ? columns
						   : tally->n_columns - first;
	cost = tally_row_cells(site->arena, tally, first, columns, &rows);
	for (size_t i = 0; i < rows; i++)
		cost[i] = COST_CELL * cost[i] + COST_ROW + COST_EMPTY * shown;
	heads = COST_COLUMN * shown;
	ret->parts = parts_of(site->arena, cost, rows,
	    most > heads + COST_LEAST ? most - heads : COST_LEAST, ROWS_MOST,
	    site->request.offset);
	ret->first_column = first;
	tally_window(site->arena, tally, ret->parts.from,
	    ret->parts.end - ret->parts.from, first, columns, &ret->part,
	    &rows);
}

/* This page from an item on. */
static const char *
here_from(struct site *site, size_t offset)
{
	const char *s = site->cgi->query, *rest = "";

	for (size_t n; *s != '\0'; s += n + (s[n] == '&')) {
		n = strcspn(s, "&");
		if (n > 0 && strncmp(s, "offset=", 7) != 0)
			rest = arena_printf(site->arena, "%s%s%.*s", rest,
			    *rest != '\0' ? "&" : "?", (int)n, s);
	}
	if (offset > 0)
		rest = arena_printf(site->arena, "%s%soffset=%zu", rest,
		    *rest != '\0' ? "&" : "?", offset);
	return arena_printf(
	    site->arena, "%s%s%s", site->cgi->script, site->cgi->path, rest);
}

const char *
site_part_address(struct site *site, const struct parts *parts, size_t item)
{
	size_t at = parts_at(parts, item);

	return at == parts->at ? "" : here_from(site, parts->start[at]);
}

void
site_step(struct site *site, const char *address, const char *words, bool here)
{
	struct html *html = &site->html;

	html_raw(html, "<li>");
	if (!here) {
		html_link(html, address, words);
	} else {
		html_raw(html, "<strong>");
		html_text(html, words);
		html_raw(html, "</strong>");
	}
	html_raw(html, "</li>\n");
}

const char *
site_part_words(struct site *site, const struct parts *parts, size_t i)
{
	size_t first = parts->start[i] + 1, last = parts->start[i + 1];

	return first == last
		   ? arena_printf(site->arena, "%zu", first)
		   : arena_printf(site->arena, "%zu\u2013%zu", first, last);
}

void
site_steps(struct site *site, const char *label, const struct parts *parts)
{
	struct html *html = &site->html;

	if (parts->count < 2)
		return;
	html_raw(html, "<nav class=\"sorts\"");
	html_attr(html, "aria-label", label);
	html_raw(html, "><ul>\n<li>");
	html_text(html, label);
	html_raw(html, "</li>\n");
	for (size_t i = 0; i < parts->count; i++)
		site_step(site, here_from(site, parts->start[i]),
		    site_part_words(site, parts, i), i == parts->at);
	html_raw(html, "</ul></nav>\n");
}
