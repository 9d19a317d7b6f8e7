/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/xml-blocks.h"

#include "indexer/xml-parse.h"

#include <ctype.h>
#include <string.h>

void
xml_writer_init(struct xml_writer *w, struct arena *arena)
{
	memset(w, 0, sizeof *w);
	w->arena = arena;
	blocks_init(&w->blocks, arena);
	blocks_init(&w->held, arena);
	w->text.arena = arena;
	w->now.speaker = w->now.on_behalf_of = w->now.role = "";
	w->now.affiliation = w->now.language = w->now.provision = "";
	w->label = w->text_label = w->number = "";
}

/* The gap where something was taken out: a space, but not before a comma. */
#define CUT '\1'

static void
text_put(struct xml_text *text, char c)
{
	if (text->used == text->room) {
		size_t room = text->room > 0 ? 2 * text->room : 256;

		text->s = arena_grow(text->arena, text->s, text->room, room, 1);
		text->room = room;
	}
	text->s[text->used++] = c;
}

static void
text_add(struct xml_text *text, const char *s)
{
	for (; *s != '\0'; s++) {
		if (isspace((unsigned char)*s)) {
			if (text->gap == '\0')
				text->gap = ' ';
			continue;
		}
		if (text->gap == CUT)
			text->gap = strchr(",.;:!?)]", *s) != NULL ? '\0' : ' ';
		if (text->gap != '\0' && text->used > 0)
			text_put(text, text->gap);
		text->gap = '\0';
		text_put(text, *s);
	}
}

/* --- blocks --------------------------------------------------------------- */

static void
give_context(const struct xml_writer *w, struct block *block)
{
	block->speaker = w->now.speaker;
	block->on_behalf_of = w->now.on_behalf_of;
	block->role = w->now.role;
	block->affiliation = w->now.affiliation;
	block->person = w->now.person;
	block->language = w->now.language;
	block->provision = w->now.provision;
}

static void
add_block(struct xml_writer *w)
{
	struct block *block =
	    blocks_add(&w->blocks, w->kind, w->text.s, w->text.used);

	give_context(w, block);
	block->level = w->level;
	block->number = w->number;
	block->label = w->text_label;
	block->line_first = w->line_first;
	block->line_last = w->line_last;
	for (size_t i = 0; i < w->n_marks; i++)
		block_mark(&w->blocks, block, w->marks[i].kind,
		    w->marks[i].start, w->marks[i].end, w->marks[i].author, "");
}

static void
add_held(struct xml_writer *w)
{
	for (size_t i = 0; i < w->held.count; i++) {
		struct block *block =
		    blocks_add(&w->blocks, w->held.block[i].kind,
			w->held.block[i].text, w->held.block[i].length);

		block->number = w->held.block[i].number;
		block->label = w->held.block[i].label;
		block->line_first = w->held.block[i].line_first;
		block->line_last = w->held.block[i].line_last;
		block->language = w->held.block[i].language;
		block->provision = w->held.block[i].provision;
	}
	blocks_init(&w->held, w->arena);
}

void
xml_end(struct xml_writer *w)
{
	if (w->text.used > 0)
		add_block(w);
	add_held(w);
	w->text.used = 0;
	w->text.gap = '\0';
	w->kind = BLOCK_PARAGRAPH;
	w->level = 0;
	w->number = "";
	w->line_first = w->line_last = 0;
	w->marks = NULL;
	w->n_marks = 0;
}

void
xml_begin(struct xml_writer *w, enum block_kind kind, unsigned level)
{
	xml_end(w);
	w->kind = kind;
	w->level = level;
}

void
xml_add_string(struct xml_writer *w, const char *s, uint32_t line)
{
	size_t before = w->text.used;

	text_add(&w->text, s);
	if (w->text.used == before)
		return;
	if (before == 0) {
		w->line_first = line;
		w->text_label = w->label;
	}
	if (line > w->line_last)
		w->line_last = line;
}

