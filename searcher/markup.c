/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/markup.h"

#include "core/utf8.h"

#include <string.h>

static bool
is_harmful(int32_t c, size_t bytes)
{
	return (c < 0x20 && c != '\n' && c != '\t') ||
	       (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xFFFE || c == 0xFFFF ||
	       (c == UTF8_REPLACEMENT && bytes == 1);
}

static const char *
entity(int32_t c)
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
	default:
		return NULL;
	}
}

void
markup_text_n(struct out *out, const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);
		const char *name = entity(c);

		if (name != NULL)
			out_puts(out, name);
		else if (is_harmful(c, bytes))
			out_puts(out, "\uFFFD");
		else
			out_write(out, s + at, bytes);
		at += bytes;
	}
}

void
markup_text(struct out *out, const char *s)
{
	markup_text_n(out, s, strlen(s));
}

void
markdown_text_n(struct out *out, const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		if (c == '\n' || c == '\t')
			out_puts(out, " ");
		else if (is_harmful(c, bytes))
			out_puts(out, "\uFFFD");
		else {
			if (c < 0x80 && strchr("\\`*_{}[]<>#|~&!", c) != NULL)
				out_puts(out, "\\");
			out_write(out, s + at, bytes);
		}
		at += bytes;
	}
}

void
markdown_text(struct out *out, const char *s)
{
	markdown_text_n(out, s, strlen(s));
}

static const char style[] =
    "body{font:12pt/1.4 serif;max-width:44em;margin:2em auto;padding:0 1em;"
    "color:#000;background:#fff;overflow-wrap:anywhere}\n"
    "h1{font-size:1.5em}h2{font-size:1.2em;border-bottom:1px solid #000;"
    "margin-top:1.5em}h3{font-size:1em;margin-bottom:.2em}\n"
    "blockquote{margin:.2em 0 .2em 1.5em}"
    ".s{font-size:.85em;margin:0 0 .6em 1.5em}"
    "ul{padding-left:1.2em}del{text-decoration:line-through}"
    "ins{font-weight:bold;text-decoration:underline}\n"
    "table{border-collapse:collapse}td,th{border:1px solid #000;"
    "padding:.2em .4em;text-align:left;vertical-align:top}\n"
    "@media print{body{margin:0;padding:0;max-width:none;"
    "font:9pt/1.2 sans-serif}main:has(blockquote){columns:2;column-gap:2rem}"
    "h1{column-span:all;font-size:1.6em;margin:0}"
    "h2{font-size:1.1em;margin:.8em 0 .25em;border:0}h2,h3{break-after:avoid}"
    "ul{margin:0;padding:0;list-style:none}p{margin:.3em 0}"
    "blockquote{margin:.1em 0 .1em .75em;break-inside:avoid}"
    ".s{font-size:.85em;margin:0 0 .2em}hr{margin:.3em 0}}\n"
    "@page{margin:1.4cm}\n";

void
markup_page_begin(struct out *out, const char *title)
{
	out_puts(out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>");
	markup_text(out, title);
	out_puts(out, "</title>\n<style>\n");
	out_puts(out, style);
	out_puts(out, "</style>\n</head>\n<body>\n<main>\n");
}

void
markup_page_end(struct out *out)
{
	out_puts(out, "</main>\n</body>\n</html>\n");
}
