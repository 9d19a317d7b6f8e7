/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/missing.h"
#include "searcher/paper.h"

#include "core/translate.h"
#include "searcher/markup.h"
#include "searcher/source-line.h"

#include <stdint.h>
#include <string.h>

#define PART_MOST  36000 /* bytes of a part, about */
#define QUOTE_COST 500	 /* of a quote, but for its words */

static void
close_list(struct paper *paper)
{
	if (paper->in_list)
		out_puts(paper->out, "</li>\n</ul>\n");
	paper->in_list = false;
}

/* Text in the form of the paper, on its own line or within one. */
static void
put(struct paper *paper, enum page_style style, const char *s)
{
	if (paper->format == FORMAT_HTML)
		markup_text(paper->out, s);
	else if (paper->format == FORMAT_MARKDOWN)
		markdown_text(paper->out, s);
	else
		page_text(&paper->page, style, s);
}

/* Bytes that are markup in HTML or Markdown, and nothing in text. */
static void
mark(struct paper *paper, const char *html, const char *markdown)
{
	if (paper->format == FORMAT_HTML)
		out_puts(paper->out, html);
	else if (paper->format == FORMAT_MARKDOWN)
		out_puts(paper->out, markdown);
}

void
paper_begin(struct paper *paper, struct out *out,
    const struct view_options *options, enum request_format format,
    const char *title)
{
	memset(paper, 0, sizeof *paper);
	paper->out = out;
	paper->format = format;
	page_init(&paper->page, out, options->width, options->attributes,
	    options->color);
	if (format == FORMAT_HTML)
		paper->place = options->place;
	if (paper->place != NULL)
		paper->place->begin(paper->place->context, title);
	else if (format == FORMAT_HTML)
		markup_page_begin(out, title);
	mark(paper, "<h1>", "# ");
	put(paper, STYLE_HEAD, title);
	mark(paper, "</h1>\n", "\n");
	page_line(&paper->page, 0);
}

void
paper_head(struct paper *paper, unsigned level, const char *text)
{
	close_list(paper);
	paper->depth = level > 2 ? 2 : 0;
	if (paper->format == FORMAT_TEXT) {
		page_gap(&paper->page);
		paper->page.indent = paper->depth;
	}
	mark(
	    paper, level > 2 ? "<h3>" : "<h2>", level > 2 ? "\n### " : "\n## ");
	put(paper, STYLE_HEAD, text);
	mark(paper, level > 2 ? "</h3>\n" : "</h2>\n", "\n");
	page_line(&paper->page, 0);
}

void
paper_para(struct paper *paper, const char *text)
{
	close_list(paper);
	mark(paper, "<p>", "\n");
	page_line(&paper->page, paper->depth);
	put(paper, STYLE_PLAIN, text);
	mark(paper, "</p>\n", "\n");
	page_line(&paper->page, 0);
}

void
paper_item(struct paper *paper, enum page_style style, const char *name,
    const char *rest)
{
	if (paper->format == FORMAT_HTML) {
		out_puts(
		    paper->out, paper->in_list ? "</li>\n<li>" : "<ul>\n<li>");
		paper->in_list = true;
	} else if (paper->format == FORMAT_MARKDOWN) {
		out_puts(paper->out, "\n- ");
	} else {
		page_line(&paper->page, 2);
	}
	if (*name != '\0') {
		mark(paper, "<b>", "**");
		put(paper, style, name);
		mark(paper, "</b>", "**");
	}
	if (*rest != '\0') {
		if (*name == '\0')
			;
		else if (paper->format == FORMAT_TEXT)
			page_text(&paper->page, STYLE_PLAIN, ": ");
		else
			out_puts(paper->out, ": ");
		paper->page.indent = 4;
		put(paper, STYLE_PLAIN, rest);
	}
	mark(paper, "\n", "\n");
	page_line(&paper->page, 0);
}

void
paper_remark(struct paper *paper, const char *text)
{
	mark(paper, "<p class=\"s\">", "\n  ");
	page_line(&paper->page, 6);
	put(paper, STYLE_FAINT, text);
	mark(paper, "</p>\n", "\n");
	page_line(&paper->page, 0);
}

