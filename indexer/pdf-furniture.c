/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-furniture.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EDGE	   0.14f /* of the page's height, above and below */
#define EDGE_LINES 6	 /* lines looked at on each edge */
#define KEY	   96

/* A line at the edge of a page. */
struct candidate {
	char key[KEY]; /* its text, numbers as '#', no spaces */
	float y;       /* its middle, from the nearer edge */
	bool top;
	size_t page;
	size_t line;
};

struct furniture {
	struct pdf *pdf;
	struct candidate *candidate;
	size_t n;
};

static void
append(char *key, size_t *used, uint32_t code)
{
	char utf8[6];
	int n = g_unichar_to_utf8(code, utf8);

	if (*used + (size_t)n < KEY) {
		memcpy(key + *used, utf8, (size_t)n);
		*used += (size_t)n;
	}
}

/* The line's text as it is on other pages too: numbers do not count. */
static void
make_key(const struct pdf_page *page, const struct pdf_line *line, char *key)
{
	size_t used = 0;

	memset(key, 0, KEY);
	for (size_t i = 0; i < line->count; i++) {
		uint32_t code = page->glyph[line->first + i].code;

		if (g_unichar_isdigit(code))
			code = '#';
		if (code != '#' || used == 0 || key[used - 1] != '#')
			append(key, &used, code);
	}
}

static bool
at_edge(const struct pdf_page *page, const struct pdf_line *line, bool *top)
{
	float middle = (line->y1 + line->y2) / 2;

	*top = middle < page->height / 2;
	return middle < EDGE * page->height ||
	       middle > (1 - EDGE) * page->height;
}

/* How many lines stand between it and the edge. */
static size_t
lines_beyond(const struct pdf_page *page, const struct pdf_line *line, bool top)
{
	size_t n = 0;

	for (size_t i = 0; i < page->n_lines; i++)
		n += top ? page->line[i].y2 < line->y1 + 1
			 : page->line[i].y1 > line->y2 - 1;
	return n;
}

static void
collect(struct furniture *furniture)
{
	struct pdf *pdf = furniture->pdf;
	size_t room = 0;

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++) {
			struct pdf_page *page = &pdf->page[p];
			struct pdf_line *line = &page->line[i];
			struct candidate *candidate;
			bool top;

			if (pdf->style[line->style].barcode)
				line->furniture = true;
			if (!at_edge(page, line, &top) ||
			    lines_beyond(page, line, top) >= EDGE_LINES)
				continue;
			if (furniture->n == room) {
				furniture->candidate = arena_grow(pdf->arena,
				    furniture->candidate, room, 2 * room + 64,
				    sizeof *furniture->candidate);
				room = 2 * room + 64;
			}
			candidate = &furniture->candidate[furniture->n++];
			make_key(page, line, candidate->key);
			candidate->top = top;
			candidate->y = (line->y1 + line->y2) / 2;
			if (!top)
				candidate->y = page->height - candidate->y;
			candidate->page = p;
			candidate->line = i;
		}
}

/* --- what comes again ----------------------------------------------------- */

static int
by_key(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	if (x->top != y->top)
		return x->top ? -1 : 1;
	if (order != 0)
		return order;
	if (fabsf(x->y - y->y) > 0.01f)
		return x->y < y->y ? -1 : 1;
	return (x->page > y->page) - (x->page < y->page);
}

static bool
is_repeat(const struct candidate *a, const struct candidate *b)
{
	return a->top == b->top && strcmp(a->key, b->key) == 0 &&
	       b->y - a->y < 4;
}

/* On how many pages a text must stand to be furniture. */
static size_t
pages_wanted(const struct pdf *pdf)
{
	size_t n = pdf->n_pages / 8;

	return n < 2 ? 2 : n > 8 ? 8 : n;
}

static struct pdf_line *
line_of(const struct furniture *furniture, size_t i)
{
	const struct candidate *candidate = &furniture->candidate[i];

	return &furniture->pdf->page[candidate->page].line[candidate->line];
}

