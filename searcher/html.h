/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages of travaux.cgi as they are written: html_raw() takes the program's
 * own tags, everything else goes through html_text() or html_attr(), which
 * escape it (markup.h).
 */
#ifndef SEARCHER_HTML_H
#define SEARCHER_HTML_H

#include "searcher/out.h"
#include "searcher/snippet.h"

#include <stddef.h>

struct html {
	struct out *out; /* where it goes */
};

/* Markup of the program's own: a literal, never anything that came in. */
void html_raw(struct html *html, const char *markup);

/* Text, escaped by markup_text(). */
void html_text(struct html *html, const char *s);
void html_text_n(struct html *html, const char *s, size_t n);

/* Text made as by printf(), at most some hundred bytes, escaped. */
void html_printf(struct html *html, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ` name="value"`, the value escaped; nothing where it is NULL. */
void html_attr(struct html *html, const char *name, const char *value);

/* `<a href="...">text</a>` */
void html_link(struct html *html, const char *href, const char *text);

/* A snippet: its marks as <mark>, dots where it was cut. */
void html_snippet(struct html *html, const struct snippet *snippet);

#endif
