/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages of a PDF file as a list of glyphs with their places, which
 * pdf-line.h puts into lines and pdf-block.h into blocks. For the PDF reader
 * only. Lengths are points; y grows downwards from the top of the page.
 */
#ifndef INDEXER_PDF_PAGE_H
#define INDEXER_PDF_PAGE_H

#include "core/arena.h"
#include "core/error.h"

#include <poppler.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How glyphs look. */
struct pdf_style {
	const char *font; /* its name, without the prefix of a subset */
	float size;	  /* points */
	uint32_t rgb;	  /* colour, 0xrrggbb */
	bool bold;	  /* by the font's name */
	bool italic;
	bool barcode;	/* a font whose letters are bars */
	uint64_t count; /* glyphs that have it */
};

/* What stands before a glyph. */
enum pdf_gap {
	PDF_JOINED = 0, /* nothing: the same word */
	PDF_SPACE,
	PDF_TAB /* so wide a gap that a cell or a column may begin */
};

/* Marks of a glyph. */
enum {
	PDF_STRUCK = 1,	    /* a line is drawn through it */
	PDF_UNDERLINED = 2, /* or under it */
	PDF_INSERTED = 4,   /* somebody's insertion */
	PDF_NOTE_MARK = 8,  /* refers to a note */
	PDF_DROPPED = 16,   /* not to be shown */
	PDF_FRESH = 32	    /* font, size or colour change before it */
};

struct pdf_glyph {
	uint32_t code;	/* Unicode, as far as the file tells */
	uint16_t style; /* number in the document's styles */
	uint8_t gap;	/* enum pdf_gap */
	uint8_t flags;	/* PDF_STRUCK ... */
	float x1, y1, x2, y2;
};

/* Glyphs that stand side by side. */
struct pdf_segment {
	size_t first; /* glyph of the page */
	size_t count;
	float x1, y1, x2, y2;
};

/* A thin line drawn on the page, horizontal. */
struct pdf_rule {
	float x1, x2, y;
	float thickness;
	uint32_t rgb;
	bool annotation; /* a strike or underline annotation, not drawn */
	uint8_t flag;	 /* of an annotation: PDF_STRUCK or PDF_UNDERLINED */
};

/* A line of text in reading order; its glyphs are pdf_page.glyph's. */
struct pdf_line {
	size_t first; /* glyph of the page */
	size_t count;
	float x1, y1, x2, y2;
	float left, right; /* of the column it stands in */
	unsigned column;   /* number of the region it stands in, from 0 */
	uint16_t style;	   /* of most of its glyphs */
	bool rtl;	   /* written from right to left */
	bool furniture;	   /* of the page, not of the text */
	bool note;	   /* of a footnote */
	bool tabs;	   /* it holds PDF_TAB */
	bool bold;	   /* nearly all of it is */
};

struct pdf_page {
	uint32_t number;   /* in the file, from 1 */
	const char *label; /* as printed, or "" */
	float width, height;
	struct pdf_glyph *glyph;
	size_t n_glyphs;
	struct pdf_segment *segment;
	size_t n_segments;
	struct pdf_rule *rule; /* by y */
	size_t n_rules;
	struct pdf_line *line;
	size_t n_lines;
	bool pictures; /* it holds some; known where it has no text */
	bool unread;   /* it has pictures, and no text to speak of */
};

/* A document under way. */
struct pdf {
	struct arena *arena;
	PopplerDocument *document;
	struct pdf_page *page;
	size_t n_pages;
	struct pdf_style *style;
	size_t n_styles;
	size_t styles_room;
	size_t n_glyphs;
	uint16_t body;		   /* the style of most glyphs */
	struct pdf_glyph *scratch; /* room to put a page's glyphs in order */
	size_t scratch_room;
	bool rtl; /* most of it is written from right to left */
};

/*
 * Open the bytes of a file, which must live as long as the document.
 * ERROR_INPUT for what is encrypted or damaged. pdf_close() it.
 */
bool pdf_open(struct pdf *pdf, struct arena *arena, const char *bytes,
    size_t size, struct error *err);

/* Read the glyphs of all pages. ERROR_LIMIT where there are too many. */
bool pdf_read_pages(struct pdf *pdf, struct error *err);

/* The style of a glyph. */
const struct pdf_style *pdf_style_of(
    const struct pdf *pdf, const struct pdf_glyph *glyph);

void pdf_close(struct pdf *pdf);

/* The lesser and the greater of two numbers: libm's ask what is none. */
static inline float
pdf_min(float a, float b)
{
	return a < b ? a : b;
}

static inline float
pdf_max(float a, float b)
{
	return a > b ? a : b;
}

#endif
