/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-mark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where lines cross the box of a letter, from its top (0) to its foot (1). */
#define STRIKE_FROM 0.40f
#define STRIKE_TO   0.71f
#define UNDER_FROM  0.76f
#define UNDER_TO    1.12f

#define COLOURS 16

/* --- lines over words ----------------------------------------------------- */

/* The first rule at or below a height. */
static size_t
first_rule(const struct pdf_page *page, float y)
{
	size_t from = 0, to = page->n_rules;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (page->rule[middle].y < y)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* What a rule does to a glyph: PDF_STRUCK, PDF_UNDERLINED or 0. */
static uint8_t
effect(const struct pdf_rule *rule, const struct pdf_glyph *glyph)
{
	float middle = (glyph->x1 + glyph->x2) / 2;
	float height = glyph->y2 - glyph->y1;
	float at = (rule->y - glyph->y1) / height;

	if (height <= 0 || middle < rule->x1 - 0.2f || middle > rule->x2 + 0.2f)
		return 0;
	if (rule->annotation)
		return fabsf(at - 0.5f) < 0.5f ? rule->flag : 0;
	if (at > STRIKE_FROM && at < STRIKE_TO)
		return PDF_STRUCK;
	return at > UNDER_FROM && at < UNDER_TO ? PDF_UNDERLINED : 0;
}

/*
 * Rules that end where letters end belong to these; lines of tables and of the
 * page go on beyond.
 */
static bool
fits(const struct pdf_rule *rule, const struct pdf_page *page,
    const struct pdf_line *line)
{
	float slack = 0.5f * (line->y2 - line->y1);
	bool left = false, right = false;

	if (rule->annotation)
		return true;
	for (size_t i = 0; i < line->count; i++) {
		const struct pdf_glyph *glyph = &page->glyph[line->first + i];

		left = left || fabsf(glyph->x1 - rule->x1) < slack;
		right = right || fabsf(glyph->x2 - rule->x2) < slack;
	}
	return left && right;
}

static bool
mark_line(struct pdf_page *page, const struct pdf_line *line)
{
	bool any = false;

	for (size_t r = first_rule(page, line->y1); r < page->n_rules; r++) {
		const struct pdf_rule *rule = &page->rule[r];

		if (rule->y > line->y2 + 2)
			break;
		if (rule->x2 < line->x1 || rule->x1 > line->x2 ||
		    !fits(rule, page, line))
			continue;
		for (size_t i = 0; i < line->count; i++) {
			struct pdf_glyph *glyph = &page->glyph[line->first + i];
			uint8_t flag = effect(rule, glyph);

			glyph->flags |= flag;
			any = any || (flag & PDF_STRUCK);
		}
	}
	return any;
}

/* --- insertions ----------------------------------------------------------- */

/* Colours of letters, by what is done to them. */
struct colours {
	uint32_t rgb[COLOURS];
	size_t n;
};

static bool
has_colour(const struct colours *colours, uint32_t rgb)
{
	for (size_t i = 0; i < colours->n; i++)
		if (colours->rgb[i] == rgb)
			return true;
	return false;
}

static void
add_colour(struct colours *colours, uint32_t rgb)
{
	if (colours->n < COLOURS && !has_colour(colours, rgb))
		colours->rgb[colours->n++] = rgb;
}

/* An address, which is underlined for what it is. */
static bool
is_link(const struct pdf_page *page, const struct pdf_line *line, size_t at)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;

	for (; at > 0 && glyph[at].gap == PDF_JOINED;)
		at--;
	for (size_t i = at; i < line->count; i++) {
		if (i > at && glyph[i].gap != PDF_JOINED)
			break;
		if (glyph[i].code == '@' ||
		    (glyph[i].code == ':' && i + 2 < line->count &&
			glyph[i + 1].code == '/' && glyph[i + 2].code == '/'))
			return true;
	}
	return false;
}

typedef void (*glyph_visitor)(struct pdf *pdf, struct pdf_page *page,
    struct pdf_line *line, size_t at, struct colours *colours);

static void
visit_glyphs(struct pdf *pdf, glyph_visitor visit, struct colours *colours)
{
	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++) {
			struct pdf_line *line = &pdf->page[p].line[i];

			for (size_t k = 0; !line->furniture && k < line->count;
			     k++)
				visit(pdf, &pdf->page[p], line, k, colours);
		}
}

/* Somebody's colour: that of what is struck out, or underlined. */
static void
learn_colour(struct pdf *pdf, struct pdf_page *page, struct pdf_line *line,
    size_t at, struct colours *colours)
{
	const struct pdf_glyph *glyph = &page->glyph[line->first + at];
	uint32_t rgb = pdf_style_of(pdf, glyph)->rgb;

	if ((glyph->flags & (PDF_STRUCK | PDF_UNDERLINED)) &&
	    rgb != pdf->style[pdf->body].rgb && !is_link(page, line, at))
		add_colour(colours, rgb);
}

