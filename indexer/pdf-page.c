/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-page.h"

#include "indexer/pdf-codes.h"

#include <math.h>
#include <string.h>

#define PAGES_MOST  20000
#define GLYPHS_MOST 8000000 /* some thousand pages; 30 bytes each */
#define STYLES_MOST 60000

static const char *
open_reason(const GError *error)
{
	if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return "it is encrypted, and opens with a password only";
	if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_DAMAGED))
		return "the PDF is damaged";
	return "the PDF cannot be opened: it is damaged or cut short";
}

bool
pdf_open(struct pdf *pdf, struct arena *arena, const char *bytes, size_t size,
    struct error *err)
{
	GError *error = NULL;
	GBytes *all = g_bytes_new_static(bytes, size);
	int n;

	memset(pdf, 0, sizeof *pdf);
	pdf->arena = arena;
	pdf->document = poppler_document_new_from_bytes(all, NULL, &error);
	g_bytes_unref(all);
	if (pdf->document == NULL) {
		error_set(err, ERROR_INPUT, "%s", open_reason(error));
		g_clear_error(&error);
		return false;
	}
	n = poppler_document_get_n_pages(pdf->document);
	if (n > 0 && n <= PAGES_MOST) {
		pdf->n_pages = (size_t)n;
		return true;
	}
	pdf_close(pdf);
	if (n <= 0)
		return error_set(
		    err, ERROR_INPUT, "the PDF is damaged: it has no pages");
	return error_set(err, ERROR_LIMIT, "the PDF has %d pages, more than %d",
	    n, PAGES_MOST);
}

void
pdf_close(struct pdf *pdf)
{
	if (pdf->document != NULL)
		g_object_unref(pdf->document);
	pdf->document = NULL;
}

const struct pdf_style *
pdf_style_of(const struct pdf *pdf, const struct pdf_glyph *glyph)
{
	return &pdf->style[glyph->style];
}

/* --- styles --------------------------------------------------------------- */

static bool
name_has(const char *name, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(name, words[i]) != NULL)
			return true;
	return false;
}

static void
describe(struct pdf_style *style)
{
	static const char *const bold[] = {
	    "Bold", "bold", "Black", "Heavy", "Semibold", "Demi"};
	static const char *const italic[] = {"Italic", "italic", "Oblique"};
	static const char *const bars[] = {
	    "Barcode", "barcode", "3 of 9", "3of9", "Code39", "Code128"};

	style->bold = name_has(style->font, bold, G_N_ELEMENTS(bold));
	style->italic = name_has(style->font, italic, G_N_ELEMENTS(italic));
	style->barcode = name_has(style->font, bars, G_N_ELEMENTS(bars));
}

static uint32_t
color_of(const PopplerColor *color)
{
	return (uint32_t)(color->red >> 8) << 16 |
	       (uint32_t)(color->green >> 8) << 8 | (color->blue >> 8);
}

/* The number of the style that the attributes ask for. */
static uint16_t
intern_style(struct pdf *pdf, const PopplerTextAttributes *attributes)
{
	const char *font =
	    attributes->font_name != NULL ? attributes->font_name : "";
	uint32_t rgb = color_of(&attributes->color);
	float size = roundf((float)attributes->font_size * 10) / 10;
	struct pdf_style *style;

	if (strlen(font) > 7 && font[6] == '+')
		font += 7;
	for (size_t i = 0; i < pdf->n_styles; i++) {
		style = &pdf->style[i];
		if (style->size == size && style->rgb == rgb &&
		    strcmp(style->font, font) == 0)
			return (uint16_t)i;
	}
	if (pdf->n_styles == STYLES_MOST)
		return 0;
	if (pdf->n_styles == pdf->styles_room) {
		size_t room = pdf->styles_room > 0 ? 2 * pdf->styles_room : 32;

		pdf->style = arena_grow(pdf->arena, pdf->style,
		    pdf->styles_room, room, sizeof *pdf->style);
		pdf->styles_room = room;
	}
	style = &pdf->style[pdf->n_styles];
	style->font = arena_strdup(pdf->arena, font);
	style->size = size;
	style->rgb = rgb;
	describe(style);
	return (uint16_t)pdf->n_styles++;
}