void
paper_more(
    struct paper *paper, size_t left, const char *holder, const char *key)
{
	const struct view_place *place = paper->place;
	struct arena *arena = arena_new();
	const char *words = arena_printf(arena,
	    place != NULL ? _("and %zu more on the page") : _("and %zu more"),
	    left);

	if (place == NULL) {
		paper_remark(paper, words);
	} else {
		out_puts(paper->out, "<p class=\"s\"><a href=\"");
		markup_text(
		    paper->out, place->positions(place->context, holder, key));
		out_puts(paper->out, "\">");
		markup_text(paper->out, words);
		out_puts(paper->out, "</a></p>\n");
	}
	arena_free(arena);
}

/* --- quotes --------------------------------------------------------------- */

static void
quote_part(struct paper *paper, bool marked, const char *s, size_t n)
{
	if (marked)
		mark(paper, "<b>", "**");
	if (paper->format == FORMAT_HTML)
		markup_text_n(paper->out, s, n);
	else
		markdown_text_n(paper->out, s, n);
	if (marked)
		mark(paper, "</b>", "**");
}

static void
quote_marked(struct paper *paper, const struct snippet *quote)
{
	size_t at = 0;

	if (quote->cut_before)
		out_puts(paper->out, "... ");
	for (size_t i = 0; i < quote->n_marks; i++) {
		const struct mark *m = &quote->mark[i];

		quote_part(paper, false, quote->text + at, m->start - at);
		quote_part(
		    paper, true, quote->text + m->start, m->end - m->start);
		at = m->end;
	}
	quote_part(paper, false, quote->text + at, strlen(quote->text + at));
	if (quote->cut_after)
		out_puts(paper->out, " ...");
}

/* Where it stands; on a site, a link there. */
static void
put_source(
    struct paper *paper, const struct evidence *evidence, const char *source)
{
	const struct view_place *place = paper->place;

	if (place != NULL) {
		out_puts(paper->out, "<a href=\"");
		markup_text(paper->out,
		    place->passage(place->context, evidence->record->id,
			evidence->passage->number));
		out_puts(paper->out, "\">");
	}
	put(paper, STYLE_FAINT, source);
	if (place != NULL)
		out_puts(paper->out, "</a>");
}

void
paper_quote(struct paper *paper, const struct evidence *evidence)
{
	struct arena *arena = arena_new();
	const struct view_place *place = paper->place;
	const char *source = place != NULL
				 ? place->source(place->context, evidence)
				 : source_line(arena, evidence);

	if (paper->format == FORMAT_TEXT) {
		page_line(&paper->page, 6);
		page_text(&paper->page, STYLE_PLAIN, "\"");
		page_snippet(&paper->page, &evidence->quote);
		page_text(&paper->page, STYLE_PLAIN, "\"");
		page_line(&paper->page, 6);
		page_text(&paper->page, STYLE_FAINT, source);
		page_line(&paper->page, 0);
	} else {
		mark(paper, "<blockquote>", "  > ");
		quote_marked(paper, &evidence->quote);
		mark(paper, "</blockquote>\n<p class=\"s\">", "\n  >\n  > ");
		put_source(paper, evidence, source);
		mark(paper, "</p>\n", "\n");
	}
	arena_free(arena);
}

/* --- changed words -------------------------------------------------------- */

