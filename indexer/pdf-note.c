/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-note.h"

#include <math.h>
#include <string.h>

#define MARK_MOST 5 /* glyphs */

static bool
is_mark_code(uint32_t code)
{
	return (code >= '0' && code <= '9') || code == '*' || code == 0x2020 ||
	       code == 0x2021 || code == 0xA7 || code == 0xB6;
}

/* Whether a glyph is smaller than its line and stands higher. */
static bool
is_raised(const struct pdf *pdf, const struct pdf_page *page,
    const struct pdf_line *line, size_t at)
{
	const struct pdf_glyph *glyph = &page->glyph[line->first + at];
	float size = pdf->style[line->style].size;

	return pdf_style_of(pdf, glyph)->size < 0.8f * size &&
	       glyph->y2 < line->y2 - 0.12f * size;
}

static size_t
copy_mark(const struct pdf_glyph *glyph, size_t n, char *ret, size_t size)
{
	size_t used = 0;

	for (size_t i = 0; i < n && used + 6 < size; i++)
		used += (size_t)g_unichar_to_utf8(glyph[i].code, ret + used);
	ret[used] = '\0';
	return n;
}

size_t
pdf_note_mark(const struct pdf *pdf, const struct pdf_page *page,
    const struct pdf_line *line, size_t at, char *ret, size_t size)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t n = 0;

	while (at + n < line->count && n < MARK_MOST &&
	       is_mark_code(glyph[at + n].code) &&
	       is_raised(pdf, page, line, at + n))
		n++;
	return copy_mark(glyph + at, n, ret, size);
}

/* The mark that a note begins with: raised, or a number and a gap. */
static size_t
leading_mark(const struct pdf *pdf, const struct pdf_page *page,
    const struct pdf_line *line, char *ret, size_t size)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t n = pdf_note_mark(pdf, page, line, 0, ret, size);

	if (n > 0)
		return n;
	while (n < line->count && n < MARK_MOST && is_mark_code(glyph[n].code))
		n++;
	if (n == 0 || n >= line->count ||
	    (glyph[n].gap == PDF_JOINED && glyph[0].code != '*'))
		return 0;
	return copy_mark(glyph, n, ret, size);
}

/* --- where notes begin ---------------------------------------------------- */

/* A short line between the text and what is below it. */
static bool
has_rule_above(const struct pdf_page *page, const struct pdf_line *line)
{
	for (size_t i = 0; i < page->n_rules; i++) {
		const struct pdf_rule *rule = &page->rule[i];
		float width = rule->x2 - rule->x1;

		if (!rule->annotation && rule->y < line->y1 + 4 &&
		    rule->y > line->y1 - 14 && width > 20 &&
		    width < 0.45f * page->width && rule->x1 < line->x1 + 40)
			return true;
	}
	return false;
}

/* A rule made of letters: nothing else is in the line. */
static bool
is_typed_rule(const struct pdf_page *page, const struct pdf_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		uint32_t code = page->glyph[line->first + i].code;

		if (code != '_' && code != 0x2014 && code != 0x2015 &&
		    code != 0x2500)
			return false;
	}
	return line->count >= 4;
}

static void
drop_typed_rules(struct pdf_page *page)
{
	for (size_t i = 0; i < page->n_lines; i++)
		if (is_typed_rule(page, &page->line[i]))
			page->line[i].furniture = true;
}

/*
 * The first line of the page's notes, or n_lines. All text from there on is
 * small, and it begins with a mark or below a rule.
 */
static size_t
first_note_line(const struct pdf *pdf, const struct pdf_page *page, bool going)
{
	float body = pdf->style[pdf->body].size;
	size_t first = page->n_lines;
	char mark[32];

	for (size_t i = page->n_lines; i-- > 0;) {
		const struct pdf_line *line = &page->line[i];
		float size = pdf->style[line->style].size;
		bool ruled;

		if (line->furniture)
			continue;
		ruled = has_rule_above(page, line);
		if (size > 1.02f * body || line->y1 < 0.3f * page->height)
			break;
		if (size > 0.96f * body && !ruled && !(first == page->n_lines))
			break;
		if (leading_mark(pdf, page, line, mark, sizeof mark) > 0 &&
		    (ruled || size <= 0.96f * body))
			first = i;
		else if (ruled && going)
			first = i;
		if (ruled || size > 0.96f * body)
			break;
	}
	return first;
}

