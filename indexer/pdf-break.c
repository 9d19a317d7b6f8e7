/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-break.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MARKER_MOST 8 /* glyphs */

/* --- distances ------------------------------------------------------------ */

#define BINS 240 /* quarters of a point */

static size_t
size_slot(const struct pdf *pdf, const struct pdf_line *line)
{
	float size = pdf->style[line->style].size * 2;

	return size < 0		   ? 0
	       : size >= PDF_SIZES ? PDF_SIZES - 1
				   : (size_t)(size + 0.5f);
}

/* Where the letters of a line stand; raised marks do not count. */
static float
foot(const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;

	for (size_t i = 0; i < line->count; i++)
		if (glyph[i].style == line->style)
			return glyph[i].y2;
	return line->y2;
}

static void
count_distances(const struct pdf *pdf, uint32_t (*count)[BINS])
{
	for (size_t p = 0; p < pdf->n_pages; p++) {
		const struct pdf_page *page = &pdf->page[p];

		for (size_t i = 1; i < page->n_lines; i++) {
			const struct pdf_line *a = &page->line[i - 1];
			const struct pdf_line *b = &page->line[i];
			size_t slot = size_slot(pdf, b);
			float d = foot(page, b) - foot(page, a);

			if (a->column == b->column && d > 1 && d < BINS / 4 &&
			    size_slot(pdf, a) == slot && !a->furniture &&
			    !b->furniture)
				count[slot][(size_t)(d * 4)]++;
		}
	}
}

void
pdf_pitch_measure(const struct pdf *pdf, struct pdf_pitch *ret)
{
	uint32_t(*count)[BINS] =
	    arena_array(pdf->arena, PDF_SIZES, sizeof *count);

	memset(ret, 0, sizeof *ret);
	count_distances(pdf, count);
	for (size_t slot = 0; slot < PDF_SIZES; slot++) {
		uint32_t best = 0;

		for (size_t k = 0; k + 1 < BINS; k++) {
			uint32_t n = count[slot][k] + count[slot][k + 1];

			/* A near tie goes to the narrower. */
			if (n > best + best / 4) {
				best = n;
				ret->of[slot] = (float)(k + 1) / 4;
			}
		}
		if (best < 2)
			ret->of[slot] = 0;
	}
}

/* --- markers -------------------------------------------------------------- */

static bool
is_bullet(uint32_t code)
{
	return code == 0x2022 || code == 0x25CF || code == 0x25AA ||
	       code == 0x25A0 || code == 0x25E6 || code == 0xB7 ||
	       code == 0x2023 || code == 0x27A2 || code == 0xF0B7 ||
	       code == 0xF0A7 || code == 0xF0D8 || code == 0x2219;
}

static bool
is_dash(uint32_t code)
{
	return code == '-' || code == 0x2013 || code == 0x2014;
}

static bool
is_opening(uint32_t code)
{
	return code == '(' || code == '[' || code == 0xFF08;
}

static bool
is_closing(uint32_t code)
{
	return code == ')' || code == '.' || code == ']' || code == 0xFF09 ||
	       code == 0x3001 || code == 0xFF0E;
}

static bool
parts_after(
    const struct pdf_line *line, const struct pdf_glyph *glyph, size_t n)
{
	return n == line->count || glyph[n].gap != PDF_JOINED ||
	       glyph[n].code > 0x2E80;
}

/*
 * Digits, a letter or two, or Roman numbers; then a bracket or stop; with
 * dots between ("1.2."), and brackets of a draft before ("[1.").
 */
size_t
pdf_marker(const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t n = 0, letters = 0, digits = 0;

	if (line->count == 0)
		return 0;
	if (is_bullet(glyph[0].code))
		return 1;
	if (is_dash(glyph[0].code) && line->count > 1 &&
	    glyph[1].gap != PDF_JOINED)
		return 1;
	while (n < line->count && is_opening(glyph[n].code))
		n++;
	for (; n < line->count && n < MARKER_MOST; n++) {
		if (n > 0 && glyph[n].gap != PDF_JOINED)
			break;
		if (g_unichar_isdigit(glyph[n].code))
			digits++;
		else if (g_unichar_isalpha(glyph[n].code))
			letters++;
		else if (glyph[n].code != '.' || n + 1 == line->count ||
			 !g_unichar_isdigit(glyph[n + 1].code) ||
			 glyph[n + 1].gap != PDF_JOINED)
			break;
	}
	if (digits + letters == 0 || n == line->count || letters > 4 ||
	    (digits > 0 && letters > 1))
		return 0;
	if (glyph[n].gap != PDF_JOINED)
		return digits > 0 && letters == 0 && digits < 4 &&
			       glyph[n].gap == PDF_TAB
			   ? n
			   : 0;
	if (!is_closing(glyph[n].code))
		return 0;
	n++;
	return parts_after(line, glyph, n) ? n : 0;
}

