/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The text of lines that belong together, with its marks: words broken at the
 * end of a line joined, presentation forms folded. For the PDF reader only.
 */
#ifndef INDEXER_PDF_TEXT_H
#define INDEXER_PDF_TEXT_H

#include "indexer/block.h"
#include "indexer/pdf-note.h"
#include "indexer/pdf-page.h"
#include "indexer/words-seen.h"

#include <stdbool.h>
#include <stddef.h>

/* A text being put together. */
struct pdf_text {
	const struct pdf *pdf;
	const struct words_seen *vocabulary;
	struct arena *arena;
	char *s;
	size_t used, room;
	struct mark *mark; /* those that are closed, as they came */
	size_t n_marks, marks_room;
	size_t open[MARK_KIND_COUNT]; /* start + 1 of marks that go on */
	uint32_t color;		      /* of the open MARK_COLOR */
	uint32_t plain;		      /* colour that needs no mark */
	uint32_t style;		      /* of the glyph before, or UINT32_MAX */
	uint8_t flags;		      /* of the glyph before */
	bool cells;		      /* tabs stay */
};

void pdf_text_init(struct pdf_text *text, const struct pdf *pdf,
    const struct words_seen *vocabulary);

/* Forget the text at hand, and begin another. */
void pdf_text_begin(struct pdf_text *text, bool cells);

/* Add a line, but for its first `skip` glyphs. */
void pdf_text_add(struct pdf_text *text, const struct pdf_page *page,
    const struct pdf_line *line, size_t skip);

/* Close what is open; the text is then text->s[0 .. used). */
void pdf_text_end(struct pdf_text *text);

/* Count the words of a line. */
void pdf_text_count(struct words_seen *vocabulary, const struct pdf_page *page,
    const struct pdf_line *line);

#endif
