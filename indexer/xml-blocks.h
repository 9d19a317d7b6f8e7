/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From the elements of an XML document to blocks: text is gathered, white
 * space in it made one space, until a block ends. What stands in the middle of
 * a block and is not its text (a note, applause) is held back and comes after
 * it, so that no sentence is cut. For the readers of TEI and Akoma Ntoso.
 */
#ifndef INDEXER_XML_BLOCKS_H
#define INDEXER_XML_BLOCKS_H

#include "core/arena.h"
#include "indexer/block.h"
#include "indexer/reader.h"

#include <libxml/tree.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What every block gets that is made now; saved and put back by copying. */
struct xml_context {
	const char *speaker;
	const char *on_behalf_of;
	const char *role;
	const char *affiliation;
	bool person; /* see struct block */
	const char *language;
	const char *provision;
};

/* A text under way, white space made one. */
struct xml_text {
	struct arena *arena;
	char *s; /* not ended */
	size_t used;
	size_t room;
	char gap; /* due before what comes next: a space or tab, or NUL */
};

struct xml_writer {
	struct arena *arena;
	struct blocks blocks; /* what is done */
	struct xml_context now;
	const char *label; /* of the page, or "" */
	/* The block under way. */
	struct xml_text text;
	enum block_kind kind;
	unsigned level;
	const char *number;  /* or "" */
	uint32_t line_first; /* 0: no text yet */
	uint32_t line_last;
	const char *text_label; /* of the page it begins on */
	struct blocks held;	/* what comes after it */
	struct mark *marks;	/* of it */
	size_t n_marks;
};

void xml_writer_init(struct xml_writer *w, struct arena *arena);

/* End the block under way, and begin one of this kind and level. */
void xml_begin(struct xml_writer *w, enum block_kind kind, unsigned level);

/* End it; what follows is a paragraph unless something else is begun. */
void xml_end(struct xml_writer *w);

/* Add a text node's text to the block under way. */
void xml_add(struct xml_writer *w, const xmlNode *node);

/* Add a string, or a space, to it. */
void xml_add_string(struct xml_writer *w, const char *s, uint32_t line);
void xml_add_space(struct xml_writer *w);

/* What stands here is left out of the text: a space, where one is needed. */
void xml_add_cut(struct xml_writer *w);

/* Begin a cell of a row: a tab, unless it is the first. */
void xml_add_cell(struct xml_writer *w);

/*
 * Hold back a text that is a block of its own and not its surroundings'
 * speech. `number` is the mark of a note, or "". Empty text is nothing.
 */
void xml_hold(struct xml_writer *w, enum block_kind kind, const char *number,
    const char *text, uint32_t line);

/* Where a mark would begin; and one from there to the end of the text. */
size_t xml_here(const struct xml_writer *w);
void xml_mark(struct xml_writer *w, enum mark_kind kind, size_t start,
    const char *author);

/*
 * Parse a document; where it cannot be, that is told, and NULL returned.
 * xmlFreeDoc() it.
 */
xmlDoc *xml_open(const struct document *document);

/* End the text, and give its blocks as the record's body. */
bool xml_give(struct xml_writer *w, struct raw_record *raw,
    const struct record_sink *sink, struct error *err);

/* What a reader does with elements of this name. */
struct xml_element {
	const char *name;
	int what; /* the reader's own enum */
};

/* The `what` of a node by a table; `otherwise` where it is not in it. */
int xml_element_what(const struct xml_element *elements, size_t n,
    const xmlNode *node, int otherwise);

/* All text in a node, white space made one, in the arena. */
const char *xml_inner_text(struct arena *arena, const xmlNode *node);

/*
 * The value of an attribute by its local name, whatever its namespace, or "".
 * It belongs to the document.
 */
const char *xml_attribute(const xmlNode *node, const char *name);

/* Its line in the file. */
uint32_t xml_line(const xmlNode *node);

#endif