/* --- how lines end and begin ---------------------------------------------- */

static uint32_t
last_code(const struct pdf_page *page, const struct pdf_line *line)
{
	size_t n = line->count;

	while (
	    n > 0 && (page->glyph[line->first + n - 1].flags & PDF_NOTE_MARK))
		n--;
	/* What closes a quotation comes after its stop. */
	while (n > 1) {
		uint32_t code = page->glyph[line->first + n - 1].code;

		if (code != ')' && code != ']' && code != '"' &&
		    code != 0x201D && code != 0xBB && code != 0x2019)
			break;
		n--;
	}
	return n > 0 ? page->glyph[line->first + n - 1].code : 0;
}

static bool
ends_sentence(const struct pdf_page *page, const struct pdf_line *line)
{
	switch (last_code(page, line)) {
	case '.':
	case ':':
	case ';':
	case '?':
	case '!':
	case 0x3002:
	case 0xFF1A:
	case 0xFF1B:
	case 0x61B:
	case 0x61F:
	case 0x6D4:
		return true;
	default:
		return false;
	}
}

/* A line that begins a sentence or a title rather than going on. */
static bool
begins_high(const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t i = 0;

	while (i < line->count && !g_unichar_isalnum(glyph[i].code))
		i++;
	return i < line->count && (g_unichar_isupper(glyph[i].code) ||
				      g_unichar_isdigit(glyph[i].code));
}

/* Whether a line beside it begins at the same place. */
static bool
has_flush_neighbour(const struct pdf_page *page, const struct pdf_line *line)
{
	size_t at = (size_t)(line - page->line);

	for (size_t i = at > 0 ? at - 1 : 0; i <= at + 1; i++)
		if (i != at && i < page->n_lines &&
		    fabsf(page->line[i].x1 - line->x1) < 2)
			return true;
	return false;
}

bool
pdf_is_centered(const struct pdf_page *page, const struct pdf_line *line)
{
	float before = line->x1 - line->left, after = line->right - line->x2;

	return before > 0.08f * (line->right - line->left) &&
	       fabsf(before - after) < 0.06f * (line->right - line->left) &&
	       !has_flush_neighbour(page, line);
}

static float
width_of_first_word(const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t n = 1;

	while (n < line->count && glyph[n].gap == PDF_JOINED)
		n++;
	return fabsf(glyph[n - 1].x2 - glyph[0].x1);
}

/* The right edge of the lines about, in the same column. */
static float
edge_about(const struct pdf_page *page, const struct pdf_line *line)
{
	size_t at = (size_t)(line - page->line);
	size_t from = at > 4 ? at - 4 : 0, to = at + 6;
	float edge = line->rtl ? 1e9f : -1e9f;

	for (size_t i = from; i < to && i < page->n_lines; i++) {
		const struct pdf_line *other = &page->line[i];

		if (other->column != line->column || other->furniture ||
		    other->note || other->tabs)
			continue;
		edge =
		    line->rtl ? fminf(edge, other->x1) : fmaxf(edge, other->x2);
	}
	return edge;
}

/* Whether the next line's first word would have had room in this one. */
static bool
is_short(const struct pdf *pdf, const struct pdf_page *page,
    const struct pdf_line *line, const struct pdf_page *next_page,
    const struct pdf_line *next)
{
	float em = pdf->style[line->style].size;
	float edge = edge_about(page, line);
	float room = line->rtl ? line->x1 - edge : edge - line->x2;

	if (next->count > 0 && next_page->glyph[next->first].code >= 0x2E80)
		return room > 2.5f * em;
	return room > width_of_first_word(next_page, next) + 1.2f * em;
}

/* --- breaks --------------------------------------------------------------- */

