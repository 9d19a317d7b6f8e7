/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * HTML and SVG as they are written. The one place where text is escaped for
 * them: no other file writes a character of a record, a name or a query into
 * markup.
 */
#ifndef SEARCHER_MARKUP_H
#define SEARCHER_MARKUP_H

#include "searcher/out.h"

#include <stddef.h>

/*
 * Text as content or within a quoted attribute: & < > " ' become entities,
 * control characters, those that turn the direction of text around, and bytes
 * that are no UTF-8 become U+FFFD; line ends and tabs are kept.
 */
void markup_text(struct out *out, const char *s);
void markup_text_n(struct out *out, const char *s, size_t n);

/* Text for Markdown: what would be markup there gets a backslash. */
void markdown_text(struct out *out, const char *s);
void markdown_text_n(struct out *out, const char *s, size_t n);

/*
 * The head of a page that needs nothing from anywhere: its styles are within,
 * and a policy of contents refuses whatever else it might ask for. Readable in
 * print and without colour.
 */
void markup_page_begin(struct out *out, const char *title);
void markup_page_end(struct out *out);

#endif
