/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PDF: one record a file. Pages become glyphs (pdf-page), these lines in
 * reading order (pdf-line), these blocks (pdf-block). Where the text layer is
 * no text the file is refused, or read off its pictures (ocr).
 */
#include "indexer/ocr.h"

#include "core/translate.h"
#include "indexer/pdf-block.h"
#include "indexer/pdf-codes.h"
#include "indexer/pdf-furniture.h"
#include "indexer/pdf-line.h"
#include "indexer/pdf-mark.h"
#include "indexer/pdf-meta.h"
#include "indexer/pdf-note.h"
#include "indexer/pdf-page.h"
#include "indexer/pdf-picture.h"
#include "indexer/pdf-rule.h"
#include "indexer/reader.h"
#include "indexer/text-quality.h"

#include <stdlib.h>
#include <string.h>

#define LOOK	     1024 /* bytes in which the mark of a PDF file must stand */
#define WORDS_ENOUGH 3000 /* to judge a text by */

/* A file under way. */
struct reading {
	struct pdf pdf;
	const struct document *document;
	struct blocks blocks;
	const char *language; /* as the file declares it, or "" */
	struct text_quality quality;
};

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

/* --- the text layer ------------------------------------------------------- */

static void
read_rules(struct reading *reading)
{
	struct pdf_rules *rules =
	    pdf_rules_new(reading->document->bytes, reading->document->size);

	reading->language = "";
	if (rules == NULL)
		return;
	reading->language = pdf_rules_language(rules, reading->pdf.arena);
	for (size_t p = 0; p < reading->pdf.n_pages; p++)
		pdf_rules_read(
		    rules, reading->pdf.arena, &reading->pdf.page[p]);
	pdf_rules_free(rules);
}

/* Judge some of the blocks, from all over the document. */
static const char *
judge(struct reading *reading)
{
	const struct blocks *blocks = &reading->blocks;
	size_t step = blocks->count / 200 + 1;

	text_quality_init(&reading->quality);
	for (size_t i = 0; i < blocks->count; i += step) {
		if (reading->quality.words > WORDS_ENOUGH)
			break;
		text_quality_add(&reading->quality, blocks->block[i].text,
		    blocks->block[i].length);
	}
	return text_quality_reason(&reading->quality);
}

/*
 * Make the blocks of the text layer. False where the file is refused for what
 * is written in it.
 */
static bool
read_text(struct reading *reading, struct error *err)
{
	struct pdf *pdf = &reading->pdf;
	struct pdf_notes notes;

	if (!pdf_read_pages(pdf, err))
		return false;
	pdf_codes_repair(pdf);
	pdf->rtl = pdf_document_rtl(pdf);
	for (size_t p = 0; p < pdf->n_pages; p++)
		pdf_lines(pdf, &pdf->page[p]);
	read_rules(reading);
	if (!pdf_marks(pdf) && pdf_marks_lost(pdf))
		return error_set(err, ERROR_INPUT,
		    "it is a marked-up text in which deletions cannot be told "
		    "from insertions");
	pdf_furniture(pdf);
	pdf_notes_find(pdf, &notes);
	pdf_blocks(pdf, &notes, &reading->blocks);
	return true;
}

/* --- pictures ------------------------------------------------------------- */

/* The pages to be read off pictures: all of them, or those without text. */
static size_t
list_pictures(const struct pdf *pdf, bool all, uint32_t *ret)
{
	size_t n = 0;

	for (size_t p = 0; p < pdf->n_pages; p++)
		if (all || pdf->page[p].pictures)
			ret[n++] = (uint32_t)p;
	return n;
}

static int
by_page(const void *a, const void *b)
{
	const struct block *x = a, *y = b;

	return (x->page > y->page) - (x->page < y->page);
}

/* Blocks by page; those of a page stay in their order. */
static void
merge_pages(struct pdf *pdf, struct blocks *text, const struct blocks *read)
{
	struct blocks all;
	size_t i = 0, k = 0;

	blocks_init(&all, pdf->arena);
	all.block = arena_array(
	    pdf->arena, text->count + read->count + 1, sizeof *all.block);
	all.room = text->count + read->count + 1;
	while (i < text->count || k < read->count)
		if (k == read->count ||
		    (i < text->count &&
			by_page(&text->block[i], &read->block[k]) <= 0))
			all.block[all.count++] = text->block[i++];
		else
			all.block[all.count++] = read->block[k++];
	*text = all;
}

static bool
read_pictures(struct reading *reading, const uint32_t *page, size_t n,
    enum text_script script, struct error *err)
{
	struct ocr_job job = {
	    reading->pdf.document, page, n, reading->language, script};
	const char **text = ocr_read(reading->pdf.arena, &job, err);
	struct blocks read;