static bool
looks_alike(
    const struct pdf *pdf, const struct pdf_line *a, const struct pdf_line *b)
{
	float x = pdf->style[a->style].size, y = pdf->style[b->style].size;

	return fabsf(x - y) < 0.07f * fmaxf(x, y) && a->bold == b->bold;
}

/* How far a line begins to the right (or left, in Arabic) of another. */
static float
indent(const struct pdf_line *line, const struct pdf_line *than)
{
	return line->rtl ? than->x2 - line->x2 : line->x1 - than->x1;
}

static bool
breaks_by_indent(const struct pdf *pdf, const struct pdf_paragraph *paragraph,
    const struct pdf_page *page, const struct pdf_line *line)
{
	float em = pdf->style[line->style].size;
	float by = indent(line, paragraph->last);

	if (paragraph->drop && paragraph->n_lines < 5)
		return false;
	if (pdf_is_centered(page, line) &&
	    pdf_is_centered(page, paragraph->last))
		return false;
	if (by > 0.8f * em)
		return paragraph->n_lines > 1 || !paragraph->marker;
	return by < -0.8f * em && paragraph->n_lines > 1;
}

/* A new column or page: does a sentence go on? */
static bool
breaks_over_page(const struct pdf *pdf, const struct pdf_paragraph *paragraph,
    const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_line *last = paragraph->last;

	if (!looks_alike(pdf, last, line) || pdf_marker(page, line) > 0)
		return true;
	if (ends_sentence(paragraph->page, last))
		return !(!is_short(pdf, paragraph->page, last, page, line) &&
			 !begins_high(page, line) &&
			 last_code(paragraph->page, last) != ':' &&
			 last_code(paragraph->page, last) != ';');
	if (!begins_high(page, line))
		return false;
	return is_short(pdf, paragraph->page, last, page, line) ||
	       pdf_is_centered(page, line);
}

static bool
breaks_at_marker(const struct pdf *pdf, const struct pdf_paragraph *paragraph,
    const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_line *last = paragraph->last;
	float em = pdf->style[line->style].size;

	if (pdf_marker(page, line) == 0)
		return false;
	/* "as said in paragraph 4 / (a), ..." */
	return ends_sentence(paragraph->page, last) ||
	       fabsf(indent(line, last)) > 0.5f * em ||
	       is_short(pdf, paragraph->page, last, page, line) ||
	       page->glyph[line->first].code > 0x2000 ||
	       (paragraph->marker && paragraph->n_lines == 1);
}

/* "nego-", and a line below that begins with a small letter: one word. */
static bool
goes_on_in_word(const struct pdf_page *last_page, const struct pdf_line *last,
    const struct pdf_page *page, const struct pdf_line *line)
{
	const struct pdf_glyph *end = last_page->glyph + last->first;
	size_t n = last->count;

	return n > 1 && line->count > 0 &&
	       (end[n - 1].code == '-' || end[n - 1].code == 0x2010) &&
	       end[n - 1].gap == PDF_JOINED &&
	       g_unichar_isalpha(end[n - 2].code) &&
	       g_unichar_islower(page->glyph[line->first].code);
}

bool
pdf_breaks(const struct pdf *pdf, const struct pdf_pitch *pitch,
    const struct pdf_paragraph *paragraph, const struct pdf_page *page,
    const struct pdf_line *line)
{
	const struct pdf_line *last = paragraph->last;
	float usual = pitch->of[size_slot(pdf, line)], distance;

	if (goes_on_in_word(paragraph->page, last, page, line))
		return false;
	if (page != paragraph->page || line->column != last->column ||
	    line->y1 < last->y1 - 1)
		return breaks_over_page(pdf, paragraph, page, line);
	if (usual == 0)
		usual = 1.25f * pdf->style[line->style].size;
	distance = foot(page, line) - foot(page, last);
	if (distance > 1.25f * usual + 0.5f)
		return true;
	if (breaks_at_marker(pdf, paragraph, page, line))
		return true;
	if (!looks_alike(pdf, last, line))
		return begins_high(page, line) || ends_sentence(page, last) ||
		       is_short(pdf, page, last, page, line);
	if (breaks_by_indent(pdf, paragraph, page, line))
		return true;
	if (pdf_is_centered(page, last))
		return !pdf_is_centered(page, line) && begins_high(page, line);
	return is_short(pdf, page, last, page, line) &&
	       (ends_sentence(page, last) || begins_high(page, line));
}
