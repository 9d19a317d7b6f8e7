/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/odt.h"

#include "indexer/anchor.h"
#include "indexer/xml-parse.h"

#include <stdlib.h>
#include <string.h>

#define CHANGES_MOST 16 /* insertions, one within the other */
#define SPACES_MOST  1000
#define NESTED_MOST  4 /* notes and frames, one within the other */

/* What is to come after the block under way. */
struct pending {
	enum {
		NOTE,
		COMMENT,
		BOX
	} kind;
	const xmlNode *node;
	size_t start; /* of a comment: where its words begin */
	size_t end;   /* and end; the same where it has none */
	bool ended;
};

/* A text in the making. */
struct flow {
	struct rich_text text;
	struct spoken spoken;
	struct pending *pending;
	size_t n_pending;
	size_t pending_room;
	bool joined;	   /* paragraphs are lines of it */
	size_t line_start; /* of joined text */
};

/* The list that is being read. */
struct in_list {
	struct odt_list *list; /* or NULL */
	unsigned level;	       /* from 0 */
	bool first;	       /* the next paragraph has the item's number */
	long start;	       /* the number the item says it has, or -1 */
	const char *style;     /* of the list, for those within; or NULL */
};

struct odt {
	struct arena *arena;
	struct blocks *blocks;
	struct odt_styles *styles;
	struct odt_lists *lists;
	struct odt_changes *changes;
	struct flow *flow;
	const struct odt_change *inserted[CHANGES_MOST];
	size_t n_inserted;
	unsigned nested;
};

static void read_body(
    struct odt *odt, const xmlNode *parent, struct in_list *in);
static void read_inline(
    struct odt *odt, const xmlNode *parent, const struct odt_span *span);

/* --- text ----------------------------------------------------------------- */

static const char *
language_of(const struct odt_span *span, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0xE3 && c <= 0xE9)
			return span->language_east;
		if (c >= 0xD6 && c <= 0xDB)
			return span->language_bidi;
	}
	return span->language;
}

static struct rich_style
style_of(const struct odt *odt, const struct odt_span *span)
{
	const struct odt_change *change =
	    odt->n_inserted > 0 ? odt->inserted[odt->n_inserted - 1] : NULL;
	struct rich_style style = {
	    .bold = span->bold == 1,
	    .italic = span->italic == 1,
	    .underlined = span->underlined == 1,
	    .color = span->color != NULL ? span->color : "",
	    .change = change != NULL ? change->kind : CHANGE_NONE,
	    .author = change != NULL ? change->author : "",
	};

	if (span->struck == 1)
		style.change = CHANGE_DELETED;
	return style;
}

static void
put(struct odt *odt, const char *s, size_t n, const struct odt_span *span)
{
	struct rich_style style = style_of(odt, span);

	if (span->hidden == 1)
		return;
	if (style.change != CHANGE_DELETED)
		spoken_add(&odt->flow->spoken, language_of(span, s, n), n);
	rich_text_add(&odt->flow->text, s, n, &style);
}

/* White space of the file is one space; more of it is text:s. */
static void
put_collapsed(struct odt *odt, const char *s, const struct odt_span *span)
{
	while (*s != '\0') {
		size_t n = strcspn(s, " \t\r\n");
		const struct rich_bytes *text = &odt->flow->text.text;

		put(odt, s, n, span);
		s += n;
		n = strspn(s, " \t\r\n");
		s += n;
		if (n > 0 && text->length > odt->flow->line_start &&
		    text->s[text->length - 1] != '\n')
			put(odt, " ", 1, span);
	}
}

/* --- what hangs on a text ------------------------------------------------- */

static void
put_off(struct odt *odt, int kind, const xmlNode *node)
{
	struct flow *flow = odt->flow;
	struct pending *pending;

	if (flow->n_pending == flow->pending_room) {
		size_t room =
		    flow->pending_room > 0 ? 2 * flow->pending_room : 8;

		flow->pending = arena_grow(odt->arena, flow->pending,
		    flow->pending_room, room, sizeof *flow->pending);
		flow->pending_room = room;
	}
	pending = &flow->pending[flow->n_pending++];
	*pending = (struct pending){.node = node,
	    .start = flow->text.text.length,
	    .end = flow->text.text.length};
	pending->kind = (unsigned)kind;
}

