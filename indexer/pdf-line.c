/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-line.h"

#include "indexer/pdf-order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROW_MOST  200  /* segments that stand side by side */
#define TAB_WIDTH 1.8f /* ems between what is no longer one phrase */

bool
pdf_is_rtl(uint32_t code)
{
	return (code >= 0x590 && code < 0x900) ||
	       (code >= 0xFB1D && code < 0xFE00) ||
	       (code >= 0xFE70 && code < 0xFEFF);
}

static bool
is_ltr(uint32_t code)
{
	return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
	       (code >= 0xC0 && code < 0x590) ||
	       (code >= 0x900 && code < 0x2000) ||
	       (code >= 0x3040 && code < 0xFB1D);
}

bool
pdf_document_rtl(const struct pdf *pdf)
{
	uint64_t rtl = 0, ltr = 0;

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_glyphs; i++) {
			uint32_t code = pdf->page[p].glyph[i].code;

			rtl += pdf_is_rtl(code);
			ltr += is_ltr(code);
		}
	return rtl > ltr;
}

/* A page's lines under way. */
struct lines {
	struct pdf *pdf;
	struct pdf_page *page;
	struct pdf_glyph *out; /* glyphs in their new order */
	size_t n_out;
};

/* --- right to left -------------------------------------------------------- */

static bool
line_is_rtl(const struct pdf_glyph *glyph, size_t n)
{
	size_t rtl = 0, ltr = 0;

	for (size_t i = 0; i < n; i++) {
		rtl += pdf_is_rtl(glyph[i].code);
		ltr += is_ltr(glyph[i].code);
	}
	return rtl > ltr;
}

static int
rightmost_first(const void *a, const void *b)
{
	const struct pdf_glyph *x = a, *y = b;
	float ax = x->x1 + x->x2, ay = y->x1 + y->x2;

	return (ax < ay) - (ax > ay);
}

static void
turn(struct pdf_glyph *glyph, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct pdf_glyph swap = glyph[i];

		glyph[i] = glyph[n - 1 - i];
		glyph[n - 1 - i] = swap;
	}
}

/* Gaps stand before glyphs: after a turn, before those that were next. */
static void
turn_gaps(struct pdf_glyph *glyph, size_t n)
{
	uint8_t before = glyph[n - 1].gap;

	for (size_t i = n - 1; i > 0; i--)
		glyph[i].gap = glyph[i - 1].gap;
	glyph[0].gap = before;
}

static bool
is_number_part(uint32_t code)
{
	return is_ltr(code) || (code >= '0' && code <= '9') ||
	       (code >= 0x660 && code <= 0x669) ||
	       (code >= 0x6F0 && code <= 0x6F9);
}

static bool
is_number_glue(uint32_t code)
{
	return code < 0x80 && strchr(".,:/-&@_+%#", (int)code) != NULL;
}

/* Brackets are drawn as they look, and stand for what they mean. */
static uint32_t
mirrored(uint32_t code)
{
	static const char pairs[] = "()[]{}<>";
	const char *at;

	if (code == 0xAB || code == 0xBB)
		return 0xAB + 0xBB - code;
	at = code < 0x80 && code != 0 ? strchr(pairs, (int)code) : NULL;
	return at == NULL ? code : (uint32_t)pairs[(at - pairs) ^ 1];
}

/*
 * Put a line's glyphs, which stand from right to left, into reading order:
 * numbers and words of other alphabets within it go from left to right.
 */
static void
read_rtl(struct pdf_glyph *glyph, size_t n)
{
	qsort(glyph, n, sizeof *glyph, rightmost_first);
	for (size_t i = 1; i < n; i++) {
		float gap = glyph[i - 1].x1 - glyph[i].x2;
		float em = glyph[i].y2 - glyph[i].y1;

		glyph[i].gap = gap > TAB_WIDTH * em ? PDF_TAB
			       : gap > 0.1f * em    ? PDF_SPACE
						    : PDF_JOINED;
	}
	glyph[0].gap = PDF_JOINED;
	for (size_t i = 0; i < n; i++) {
		size_t end = i;

		if (!is_number_part(glyph[i].code)) {
			glyph[i].code = mirrored(glyph[i].code);
			continue;
		}
		for (size_t k = i + 1; k < n; k++) {
			if (is_number_part(glyph[k].code))
				end = k;
			else if (!is_number_glue(glyph[k].code))
				break;
		}
		turn(glyph + i, end - i + 1);
		turn_gaps(glyph + i, end - i + 1);
		i = end;
	}
}

/* --- rows ----------------------------------------------------------------- */

static bool
same_row(const struct pdf_place *a, const struct pdf_place *b)
{
	const struct pdf_segment *x = a->segment, *y = b->segment;
	float over = pdf_min(x->y2, y->y2) - pdf_max(x->y1, y->y1);
	float small = pdf_min(x->y2 - x->y1, y->y2 - y->y1);

	return a->column == b->column && over > 0.55f * small;
}

static int
leftmost_first(const void *a, const void *b)
{
	const struct pdf_place *x = a, *y = b;

	return (x->segment->x1 > y->segment->x1) -
	       (x->segment->x1 < y->segment->x1);
}

/* Gaps that poppler does not tell, or not how wide they are. */
static void
open_gaps(const struct pdf *pdf, struct pdf_glyph *glyph, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		float gap = glyph[i].x1 - glyph[i - 1].x2;
		float em = pdf_style_of(pdf, &glyph[i])->size;

		if (gap < 0.3f * em || glyph[i].gap == PDF_TAB)
			continue;
		glyph[i].gap = gap > TAB_WIDTH * em ? PDF_TAB : PDF_SPACE;
	}
}

