/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PDF: one record a file. Pages become glyphs (pdf-page), these lines in
 * reading order (pdf-line), these blocks (pdf-block).
 */
#include "indexer/pdf-block.h"
#include "indexer/pdf-codes.h"
#include "indexer/pdf-furniture.h"
#include "indexer/pdf-line.h"
#include "indexer/pdf-note.h"
#include "indexer/pdf-page.h"
#include "indexer/pdf-rule.h"
#include "indexer/reader.h"

#include <string.h>

#define LOOK 1024 /* bytes in which the mark of a PDF file must stand */

/* Other bytes may stand before the mark. */
static int
bid(const struct document *document)
{
	size_t n = document->size < LOOK ? document->size : LOOK;

	for (size_t i = 0; i + 5 <= n; i++)
		if (memcmp(document->bytes + i, "%PDF-", 5) == 0)
			return i == 0 ? 40 : 32;
	return 0;
}

static bool
read_open(struct pdf *pdf, const struct document *document,
    struct raw_record *raw, struct error *err)
{
	struct pdf_rules *rules;
	struct pdf_notes notes;
	struct blocks blocks;

	if (!pdf_read_pages(pdf, err))
		return false;
	pdf_codes_repair(pdf);
	pdf->rtl = pdf_document_rtl(pdf);
	rules = pdf_rules_new(document->bytes, document->size);
	for (size_t p = 0; p < pdf->n_pages; p++) {
		pdf_lines(pdf, &pdf->page[p]);
		if (rules != NULL)
			pdf_rules_read(rules, pdf->arena, &pdf->page[p]);
	}
	pdf_rules_free(rules);
	pdf_furniture(pdf);
	pdf_notes_find(pdf, &notes);
	blocks_init(&blocks, pdf->arena);
	pdf_blocks(pdf, &notes, &blocks);
	raw->blocks = blocks.block;
	raw->n_blocks = blocks.count;
	return true;
}

static bool
read_pdf(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct raw_record raw;
	struct pdf pdf;
	struct error why = {0};
	bool ok;

	raw_record_init(&raw);
	ok = pdf_open(&pdf, arena, document->bytes, document->size, &why) &&
	     read_open(&pdf, document, &raw, &why);
	pdf_close(&pdf);
	if (ok && raw.n_blocks > 0)
		return sink->take(sink->context, arena, &raw, err);
	report_tell(document->report, REPORT_SKIPPED, document->path, 0, "%s",
	    ok ? "there is no text in it" : why.message);
	return true;
}

const struct reader reader_pdf = {
    .name = "PDF",
    .bid = bid,
    .read = read_pdf,
    .bytes = true,
};
