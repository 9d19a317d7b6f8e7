/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Blocks: what a reader makes of the body of a document, whatever its format.
 * A block is a heading, a paragraph, an item of a list, a row of a table, a
 * note, a comment: whole, in reading order, without the page's furniture. From
 * blocks, repair mends damaged words and structure makes passages, so that
 * what is known of drafts and compilations is written once for all formats.
 * For indexer/ only.
 */
#ifndef INDEXER_BLOCK_H
#define INDEXER_BLOCK_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum block_kind {
	BLOCK_PARAGRAPH = 0,
	BLOCK_HEADING, /* level: 1 the highest */
	BLOCK_ITEM,    /* of a list; level: its depth, from 1 */
	BLOCK_ROW,     /* of a table: its cells, "\t" between */
	BLOCK_NOTE,    /* a footnote or endnote; stands after the block that
			  refers to it */
	BLOCK_COMMENT, /* in the margin; stands after the block it is about */
	BLOCK_ASIDE,   /* in a transcript, what is not speech */
	BLOCK_KIND_COUNT
};

/* How a stretch of a block's text is marked. */
enum mark_kind {
	MARK_INSERTED = 0, /* somebody's insertion (tracked, or drawn) */
	MARK_DELETED,	   /* somebody's deletion: still in the text */
	MARK_BOLD,
	MARK_ITALIC,
	MARK_UNDERLINED,
	MARK_COLOR, /* another colour than the text's; value: "#rrggbb" */
	MARK_KIND_COUNT
};

/* A marked stretch of text. */
struct mark {
	enum mark_kind kind;
	size_t start;	    /* first byte in the block's text */
	size_t end;	    /* byte after the last */
	const char *author; /* who inserted or deleted, or "" */
	const char *value;  /* as the kind says, or "" */
};

struct block {
	enum block_kind kind;
	unsigned level;	      /* of headings and items, else 0 */
	uint32_t page;	      /* page of the file, from 1; 0: it has none */
	const char *label;    /* the page's printed number, or "" */
	uint32_t line_first;  /* first line of a file that has lines; 0: none */
	uint32_t line_last;   /* last line */
	const char *number;   /* numbering that the text does not hold itself
				 ("12.", "(a)"), or of a note its mark, or "" */
	const char *text;     /* UTF-8, NUL-terminated; may hold "\n" */
	size_t length;	      /* bytes of text */
	const char *language; /* as declared ("fr"), or "" */
	const char *speaker;  /* who speaks, where the format says so */
	const char *on_behalf_of; /* for whom, or "" */
	const char *role;	  /* of the speaker: "chair", "guest", "" */
	const char *affiliation;  /* the speaker's party or office, or "" */
	bool person;	       /* the speaker is a person, of a list of such */
	const char *delivered; /* language spoken in, where the text is an
				  interpretation ("fr"); or "" */
	const char *provision; /* where the format says so, or "" */
	const char *author;    /* of a comment, or "" */
	const char *anchor;    /* the words a comment is about, or "" */
	bool ocr;	       /* read off a picture */
	struct mark *marks;    /* by start */
	size_t n_marks;
	const uint32_t *lines; /* of each line of the text, or NULL */
	const unsigned *pages; /* the page of each, or NULL */
	size_t n_lines;	       /* how many of both */
};

/* Blocks in reading order; grows in its arena. */
struct blocks {
	struct arena *arena;
	struct block *block;
	size_t count;
	size_t room; /* blocks there is place for */
};

/* Begin an empty list that lives in the arena. */
void blocks_init(struct blocks *blocks, struct arena *arena);

/*
 * Add a block of this kind and text, which is copied; all else is empty. The
 * pointer is good until the next one is added.
 */
struct block *blocks_add(struct blocks *blocks, enum block_kind kind,
    const char *text, size_t length);

/* Add a mark to a block, in the order of their starts. */
void block_mark(struct blocks *blocks, struct block *block, enum mark_kind kind,
    size_t start, size_t end, const char *author, const char *value);

/*
 * The beginning of `n` blocks as one text, a line of each, ended, of at most
 * `most` bytes, in the arena; `*ret_length` is how many.
 */
const char *blocks_head(struct arena *arena, const struct block *block,
    size_t n, size_t most, size_t *ret_length);

#endif