/*
 * Letters set apart: where poppler sees a word end, but the gap is far from
 * that between the line's words, the word goes on.
 */
static void
close_gaps(struct pdf_glyph *glyph, size_t n)
{
	float sum = 0;
	size_t count = 0;

	for (size_t i = 1; i < n; i++)
		if (glyph[i].gap == PDF_SPACE) {
			sum += pdf_max(0, glyph[i].x1 - glyph[i - 1].x2);
			count++;
		}
	if (count < 4)
		return;
	for (size_t i = 1; i < n; i++) {
		float gap = glyph[i].x1 - glyph[i - 1].x2;
		float em = glyph[i].y2 - glyph[i].y1;

		if (glyph[i].gap == PDF_SPACE && gap >= 0 && gap < 0.15f * em &&
		    gap < 0.45f * sum / (float)count &&
		    glyph[i - 1].style == glyph[i].style &&
		    g_unichar_isalpha(glyph[i].code) &&
		    g_unichar_isalpha(glyph[i - 1].code))
			glyph[i].gap = PDF_JOINED;
	}
}

/*
 * A drop capital is the first letter of the word beside it, unless it is a
 * word itself.
 */
static void
join_drop_capital(
    const struct pdf *pdf, struct pdf_line *line, struct pdf_glyph *glyph)
{
	float em;

	if (line->count < 2)
		return;
	em = pdf->style[line->style].size;
	if (pdf_style_of(pdf, &glyph[0])->size > 1.8f * em &&
	    g_unichar_isalpha(glyph[0].code) &&
	    g_unichar_islower(glyph[1].code) &&
	    !(strchr("AIOYE", (int)(glyph[0].code & 0x7F)) != NULL &&
		glyph[1].x1 - glyph[0].x2 > 0.4f * em))
		glyph[1].gap = PDF_JOINED;
}

static void
measure_line(const struct lines *lines, struct pdf_line *line)
{
	const struct pdf *pdf = lines->pdf;
	const struct pdf_glyph *glyph = lines->out + line->first;
	size_t bold = 0, most = 0;

	for (size_t i = 0; i < line->count; i++) {
		size_t same = 0;

		bold += pdf_style_of(pdf, &glyph[i])->bold;
		line->tabs = line->tabs || glyph[i].gap == PDF_TAB;
		if (i > 0 && glyph[i].style == glyph[i - 1].style)
			continue;
		for (size_t k = i; k < line->count; k++)
			same += glyph[k].style == glyph[i].style;
		if (same > most) {
			most = same;
			line->style = glyph[i].style;
		}
	}
	line->bold = 10 * bold >= 9 * line->count;
}

/* One row of segments becomes one line. */
static void
add_line(struct lines *lines, struct pdf_place *place, size_t n)
{
	struct pdf_page *page = lines->page;
	struct pdf_line *line = &page->line[page->n_lines];
	struct pdf_glyph *glyph = lines->out + lines->n_out;
	size_t count = 0;

	if (n > 1)
		qsort(place, n, sizeof *place, leftmost_first);
	*line = (struct pdf_line){.first = lines->n_out,
	    .x1 = 1e9f,
	    .y1 = 1e9f,
	    .x2 = -1e9f,
	    .y2 = -1e9f,
	    .left = place[0].left,
	    .right = place[0].right,
	    .column = place[0].column};
	for (size_t i = 0; i < n; i++) {
		const struct pdf_segment *segment = place[i].segment;
		float em = segment->y2 - segment->y1;

		if (segment->count == 0)
			continue;
		memcpy(glyph + count, page->glyph + segment->first,
		    segment->count * sizeof *glyph);
		if (count > 0)
			glyph[count].gap =
			    segment->x1 - line->x2 > TAB_WIDTH * em ? PDF_TAB
								    : PDF_SPACE;
		count += segment->count;
		line->x1 = pdf_min(line->x1, segment->x1);
		line->x2 = pdf_max(line->x2, segment->x2);
		line->y1 = pdf_min(line->y1, segment->y1);
		line->y2 = pdf_max(line->y2, segment->y2);
	}
	if (count == 0)
		return;
	line->count = count;
	glyph[0].gap = PDF_JOINED;
	line->rtl = line_is_rtl(glyph, count);
	if (line->rtl) {
		read_rtl(glyph, count);
	} else {
		open_gaps(lines->pdf, glyph, count);
		close_gaps(glyph, count);
	}
	measure_line(lines, line);
	join_drop_capital(lines->pdf, line, glyph);
	lines->n_out += count;
	page->n_lines++;
}

void
pdf_lines(struct pdf *pdf, struct pdf_page *page)
{
	struct lines lines = {.pdf = pdf, .page = page};
	struct pdf_place *place = pdf_order(pdf, page);
	size_t n;

	page->n_lines = 0;
	page->line =
	    arena_array(pdf->arena, page->n_segments + 1, sizeof *page->line);
	if (pdf->scratch_room <= page->n_glyphs) {
		pdf->scratch_room = 2 * page->n_glyphs + 1;
		pdf->scratch = arena_array(
		    pdf->arena, pdf->scratch_room, sizeof *pdf->scratch);
	}
	lines.out = pdf->scratch;
	for (size_t i = 0; i < page->n_segments; i += n) {
		for (n = 1; i + n < page->n_segments && n < ROW_MOST; n++)
			if (!same_row(&place[i], &place[i + n]))
				break;
		add_line(&lines, place + i, n);
	}
	if (lines.n_out > 0)
		memcpy(
		    page->glyph, lines.out, lines.n_out * sizeof *page->glyph);
	page->n_glyphs = lines.n_out;
}
