/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Footnotes of a PDF's pages, and the marks in the text that refer to them.
 * For the PDF reader only.
 */
#ifndef INDEXER_PDF_NOTE_H
#define INDEXER_PDF_NOTE_H

#include "indexer/pdf-page.h"

/* A line of a page. */
struct pdf_where {
	uint32_t page; /* from 0 */
	uint32_t line;
};

struct pdf_note {
	const char *mark; /* "1", "*" */
	size_t skip;	  /* glyphs of its mark, at the start of its text */
	struct pdf_where *line;
	size_t n_lines;
	uint32_t page; /* on which it begins, from 0 */
	bool placed;   /* it stands after its block */
};

struct pdf_notes {
	struct pdf_note *note; /* by page */
	size_t n;
};

/*
 * Find the notes: small lines at the foot of a page, below the text or a short
 * line, the first of which has a mark. Their lines get `note`, and the raised
 * marks in the text that refer to them the flag PDF_NOTE_MARK.
 */
void pdf_notes_find(struct pdf *pdf, struct pdf_notes *ret);

/* The note of a page that has this mark, or NULL. */
struct pdf_note *pdf_notes_get(
    struct pdf_notes *notes, uint32_t page, const char *mark);

/*
 * The mark that a raised run of glyphs is, written into `ret` of `size` bytes:
 * the glyphs that it takes, 0 where the line has no mark there.
 */
size_t pdf_note_mark(const struct pdf *pdf, const struct pdf_page *page,
    const struct pdf_line *line, size_t at, char *ret, size_t size);

#endif
