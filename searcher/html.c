/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/html.h"

#include "searcher/markup.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
html_raw(struct html *html, const char *markup)
{
	out_puts(html->out, markup);
}

void
html_text_n(struct html *html, const char *s, size_t n)
{
	markup_text_n(html->out, s, n);
}

void
html_text(struct html *html, const char *s)
{
	html_text_n(html, s, strlen(s));
}

void
html_printf(struct html *html, const char *format, ...)
{
	char text[600];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	html_text(html, text);
}

void
html_attr(struct html *html, const char *name, const char *value)
{
	if (value == NULL)
		return;
	out_puts(html->out, " ");
	out_puts(html->out, name);
	out_puts(html->out, "=\"");
	html_text(html, value);
	out_puts(html->out, "\"");
}

void
html_link(struct html *html, const char *href, const char *text)
{
	html_raw(html, "<a");
	html_attr(html, "href", href);
	html_raw(html, ">");
	html_text(html, text);
	html_raw(html, "</a>");
}

void
html_snippet(struct html *html, const struct snippet *snippet)
{
	size_t at = 0;

	if (snippet->cut_before)
		html_raw(html, "\u2026 ");
	for (size_t i = 0; i < snippet->n_marks; i++) {
		const struct mark *mark = &snippet->mark[i];

		html_text_n(html, snippet->text + at, mark->start - at);
		html_raw(html, "<mark>");
		html_text_n(
		    html, snippet->text + mark->start, mark->end - mark->start);
		html_raw(html, "</mark>");
		at = mark->end;
	}
	html_text(html, snippet->text + at);
	if (snippet->cut_after)
		html_raw(html, " \u2026");
}
