/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A small writer of PDF files, so that tests of the PDF reader make their own.
 * Points are counted from the lower left corner of a page of 612 x 792.
 */
#ifndef TESTS_MAKE_PDF_H
#define TESTS_MAKE_PDF_H

#include "core/arena.h"

#include <stddef.h>

#define MAKE_PDF_PAGES 8

/* Fonts: the letters of the last are written as four hexadecimal digits each,
 * and come out as Unicode of that number. */
enum make_pdf_font {
	FONT_PLAIN = 1,
	FONT_BOLD,
	FONT_CODES
};

struct make_pdf {
	struct arena *arena;
	const char *content[MAKE_PDF_PAGES];
	size_t n_pages;
	const char *catalog; /* more entries of the catalog, or NULL */
};

/* Begin a new page. */
void make_pdf_page(struct make_pdf *pdf);

/* Write on the page at hand: text, or hexadecimal digits for FONT_CODES. */
void make_pdf_text(struct make_pdf *pdf, enum make_pdf_font font, double size,
    double x, double y, const char *text);

/* Add operators to the page as they are. */
void make_pdf_draw(struct make_pdf *pdf, const char *operators);

/* The width of a text in FONT_PLAIN, of which each letter has the same. */
double make_pdf_width(double size, const char *text);

/* The file; its bytes are in the arena. */
const char *make_pdf_file(struct make_pdf *pdf, size_t *ret_size);

#endif
