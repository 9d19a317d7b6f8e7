/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-codes.h"

#include "indexer/alphabet.h"

#include <string.h>

#define RLE 0x202B
#define LRE 0x202A
#define POP 0x202C

/* --- direction ------------------------------------------------------------ */

/* Append code[from..to) turned round, but for what stands in LRE ... POP. */
static size_t
turn_round(
    const uint32_t *code, size_t from, size_t to, uint32_t *ret, size_t n)
{
	while (to > from) {
		size_t begin;

		if (code[--to] != POP) {
			if (code[to] != LRE && code[to] != RLE)
				ret[n++] = code[to];
			continue;
		}
		for (begin = to; begin > from && code[begin - 1] != LRE;)
			begin--;
		for (size_t i = begin; i < to; i++)
			ret[n++] = code[i];
		to = begin > from ? begin - 1 : from;
	}
	return n;
}

size_t
pdf_codes_unbidi(uint32_t *code, size_t n)
{
	uint32_t copy[256];
	size_t used = 0;

	if (pdf_codes_count(code, n) == n || n > 256)
		return n;
	memcpy(copy, code, n * sizeof *copy);
	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1;
		int depth = 1;

		if (copy[i] != RLE) {
			if (copy[i] != LRE && copy[i] != POP)
				code[used++] = copy[i];
			continue;
		}
		for (; end < n; end++) {
			if (copy[end] == RLE || copy[end] == LRE)
				depth++;
			else if (copy[end] == POP && --depth == 0)
				break;
		}
		used = turn_round(copy, i + 1, end, code, used);
		i = end;
	}
	return used;
}

size_t
pdf_codes_count(const uint32_t *code, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += code[i] < LRE || code[i] > POP;
	return count;
}

/* --- numbers of glyphs ---------------------------------------------------- */

/* The codes of all fonts of one name. */
struct font {
	const char *name;
	uint32_t count[ALPHABET_CODES]; /* of glyphs by code */
	uint64_t controls;		/* glyphs below U+0020 */
	bool numbered;			/* its codes are glyph numbers */
	struct alphabet_shift shift;	/* of its letters */
};

struct repair {
	struct pdf *pdf;
	struct font *font;
	size_t n_fonts;
	uint16_t *of_style; /* font of a style */
	bool nbsp;	    /* glyph 172 is the space that does not break */
	size_t changed;
};

static uint16_t
find_font(struct repair *repair, const char *name)
{
	size_t i;

	for (i = 0; i < repair->n_fonts; i++)
		if (strcmp(repair->font[i].name, name) == 0)
			return (uint16_t)i;
	repair->font[i].name = name;
	repair->n_fonts++;
	return (uint16_t)i;
}

/* Number the fonts; how many names there are. */
static size_t
count_fonts(const struct pdf *pdf)
{
	size_t n = 0;

	for (size_t i = 0; i < pdf->n_styles; i++) {
		size_t k = 0;

		while (strcmp(pdf->style[k].font, pdf->style[i].font) != 0)
			k++;
		n += k == i;
	}
	return n;
}

static void
count_codes(struct repair *repair)
{
	struct pdf *pdf = repair->pdf;

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_glyphs; i++) {
			const struct pdf_glyph *glyph = &pdf->page[p].glyph[i];
			struct font *font =
			    &repair->font[repair->of_style[glyph->style]];

			font->controls += glyph->code < 0x20;
			if (glyph->code < ALPHABET_CODES)
				font->count[glyph->code]++;
		}
}

/* Whether there is any sign of numbers of glyphs: most files have none. */
static bool
has_numbers(const struct pdf *pdf)
{
	size_t odd = 0;

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_glyphs; i++) {
			uint32_t code = pdf->page[p].glyph[i].code;

			odd += code < 0x20 || (code >= 0x180 && code < 0x370);
		}
	return odd >= 20;
}

/*
 * The order of the first 258 glyphs in most TrueType fonts is that of the
 * Macintosh (table "post", format 1): three special ones, ASCII, then the
 * upper half of the Macintosh's character set. Many leave out the space that
 * does not break.
 */
static uint32_t
standard_glyph(uint32_t number, bool nbsp)
{
	static const uint16_t upper[] = {0xC4, 0xC5, 0xC7, 0xC9, 0xD1, 0xD6,
	    0xDC, 0xE1, 0xE0, 0xE2, 0xE4, 0xE3, 0xE5, 0xE7, 0xE9, 0xE8, 0xEA,
	    0xEB, 0xED, 0xEC, 0xEE, 0xEF, 0xF1, 0xF3, 0xF2, 0xF4, 0xF6, 0xF5,
	    0xFA, 0xF9, 0xFB, 0xFC, 0x2020, 0xB0, 0xA2, 0xA3, 0xA7, 0x2022,
	    0xB6, 0xDF, 0xAE, 0xA9, 0x2122, 0xB4, 0xA8, 0x2260, 0xC6, 0xD8,
	    0x221E, 0xB1, 0x2264, 0x2265, 0xA5, 0xB5, 0x2202, 0x2211, 0x220F,
	    0x3C0, 0x222B, 0xAA, 0xBA, 0x3A9, 0xE6, 0xF8, 0xBF, 0xA1, 0xAC,
	    0x221A, 0x192, 0x2248, 0x394, 0xAB, 0xBB, 0x2026, 0xA0, 0xC0, 0xC3,
	    0xD5, 0x152, 0x153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019,
	    0xF7, 0x25CA, 0xFF, 0x178, 0x2044, 0x20AC, 0x2039, 0x203A};

	if (number >= 3 && number < 98)
		return number + 29;
	if (number >= 172 && !nbsp)
		number++;
	if (number >= 98 && number - 98 < G_N_ELEMENTS(upper))
		return upper[number - 98];
	return 0;
}

