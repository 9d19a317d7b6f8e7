/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/html.h"

#include "indexer/html-table.h"
#include "indexer/number-format.h"
#include "indexer/rich-text.h"
#include "indexer/xml-parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NOTES_MOST 64 /* marks in one block that are followed */

/* A list that is open. */
struct list {
	const struct list *outer;
	bool ordered;
	enum number_format format;
	long next; /* number of the item to come */
	long step; /* 1, or -1 where the list is reversed */
};

/* What holds for what is within an element. */
struct within {
	struct rich_style style;
	const char *language; /* declared below <html>, or "" */
	bool pre;	      /* white space counts */
	struct list *list;    /* the innermost, or NULL */
	unsigned depth;	      /* of lists */
	unsigned heading;     /* 1 to 6, or 0 */
	bool item;	      /* in an item of the list, at its beginning */
	const char *number;   /* of that item, until a block has it */
	bool joined;	      /* in a cell or a note: blocks are lines */
};

/* A page being read. */
struct page {
	struct arena *arena;
	struct blocks *blocks;
	struct html_notes *notes;
	struct rich_text text;
	const char *language; /* of the text under way */
	size_t line_start;    /* of joined text */
	xmlNode *note[NOTES_MOST];
	const char *mark[NOTES_MOST];
	size_t n_notes;
};

static void read_children(
    struct page *page, xmlNode *node, struct within *within);
static void read_notes(struct page *page);

/* --- ends of blocks ------------------------------------------------------- */

/* End the line under way of a cell or a note. */
static void
end_line(struct page *page, const struct within *within)
{
	rich_text_trim(&page->text, page->line_start);
	if (page->text.text.length > page->line_start)
		rich_text_add(&page->text, "\n", 1, &within->style);
}

static enum block_kind
kind_of(const struct within *within)
{
	if (within->heading > 0)
		return BLOCK_HEADING;
	return within->item ? BLOCK_ITEM : BLOCK_PARAGRAPH;
}

/* End the text under way, as a block of what it is within. */
static void
end_block(struct page *page, struct within *within)
{
	struct block *block;
	enum block_kind kind = kind_of(within);

	if (within->joined) {
		end_line(page, within);
		return;
	}
	if (kind == BLOCK_HEADING)
		rich_text_one_line(&page->text);
	block = rich_text_block(&page->text, page->blocks, kind);
	if (block != NULL) {
		block->language = page->language;
		if (kind == BLOCK_HEADING)
			block->level = within->heading;
		if (kind == BLOCK_ITEM) {
			block->level = within->depth;
			block->number = within->number;
			within->number = "";
		}
	}
	page->language = "";
	read_notes(page);
	rich_text_end(&page->text, page->blocks);
}

/* Take the mark off the beginning of a note that repeats it: "2. Text". */
static void
take_mark_off(struct block *block, const char *mark)
{
	size_t n = strlen(mark);

	n += strspn(block->text, "[(");
	if (n >= block->length ||
	    strncmp(block->text + (n - strlen(mark)), mark, strlen(mark)) !=
		0 ||
	    strchr(" .)]:", block->text[n]) == NULL)
		return;
	n += strspn(block->text + n, " .)]:");
	block->text += n;
	block->length -= n;
	for (size_t i = 0; i < block->n_marks; i++) {
		struct mark *at = &block->marks[i];

		at->start = at->start > n ? at->start - n : 0;
		at->end = at->end > n ? at->end - n : 0;
	}
}

/* Write down the notes whose marks were met. */
static void
read_notes(struct page *page)
{
	size_t count = page->n_notes;

	page->n_notes = 0;
	for (size_t i = 0; i < count; i++) {
		struct within within = {.joined = true,
		    .language = "",
		    .number = "",
		    .style = {.color = "", .author = ""}};
		struct page inner = *page;
		struct block *block;

		rich_text_init(&inner.text, page->arena);
		inner.line_start = 0;
		inner.language = "";
		read_children(&inner, page->note[i], &within);
		block = rich_text_block(&inner.text, page->blocks, BLOCK_NOTE);
		if (block != NULL) {
			block->number = page->mark[i];
			block->language = inner.language;
			take_mark_off(block, page->mark[i]);
		}
		rich_text_end(&inner.text, page->blocks);
	}
}

