/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines that are drawn on pages, which poppler-glib does not tell: through
 * words (a deletion), under them, over footnotes. qpdf gives what pages draw,
 * as the file has it, and the few operators that draw lines are followed. For
 * the PDF reader only.
 */
#ifndef INDEXER_PDF_RULE_H
#define INDEXER_PDF_RULE_H

#include "indexer/pdf-page.h"

#include <stddef.h>

/* Reading of lines under way. */
struct pdf_rules;

/*
 * Open a file, whose bytes must live as long; NULL where qpdf cannot read it:
 * pages are then taken to have no lines. pdf_rules_free() it.
 */
struct pdf_rules *pdf_rules_new(const char *bytes, size_t size);

/*
 * Read the horizontal lines of a page into page->rule, and its strike-out and
 * underline annotations.
 */
void pdf_rules_read(
    struct pdf_rules *rules, struct arena *arena, struct pdf_page *page);

/* The language that the file declares ("fr-CH"), in the arena, or "". */
const char *pdf_rules_language(struct pdf_rules *rules, struct arena *arena);

void pdf_rules_free(struct pdf_rules *rules);

#endif