void
xml_add(struct xml_writer *w, const xmlNode *node)
{
	size_t before = w->text.used;

	if (node->content == NULL)
		return;
	xml_add_string(w, (const char *)node->content,
	    node->parent != NULL ? xml_line(node->parent) : 0);
	/* A text's own line is that of its end. */
	if (w->text.used > before && xml_line(node) > w->line_last)
		w->line_last = xml_line(node);
}

void
xml_add_space(struct xml_writer *w)
{
	if (w->text.gap == '\0')
		w->text.gap = ' ';
}

void
xml_add_cut(struct xml_writer *w)
{
	w->text.gap = CUT;
}

void
xml_add_cell(struct xml_writer *w)
{
	if (w->text.used > 0)
		w->text.gap = '\t';
}

void
xml_hold(struct xml_writer *w, enum block_kind kind, const char *number,
    const char *text, uint32_t line)
{
	struct block *block;

	if (text[0] == '\0')
		return;
	block = blocks_add(&w->held, kind, text, strlen(text));
	block->number = number;
	block->label = w->label;
	block->line_first = block->line_last = line;
	block->language = w->now.language;
	block->provision = w->now.provision;
	if (w->text.used == 0)
		add_held(w);
}

/* --- marks ---------------------------------------------------------------- */

size_t
xml_here(const struct xml_writer *w)
{
	return w->text.used + (w->text.gap != '\0' && w->text.used > 0);
}

void
xml_mark(
    struct xml_writer *w, enum mark_kind kind, size_t start, const char *author)
{
	if (w->text.used <= start)
		return;
	w->marks = arena_grow(
	    w->arena, w->marks, w->n_marks, w->n_marks + 1, sizeof *w->marks);
	w->marks[w->n_marks++] =
	    (struct mark){kind, start, w->text.used, author, ""};
}

/* --- nodes ---------------------------------------------------------------- */

static void
gather(struct xml_text *text, const xmlNode *node)
{
	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		if (at->type == XML_ELEMENT_NODE)
			gather(text, at);
		else if ((at->type == XML_TEXT_NODE ||
			     at->type == XML_CDATA_SECTION_NODE) &&
			 at->content != NULL)
			text_add(text, (const char *)at->content);
	}
}

const char *
xml_inner_text(struct arena *arena, const xmlNode *node)
{
	struct xml_text text = {.arena = arena};

	gather(&text, node);
	return arena_strndup(arena, text.used > 0 ? text.s : "", text.used);
}

const char *
xml_attribute(const xmlNode *node, const char *name)
{
	const char *value = xml_attr(node, name);

	return value != NULL ? value : "";
}

uint32_t
xml_line(const xmlNode *node)
{
	long line = xmlGetLineNo(node);

	return line > 0 ? (uint32_t)line : 0;
}

/* --- documents ------------------------------------------------------------ */

xmlDoc *
xml_open(const struct document *document)
{
	struct error why = {0};
	xmlDoc *doc = xml_parse(document->bytes, document->size, NULL, &why);

	if (doc == NULL)
		report_tell(document->report, REPORT_SKIPPED, document->path, 0,
		    "%s", why.message);
	return doc;
}

bool
xml_give(struct xml_writer *w, struct raw_record *raw,
    const struct record_sink *sink, struct error *err)
{
	xml_end(w);
	raw->blocks = w->blocks.block;
	raw->n_blocks = w->blocks.count;
	/* No blocks are blocks too. */
	if (raw->n_blocks == 0)
		raw->blocks = arena_alloc(w->arena, sizeof *raw->blocks);
	return sink->take(sink->context, w->arena, raw, err);
}

int
xml_element_what(const struct xml_element *elements, size_t n,
    const xmlNode *node, int otherwise)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(elements[i].name, (const char *)node->name) == 0)
			return elements[i].what;
	return otherwise;
}
