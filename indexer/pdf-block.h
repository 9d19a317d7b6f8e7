/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From lines to blocks: paragraphs, which may go on over the end of a page,
 * headings, items, rows of tables, notes. For the PDF reader only.
 */
#ifndef INDEXER_PDF_BLOCK_H
#define INDEXER_PDF_BLOCK_H

#include "indexer/block.h"
#include "indexer/pdf-note.h"
#include "indexer/pdf-page.h"

/* Make the blocks of all pages whose lines are known. */
void pdf_blocks(
    struct pdf *pdf, struct pdf_notes *notes, struct blocks *blocks);

#endif