static void
mark_insertion(struct pdf *pdf, struct pdf_page *page, struct pdf_line *line,
    size_t at, struct colours *colours)
{
	struct pdf_glyph *glyph = &page->glyph[line->first + at];

	if (glyph->flags & PDF_STRUCK)
		return;
	if (((glyph->flags & PDF_UNDERLINED) ||
		has_colour(colours, pdf_style_of(pdf, glyph)->rgb)) &&
	    !is_link(page, line, at))
		glyph->flags |= PDF_INSERTED;
}

bool
pdf_marks(struct pdf *pdf)
{
	struct colours colours = {.n = 0};
	bool struck = false;

	for (size_t p = 0; p < pdf->n_pages; p++) {
		struct pdf_page *page = &pdf->page[p];

		for (size_t i = 0; page->n_rules > 0 && i < page->n_lines; i++)
			if (mark_line(page, &page->line[i]))
				struck = true;
	}
	if (!struck)
		return false;
	visit_glyphs(pdf, learn_colour, &colours);
	visit_glyphs(pdf, mark_insertion, &colours);
	return true;
}

/* --- marks that are lost -------------------------------------------------- */

/*
 * Verbs of obligation: of two that follow each other one is meant to go. In
 * the languages whose drafts say so.
 */
static const char *const modals[] = {"shall", "should", "may", "must", "will",
    "might", "can", "could", "would", "doit", "devrait", "peut", "doivent",
    "devraient", "peuvent", "deberá", "podrá", "debería", "podría", "deberán",
    "podrán"};

static size_t
modal_at(const char *word, size_t n)
{
	size_t longest = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(modals); i++) {
		size_t length = strlen(modals[i]);

		if (length <= n && length > longest &&
		    memcmp(word, modals[i], length) == 0)
			longest = length;
	}
	return longest;
}

/* Whether a word is two verbs run together, or one; 0, 1 or 2. */
static int
modals_in(const char *word, size_t n)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modals); i++) {
		size_t length = strlen(modals[i]);

		if (length <= n && memcmp(word, modals[i], length) == 0) {
			size_t rest = modal_at(word + length, n - length);

			if (length == n)
				return 1;
			if (rest > 0 && length + rest == n)
				return 2;
		}
	}
	return 0;
}

static bool
is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	return g_unichar_isalpha(code);
}

/* Whether one of the verbs begins so, and few words do. */
static bool
begins_modal(const struct pdf_glyph *glyph, size_t n)
{
	if (n < 3)
		return false;
	switch (glyph[0].code | 0x20) {
	case 's': /* shall, should */
		return (glyph[1].code | 0x20) == 'h';
	case 'c':
	case 'd':
	case 'm':
	case 'p':
	case 'w':
		return true;
	default:
		return false;
	}
}

/*
 * Letters of the word that begins at a glyph, in lower case; none where it
 * cannot be one of the verbs.
 */
static size_t
word_at(const struct pdf_glyph *glyph, size_t n, char *ret, size_t size,
    size_t *ret_glyphs)
{
	size_t used = 0, i;

	if (!begins_modal(glyph, n)) {
		for (i = 1; i < n && glyph[i].gap == PDF_JOINED &&
			    is_letter(glyph[i].code);)
			i++;
		*ret_glyphs = i;
		return 0;
	}
	for (i = 0; i < n && used + 6 < size; i++) {
		if ((i > 0 && glyph[i].gap != PDF_JOINED) ||
		    !is_letter(glyph[i].code))
			break;
		used += (size_t)g_unichar_to_utf8(
		    g_unichar_tolower(glyph[i].code), ret + used);
	}
	*ret_glyphs = i > 0 ? i : 1;
	return used;
}

bool
pdf_marks_lost(const struct pdf *pdf)
{
	size_t run_together = 0, side_by_side = 0;
	char word[64];

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++) {
			const struct pdf_page *page = &pdf->page[p];
			const struct pdf_line *line = &page->line[i];
			bool after = false;
			size_t n;

			for (size_t k = 0; k < line->count; k += n) {
				size_t bytes =
				    word_at(page->glyph + line->first + k,
					line->count - k, word, sizeof word, &n);
				int verbs =
				    bytes == 0 ? 0 : modals_in(word, bytes);

				run_together += verbs == 2;
				side_by_side += verbs == 1 && after;
				/* "[shall] [may]" tells them apart. */
				after = verbs == 1;
			}
		}
	return run_together >= 2 || (run_together >= 1 && side_by_side >= 1) ||
	       side_by_side >= 3;
}
