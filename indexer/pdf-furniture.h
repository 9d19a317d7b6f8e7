/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What belongs to the page and not to the text: running titles, page numbers,
 * codes of the document, bars. It is known by its place at the edge of the
 * page, and by coming again on other pages. For the PDF reader only.
 */
#ifndef INDEXER_PDF_FURNITURE_H
#define INDEXER_PDF_FURNITURE_H

#include "indexer/pdf-page.h"

/*
 * Mark the lines that are furniture, and give each page the number that is
 * printed on it as its label, or the label that the file has for it.
 */
void pdf_furniture(struct pdf *pdf);

#endif