/* What a glyph of a numbered font is. */
static uint32_t
meaning(const struct repair *repair, const struct font *font, uint32_t code)
{
	uint32_t letter = alphabet_shifted(&font->shift, code);

	if (letter != 0)
		return letter;
	letter = standard_glyph(code, repair->nbsp);
	return letter != 0 ? letter : code;
}

/*
 * Learn the shifts. A font too rare to learn from is read by what another one
 * of the file taught: the same program made both.
 */
static bool
learn(struct repair *repair)
{
	const struct font *teacher = NULL;
	uint32_t *votes =
	    arena_array(repair->pdf->arena, 2 * ALPHABET_CODES, sizeof *votes);
	bool any = false;

	for (size_t i = 0; i < repair->n_fonts; i++) {
		struct font *font = &repair->font[i];

		if (alphabet_learn(font->count, &font->shift) &&
		    (teacher == NULL ||
			teacher->shift.evidence < font->shift.evidence))
			teacher = font;
	}
	for (size_t i = 0; i < repair->n_fonts; i++) {
		struct font *font = &repair->font[i];

		if (font->shift.alphabet == NULL && teacher != NULL)
			alphabet_follow(&teacher->shift, teacher->count,
			    font->count, votes, &font->shift);
		/* Space is number 3, and there is none more frequent. */
		font->numbered = font->shift.alphabet != NULL ||
				 (font->controls > 0 && font->count[3] > 0);
		any = any || font->numbered;
	}
	return any;
}

/* --- runs ----------------------------------------------------------------- */

static bool
is_ascii_letter(uint32_t code)
{
	return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

/* Whether a run of a numbered font shows that it is written in numbers. */
static bool
run_is_numbers(const struct repair *repair, const struct font *font,
    const struct pdf_glyph *glyph, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (glyph[i].code < 0x20 ||
		    alphabet_shifted(&font->shift, glyph[i].code) != 0)
			return true;
	(void)repair;
	return false;
}

/* Or may be, since it stands within a word and is no letters as it is. */
static bool
run_is_wedged(const struct pdf_glyph *glyph, size_t n, size_t all)
{
	bool before = glyph[0].gap == PDF_JOINED && n < all;

	for (size_t i = 0; i < n; i++) {
		uint32_t letter = standard_glyph(glyph[i].code, false);

		if (is_ascii_letter(glyph[i].code) || glyph[i].code > 0xFF ||
		    (!is_ascii_letter(letter) && letter != 0x2019 &&
			letter < 0xC0))
			return false;
	}
	return before && is_ascii_letter(glyph[-1].code) &&
	       (n == all || glyph[n].gap != PDF_JOINED ||
		   is_ascii_letter(glyph[n].code));
}

static void
repair_run(struct repair *repair, const struct font *font,
    struct pdf_glyph *glyph, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t code = meaning(repair, font, glyph[i].code);

		repair->changed += code != glyph[i].code;
		glyph[i].code = code;
	}
}

static void
repair_segment(struct repair *repair, struct pdf_glyph *glyph, size_t count)
{
	size_t n;

	for (size_t i = 0; i < count; i += n) {
		const struct font *font =
		    &repair->font[repair->of_style[glyph[i].style]];

		for (n = 1; i + n < count; n++)
			if (glyph[i + n].flags & PDF_FRESH)
				break;
		if (!font->numbered)
			continue;
		if (run_is_numbers(repair, font, glyph + i, n) ||
		    (i > 0 && run_is_wedged(glyph + i, n, count - i)))
			repair_run(repair, font, glyph + i, n);
	}
}

/* Glyphs that became spaces part words. */
static void
drop_spaces(struct pdf_page *page)
{
	for (size_t s = 0; s < page->n_segments; s++) {
		struct pdf_segment *segment = &page->segment[s];
		struct pdf_glyph *glyph = page->glyph + segment->first;
		size_t used = 0;
		bool space = false;

		for (size_t i = 0; i < segment->count; i++) {
			if (glyph[i].code == ' ' || glyph[i].code == 0xA0 ||
			    glyph[i].code == 0x3000) {
				space = true;
				continue;
			}
			glyph[used] = glyph[i];
			if (space && glyph[used].gap == PDF_JOINED)
				glyph[used].gap = PDF_SPACE;
			space = false;
			used++;
		}
		segment->count = used;
	}
}

/* An apostrophe within a word tells whether number 172 is left out. */
static void
settle_nbsp(struct repair *repair)
{
	uint64_t with = 0, without = 0;

	for (size_t i = 0; i < repair->n_fonts; i++)
		if (repair->font[i].numbered) {
			with += repair->font[i].count[183];
			without += repair->font[i].count[182];
		}
	repair->nbsp = with > without;
}

size_t
pdf_codes_repair(struct pdf *pdf)
{
	struct repair repair = {.pdf = pdf};

	if (!has_numbers(pdf))
		return 0;
	repair.font =
	    arena_array(pdf->arena, count_fonts(pdf), sizeof *repair.font);
	repair.of_style =
	    arena_array(pdf->arena, pdf->n_styles, sizeof *repair.of_style);
	for (size_t i = 0; i < pdf->n_styles; i++)
		repair.of_style[i] = find_font(&repair, pdf->style[i].font);
	count_codes(&repair);
	if (!learn(&repair))
		return 0;
	settle_nbsp(&repair);
	for (size_t p = 0; p < pdf->n_pages; p++) {
		struct pdf_page *page = &pdf->page[p];

		for (size_t s = 0; s < page->n_segments; s++)
			repair_segment(&repair,
			    page->glyph + page->segment[s].first,
			    page->segment[s].count);
		drop_spaces(page);
	}
	return repair.changed;
}