/* The words of a comment end. */
static void
end_comment(struct odt *odt, const xmlNode *node)
{
	const char *name = xml_attr(node, "name");

	for (size_t i = 0; name != NULL && i < odt->flow->n_pending; i++) {
		struct pending *pending = &odt->flow->pending[i];
		const char *of = pending->kind == COMMENT
				     ? xml_attr(pending->node, "name")
				     : NULL;

		if (of != NULL && strcmp(of, name) == 0) {
			pending->end = odt->flow->text.text.length;
			pending->ended = true;
		}
	}
}

/* The words a comment is about, before the text is gone. */
static const char *
anchor_of(struct odt *odt, const struct pending *pending)
{
	const struct rich_bytes *text = &odt->flow->text.text;
	const char *name = xml_attr(pending->node, "name");
	size_t end = pending->end;

	/* Words that go on in other blocks: as far as this one goes. */
	if (name != NULL && !pending->ended)
		end = text->length;
	if (end > pending->start)
		return anchor_words(
		    odt->arena, text->s + pending->start, end - pending->start);
	return anchor_around(
	    odt->arena, text->s, text->length, pending->start, pending->start);
}

static void end_text(struct odt *odt, const struct block *like);

/* A note, a comment, a frame as a text of its own. */
static void
read_apart(struct odt *odt, const xmlNode *node, const struct block *like)
{
	struct flow *outer = odt->flow, inner = {.joined = like != NULL};
	struct in_list in = {.start = -1};
	size_t inserted = odt->n_inserted;

	if (odt->nested == NESTED_MOST)
		return;
	rich_text_init(&inner.text, odt->arena);
	odt->flow = &inner;
	odt->nested++;
	odt->n_inserted = 0;
	read_body(odt, node, &in);
	if (like != NULL)
		end_text(odt, like);
	odt->n_inserted = inserted;
	odt->nested--;
	odt->flow = outer;
}

static void
write_pending(struct odt *odt, const struct pending *pending, size_t count,
    int kind, const char *const *anchors)
{
	for (size_t i = 0; i < count; i++) {
		const xmlNode *node = pending[i].node;
		struct block like = {.kind = BLOCK_NOTE};

		if ((int)pending[i].kind != kind)
			continue;
		if (kind == NOTE) {
			like.number = xml_text(
			    odt->arena, xml_child(node, "note-citation"));
			read_apart(odt, xml_child(node, "note-body"), &like);
		} else if (kind == COMMENT) {
			like.kind = BLOCK_COMMENT;
			like.author =
			    xml_text(odt->arena, xml_child(node, "creator"));
			like.anchor = anchors[i];
			read_apart(odt, node, &like);
		} else {
			read_apart(odt, node, NULL);
		}
	}
}

/* End the text under way: its block, then what hangs on it. */
static void
end_text(struct odt *odt, const struct block *like)
{
	struct flow *flow = odt->flow;
	size_t count = flow->n_pending;
	const char **anchors =
	    arena_array(odt->arena, count + 1, sizeof *anchors);
	struct block *block =
	    rich_text_block(&flow->text, odt->blocks, like->kind);

	if (block != NULL) {
		block->level = like->level;
		block->number = like->number != NULL ? like->number : "";
		block->author = like->author != NULL ? like->author : "";
		block->anchor = like->anchor != NULL ? like->anchor : "";
		block->language = spoken_of(
		    &flow->spoken, odt->arena, block->text, block->length);
	}
	for (size_t i = 0; i < count; i++)
		anchors[i] = flow->pending[i].kind == COMMENT
				 ? anchor_of(odt, &flow->pending[i])
				 : "";
	flow->n_pending = 0;
	write_pending(odt, flow->pending, count, NOTE, anchors);
	rich_text_end(&flow->text, odt->blocks);
	write_pending(odt, flow->pending, count, COMMENT, anchors);
	write_pending(odt, flow->pending, count, BOX, anchors);
	memset(&flow->spoken, 0, sizeof flow->spoken);
	flow->line_start = 0;
}