/* --- glyphs --------------------------------------------------------------- */

/* A page being read: text, boxes and attributes run side by side. */
struct walk {
	struct pdf *pdf;
	struct pdf_page *page;
	const PopplerRectangle *box;
	size_t n_boxes;
	size_t at; /* box of the next glyph */
	const GList *attributes;
	uint16_t style; /* of the attributes at hand */
	bool fresh;	/* these attributes have just begun */
	uint8_t gap;	/* before the next glyph */
	uint32_t word[256];
	size_t length;	/* codes in word */
	size_t segment; /* first glyph of the segment under way */
};

static void
seek_attributes(struct walk *walk)
{
	const PopplerTextAttributes *now =
	    walk->attributes != NULL ? walk->attributes->data : NULL;

	while (now != NULL && (int)walk->at > now->end_index) {
		walk->attributes = walk->attributes->next;
		now = walk->attributes != NULL ? walk->attributes->data : NULL;
		if (now != NULL) {
			walk->style = intern_style(walk->pdf, now);
			walk->fresh = true;
		}
	}
}

static void
add_glyph(struct walk *walk, uint32_t code)
{
	struct pdf_glyph *glyph;
	const PopplerRectangle *box;

	if (walk->at >= walk->n_boxes)
		return;
	seek_attributes(walk);
	box = &walk->box[walk->at++];
	glyph = &walk->page->glyph[walk->page->n_glyphs++];
	glyph->code = code;
	glyph->style = walk->style;
	glyph->gap = walk->gap;
	glyph->flags = walk->fresh ? PDF_FRESH : 0;
	glyph->x1 = (float)box->x1;
	glyph->y1 = (float)box->y1;
	glyph->x2 = (float)box->x2;
	glyph->y2 = (float)box->y2;
	walk->pdf->style[walk->style].count++;
	walk->gap = PDF_JOINED;
	walk->fresh = false;
}

/* The word at hand is whole: put it back into the order it was drawn in. */
static void
end_word(struct walk *walk)
{
	size_t n = pdf_codes_unbidi(walk->word, walk->length);

	for (size_t i = 0; i < n; i++)
		add_glyph(walk, walk->word[i]);
	walk->length = 0;
}

static void
end_segment(struct walk *walk)
{
	struct pdf_page *page = walk->page;
	struct pdf_segment *segment;

	if (page->n_glyphs == walk->segment)
		return;
	segment = &page->segment[page->n_segments++];
	segment->first = walk->segment;
	segment->count = page->n_glyphs - walk->segment;
	segment->x1 = segment->y1 = 1e9f;
	segment->x2 = segment->y2 = -1e9f;
	for (size_t i = walk->segment; i < page->n_glyphs; i++) {
		const struct pdf_glyph *glyph = &page->glyph[i];

		segment->x1 = pdf_min(segment->x1, glyph->x1);
		segment->x2 = pdf_max(segment->x2, glyph->x2);
		segment->y1 = pdf_min(segment->y1, glyph->y1);
		segment->y2 = pdf_max(segment->y2, glyph->y2);
	}
	walk->segment = page->n_glyphs;
}

/*
 * An end of line that poppler adds has a box without extent; glyphs of a font
 * whose codes are not Unicode may be U+000A as well, and have one.
 */
static bool
is_end_of_line(const struct walk *walk, uint32_t code)
{
	const PopplerRectangle *box;

	if (code != '\n')
		return false;
	if (walk->at + walk->length >= walk->n_boxes)
		return true;
	box = &walk->box[walk->at + pdf_codes_count(walk->word, walk->length)];
	return box->x2 - box->x1 < 0.01;
}

