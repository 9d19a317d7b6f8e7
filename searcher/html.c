/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/html.h"

#include "core/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
html_raw(struct html *html, const char *markup)
{
	out_puts(html->out, markup);
}

/* Embedding, override and isolate controls of the Unicode bidi algorithm. */
static bool
turns_direction(int32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Whether the character may not stand in a page at all. */
static bool
is_harmful(int32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n') ||
	       (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE ||
	       (c >= 0xFDD0 && c <= 0xFDEF);
}

static const char *
escape(int32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case UTF8_REPLACEMENT:
		return "\xEF\xBF\xBD";
	default:
		break;
	}
	if (turns_direction(c))
		return "";
	return is_harmful(c) ? "\xEF\xBF\xBD" : NULL;
}

void
html_text_n(struct html *html, const char *s, size_t n)
{
	size_t from = 0, at = 0;

	while (at < n) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);
		const char *escaped = escape(c);

		if (escaped != NULL) {
			out_write(html->out, s + from, at - from);
			out_puts(html->out, escaped);
			from = at + bytes;
		}
		at += bytes;
	}
	out_write(html->out, s + from, n - from);
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
