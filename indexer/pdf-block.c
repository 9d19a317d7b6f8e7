/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-block.h"

#include "indexer/pdf-break.h"
#include "indexer/pdf-text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEADING_MOST 400 /* bytes; longer is no heading */
#define RANKS	     6
#define REFERENCES   64 /* to notes, of a paragraph */

/* How a heading looks, to tell its level. */
struct rank {
	float size;
	bool bold;
};

struct build {
	struct pdf *pdf;
	struct pdf_notes *notes;
	struct blocks *blocks;
	struct pdf_pitch pitch;
	struct words_seen vocabulary;
	struct pdf_text text;
	struct pdf_paragraph paragraph; /* under way */
	uint32_t page;			/* index of its first page */
	uint32_t last_page;		/* and of its last */
	bool row;			/* it is a row of a table */
	struct {
		uint32_t page;
		char mark[16];
	} reference[REFERENCES]; /* to notes, in the paragraph */
	size_t n_references;
	size_t next_note; /* the first that may not be placed yet */
	struct rank rank[RANKS];
	size_t n_ranks;
};

/* --- headings ------------------------------------------------------------- */

static bool
stands_out(const struct pdf *pdf, const struct pdf_line *line)
{
	const struct pdf_style *body = &pdf->style[pdf->body];

	return (line->bold && !body->bold) ||
	       pdf->style[line->style].size > 1.1f * body->size;
}

/* Rank the looks of headings: the larger first, then bold. */
static void
rank_line(struct build *build, const struct pdf_line *line)
{
	struct rank new = {
	    roundf(build->pdf->style[line->style].size * 2) / 2, line->bold};
	size_t at = 0;

	while (
	    at < build->n_ranks && (build->rank[at].size > new.size ||
				       (build->rank[at].size == new.size &&
					   build->rank[at].bold && !new.bold)))
		at++;
	if (at < build->n_ranks && build->rank[at].size == new.size &&
	    build->rank[at].bold == new.bold)
		return;
	if (at >= RANKS)
		return;
	if (build->n_ranks < RANKS)
		build->n_ranks++;
	memmove(build->rank + at + 1, build->rank + at,
	    (build->n_ranks - at - 1) * sizeof new);
	build->rank[at] = new;
}

static void
rank_headings(struct build *build)
{
	struct pdf *pdf = build->pdf;

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++) {
			const struct pdf_line *line = &pdf->page[p].line[i];

			if (!line->furniture && !line->note &&
			    stands_out(pdf, line))
				rank_line(build, line);
		}
}

static unsigned
level_of(const struct build *build, const struct pdf_line *line)
{
	float size = roundf(build->pdf->style[line->style].size * 2) / 2;

	for (size_t i = 0; i < build->n_ranks; i++)
		if (build->rank[i].size <= size &&
		    (build->rank[i].size < size || !build->rank[i].bold ||
			line->bold))
			return (unsigned)i + 1;
	return build->n_ranks > 0 ? (unsigned)build->n_ranks : 1;
}

static bool
has_letters(const char *s)
{
	for (; *s != '\0'; s = g_utf8_next_char(s))
		if (g_unichar_isalpha(g_utf8_get_char(s)))
			return true;
	return false;
}

static bool
is_heading(const struct build *build)
{
	const struct pdf_text *text = &build->text;
	size_t n = text->used;

	if (!stands_out(build->pdf, build->paragraph.first) ||
	    !stands_out(build->pdf, build->paragraph.last) ||
	    n > HEADING_MOST || build->row || !has_letters(text->s))
		return false;
	return !(n > 80 && (text->s[n - 1] == '.' || text->s[n - 1] == ';' ||
			       text->s[n - 1] == ','));
}

/* --- notes ---------------------------------------------------------------- */

static struct block *
emit(struct build *build, enum block_kind kind, uint32_t page)
{
	struct pdf_text *text = &build->text;
	const struct pdf_page *source = &build->pdf->page[page];
	struct block *block = blocks_add(
	    build->blocks, kind, text->used > 0 ? text->s : "", text->used);

	block->page = source->number;
	block->label = source->label;
	for (size_t i = 0; i < text->n_marks; i++)
		block_mark(build->blocks, block, text->mark[i].kind,
		    text->mark[i].start, text->mark[i].end, "",
		    text->mark[i].value);
	return block;
}

static void
place_note(struct build *build, struct pdf_note *note)
{
	struct block *block;

	note->placed = true;
	pdf_text_begin(&build->text, false);
	for (size_t i = 0; i < note->n_lines; i++) {
		const struct pdf_page *page =
		    &build->pdf->page[note->line[i].page];

		pdf_text_add(&build->text, page,
		    &page->line[note->line[i].line], i == 0 ? note->skip : 0);
	}
	pdf_text_end(&build->text);
	block = emit(build, BLOCK_NOTE, note->page);
	block->number = note->mark;
}

/* The notes that the paragraph refers to, and those of pages before `page`
 * that nobody referred to. */
static void
place_notes(struct build *build, uint32_t page)
{
	struct pdf_notes *notes = build->notes;

	for (size_t i = 0; i < build->n_references; i++) {
		struct pdf_note *note = pdf_notes_get(
		    notes, build->reference[i].page, build->reference[i].mark);

		if (note != NULL && !note->placed)
			place_note(build, note);
	}
	build->n_references = 0;
	for (; build->next_note < notes->n &&
	       notes->note[build->next_note].page < page;
	     build->next_note++)
		if (!notes->note[build->next_note].placed)
			place_note(build, &notes->note[build->next_note]);
}

static void
note_references(
    struct build *build, uint32_t number, const struct pdf_line *line)
{
	const struct pdf_page *page = &build->pdf->page[number];
	size_t n;

