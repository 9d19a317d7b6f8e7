/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/page.h"

#include "core/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* How a style is switched on, with colour and without. */
static const struct {
	const char *plain;
	const char *color;
} attribute[] = {
    [STYLE_PLAIN] = {"", ""},
    [STYLE_HEAD] = {"\033[1m", "\033[1m"},
    [STYLE_MARK] = {"\033[1;4m", "\033[1;4m"},
    [STYLE_FOR] = {"\033[1m", "\033[1;32m"},
    [STYLE_AGAINST] = {"\033[1m", "\033[1;31m"},
    [STYLE_FAINT] = {"", "\033[2m"},
};

void
page_init(struct page *page, struct out *out, unsigned width, bool attributes,
    bool color)
{
	memset(page, 0, sizeof *page);
	page->out = out;
	page->width = width;
	page->attributes = attributes;
	page->color = attributes && color;
}

static void
style_begin(struct page *page, enum page_style style)
{
	if (page->attributes)
		out_puts(page->out, page->color ? attribute[style].color
						: attribute[style].plain);
	else if (style == STYLE_MARK)
		out_puts(page->out, "*");
}

static void
style_end(struct page *page, enum page_style style)
{
	const char *on =
	    page->color ? attribute[style].color : attribute[style].plain;

	if (page->attributes && *on != '\0')
		out_puts(page->out, "\033[0m");
	else if (!page->attributes && style == STYLE_MARK)
		out_puts(page->out, "*");
}

/* Controls, also those that turn the direction of text around. */
static bool
is_harmful(int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* How many bytes from `s` on are ASCII that is printed, a column each. */
static size_t
count_plain(const char *s, size_t n)
{
	size_t plain = 0;

	while (plain < n && s[plain] >= 0x20 && s[plain] < 0x7F)
		plain++;
	return plain;
}

static void
write_safe(struct out *out, const char *s, size_t n, bool keep_lines)
{
	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = count_plain(s + at, n - at);

		if (bytes > 0) {
			out_write(out, s + at, bytes);
			at += bytes;
			continue;
		}
		bytes = utf8_next(s + at, n - at, &c);
		if (keep_lines && (c == '\n' || c == '\t'))
			out_write(out, s + at, 1);
		else if (is_harmful(c) || (c == UTF8_REPLACEMENT && bytes == 1))
			out_puts(out, "\uFFFD");
		else
			out_write(out, s + at, bytes);
		at += bytes;
	}
}

unsigned
page_columns(const char *s, size_t n)
{
	unsigned columns = 0;

	for (size_t at = 0; at < n;) {
		size_t plain = count_plain(s + at, n - at);
		int32_t c;
		int width;

		columns += (unsigned)plain;
		at += plain;
		if (at == n)
			break;
		at += utf8_next(s + at, n - at, &c);
		width = is_harmful(c) ? 1 : utf8proc_charwidth(c);
		columns += width > 0 ? (unsigned)width : 0;
	}
	return columns;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void
page_line(struct page *page, unsigned indent)
{
	if (page->column > 0)
		out_puts(page->out, "\n");
	page->column = 0;
	page->space = false;
	page->indent = indent;
}

void
page_gap(struct page *page)
{
	page_line(page, 0);
	out_puts(page->out, "\n");
}

/* A text without spaces between words (Han) is broken between characters. */
static bool
breaks_anywhere(int32_t c)
{
	return c >= 0x2E80 && c <= 0x9FFF;
}

/*
 * Whether a word of so many columns must go to the next line; not one that goes
 * on with what stands there (`joined`).
 */
static bool
must_break(const struct page *page, unsigned columns, bool joined)
{
	return page->width > 0 && page->column > page->indent && !joined &&
	       page->column + page->space + columns > page->width;
}

/* What stands before a word: the indent, or the space that is due. */
static void
word_begin(struct page *page)
{
	if (page->column == 0)
		for (; page->column < page->indent; page->column++)
			out_puts(page->out, " ");
	else if (page->space) {
		out_puts(page->out, " ");
		page->column++;
	}
	page->space = false;
}

/* The end of the word that begins at `at`. */
static size_t
word_end(const char *s, size_t n, size_t at)
{
	size_t begin = at;

	while (at < n && !is_space(s[at])) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		if (at > begin && breaks_anywhere(c))
			break;
		at += bytes;
		if (breaks_anywhere(c))
			break;
	}
	return at;
}

void
page_text_n(struct page *page, enum page_style style, const char *s, size_t n)
{
	bool styled = false;

	for (size_t at = 0; at < n;) {
		size_t end;
		unsigned columns;
		int32_t c;

		if (is_space(s[at])) {
			page->space = page->column > page->indent;
			at++;
			continue;
		}
		end = word_end(s, n, at);
		columns = page_columns(s + at, end - at);
		utf8_next(s + at, n - at, &c);
		/* An underline is not drawn under an indent. */
		if (must_break(
			page, columns, !page->space && !breaks_anywhere(c))) {
			if (styled && page->attributes)
				style_end(page, style);
			styled = styled && !page->attributes;
			out_puts(page->out, "\n");
			page->column = 0;
		}
		word_begin(page);
		if (!styled)
			style_begin(page, style);
		styled = true;
		write_safe(page->out, s + at, end - at, false);
		page->column += columns;
		at = end;
	}
	if (styled)
		style_end(page, style);
}

void
page_text(struct page *page, enum page_style style, const char *s)
{
	page_text_n(page, style, s, strlen(s));
}

void
page_printf(struct page *page, enum page_style style, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	page_text(page, style, text);
}

void
page_snippet(struct page *page, const struct snippet *snippet)
{
	size_t at = 0, n = strlen(snippet->text);

	if (snippet->cut_before)
		page_text(page, STYLE_PLAIN, "... ");
	for (size_t i = 0; i < snippet->n_marks; i++) {
		const struct mark *mark = &snippet->mark[i];

		page_text_n(
		    page, STYLE_PLAIN, snippet->text + at, mark->start - at);
		page_text_n(page, STYLE_MARK, snippet->text + mark->start,
		    mark->end - mark->start);
		at = mark->end;
	}
	page_text_n(page, STYLE_PLAIN, snippet->text + at, n - at);
	if (snippet->cut_after)
		page_text(page, STYLE_PLAIN, " ...");
}

void
page_verbatim(struct out *out, const char *s, size_t n)
{
	write_safe(out, s, n, true);
}

bool
page_begins_line(const char *s)
{
	return strchr(" \t\n-*(|>#", *s) != NULL ||
	       strncmp(s, "\u2022", 3) == 0 ||
	       (*s >= '0' && *s <= '9' && strcspn(s, ".)") < 4);
}