/* The numbers of a line, in their order; how many there are. */
static size_t
numbers_of(const struct furniture *furniture, size_t i, long *ret, size_t most)
{
	const struct candidate *candidate = &furniture->candidate[i];
	const struct pdf_line *line = line_of(furniture, i);
	const struct pdf_glyph *glyph =
	    furniture->pdf->page[candidate->page].glyph + line->first;
	size_t n = 0;
	bool within = false;

	for (size_t k = 0; k < line->count && n <= most; k++) {
		int digit = g_unichar_digit_value(glyph[k].code);

		if (digit >= 0 && !within && n == most)
			break;
		if (digit >= 0 && !within)
			ret[n++] = 0;
		within = digit >= 0;
		if (within && ret[n - 1] < 100000000)
			ret[n - 1] = 10 * ret[n - 1] + digit;
	}
	return n;
}

/*
 * Whether the numbers in lines that come again are those of furniture: the
 * same everywhere, or counting with the pages. "Article 5" and "Article 6" on
 * top of two pages are text.
 */
static bool
numbers_agree(const struct furniture *furniture, size_t first, size_t n)
{
	long was[8], now[8];
	size_t count = numbers_of(furniture, first, was, 8);
	long was_page = (long)furniture->candidate[first].page;
	size_t odd = 0;

	for (size_t i = first + 1; i < first + n; i++) {
		long page = (long)furniture->candidate[i].page;
		size_t here = numbers_of(furniture, i, now, 8);

		here = here < count ? here : count;
		for (size_t k = 0; k < here; k++)
			if (now[k] != was[k] &&
			    now[k] - was[k] != page - was_page) {
				odd++;
				break;
			}
	}
	return 5 * odd < n;
}

static void
mark_repeats(struct furniture *furniture)
{
	size_t n, wanted = pages_wanted(furniture->pdf);

	qsort(furniture->candidate, furniture->n, sizeof *furniture->candidate,
	    by_key);
	for (size_t i = 0; i < furniture->n; i += n) {
		struct candidate *first = &furniture->candidate[i];
		size_t pages = 1;

		for (n = 1; i + n < furniture->n &&
			    is_repeat(first + n - 1, first + n);
		     n++)
			pages += first[n].page != first[n - 1].page;
		if (pages < wanted || !numbers_agree(furniture, i, n))
			continue;
		for (size_t k = 0; k < n; k++)
			line_of(furniture, i + k)->furniture = true;
	}
}

/* --- page numbers --------------------------------------------------------- */

static bool
is_roman(const char *key)
{
	size_t n = strspn(key, "ivxlc");

	return n > 0 && n < 8 && key[n] == '\0';
}

/* "12", "- 12 -", "12/40", "Page 12 of 40", "xii". */
static bool
is_page_number(const char *key)
{
	char bare[KEY];
	size_t used = 0;

	for (; *key != '\0'; key++)
		if (!strchr("-.[]()|", *key) && (unsigned char)*key < 0x80)
			bare[used++] = (char)tolower((unsigned char)*key);
		else if ((unsigned char)*key >= 0x80 &&
			 (unsigned char)*key != 0xE2 && used > 0)
			return false;
	bare[used] = '\0';
	return strcmp(bare, "#") == 0 || strcmp(bare, "#/#") == 0 ||
	       strcmp(bare, "#of#") == 0 || strcmp(bare, "page#") == 0 ||
	       strcmp(bare, "page#of#") == 0 || strcmp(bare, "page#/#") == 0 ||
	       strcmp(bare, "p#") == 0 || is_roman(bare);
}

/* Whether nothing but furniture stands between a line and the page's edge. */
static bool
is_outermost(const struct pdf_page *page, const struct pdf_line *line, bool top)
{
	for (size_t i = 0; i < page->n_lines; i++) {
		const struct pdf_line *other = &page->line[i];

		if (other != line && !other->furniture &&
		    (top ? other->y2 < line->y1 + 1 : other->y1 > line->y2 - 1))
			return false;
	}
	return true;
}

/* The gap between a line and the text, in heights of the line. */
static bool
stands_off(const struct pdf_page *page, const struct pdf_line *line, bool top)
{
	float least = 1e9f, height = line->y2 - line->y1;

	for (size_t i = 0; i < page->n_lines; i++) {
		const struct pdf_line *other = &page->line[i];
		float gap = top ? other->y1 - line->y2 : line->y1 - other->y2;

		if (other == line || other->furniture)
			continue;
		if (gap < -0.5f * height)
			return false;
		least = fminf(least, gap);
	}
	return least > 0.3f * height;
}

