/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a PDF says of itself. Programs and typists fill in these fields, so
 * that they are taken only where the text agrees. For the PDF reader only.
 */
#ifndef INDEXER_PDF_META_H
#define INDEXER_PDF_META_H

#include "indexer/pdf-page.h"
#include "indexer/reader.h"

/*
 * Set title, author, date and language of a record whose blocks are made.
 * `language` is the file's own declaration, or "".
 */
void pdf_meta(struct pdf *pdf, const struct document *document,
    const char *language, struct raw_record *raw);

#endif