/* --- changes -------------------------------------------------------------- */

static void
begin_insertion(struct odt *odt, const xmlNode *node)
{
	const struct odt_change *change =
	    odt_change_find(odt->changes, xml_attr(node, "change-id"));

	if (change != NULL && change->kind == CHANGE_INSERTED &&
	    odt->n_inserted < CHANGES_MOST)
		odt->inserted[odt->n_inserted++] = change;
}

static void
end_insertion(struct odt *odt, const xmlNode *node)
{
	const struct odt_change *change =
	    odt_change_find(odt->changes, xml_attr(node, "change-id"));

	for (size_t i = 0; i < odt->n_inserted; i++)
		if (odt->inserted[i] == change) {
			odt->n_inserted--;
			memmove(&odt->inserted[i], &odt->inserted[i + 1],
			    (odt->n_inserted - i) * sizeof odt->inserted[0]);
			return;
		}
}

/* All text of what was deleted, spaces between its paragraphs. */
static void
put_deleted(
    struct odt *odt, const xmlNode *parent, const struct rich_style *style)
{
	for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
		bool paragraph = n->type == XML_ELEMENT_NODE &&
				 (xml_is(n, "p") || xml_is(n, "h"));

		if (n->type == XML_TEXT_NODE)
			rich_text_add_collapsed(&odt->flow->text,
			    (const char *)n->content,
			    strlen((const char *)n->content), style);
		else if (n->type == XML_ELEMENT_NODE &&
			 !xml_is(n, "change-info") && !xml_is(n, "annotation"))
			put_deleted(odt, n, style);
		if (paragraph || (n->type == XML_ELEMENT_NODE &&
				     (xml_is(n, "s") || xml_is(n, "tab"))))
			rich_text_add(&odt->flow->text, " ", 1, style);
	}
}

static void
read_deletion(struct odt *odt, const xmlNode *node)
{
	struct odt_change *change =
	    odt_change_find(odt->changes, xml_attr(node, "change-id"));
	struct rich_style style = {.color = "", .change = CHANGE_DELETED};

	if (change == NULL || change->deletion == NULL || change->told)
		return;
	change->told = true;
	style.author = change->author;
	put_deleted(odt, change->deletion, &style);
}

/* Marks of changes, which stand in and between paragraphs. */
static bool
read_change(struct odt *odt, const xmlNode *node)
{
	if (xml_is(node, "change-start"))
		begin_insertion(odt, node);
	else if (xml_is(node, "change-end"))
		end_insertion(odt, node);
	else if (xml_is(node, "change"))
		read_deletion(odt, node);
	else
		return false;
	return true;
}

/* --- what is in a paragraph ----------------------------------------------- */

static void
put_spaces(struct odt *odt, const xmlNode *node, const struct odt_span *span)
{
	const char *count = xml_attr(node, "c");
	long n = count != NULL ? strtol(count, NULL, 10) : 1;

	for (long i = 0; i < n && i < SPACES_MOST; i++)
		put(odt, " ", 1, span);
}

/* Text boxes in a frame come after the block that it hangs on. */
static void
read_frame(struct odt *odt, const xmlNode *node)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if (xml_is(n, "text-box"))
			put_off(odt, BOX, n);
		else
			read_frame(odt, n);
}

