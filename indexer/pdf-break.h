/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where a paragraph ends and the next begins, by what a reader goes by: the
 * distance of lines, indents, numbers, how lines look, sentences. For the PDF
 * reader only.
 */
#ifndef INDEXER_PDF_BREAK_H
#define INDEXER_PDF_BREAK_H

#include "indexer/pdf-page.h"

#include <stdbool.h>
#include <stddef.h>

#define PDF_SIZES 128 /* of letters, in half points */

/* The usual distance of lines, by the size of letters in half points. */
struct pdf_pitch {
	float of[PDF_SIZES]; /* points from line to line, 0 if not known */
};

/* A paragraph under way. */
struct pdf_paragraph {
	const struct pdf_page *page; /* of its last line */
	const struct pdf_line *last;
	const struct pdf_line *first;
	size_t n_lines;
	bool marker; /* it begins with a number or a bullet */
	bool drop;   /* or with a drop capital */
};

/* Measure the document's lines. */
void pdf_pitch_measure(const struct pdf *pdf, struct pdf_pitch *ret);

/*
 * The glyphs of the number, letter or bullet that a line begins with ("1.",
 * "(a)", "iv)", U+2022), 0 if it has none.
 */
size_t pdf_marker(const struct pdf_page *page, const struct pdf_line *line);

/* Whether a line is set in the middle of its column. */
bool pdf_is_centered(const struct pdf_page *page, const struct pdf_line *line);

/* Whether a paragraph ends before this line of the page. */
bool pdf_breaks(const struct pdf *pdf, const struct pdf_pitch *pitch,
    const struct pdf_paragraph *paragraph, const struct pdf_page *page,
    const struct pdf_line *line);

#endif
