/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages read off their pictures, as blocks. For the PDF reader only.
 */
#ifndef INDEXER_PDF_PICTURE_H
#define INDEXER_PDF_PICTURE_H

#include "indexer/block.h"
#include "indexer/ocr.h"
#include "indexer/pdf-page.h"

/*
 * Add the blocks of pages whose texts were read by a program: paragraphs are
 * parted by empty lines. Page numbers and running titles are left out.
 */
void pdf_picture_blocks(struct pdf *pdf, const struct ocr_job *job,
    const char *const *text, struct blocks *blocks);

#endif