static void
read_element(struct odt *odt, const xmlNode *node, const struct odt_span *span)
{
	if (xml_is(node, "span")) {
		struct odt_span inner = odt_style(
		    odt->styles, "text", xml_attr(node, "style-name"), span);

		read_inline(odt, node, &inner);
	} else if (xml_is(node, "s")) {
		put_spaces(odt, node, span);
	} else if (xml_is(node, "tab")) {
		put(odt, " ", 1, span);
	} else if (xml_is(node, "line-break")) {
		put(odt, "\n", 1, span);
	} else if (xml_is(node, "note")) {
		put_off(odt, NOTE, node);
	} else if (xml_is(node, "annotation")) {
		put_off(odt, COMMENT, node);
	} else if (xml_is(node, "annotation-end")) {
		end_comment(odt, node);
	} else if (xml_is(node, "ruby")) {
		read_inline(odt, xml_child(node, "ruby-base"), span);
	} else if (xml_is(node, "frame") || xml_is(node, "custom-shape") ||
		   xml_is(node, "g")) {
		read_frame(odt, node);
	} else if (!read_change(odt, node) && !xml_is(node, "object")) {
		read_inline(odt, node, span); /* links, fields, bookmarks */
	}
}

static void
read_inline(struct odt *odt, const xmlNode *parent, const struct odt_span *span)
{
	const xmlNode *n = parent != NULL ? parent->children : NULL;

	for (; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE)
			put_collapsed(odt, (const char *)n->content, span);
		else if (n->type == XML_ELEMENT_NODE)
			read_element(odt, n, span);
}

/* --- paragraphs ----------------------------------------------------------- */

static long
number_in(const xmlNode *node, const char *name, long otherwise)
{
	const char *value = xml_attr(node, name);

	return value != NULL ? strtol(value, NULL, 10) : otherwise;
}

/* The number of a paragraph of a list, or of a heading; "" if it has none. */
static const char *
number_of(struct odt *odt, const xmlNode *node, struct in_list *in)
{
	bool first = in->first;
	long level = number_in(node, "outline-level", 1);

	in->first = false;
	if (in->list != NULL)
		return first ? odt_list_next(
				   odt->lists, in->list, in->level, in->start)
			     : "";
	if (!xml_is(node, "h") || level < 1 || level > 10 ||
	    xml_attr(node, "is-list-header") != NULL)
		return "";
	return odt_list_next(odt->lists, odt_list_outline(odt->lists),
	    (unsigned)level - 1, number_in(node, "start-value", -1));
}

static void
begin_line(struct odt *odt, const char *number, const struct odt_span *span)
{
	struct flow *flow = odt->flow;

	rich_text_trim(&flow->text, flow->line_start);
	if (flow->text.text.length > flow->line_start)
		put(odt, "\n", 1, span);
	if (number[0] != '\0') {
		put(odt, number, strlen(number), span);
		put(odt, " ", 1, span);
	}
}

static void
read_paragraph(struct odt *odt, const xmlNode *node, struct in_list *in)
{
	const char *style = xml_attr(node, "style-name");
	struct odt_span span =
	    odt_style(odt->styles, "paragraph", style, &odt_span_unsaid);
	struct block like = {.kind = BLOCK_PARAGRAPH};

	like.number = number_of(odt, node, in);
	if (odt->flow->joined) {
		begin_line(odt, like.number, &span);
		read_inline(odt, node, &span);
		return;
	}
	read_inline(odt, node, &span);
	if (xml_is(node, "h")) {
		long level = number_in(node, "outline-level", 1);

		like.kind = BLOCK_HEADING;
		like.level = level >= 1 && level <= 10 ? (unsigned)level : 1;
		rich_text_one_line(&odt->flow->text);
	} else if (in->list != NULL) {
		like.kind = BLOCK_ITEM;
		like.level = in->level + 1;
	}
	end_text(odt, &like);
}

/* The style of a list that names none: that of its first paragraph's. */
static const char *
style_within(struct odt *odt, const xmlNode *list)
{
	const xmlNode *p = xml_first(xml_first(list));

	return p == NULL
		   ? NULL
		   : odt_style_list(odt->styles, xml_attr(p, "style-name"));
}

static void
read_list(struct odt *odt, const xmlNode *node, const struct in_list *outer)
{
	struct in_list in = {.start = -1};
	const char *style = xml_attr(node, "style-name");

	if (outer->list != NULL) {
		in = *outer;
		in.level++;
	} else {
		in.style = style != NULL ? style : style_within(odt, node);
		in.list = odt_list_begin(odt->lists, node, in.style);
	}
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (read_change(odt, n))
			continue;
		in.first = xml_is(n, "list-item");
		in.start = number_in(n, "start-value", -1);
		read_body(odt, n, &in);
	}
}