static void
walk_text(struct walk *walk, const char *text)
{
	for (const char *s = text; *s != '\0'; s = g_utf8_next_char(s)) {
		uint32_t code = (unsigned char)*s < 0x80 ? (unsigned char)*s
							 : g_utf8_get_char(s);

		if (code == ' ' || is_end_of_line(walk, code)) {
			end_word(walk);
			if (walk->at < walk->n_boxes)
				walk->at++;
			walk->gap = PDF_SPACE;
			if (code == '\n')
				end_segment(walk);
			continue;
		}
		if (walk->length == G_N_ELEMENTS(walk->word))
			end_word(walk);
		walk->word[walk->length++] = code;
	}
	end_word(walk);
	end_segment(walk);
}

static size_t
count_lines(const char *text)
{
	size_t n = 1;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/*
 * All text of a page. What lies between two corners is chosen by poppler in
 * reading order, and on pages that are written from right to left it loses
 * text if it is not told to begin at the right.
 */
static char *
get_text(PopplerPage *source, PopplerRectangle *area)
{
	char *text = poppler_page_get_text_for_area(source, area), *other;
	PopplerRectangle turned = {area->x2, area->y1, area->x1, area->y2};

	if (text == NULL || strstr(text, "\u202B") == NULL)
		return text;
	other = poppler_page_get_text_for_area(source, &turned);
	if (other == NULL || strlen(other) <= strlen(text)) {
		g_free(other);
		return text;
	}
	g_free(text);
	*area = turned;
	return other;
}

static void
read_glyphs(struct pdf *pdf, struct pdf_page *page, PopplerPage *source)
{
	PopplerRectangle area = {0, 0, page->width, page->height};
	char *text = get_text(source, &area);
	PopplerRectangle *box = NULL;
	guint n_boxes = 0;
	GList *attributes;
	struct walk walk = {.pdf = pdf, .page = page};

	if (text != NULL && text[0] != '\0' &&
	    poppler_page_get_text_layout_for_area(
		source, &area, &box, &n_boxes)) {
		attributes =
		    poppler_page_get_text_attributes_for_area(source, &area);
		walk.box = box;
		walk.n_boxes = n_boxes;
		walk.attributes = attributes;
		walk.fresh = true;
		if (attributes != NULL)
			walk.style = intern_style(pdf, attributes->data);
		if (pdf->n_styles > 0) {
			page->glyph = arena_array(
			    pdf->arena, n_boxes, sizeof *page->glyph);
			page->segment = arena_array(pdf->arena,
			    count_lines(text), sizeof *page->segment);
			walk_text(&walk, text);
		}
		poppler_page_free_text_attributes(attributes);
	}
	g_free(box);
	g_free(text);
}

static void
read_page(struct pdf *pdf, size_t number)
{
	struct pdf_page *page = &pdf->page[number];
	PopplerPage *source =
	    poppler_document_get_page(pdf->document, (int)number);
	double width, height;

	page->number = (uint32_t)number + 1;
	page->label = "";
	if (source == NULL)
		return;
	poppler_page_get_size(source, &width, &height);
	page->width = (float)width;
	page->height = (float)height;
	read_glyphs(pdf, page, source);
	if (page->n_glyphs < 16) {
		GList *images = poppler_page_get_image_mapping(source);

		page->pictures = images != NULL;
		poppler_page_free_image_mapping(images);
	}
	g_object_unref(source);
}

bool
pdf_read_pages(struct pdf *pdf, struct error *err)
{
	pdf->page = arena_array(pdf->arena, pdf->n_pages, sizeof *pdf->page);
	for (size_t i = 0; i < pdf->n_pages; i++) {
		read_page(pdf, i);
		pdf->n_glyphs += pdf->page[i].n_glyphs;
		if (pdf->n_glyphs > GLYPHS_MOST)
			return error_set(err, ERROR_LIMIT,
			    "the PDF has more than %d characters", GLYPHS_MOST);
	}
	/* A document of pictures has none: one of no size stands for it. */
	if (pdf->n_styles == 0)
		pdf->style = arena_array(pdf->arena, 1, sizeof *pdf->style);
	for (size_t i = 0; i < pdf->n_styles; i++)
		if (pdf->style[i].count > pdf->style[pdf->body].count)
			pdf->body = (uint16_t)i;
	return true;
}