/* --- text ----------------------------------------------------------------- */

static void
read_text(struct page *page, const xmlNode *node, const struct within *within)
{
	const char *s = (const char *)node->content;
	size_t n = strlen(s);

	if (within->pre)
		rich_text_add(&page->text, s, n, &within->style);
	else
		rich_text_add_collapsed(&page->text, s, n, &within->style);
	if (page->language[0] == '\0')
		for (size_t i = 0; i < n; i++)
			if (!isspace((unsigned char)s[i])) {
				page->language = within->language;
				break;
			}
}

static void
put(struct page *page, const char *s, const struct within *within)
{
	rich_text_add(&page->text, s, strlen(s), &within->style);
}

/* --- inline elements ------------------------------------------------------ */

/* "#rgb" and "#rrggbb" as "#rrggbb", else "". */
static const char *
color_of(struct arena *arena, const char *s)
{
	size_t n = *s == '#' ? strspn(s + 1, "0123456789abcdefABCDEF") : 0;
	char *color;

	if (n == 3)
		color = arena_printf(
		    arena, "#%c%c%c%c%c%c", s[1], s[1], s[2], s[2], s[3], s[3]);
	else if (n == 6)
		color = arena_strndup(arena, s, 7);
	else
		return "";
	for (char *c = color; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return strcmp(color, "#000000") == 0 ? "" : color;
}

static void
style_by_attributes(
    struct arena *arena, const xmlNode *node, struct rich_style *style)
{
	const char *css = xml_attr(node, "style");
	const char *color = xml_attr(node, "color");

	if (html_has_style(node, "text-decoration", "line-through") ||
	    html_has_style(node, "text-decoration-line", "line-through"))
		style->change = CHANGE_DELETED;
	if (html_has_style(node, "text-decoration", "underline"))
		style->underlined = true;
	if (html_has_style(node, "font-weight", "bold"))
		style->bold = true;
	if (html_has_style(node, "font-style", "italic"))
		style->italic = true;
	for (const char *at = css; color == NULL && at != NULL;) {
		at = strstr(at, "color:");
		if (at != NULL && (at == css || at[-1] == ';' || at[-1] == ' '))
			color = at + 6 + strspn(at + 6, " ");
		else if (at != NULL)
			at += 6;
	}
	if (color != NULL && color_of(arena, color)[0] != '\0')
		style->color = color_of(arena, color);
}

/* What an element does to the text within it. */
static void
style_of(struct arena *arena, const xmlNode *node, struct rich_style *style)
{
	static const char *const deleted[] = {"del", "s", "strike"};

	for (size_t i = 0; i < sizeof deleted / sizeof deleted[0]; i++)
		if (xml_is(node, deleted[i]))
			style->change = CHANGE_DELETED;
	if (xml_is(node, "ins") && style->change == CHANGE_NONE)
		style->change = CHANGE_INSERTED;
	if (xml_is(node, "b") || xml_is(node, "strong") || xml_is(node, "th"))
		style->bold = true;
	if (xml_is(node, "i") || xml_is(node, "em") || xml_is(node, "cite"))
		style->italic = true;
	if (xml_is(node, "u"))
		style->underlined = true;
	if (node->properties != NULL)
		style_by_attributes(arena, node, style);
}

static void
read_link(struct page *page, xmlNode *node, struct within *within)
{
	const char *mark;
	xmlNode *note = html_note_of(page->notes, node, &mark);

	if (note != NULL && page->n_notes < NOTES_MOST) {
		page->note[page->n_notes] = note;
		page->mark[page->n_notes++] = mark;
		return;
	}
	if (within->joined && html_is_way_back(node))
		return;
	read_children(page, node, within);
}

static void
read_inline(struct page *page, xmlNode *node, struct within *within)
{
	if (xml_is(node, "br")) {
		rich_text_trim(&page->text, page->line_start);
		put(page, "\n", within);
	} else if (xml_is(node, "q")) {
		put(page, "“", within);
		read_children(page, node, within);
		put(page, "”", within);
	} else if (xml_is(node, "wbr") || xml_is(node, "rt") ||
		   xml_is(node, "rp")) {
		return;
	} else if (xml_is(node, "a")) {
		read_link(page, node, within);
	} else {
		read_children(page, node, within);
	}
}

/* --- lists ---------------------------------------------------------------- */

static enum number_format
format_of(const xmlNode *list)
{
	const char *type = xml_attr(list, "type");

	if (type == NULL || type[1] != '\0')
		type = "";
	switch (type[0]) {
	case 'a':
		return NUMBER_LOWER_COUNTED;
	case 'A':
		return NUMBER_UPPER_COUNTED;
	case 'i':
		return NUMBER_LOWER_ROMAN;
	case 'I':
		return NUMBER_UPPER_ROMAN;
	default:
		break;
	}
	if (html_has_style(list, "list-style-type", "lower-alpha") ||
	    html_has_style(list, "list-style-type", "lower-latin"))
		return NUMBER_LOWER_COUNTED;
	if (html_has_style(list, "list-style-type", "upper-alpha") ||
	    html_has_style(list, "list-style-type", "upper-latin"))
		return NUMBER_UPPER_COUNTED;
	if (html_has_style(list, "list-style-type", "lower-roman"))
		return NUMBER_LOWER_ROMAN;
	if (html_has_style(list, "list-style-type", "upper-roman"))
		return NUMBER_UPPER_ROMAN;
	if (html_has_style(list, "list-style-type", "none"))
		return NUMBER_NONE;
	return NUMBER_DECIMAL;
}

static long
number_in(const xmlNode *node, const char *attribute, long otherwise)
{
	const char *value = xml_attr(node, attribute);
	char *end;
	long number;

	if (value == NULL)
		return otherwise;
	number = strtol(value, &end, 10);
	return end == value || number > 1000000 || number < -1000000 ? otherwise
								     : number;
}

static void
begin_list(const xmlNode *node, struct list *list, struct within *within)
{
	long items = 0;

	*list = (struct list){.outer = within->list, .step = 1};
	list->ordered = xml_is(node, "ol");
	list->format = format_of(node);
	if (xml_attr(node, "reversed") != NULL) {
		for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
			items += xml_is(n, "li");
		list->step = -1;
	}
	list->next = number_in(node, "start", list->step > 0 ? 1 : items);
	within->list = list;
	within->depth++;
	within->item = false;
	within->number = "";
}

static void
begin_item(struct page *page, const xmlNode *node, struct within *within)
{
	struct list *list = within->list;
	char number[NUMBER_SIZE];

	within->item = true;
	within->number = "";
	if (within->depth == 0)
		within->depth = 1;
	if (list == NULL || !list->ordered)
		return;
	list->next = number_in(node, "value", list->next);
	number_write(list->format, list->next, number);
	list->next += list->step;
	if (number[0] == '\0')
		return;
	within->number = arena_printf(page->arena, "%s.", number);
	if (!within->joined)
		return;
	put(page, within->number, within);
	put(page, " ", within);
}

/* --- block elements ------------------------------------------------------- */

/* The text of a row: its cells, tabs between. */
static void
read_row(struct page *page, xmlNode *row, const struct within *outer)
{
	static const struct within none = {.number = ""};
	size_t count = 0;
	struct block *block;

	for (xmlNode *n = xml_first(row); n != NULL; n = xml_next(n)) {
		struct within within = none;

		if (!xml_is(n, "td") && !xml_is(n, "th"))
			continue;
		within.style = outer->style;
		within.language = outer->language;
		within.joined = true;
		if (count++ > 0) {
			rich_text_trim(&page->text, page->line_start);
			put(page, "\t", &within);
		}
		page->line_start = page->text.text.length;
		style_of(page->arena, n, &within.style);
		read_children(page, n, &within);
	}
	rich_text_trim(&page->text, page->line_start);
	block = rich_text_block(&page->text, page->blocks, BLOCK_ROW);
	if (block != NULL)
		block->language = page->language;
	page->language = "";
	page->line_start = 0;
	read_notes(page);
	rich_text_end(&page->text, page->blocks);
}

static void
read_rows(struct page *page, xmlNode *node, struct within *within)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const struct html_weight *weight = html_weight(n);

		if (weight == NULL || weight->dropped)
			continue;
		if (xml_is(n, "tr")) {
			read_row(page, n, within);
		} else if (xml_is(n, "caption")) {
			read_children(page, n, within);
			end_block(page, within);
		} else {
			read_rows(page, n, within);
		}
	}
}