/* --- tables --------------------------------------------------------------- */

static bool
is_cell(const xmlNode *node)
{
	return xml_is(node, "table-cell") || xml_is(node, "covered-table-cell");
}

static void
read_row(struct odt *odt, const xmlNode *row)
{
	static const struct block like = {.kind = BLOCK_ROW};
	struct flow *flow = odt->flow;
	bool within = flow->joined, alone;
	const xmlNode *cell = xml_first(row);
	size_t count = 0;

	while (cell != NULL && !is_cell(cell))
		cell = xml_next(cell);
	alone = cell != NULL && xml_next(cell) == NULL;
	/* A row of one cell is a box around paragraphs. */
	flow->joined = within || !alone;
	for (; cell != NULL; cell = xml_next(cell)) {
		struct in_list in = {.start = -1};

		if (!within && !alone && count++ > 0) {
			rich_text_trim(&flow->text, flow->line_start);
			put(odt, "\t", 1, &odt_span_unsaid);
		}
		if (!within)
			flow->line_start = flow->text.text.length;
		read_body(odt, cell, &in);
	}
	flow->joined = within;
	if (!within && !alone)
		end_text(odt, &like);
}

static void
read_rows(struct odt *odt, const xmlNode *parent)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n))
		if (xml_is(n, "table-row"))
			read_row(odt, n);
		else if (!read_change(odt, n))
			read_rows(odt, n); /* headers, groups */
}

/* --- all ------------------------------------------------------------------ */

/* What repeats the text, or says how it is made. */
static bool
is_left_out(const xmlNode *node)
{
	static const char *const names[] = {"tracked-changes", "sequence-decls",
	    "variable-decls", "user-field-decls", "forms", "table-of-content",
	    "alphabetical-index", "creator", "date", "note-citation",
	    "table-index", "illustration-index"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (xml_is(node, names[i]))
			return true;
	return false;
}

static void
read_one(struct odt *odt, const xmlNode *node, struct in_list *in)
{
	static const struct block rest = {.kind = BLOCK_PARAGRAPH};

	if (xml_is(node, "p") || xml_is(node, "h"))
		read_paragraph(odt, node, in);
	else if (xml_is(node, "list"))
		read_list(odt, node, in);
	else if (xml_is(node, "table"))
		read_rows(odt, node);
	else if (xml_is(node, "change") && !odt->flow->joined) {
		read_deletion(odt, node);
		end_text(odt, &rest);
	} else if (xml_is(node, "frame") && !odt->flow->joined) {
		read_frame(odt, node);
		end_text(odt, &rest);
	} else if (xml_is(node, "frame"))
		read_frame(odt, node);
	else if (!read_change(odt, node) && !is_left_out(node))
		read_body(odt, node, in); /* sections, numbered-paragraph */
}

static void
read_body(struct odt *odt, const xmlNode *parent, struct in_list *in)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n))
		read_one(odt, n, in);
}

void
odt_blocks(struct arena *arena, const xmlNode *content, const xmlNode *styles,
    struct blocks *blocks)
{
	static const struct block rest = {.kind = BLOCK_PARAGRAPH};
	const xmlNode *body = xml_child(xml_child(content, "body"), "text");
	struct odt odt = {.arena = arena, .blocks = blocks};
	struct in_list in = {.start = -1};
	struct flow flow = {.joined = false};

	rich_text_init(&flow.text, arena);
	odt.flow = &flow;
	odt.styles = odt_styles_new(arena, content, styles);
	odt.lists = odt_lists_new(arena, content, styles);
	odt.changes = odt_changes_new(arena, body);
	read_body(&odt, body, &in);
	end_text(&odt, &rest);
	odt_changes_clear(odt.changes);
	odt_lists_clear(odt.lists);
	odt_styles_clear(odt.styles);
}