static void
mark_numbers(struct furniture *furniture)
{
	for (size_t i = 0; i < furniture->n; i++) {
		const struct candidate *candidate = &furniture->candidate[i];
		struct pdf_line *line = line_of(furniture, i);
		const struct pdf_page *page =
		    &furniture->pdf->page[candidate->page];

		if (is_page_number(candidate->key) &&
		    is_outermost(page, line, candidate->top) &&
		    stands_off(page, line, candidate->top))
			line->furniture = true;
	}
}

/* --- codes at the foot ---------------------------------------------------- */

/*
 * Few letters and many digits, as "24-07683 (E) 020524" or a date stamp, set
 * off at the foot of the first or last page: no sentence.
 */
static bool
is_code(const struct pdf_page *page, const struct pdf_line *line)
{
	size_t digits = 0, letters = 0;

	for (size_t i = 0; i < line->count; i++) {
		uint32_t code = page->glyph[line->first + i].code;

		digits += g_unichar_isdigit(code);
		letters += g_unichar_isalpha(code);
	}
	return digits >= 5 && digits > 2 * letters;
}

static void
mark_row(struct pdf_page *page, const struct pdf_line *line)
{
	for (size_t i = 0; i < page->n_lines; i++) {
		struct pdf_line *other = &page->line[i];

		/* Beside it, or below. */
		if (other->y2 > line->y1 && other->y1 > line->y1 - 12 &&
		    other->count < 60)
			other->furniture = true;
	}
}

static void
mark_codes(struct furniture *furniture)
{
	for (size_t i = 0; i < furniture->n; i++) {
		const struct candidate *candidate = &furniture->candidate[i];
		struct pdf_line *line = line_of(furniture, i);
		struct pdf_page *page = &furniture->pdf->page[candidate->page];

		if (!candidate->top && is_code(page, line) &&
		    is_outermost(page, line, false)) {
			line->furniture = true;
			mark_row(page, line);
		}
	}
}

/* --- labels --------------------------------------------------------------- */

/* The first number of a line of furniture, as it is written. */
static const char *
number_in(
    struct pdf *pdf, const struct pdf_page *page, const struct pdf_line *line)
{
	char text[KEY];
	size_t used = 0;

	for (size_t i = 0; i < line->count && used < 8; i++) {
		uint32_t code = page->glyph[line->first + i].code;

		if (code >= '0' && code <= '9')
			text[used++] = (char)code;
		else if (used > 0)
			break;
	}
	return arena_strndup(pdf->arena, text, used);
}

static void
label_pages(struct furniture *furniture)
{
	struct pdf *pdf = furniture->pdf;

	for (size_t i = 0; i < furniture->n; i++) {
		const struct candidate *candidate = &furniture->candidate[i];
		struct pdf_line *line = line_of(furniture, i);
		struct pdf_page *page = &pdf->page[candidate->page];
		char key[KEY];

		memcpy(key, candidate->key, KEY);
		if (!line->furniture || page->label[0] != '\0')
			continue;
		if (is_roman(key))
			page->label = arena_strdup(pdf->arena, key);
		else if (is_page_number(key))
			page->label = number_in(pdf, page, line);
	}
	for (size_t p = 0; p < pdf->n_pages; p++) {
		struct pdf_page *page = &pdf->page[p];
		PopplerPage *source;
		char *label;

		if (page->label[0] != '\0')
			continue;
		source = poppler_document_get_page(pdf->document, (int)p);
		label = source != NULL ? poppler_page_get_label(source) : NULL;
		if (label != NULL &&
		    strcmp(label,
			arena_printf(pdf->arena, "%u", page->number)) != 0)
			page->label = arena_strdup(pdf->arena, label);
		g_free(label);
		if (source != NULL)
			g_object_unref(source);
	}
}

void
pdf_furniture(struct pdf *pdf)
{
	struct furniture furniture = {.pdf = pdf};

	collect(&furniture);
	if (furniture.n > 0) {
		mark_repeats(&furniture);
		mark_numbers(&furniture);
		mark_codes(&furniture);
	}
	label_pages(&furniture);
}