/* One run of words, with the marks of what happened to it. */
static void
put_part(struct paper *paper, struct arena *arena, const struct diff_part *part,
    bool first)
{
	static const char *const html[3][2] = {
	    {"", ""}, {"<del>", "</del>"}, {"<ins>", "</ins>"}};
	static const char *const markdown[3][2] = {
	    {"", ""}, {"~~", "~~"}, {"**", "**"}};
	static const char *const text[3][2] = {
	    {"", ""}, {"[-", "-]"}, {"{+", "+}"}};
	static const enum page_style style[] = {
	    STYLE_PLAIN, STYLE_AGAINST, STYLE_FOR};
	const char *const *around = paper->format == FORMAT_HTML
					? html[part->change]
					: markdown[part->change];

	if (paper->format == FORMAT_TEXT) {
		if (!first)
			page_text(&paper->page, STYLE_PLAIN, " ");
		page_text(&paper->page, style[part->change],
		    arena_printf(arena, "%s%s%s", text[part->change][0],
			part->text, text[part->change][1]));
		return;
	}
	out_puts(paper->out, first ? "" : " ");
	out_puts(paper->out, around[0]);
	put(paper, STYLE_PLAIN, part->text);
	out_puts(paper->out, around[1]);
}

void
paper_words(struct paper *paper, const struct word_diff *diff)
{
	struct arena *arena = arena_new();

	close_list(paper);
	mark(paper, "<p>", "\n");
	paper->page.indent = 2;
	for (size_t i = 0; i < diff->n_parts; i++)
		put_part(paper, arena, &diff->part[i], i == 0);
	arena_free(arena);
	mark(paper, "</p>\n", "\n");
	page_line(&paper->page, 0);
}

void
paper_text(struct paper *paper, const char *text)
{
	const char *s = text;

	close_list(paper);
	mark(paper, "<p>", "\n");
	page_line(&paper->page, 2);
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		if (paper->format == FORMAT_HTML)
			markup_text_n(paper->out, s, n);
		else if (paper->format == FORMAT_MARKDOWN)
			markdown_text_n(paper->out, s, n);
		else
			page_text_n(&paper->page, STYLE_PLAIN, s, n);
		s += n + (s[n] == '\n');
		if (*s != '\0')
			mark(paper, "<br>\n", "\\\n");
		page_line(&paper->page, 2);
	}
	mark(paper, "</p>\n", "\n");
	page_line(&paper->page, 0);
}

struct parts
paper_parts(struct paper *paper, struct arena *arena, const size_t *cost,
    size_t count, size_t offset)
{
	bool whole = paper->place == NULL;

	return parts_of(arena, cost, count, whole ? SIZE_MAX : PART_MOST,
	    SIZE_MAX, whole ? 0 : offset);
}

void
paper_steps(struct paper *paper, const struct parts *parts)
{
	if (paper->place == NULL)
		return;
	close_list(paper);
	paper->place->steps(paper->place->context, parts);
}

const char *
paper_name(
    const struct view_place *place, const char *id, const char *otherwise)
{
	return place != NULL ? place->name(place->context, id, otherwise)
			     : otherwise;
}

size_t
paper_quote_cost(const struct evidence *evidence)
{
	return QUOTE_COST + strlen(evidence->quote.text);
}

void
paper_note(struct paper *paper, const char *note)
{
	close_list(paper);
	mark(paper, "<p><small>", "\n");
	put(paper, STYLE_FAINT, _("Note: "));
	put(paper, STYLE_FAINT, note);
	mark(paper, ".</small></p>\n", ".\n");
	if (paper->format == FORMAT_TEXT)
		page_text(&paper->page, STYLE_FAINT, ".");
	page_line(&paper->page, 0);
}

void
paper_end(struct paper *paper, const struct index_info *info, const char *query)
{
	struct arena *arena = arena_new();

	close_list(paper);
	if (missing_words(arena, info) != NULL)
		paper_note(paper, missing_words(arena, info));
	if (doubled_words(arena, info) != NULL)
		paper_note(paper, doubled_words(arena, info));
	if (paper->format == FORMAT_TEXT)
		page_gap(&paper->page);
	mark(paper, "<hr>\n<p class=\"s\">", "\n---\n\n");
	put(paper, STYLE_FAINT,
	    arena_printf(arena,
		_("Collection of %s, index build %s. Query: %s"), info->created,
		info->build, query));
	mark(paper, "</p>\n", "\n");
	page_line(&paper->page, 0);
	if (paper->place != NULL)
		paper->place->end(paper->place->context);
	else if (paper->format == FORMAT_HTML)
		markup_page_end(paper->out);
	arena_free(arena);
}
