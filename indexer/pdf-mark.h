/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Marked-up texts: words struck out and words put in, told by the lines drawn
 * through and under them and by their colours. For the PDF reader only.
 */
#ifndef INDEXER_PDF_MARK_H
#define INDEXER_PDF_MARK_H

#include "indexer/pdf-page.h"

#include <stdbool.h>

/*
 * Give the glyphs of all lines the flags PDF_STRUCK, PDF_UNDERLINED and, where
 * words are struck out elsewhere, PDF_INSERTED. True if any is struck out.
 */
bool pdf_marks(struct pdf *pdf);

/*
 * Whether the document shows that it is a marked-up text in which nothing
 * tells deletions from insertions: no word is struck out, and verbs that
 * replace each other stand side by side ("shallmay").
 */
bool pdf_marks_lost(const struct pdf *pdf);

#endif
