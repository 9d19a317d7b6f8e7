/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The order in which the segments of a page are read: where text stands in
 * columns, one column after the other, between what goes over all of them.
 * For the PDF reader only.
 */
#ifndef INDEXER_PDF_ORDER_H
#define INDEXER_PDF_ORDER_H

#include "indexer/pdf-page.h"

/* A segment, in the place where it is read. */
struct pdf_place {
	const struct pdf_segment *segment;
	float left, right; /* of its column */
	unsigned column;   /* number of the region, from 0 */
};

/*
 * Put the page's segments into reading order. Returns page->n_segments places,
 * in the arena; within a column they go from top to bottom.
 */
struct pdf_place *pdf_order(struct pdf *pdf, const struct pdf_page *page);

#endif