	if (text == NULL)
		return false;
	blocks_init(&read, reading->pdf.arena);
	pdf_picture_blocks(&reading->pdf, &job, text, &read);
	merge_pages(&reading->pdf, &reading->blocks, &read);
	return true;
}

/* Pages that are left out, since nobody asked to read pictures. */
static void
tell_pictures(const struct reading *reading, const uint32_t *page, size_t n)
{
	report_tell(reading->document->report, REPORT_PARTIAL,
	    reading->document->path, 0,
	    P_("%zu of its %zu pages, the first page %u, is a picture and no "
	       "text; read it with --ocr",
		"%zu of its %zu pages, the first page %u, are pictures and no "
		"text; read them with --ocr",
		n),
	    n, reading->pdf.n_pages, page[0] + 1);
}

/*
 * Do what is to be done about pages without a text layer, or with one that is
 * no text.
 */
static bool
settle_pictures(struct reading *reading, struct error *err)
{
	struct pdf *pdf = &reading->pdf;
	const char *reason = judge(reading);
	uint32_t *page =
	    arena_array(pdf->arena, pdf->n_pages + 1, sizeof *page);
	size_t n = list_pictures(pdf, reason != NULL, page);
	enum text_script script = SCRIPT_OTHER;

	if (n == 0)
		return true;
	if (!reading->document->ocr && reason != NULL)
		return error_set(err, ERROR_INPUT,
		    "its text layer is not text (%s); read it with --ocr",
		    reason);
	if (!reading->document->ocr && reading->blocks.count == 0)
		return error_set(err, ERROR_INPUT,
		    "it has no text, only pictures (a scan); read it with "
		    "--ocr");
	if (!reading->document->ocr) {
		tell_pictures(reading, page, n);
		return true;
	}
	if (reason != NULL) {
		reading->blocks.count = 0;
		/* Wrong letters may be of the right script. */
		script = text_quality_script(&reading->quality);
		if (script != SCRIPT_ARABIC && script != SCRIPT_HAN)
			script = SCRIPT_OTHER;
	}
	return read_pictures(reading, page, n, script, err);
}

static bool
read_open(struct reading *reading, struct raw_record *raw, struct error *err)
{
	blocks_init(&reading->blocks, reading->pdf.arena);
	if (!read_text(reading, err) || !settle_pictures(reading, err))
		return false;
	if (reading->blocks.count == 0)
		return error_set(err, ERROR_INPUT, "there is no text in it");
	raw->blocks = reading->blocks.block;
	raw->n_blocks = reading->blocks.count;
	pdf_meta(&reading->pdf, reading->document, reading->language, raw);
	return true;
}

static bool
read_pdf(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct reading reading = {.document = document};
	struct raw_record raw;
	struct error why = {0};
	bool ok;

	raw_record_init(&raw);
	ok = pdf_open(
		 &reading.pdf, arena, document->bytes, document->size, &why) &&
	     read_open(&reading, &raw, &why);
	pdf_close(&reading.pdf);
	if (ok)
		return sink->take(sink->context, arena, &raw, err);
	report_tell(document->report, REPORT_SKIPPED, document->path, 0, "%s",
	    why.message);
	return true;
}

/*
 * Read a small file, and keep it open: what poppler makes for all documents, of
 * names of glyphs and encodings, goes with the last of them.
 */
static void
warm_up(void)
{
	static const char sample[] =
	    "%PDF-1.4\n"
	    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1"
	    "/MediaBox[0 0 99 99]>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources"
	    "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    "/Encoding/WinAnsiEncoding>>>>>>>>endobj\n"
	    "4 0 obj<</Length 56>>stream\n"
	    "BT /F 9 Tf 9 9 Td (A small file) Tj ET 9 8 20 0.5 re f  "
	    "\nendstream endobj\n"
	    "trailer<</Size 5/Root 1 0 R>>\n%%EOF\n";
	static struct pdf pdf; /* stays open */
	struct arena *arena = arena_new();
	struct document document = {.bytes = sample, .size = sizeof sample - 1};
	struct reading reading = {.document = &document};
	struct error err = {0};

	if (pdf_open(&pdf, arena, sample, sizeof sample - 1, &err)) {
		reading.pdf = pdf;
		blocks_init(&reading.blocks, arena);
		read_text(&reading, &err);
	}
	arena_free(arena);
}

const struct reader reader_pdf = {
    .name = "PDF",
    .bid = bid,
    .read = read_pdf,
    .warm_up = warm_up,
    .bytes = true,
    .shares = true,
};
