/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The body of a DOCX on its way to blocks: what the files of the DOCX reader
 * share. Nobody else includes this.
 *
 *     docx-parts      the archive: which members, parsed
 *     docx-styles     what a paragraph, a run is like
 *     docx-numbering  automatic numbers
 *     docx-body       paragraphs, tables, text boxes, sections
 *     docx-inline     what is in a paragraph: runs, fields, changes
 *     docx-flow       a text in the making, and what hangs on it
 *     docx-notes      footnotes, endnotes and comments
 */
#ifndef INDEXER_DOCX_H
#define INDEXER_DOCX_H

#include "core/arena.h"
#include "indexer/block.h"
#include "indexer/docx-numbering.h"
#include "indexer/docx-parts.h"
#include "indexer/docx-styles.h"
#include "indexer/reader.h"
#include "indexer/rich-text.h"
#include "indexer/spoken.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <uthash.h>

#define DOCX_FIELDS 32 /* one within the other */
#define DOCX_NESTED 4  /* text boxes and notes, one within the other */

/* A field that is open: its code is not shown, its result is. */
struct docx_field {
	bool result;   /* the code is over */
	bool omitted;  /* nor is its result shown: a table of contents */
	char code[16]; /* how its code begins */
};

/* What is to come after the block that is being gathered. */
struct docx_pending {
	enum {
		DOCX_NOTE,
		DOCX_COMMENT,
		DOCX_BOX
	} kind;
	const xmlNode *node; /* w:footnote, w:comment, w:txbxContent */
	const char *mark;    /* of a note */
	const char *anchor;  /* of a comment */
	bool gone;	     /* the reference to the note was deleted, */
	const char *author;  /* by this author */
};

/* Who did what to a part of the text. */
struct docx_change {
	enum change_kind kind;
	const char *author; /* or "" */
};

/* A text in the making. */
struct docx_flow {
	struct rich_text text;
	struct spoken spoken; /* languages that its runs declare */
	struct docx_field fields[DOCX_FIELDS];
	unsigned n_fields;
	struct docx_pending *pending; /* in the order of the text */
	size_t n_pending;
	size_t pending_room;
	bool joined;	   /* paragraphs are lines of it: a cell, a note */
	size_t line_start; /* of joined text: where cell or note begins */
	bool goes_on;	   /* the last paragraph's end was deleted */
	struct docx_change change; /* to all of it: a row, a note */
};

/* A footnote, endnote or comment, by its id. */
struct docx_entry {
	const char *id;
	const xmlNode *node;
	bool used;	    /* it has been referred to */
	bool open;	    /* of a comment: its words have begun */
	size_t start;	    /* first of these in the text under way */
	size_t gone;	    /* the same of what is deleted from it */
	const char *before; /* these words in blocks that are over */
	const char *anchor; /* all of them, once they have ended, or NULL */
	UT_hash_handle hh;
};

/* How the notes of a section are numbered. */
struct docx_note_form {
	enum number_format format;
	long start;
	bool each_section; /* they start again in it */
};

/* Footnotes, endnotes. */
struct docx_notes {
	struct docx_entry *entries;
	struct docx_note_form usual; /* as the settings say */
	long count;		     /* the last number given */
	size_t section;		     /* in which it was */
};

/* A document being read. */
struct docx {
	struct arena *arena;
	const struct document *document;
	struct blocks *blocks;
	struct docx_styles *styles;
	struct docx_numbering *numbering;
	struct docx_notes notes[2]; /* footnotes, endnotes */
	struct docx_entry *comments;
	struct docx_entry **open; /* comments whose words have begun */
	size_t n_open;
	size_t open_room;
	const xmlNode **sections; /* every w:sectPr, in order */
	size_t n_sections;
	size_t section;		/* the one that is being read */
	struct docx_flow *flow; /* the text that is being gathered */
	const struct docx_paragraph *paragraph; /* the one being read */
	unsigned nested; /* texts that the one under way is within */
};

/* docx-body.c: read all that is below a node: paragraphs, tables ... */
void docx_read_body(struct docx *docx, const xmlNode *parent);

/* docx-inline.c: read what is in a paragraph. */
void docx_read_inline(
    struct docx *docx, const xmlNode *parent, const struct docx_change *change);

/* The change that an element (w:ins, w:del ...) makes, or else `outer`. */
struct docx_change docx_change_of(
    const xmlNode *node, const struct docx_change *outer);

/* Of an mc:AlternateContent, the one alternative to read, or NULL. */
const xmlNode *docx_alternative(const xmlNode *node);

/* docx-flow.c */
void docx_flow_init(struct docx_flow *flow, struct arena *arena);
void docx_flow_later(struct docx_flow *flow, struct arena *arena,
    const struct docx_pending *pending);

/* Begin a text within the one under way; docx_flow_leave() it, ended. */
void docx_flow_enter(struct docx *docx, struct docx_flow *inner);
void docx_flow_leave(struct docx *docx, struct docx_flow *outer);

/*
 * End the text under way: its block, if there is any text, then its notes, its
 * changes, its comments, its text boxes. Kind, level, number, author and
 * anchor of the block are those of `like`.
 */
void docx_flow_end(struct docx *docx, const struct block *like);

/* docx-notes.c: index the notes and comments by their ids. */
void docx_notes_load(struct docx *docx, const struct docx_parts *parts);
void docx_notes_clear(struct docx *docx);

/*
 * A reference to a note: put the note down for later. Its mark is counted, or
 * is `custom_mark` where that is not NULL.
 */
void docx_note_refer(struct docx *docx, const xmlNode *reference,
    const char *custom_mark, const struct docx_change *change);

/* The words of a comment begin, end; it is referred to. */
void docx_comment_start(struct docx *docx, const char *id);
void docx_comment_end(struct docx *docx, const char *id);
void docx_comment_refer(struct docx *docx, const char *id);

/* The text under way is over: keep the words of comments that are open. */
void docx_comments_carry(struct docx *docx);

/* Write down a note or comment that was put down for later. */
void docx_note_write(struct docx *docx, const struct docx_pending *pending);
void docx_comment_write(struct docx *docx, const struct docx_pending *pending);

/* At the end: comments that nothing refers to. */
void docx_comments_rest(struct docx *docx);

#endif