	if (build->notes->n == 0)
		return;
	for (size_t i = 0; i<line->count; i += n> 0 ? n : 1) {
		size_t at = build->n_references;

		n = 0;
		if (!(page->glyph[line->first + i].flags & PDF_NOTE_MARK) ||
		    at == REFERENCES)
			continue;
		n = pdf_note_mark(build->pdf, page, line, i,
		    build->reference[at].mark,
		    sizeof build->reference[at].mark);
		build->reference[at].page = number;
		build->n_references += n > 0;
	}
}

/* --- paragraphs ----------------------------------------------------------- */

static enum block_kind
kind_of(const struct build *build)
{
	if (build->row && memchr(build->text.s, '\t', build->text.used) != NULL)
		return BLOCK_ROW;
	if (is_heading(build))
		return BLOCK_HEADING;
	return build->paragraph.marker ? BLOCK_ITEM : BLOCK_PARAGRAPH;
}

/*
 * The paragraph is whole. Before a line of page `next`, where there is one.
 */
static void
finish(struct build *build, uint32_t next)
{
	struct block *block;
	enum block_kind kind;

	if (build->paragraph.n_lines > 0) {
		pdf_text_end(&build->text);
		if (build->text.used > 0) {
			kind = kind_of(build);
			block = emit(build, kind, build->page);
			if (kind == BLOCK_HEADING)
				block->level =
				    level_of(build, build->paragraph.first);
			if (kind == BLOCK_ITEM)
				block->level = 1;
		}
	}
	place_notes(build, next);
	memset(&build->paragraph, 0, sizeof build->paragraph);
	build->row = false;
}

static bool
has_drop_capital(const struct pdf *pdf, const struct pdf_page *page,
    const struct pdf_line *line)
{
	return line->count > 1 &&
	       pdf_style_of(pdf, &page->glyph[line->first])->size >
		   1.8f * pdf->style[line->style].size;
}

static void
start(
    struct build *build, uint32_t number, const struct pdf_line *line, bool row)
{
	const struct pdf_page *page = &build->pdf->page[number];
	struct pdf_paragraph *paragraph = &build->paragraph;

	memset(paragraph, 0, sizeof *paragraph);
	paragraph->first = line;
	paragraph->marker = pdf_marker(page, line) > 0;
	paragraph->drop = has_drop_capital(build->pdf, page, line);
	build->page = number;
	build->row = row;
	pdf_text_begin(&build->text, row);
}

static void
add(struct build *build, uint32_t number, const struct pdf_line *line)
{
	const struct pdf_page *page = &build->pdf->page[number];

	pdf_text_add(&build->text, page, line, 0);
	note_references(build, number, line);
	build->paragraph.page = page;
	build->paragraph.last = line;
	build->paragraph.n_lines++;
	build->last_page = number;
}

/* --- tables --------------------------------------------------------------- */

/* The places where cells begin, but for what follows a paragraph's number. */
static size_t
cells_of(const struct pdf_page *page, const struct pdf_line *line, float *ret,
    size_t most)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t marker = pdf_marker(page, line), n = 0;

	for (size_t i = 1; i < line->count && n < most; i++)
		if (glyph[i].gap == PDF_TAB && i != marker)
			ret[n++] = line->rtl ? glyph[i].x2 : glyph[i].x1;
	return n;
}

static bool
cells_align(const struct pdf_page *page, const struct pdf_line *a,
    const struct pdf_line *b)
{
	float x[16], y[16];
	size_t n = cells_of(page, a, x, 16), m = cells_of(page, b, y, 16);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (fabsf(x[i] - y[k]) < 6)
				return true;
	return false;
}

/*
 * Whether a line is a row of a table: it has cells, and they stand where those
 * of the line above or below stand, or there are three of them.
 */
static bool
is_row(const struct pdf_page *page, const struct pdf_line *line)
{
	size_t at = (size_t)(line - page->line);
	float x[16];
	size_t n;

	if (!line->tabs)
		return false;
	n = cells_of(page, line, x, 16);
	if (n >= 2)
		return true;
	for (size_t k = at > 3 ? at - 3 : 0; n > 0 && k < at + 4; k++)
		if (k != at && k < page->n_lines &&
		    page->line[k].column == line->column &&
		    cells_align(page, line, &page->line[k]))
			return true;
	return false;
}

/* --- the document --------------------------------------------------------- */

static void
take_line(struct build *build, uint32_t number, const struct pdf_line *line)
{
	const struct pdf_page *page = &build->pdf->page[number];
	bool row = is_row(page, line);

	if (build->paragraph.n_lines > 0 &&
	    (row || build->row ||
		pdf_breaks(
		    build->pdf, &build->pitch, &build->paragraph, page, line)))
		finish(build, number);
	if (build->paragraph.n_lines == 0)
		start(build, number, line, row);
	add(build, number, line);
}

static void
count_words(struct build *build)
{
	struct pdf *pdf = build->pdf;

	words_seen_init(&build->vocabulary, pdf->arena);
	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++)
			pdf_text_count(&build->vocabulary, &pdf->page[p],
			    &pdf->page[p].line[i]);
}

void
pdf_blocks(struct pdf *pdf, struct pdf_notes *notes, struct blocks *blocks)
{
	struct build *build = arena_alloc(pdf->arena, sizeof *build);

	build->pdf = pdf;
	build->notes = notes;
	build->blocks = blocks;
	pdf_pitch_measure(pdf, &build->pitch);
	rank_headings(build);
	count_words(build);
	pdf_text_init(&build->text, pdf, &build->vocabulary);
	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++) {
			const struct pdf_line *line = &pdf->page[p].line[i];

			if (!line->furniture && !line->note)
				take_line(build, (uint32_t)p, line);
		}
	finish(build, UINT32_MAX);
}
