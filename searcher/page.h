/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text for people: words set in lines of the terminal's width, with indents
 * and emphasis. Control characters in the text are made harmless.
 */
#ifndef SEARCHER_PAGE_H
#define SEARCHER_PAGE_H

#include "searcher/out.h"
#include "searcher/snippet.h"

#include <stdbool.h>
#include <stddef.h>

enum page_style {
	STYLE_PLAIN = 0,
	STYLE_HEAD,    /* a name, a title: bold */
	STYLE_MARK,    /* what proves it: bold and underlined, or *...* */
	STYLE_FOR,     /* who wants it kept; colour beside the words */
	STYLE_AGAINST, /* who wants it gone */
	STYLE_FAINT    /* sources, notes */
};

struct page {
	struct out *out;
	unsigned width;	 /* columns; 0: lines are not broken */
	bool attributes; /* the terminal shows bold and underline */
	bool color;	 /* and colours */
	unsigned indent; /* columns before a new line's first word */
	unsigned column; /* columns written in this line */
	bool space;	 /* a space is due before the next word */
};

void page_init(struct page *page, struct out *out, unsigned width,
    bool attributes, bool color);

/*
 * Set text, broken at white space. Words that are longer than the line stand
 * alone.
 */
void page_text(struct page *page, enum page_style style, const char *s);
void page_text_n(
    struct page *page, enum page_style style, const char *s, size_t n);

/* As page_text(), made as by printf(); at most some hundred bytes. */
void page_printf(struct page *page, enum page_style style, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* A snippet with its marks, and dots where it was cut. */
void page_snippet(struct page *page, const struct snippet *snippet);

/* End the line, if one was begun; the next begins with `indent` columns. */
void page_line(struct page *page, unsigned indent);

/* An empty line. */
void page_gap(struct page *page);

/*
 * Text as it is, with its own lines and without indents; control characters
 * but tab and newline made harmless.
 */
void page_verbatim(struct out *out, const char *s, size_t n);

/*
 * Whether a line of the source, which begins at `s`, stays one: items, tables
 * and indented text do; the rest were broken to fit a page that is not ours.
 */
bool page_begins_line(const char *s);

/* Columns a text takes on a terminal. */
unsigned page_columns(const char *s, size_t n);

#endif