static unsigned
heading_of(const xmlNode *node)
{
	const char *name = (const char *)node->name;

	return (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' &&
		   name[2] == '\0')
		   ? (unsigned)(name[1] - '0')
		   : 0;
}

static void
read_block(struct page *page, xmlNode *node, struct within *outer)
{
	struct within within = *outer;
	struct list list;

	end_block(page, outer);
	if (heading_of(node) > 0)
		within.heading = heading_of(node);
	if (xml_is(node, "pre"))
		within.pre = true;
	if (xml_is(node, "ol") || xml_is(node, "ul") || xml_is(node, "menu") ||
	    xml_is(node, "dir"))
		begin_list(node, &list, &within);
	if (xml_is(node, "li"))
		begin_item(page, node, &within);
	if (xml_is(node, "table") && !within.joined && html_is_data(node))
		read_rows(page, node, &within);
	else
		read_children(page, node, &within);
	end_block(page, &within);
	/* A number that a block within took is not given twice. */
	if (within.number != outer->number && within.item == outer->item &&
	    within.list == outer->list && !xml_is(node, "li"))
		outer->number = within.number;
}

static void
read_one(struct page *page, xmlNode *node, struct within *outer)
{
	const struct html_weight *weight = html_weight(node);
	const char *language = html_language(page->arena, node);
	struct within within = *outer;

	if (weight == NULL || weight->dropped || weight->note)
		return;
	style_of(page->arena, node, &within.style);
	if (language[0] != '\0')
		within.language = language;
	if (html_tag_of(node) == TAG_INLINE)
		read_inline(page, node, &within);
	else
		read_block(page, node, &within);
	outer->number = within.number;
}

static void
read_children(struct page *page, xmlNode *node, struct within *within)
{
	for (xmlNode *n = node->children; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE)
			read_text(page, n, within);
		else if (n->type == XML_ELEMENT_NODE)
			read_one(page, n, within);
}

/* What the elements around the content say of its language. */
static const char *
language_around(struct arena *arena, const xmlNode *content)
{
	for (; content != NULL && content->type == XML_ELEMENT_NODE &&
	       !xml_is(content, "html");
	     content = content->parent) {
		const char *language = html_language(arena, content);

		if (language[0] != '\0')
			return language;
	}
	return "";
}

void
html_blocks(struct arena *arena, xmlNode *content, struct html_notes *notes,
    struct blocks *blocks)
{
	struct within within = {
	    .number = "", .style = {.color = "", .author = ""}};
	struct page page = {
	    .arena = arena, .blocks = blocks, .notes = notes, .language = ""};

	rich_text_init(&page.text, arena);
	within.language = language_around(arena, content);
	read_children(&page, content, &within);
	end_block(&page, &within);
}