/* --- notes ---------------------------------------------------------------- */

static struct pdf_note *
add_note(struct pdf *pdf, struct pdf_notes *notes, size_t *room)
{
	if (notes->n == *room) {
		size_t more = *room > 0 ? 2 * *room : 32;

		notes->note = arena_grow(
		    pdf->arena, notes->note, *room, more, sizeof *notes->note);
		*room = more;
	}
	return &notes->note[notes->n++];
}

static void
add_line(struct pdf *pdf, struct pdf_note *note, size_t page, size_t line)
{
	size_t n = note->n_lines;

	if ((n & (n - 1)) == 0)
		note->line = arena_grow(pdf->arena, note->line, n,
		    n > 0 ? 2 * n : 1, sizeof *note->line);
	note->line[note->n_lines++] =
	    (struct pdf_where){(uint32_t)page, (uint32_t)line};
}

static void
read_notes(struct pdf *pdf, struct pdf_notes *notes, size_t number,
    size_t first, size_t *room)
{
	struct pdf_page *page = &pdf->page[number];
	char mark[32];

	for (size_t i = first; i < page->n_lines; i++) {
		struct pdf_line *line = &page->line[i];
		size_t skip;

		if (line->furniture)
			continue;
		skip = leading_mark(pdf, page, line, mark, sizeof mark);
		if (skip == 0 && notes->n == 0)
			continue;
		line->note = true;
		if (skip > 0) {
			struct pdf_note *note = add_note(pdf, notes, room);

			note->mark = arena_strdup(pdf->arena, mark);
			note->skip = skip;
			note->page = (uint32_t)number;
		}
		add_line(pdf, &notes->note[notes->n - 1], number, i);
	}
}

struct pdf_note *
pdf_notes_get(struct pdf_notes *notes, uint32_t page, const char *mark)
{
	for (size_t i = notes->n; i > 0 && notes->note[i - 1].page >= page; i--)
		if (notes->note[i - 1].page == page &&
		    strcmp(notes->note[i - 1].mark, mark) == 0)
			return &notes->note[i - 1];
	return NULL;
}

static void
flag_marks(struct pdf *pdf, struct pdf_notes *notes, size_t number)
{
	struct pdf_page *page = &pdf->page[number];
	char mark[32];

	for (size_t i = 0; i < page->n_lines; i++) {
		struct pdf_line *line = &page->line[i];
		size_t n;

		if (line->note || line->furniture)
			continue;
		for (size_t k = 0; k<line->count; k += n> 0 ? n : 1) {
			n = pdf_note_mark(
			    pdf, page, line, k, mark, sizeof mark);
			if (n == 0 || pdf_notes_get(notes, (uint32_t)number,
					  mark) == NULL)
				continue;
			for (size_t j = 0; j < n; j++)
				page->glyph[line->first + k + j].flags |=
				    PDF_NOTE_MARK;
		}
	}
}

void
pdf_notes_find(struct pdf *pdf, struct pdf_notes *ret)
{
	size_t room = 0;

	memset(ret, 0, sizeof *ret);
	for (size_t p = 0; p < pdf->n_pages; p++) {
		bool going =
		    ret->n > 0 && p > 0 && ret->note[ret->n - 1].page + 1 >= p;
		size_t first;

		drop_typed_rules(&pdf->page[p]);
		first = first_note_line(pdf, &pdf->page[p], going);

		if (first == pdf->page[p].n_lines)
			continue;
		read_notes(pdf, ret, p, first, &room);
		flag_marks(pdf, ret, p);
	}
}
