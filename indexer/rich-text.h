/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text with its formatting and its changes, gathered run by run and made into
 * blocks: what readers of word processors' documents and of HTML share. For
 * indexer/ only.
 *
 * How changes read. A draft that went round is two texts in one, and neither
 * reader nor rules may ever see them run together ("shallmay"). So the text of
 * a block is the text as it would be with all changes taken: insertions are in
 * it, with MARK_INSERTED and their author; deletions are not in it. Who changed
 * what is told after the block, in a BLOCK_COMMENT for each group of changes
 * that one author made in one place:
 *
 *     delete: "shall"; insert: "may"
 *
 * Its author is the author of the change, its anchor the words of the block
 * around that place, so that it can be found there; in its own text the words
 * are marked as MARK_DELETED and MARK_INSERTED. Words that were moved are told
 * as `move from here: "..."` and `move to here: "..."`. Text that is struck
 * through is a deletion, of an author unknown. A block of which all was deleted
 * leaves only the comment.
 */
#ifndef INDEXER_RICH_TEXT_H
#define INDEXER_RICH_TEXT_H

#include "core/arena.h"
#include "indexer/block.h"

#include <stdbool.h>
#include <stddef.h>

/* What somebody did to a stretch of text. */
enum change_kind {
	CHANGE_NONE = 0,
	CHANGE_INSERTED,
	CHANGE_DELETED,
	CHANGE_MOVED_HERE,
	CHANGE_MOVED_AWAY
};

/* What holds for a stretch of text. */
struct rich_style {
	bool bold;
	bool italic;
	bool underlined;
	const char *color; /* "#rrggbb", or "" for that of text */
	enum change_kind change;
	const char *author; /* of the change, or "" */
};

/* A change: a place in the text, and words. */
struct rich_change {
	enum change_kind kind;
	const char *author;
	size_t start;  /* byte of the text where it is */
	size_t end;    /* of insertions, where it ends; else as start */
	size_t gone;   /* of deletions: first byte in `gone` */
	size_t length; /* of deletions: bytes */
};

/* Bytes that grow. */
struct rich_bytes {
	char *s;
	size_t length;
	size_t room;
};

/* A block in the making. */
struct rich_text {
	struct arena *arena;
	struct rich_bytes text; /* as far as it stays */
	struct rich_bytes gone; /* what was deleted, all of it */
	struct mark *marks;	/* by start */
	size_t n_marks;
	size_t marks_room;
	struct rich_change *changes; /* by start */
	size_t n_changes;
	size_t changes_room;
};

/* Begin an empty one, whose memory is the arena's. */
void rich_text_init(struct rich_text *text, struct arena *arena);

/* Forget what was gathered; the memory is used again. */
void rich_text_clear(struct rich_text *text);

/*
 * Add `n` bytes. Words of a deletion do not become part of the text. Where a
 * deletion leaves two spaces side by side, one goes. `style` may be NULL, for
 * text that has none; its strings must live as long as the arena.
 */
void rich_text_add(struct rich_text *text, const char *s, size_t n,
    const struct rich_style *style);

/*
 * The same as HTML has it: white space of any length is one space, and none
 * stands at the beginning of a line or after another.
 */
void rich_text_add_collapsed(struct rich_text *text, const char *s, size_t n,
    const struct rich_style *style);

/* Take white space off the end, but nothing before byte `least`. */
void rich_text_trim(struct rich_text *text, size_t least);

/* Make line ends spaces: headings are of one line. */
void rich_text_one_line(struct rich_text *text);

/* Whether there is anything but white space in it, changes aside. */
bool rich_text_is_empty(const struct rich_text *text);

/*
 * Add a block of it, without white space at its ends. NULL, and nothing is
 * added, where the text is empty. rich_text_end() must follow.
 */
struct block *rich_text_block(
    struct rich_text *text, struct blocks *blocks, enum block_kind kind);

/*
 * Add the comments that tell of the changes, if there are any, and clear the
 * text. What stands between the block and these (its notes) is added before.
 */
void rich_text_end(struct rich_text *text, struct blocks *blocks);

#endif
