/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From glyphs to lines in reading order: columns one after the other, what
 * stands side by side in one line, right-to-left writing in the order in which
 * it is read. For the PDF reader only.
 */
#ifndef INDEXER_PDF_LINE_H
#define INDEXER_PDF_LINE_H

#include "indexer/pdf-page.h"

/* Whether a code is written from right to left, or folds to what is. */
bool pdf_is_rtl(uint32_t code);

/* Whether most letters of the document are written from right to left. */
bool pdf_document_rtl(const struct pdf *pdf);

/* Make the page's lines; its glyphs are put into their order. */
void pdf_lines(struct pdf *pdf, struct pdf_page *page);

#endif
