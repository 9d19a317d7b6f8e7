/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/changes.h"

#include <ctype.h>
#include <string.h>

#define QUOTE_OPEN  "\xE2\x80\x9C"
#define QUOTE_CLOSE "\xE2\x80\x9D"

/* One change: what goes, what comes, either may be nothing. */
struct change {
	const char *author;
	const char *removed;
	const char *added;
	size_t end; /* byte of the old text after it */
};

static bool
is_change(const struct mark *mark)
{
	return (mark->kind == MARK_INSERTED || mark->kind == MARK_DELETED) &&
	       mark->end > mark->start;
}

static bool
has_changes(const struct block *block)
{
	for (size_t i = 0; i < block->n_marks; i++)
		if (is_change(&block->marks[i]))
			return true;
	return false;
}

/* --- text ----------------------------------------------------------------- */

/* The block's text without what is deleted, its other marks moved along. */
static void
drop_deleted(struct arena *arena, struct block *block)
{
	/* where each byte of the old text is in the new one */
	size_t *kept = arena_array(arena, block->length + 1, sizeof *kept);
	char *text = arena_alloc(arena, block->length + 1);
	bool *gone = arena_array(arena, block->length + 1, sizeof *gone);
	struct mark *moved = arena_array(arena, block->n_marks, sizeof *moved);
	size_t used = 0, marks = 0;

	memset(gone, 0, (block->length + 1) * sizeof *gone);
	for (size_t i = 0; i < block->n_marks; i++)
		if (block->marks[i].kind == MARK_DELETED)
			for (size_t at = block->marks[i].start;
			     at < block->marks[i].end && at < block->length;
			     at++)
				gone[at] = true;
	for (size_t at = 0; at < block->length; at++) {
		kept[at] = used;
		/* One space is enough where a word went between two. */
		if (gone[at] ||
		    (at > 0 && gone[at - 1] && used > 0 &&
			block->text[at] == ' ' && text[used - 1] == ' '))
			continue;
		text[used++] = block->text[at];
	}
	kept[block->length] = used;
	text[used] = '\0';
	for (size_t i = 0; i < block->n_marks; i++) {
		struct mark mark = block->marks[i];

		if (is_change(&mark) || mark.end > block->length)
			continue;
		mark.start = kept[mark.start];
		mark.end = kept[mark.end];
		if (mark.end > mark.start)
			moved[marks++] = mark;
	}
	block->marks = moved;
	block->n_marks = marks;
	block->text = text;
	block->length = used;
}

/* --- changes -------------------------------------------------------------- */

static const char *
author_of(const struct mark *mark)
{
	return mark->author != NULL ? mark->author : "";
}

static const char *
words(struct arena *arena, const struct block *block, const struct mark *mark)
{
	size_t end = mark->end < block->length ? mark->end : block->length;
	size_t start = mark->start < end ? mark->start : end;
	char *copy;

	while (start < end && isspace((unsigned char)block->text[start]))
		start++;
	while (end > start && isspace((unsigned char)block->text[end - 1]))
		end--;
	copy = arena_strndup(arena, block->text + start, end - start);
	for (char *nl = copy; (nl = strchr(nl, '\n')) != NULL;)
		*nl = ' ';
	return copy;
}

/* Whether a mark goes on where a change ends, but for white space. */
static bool
follows(const struct block *block, const struct change *change,
    const struct mark *mark)
{
	if (strcmp(author_of(mark), change->author) != 0 ||
	    mark->start < change->end)
		return false;
	for (size_t at = change->end; at < mark->start && at < block->length;
	     at++)
		if (!isspace((unsigned char)block->text[at]))
			return false;
	return true;
}

static struct change
change_of(struct arena *arena, const struct block *block, size_t *at)
{
	struct change change = {author_of(&block->marks[*at]), "", "", 0};
	bool first = true;

	for (; *at < block->n_marks; (*at)++) {
		const struct mark *mark = &block->marks[*at];
		const char **into = mark->kind == MARK_DELETED ? &change.removed
							       : &change.added;

		if (!is_change(mark))
			continue;
		if (!first && !follows(block, &change, mark))
			break;
		/* A second deletion after an insertion is another change. */
		if (!first && mark->kind == MARK_DELETED &&
		    change.added[0] != '\0' && change.removed[0] != '\0')
			break;
		*into = (*into)[0] == '\0' ? words(arena, block, mark)
					   : arena_printf(arena, "%s %s", *into,
						 words(arena, block, mark));
		change.end = mark->end;
		first = false;
	}
	return change;
}

static void
add_comment(struct blocks *blocks, const struct block *about,
    const struct change *change)
{
	struct arena *arena = blocks->arena;
	const char *text;
	struct block *comment;

	if (change->removed[0] == '\0' && change->added[0] == '\0')
		return;
	if (change->added[0] == '\0')
		text = arena_printf(arena,
		    "Delete " QUOTE_OPEN "%s" QUOTE_CLOSE, change->removed);
	else if (change->removed[0] == '\0')
		text = arena_printf(arena,
		    "Insert " QUOTE_OPEN "%s" QUOTE_CLOSE, change->added);
	else
		text = arena_printf(arena,
		    "Replace " QUOTE_OPEN "%s" QUOTE_CLOSE " with " QUOTE_OPEN
		    "%s" QUOTE_CLOSE,
		    change->removed, change->added);
	comment = blocks_add(blocks, BLOCK_COMMENT, text, strlen(text));
	comment->author = change->author;
	comment->anchor =
	    change->removed[0] != '\0' ? change->removed : change->added;
	comment->page = about->page;
	comment->label = about->label;
	comment->line_first = about->line_first;
	comment->line_last = about->line_last;
	comment->language = about->language;
}

static void
settle(struct blocks *into, const struct block *block)
{
	struct block changed = *block;
	struct block *copy;

	drop_deleted(into->arena, &changed);
	if (strspn(changed.text, " \t\n") < changed.length) {
		copy = blocks_add(into, block->kind, "", 0);
		*copy = changed;
	}
	for (size_t at = 0; at < block->n_marks;) {
		struct change change;

		if (!is_change(&block->marks[at])) {
			at++;
			continue;
		}
		change = change_of(into->arena, block, &at);
		add_comment(into, block, &change);
	}
}

void
changes_settle(struct blocks *blocks)
{
	struct blocks into;
	bool any = false;

	for (size_t i = 0; i < blocks->count && !any; i++)
		any = has_changes(&blocks->block[i]);
	if (!any)
		return;
	blocks_init(&into, blocks->arena);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->block[i];

		if (has_changes(block)) {
			settle(&into, block);
			continue;
		}
		*blocks_add(&into, block->kind, "", 0) = *block;
	}
	*blocks = into;
}
