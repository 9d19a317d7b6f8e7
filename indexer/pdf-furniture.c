/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-furniture.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EDGE	   0.14f /* of the page's height, above and below */
#define EDGE_LINES 6	 /* lines looked at on each edge */
#define KEY	   96

/*
 * A line at the edge of a page, or the part of one that stands by itself: left
 * and right pages have the same parts in another order.
 */
struct candidate {
	char key[KEY]; /* its text, numbers as '#', no spaces */
	float y;       /* its middle, from the nearer edge */
	bool top;
	size_t page;
	size_t line;
	size_t first; /* glyph of the page */
	size_t count;
	bool marked; /* it is furniture */
};

struct furniture {
	struct pdf *pdf;
	struct candidate *candidate;
	size_t n;
	size_t room;
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

/* The text as it is on other pages too: numbers do not count. */
static void
make_key(const struct pdf_glyph *glyph, size_t n, char *key)
{
	size_t used = 0;

	memset(key, 0, KEY);
	for (size_t i = 0; i < n; i++) {
		uint32_t code = glyph[i].code;

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

static struct candidate *
push_candidate(struct furniture *furniture)
{
	if (furniture->n == furniture->room) {
		size_t room = 2 * furniture->room + 64;

		furniture->candidate =
		    arena_grow(furniture->pdf->arena, furniture->candidate,
			furniture->room, room, sizeof *furniture->candidate);
		furniture->room = room;
	}
	return &furniture->candidate[furniture->n++];
}

static void
collect_parts(
    struct furniture *furniture, size_t number, size_t line_number, bool top)
{
	const struct pdf_page *page = &furniture->pdf->page[number];
	const struct pdf_line *line = &page->line[line_number];
	const struct pdf_glyph *glyph = page->glyph + line->first;
	size_t n;

	for (size_t i = 0; i < line->count; i += n) {
		struct candidate *candidate = push_candidate(furniture);

		for (n = 1; i + n < line->count; n++)
			if (glyph[i + n].gap == PDF_TAB)
				break;
		make_key(glyph + i, n, candidate->key);
		candidate->top = top;
		candidate->y = (line->y1 + line->y2) / 2;
		if (!top)
			candidate->y = page->height - candidate->y;
		candidate->page = number;
		candidate->line = line_number;
		candidate->first = line->first + i;
		candidate->count = n;
	}
}

static void
collect(struct furniture *furniture)
{
	struct pdf *pdf = furniture->pdf;

	for (size_t p = 0; p < pdf->n_pages; p++)
		for (size_t i = 0; i < pdf->page[p].n_lines; i++) {
			struct pdf_page *page = &pdf->page[p];
			struct pdf_line *line = &page->line[i];
			bool top;

			if (pdf->style[line->style].barcode)
				line->furniture = true;
			else if (at_edge(page, line, &top) &&
				 lines_beyond(page, line, top) < EDGE_LINES)
				collect_parts(furniture, p, i, top);
		}
}

/* A line is furniture where all of its parts are. */
static void
settle(struct furniture *furniture)
{
	struct pdf *pdf = furniture->pdf;

	for (size_t i = 0; i < furniture->n; i++) {
		const struct candidate *candidate = &furniture->candidate[i];

		pdf->page[candidate->page].line[candidate->line].furniture =
		    true;
	}
	for (size_t i = 0; i < furniture->n; i++) {
		const struct candidate *candidate = &furniture->candidate[i];

		if (!candidate->marked)
			pdf->page[candidate->page]
			    .line[candidate->line]
			    .furniture = false;
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
	const struct pdf_glyph *glyph =
	    furniture->pdf->page[candidate->page].glyph + candidate->first;
	size_t n = 0;
	bool within = false;

	for (size_t k = 0; k < candidate->count && n <= most; k++) {
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
			furniture->candidate[i + k].marked = true;
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
		struct candidate *candidate = &furniture->candidate[i];
		const struct pdf_line *line = line_of(furniture, i);
		const struct pdf_page *page =
		    &furniture->pdf->page[candidate->page];

		if (is_page_number(candidate->key) &&
		    is_outermost(page, line, candidate->top) &&
		    stands_off(page, line, candidate->top))
			candidate->marked = true;
	}
}

/*
 * A document's symbol by itself, "XY/2024/7/Rev.1": capitals first, strokes and
 * a digit, no space. The first page has it in its masthead.
 */
static bool
is_symbol(const struct pdf_glyph *glyph, size_t n)
{
	size_t strokes = 0, digits = 0;

	if (n < 6 || !g_unichar_isupper(glyph[0].code))
		return false;
	for (size_t i = 0; i < n; i++) {
		uint32_t code = glyph[i].code;

		if (i > 0 && glyph[i].gap != PDF_JOINED)
			return false;
		strokes += code == '/';
		digits += g_unichar_isdigit(code);
		if (!g_unichar_isalnum(code) &&
		    (code > 0x7E || strchr("/.-()*", (int)code) == NULL))
			return false;
	}
	return strokes > 0 && digits > 0 && g_unichar_isupper(glyph[1].code);
}

/* One on top of any other page is furniture, also where a document has but two
 * pages and it stands on no third. */
static void
mark_symbols(struct furniture *furniture)
{
	for (size_t i = 0; i < furniture->n; i++) {
		struct candidate *candidate = &furniture->candidate[i];
		const struct pdf_page *page =
		    &furniture->pdf->page[candidate->page];

		if (candidate->page > 0 && candidate->top &&
		    is_symbol(
			page->glyph + candidate->first, candidate->count) &&
		    is_outermost(page, line_of(furniture, i), true))
			candidate->marked = true;
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

/*
 * What printed numbers are ahead of the pages of the file, in most furniture:
 * 0 where the first page is number 1. False where nothing counts the pages.
 */
static bool
find_offset(const struct furniture *furniture, long *ret)
{
	struct {
		long offset;
		size_t votes;
	} seen[64] = {{0, 0}};
	size_t n_seen = 0, best = 0;
	long number[8];

	for (size_t i = 0; i < furniture->n; i++) {
		size_t n = line_of(furniture, i)->furniture
			       ? numbers_of(furniture, i, number, 8)
			       : 0;

		for (size_t k = 0; k < n; k++) {
			long offset =
			    number[k] - (long)furniture->candidate[i].page - 1;
			size_t at = 0;

			while (at < n_seen && seen[at].offset != offset)
				at++;
			if (at == n_seen && n_seen < G_N_ELEMENTS(seen))
				seen[n_seen++].offset = offset;
			if (at < n_seen && ++seen[at].votes > best) {
				best = seen[at].votes;
				*ret = offset;
			}
		}
	}
	return best >= 2;
}

static void
label_by_print(struct furniture *furniture)
{
	struct pdf *pdf = furniture->pdf;
	long offset = 0, number[8];
	bool counts = find_offset(furniture, &offset);

	for (size_t i = 0; i < furniture->n; i++) {
		const struct candidate *candidate = &furniture->candidate[i];
		struct pdf_page *page = &pdf->page[candidate->page];
		size_t n = numbers_of(furniture, i, number, 8);

		if (!line_of(furniture, i)->furniture || page->label[0] != '\0')
			continue;
		if (is_roman(candidate->key))
			page->label = arena_strdup(pdf->arena, candidate->key);
		for (size_t k = 0; k < n; k++)
			if (counts ? number[k] == (long)page->number + offset
				   : is_page_number(candidate->key) && k == 0)
				page->label =
				    arena_printf(pdf->arena, "%ld", number[k]);
	}
}

/* The labels that the file itself has, where they tell more than its pages'
 * numbers. */
static void
label_by_file(struct pdf *pdf)
{
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
		settle(&furniture);
		mark_numbers(&furniture);
		mark_symbols(&furniture);
		settle(&furniture);
		mark_codes(&furniture);
		label_by_print(&furniture);
	}
	label_by_file(pdf);
}
