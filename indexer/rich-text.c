/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/rich-text.h"

#include "indexer/anchor.h"

#include <string.h>

void
rich_text_init(struct rich_text *text, struct arena *arena)
{
	memset(text, 0, sizeof *text);
	text->arena = arena;
}

void
rich_text_clear(struct rich_text *text)
{
	text->text.length = 0;
	text->gone.length = 0;
	text->n_marks = 0;
	text->n_changes = 0;
}

static void
append(struct arena *arena, struct rich_bytes *bytes, const char *s, size_t n)
{
	if (n > bytes->room - bytes->length) {
		size_t room = 2 * (bytes->length + n) + 256;

		bytes->s = arena_grow(arena, bytes->s, bytes->room, room, 1);
		bytes->room = room;
	}
	memcpy(bytes->s + bytes->length, s, n);
	bytes->length += n;
}

/* --- marks and changes ---------------------------------------------------- */

static bool
is_removal(enum change_kind kind)
{
	return kind == CHANGE_DELETED || kind == CHANGE_MOVED_AWAY;
}

/* Mark the text from `start` on, going on with a mark that ends there. */
static void
mark_from(struct rich_text *text, enum mark_kind kind, size_t start,
    const char *author, const char *value)
{
	for (size_t i = text->n_marks;
	     i > 0 && text->n_marks - i < 2 * MARK_KIND_COUNT; i--) {
		struct mark *mark = &text->marks[i - 1];

		if (mark->kind == kind && mark->end == start &&
		    strcmp(mark->author, author) == 0 &&
		    strcmp(mark->value, value) == 0) {
			mark->end = text->text.length;
			return;
		}
	}
	if (text->n_marks == text->marks_room) {
		size_t room = text->marks_room > 0 ? 2 * text->marks_room : 16;

		text->marks = arena_grow(text->arena, text->marks,
		    text->marks_room, room, sizeof *text->marks);
		text->marks_room = room;
	}
	text->marks[text->n_marks++] =
	    (struct mark){kind, start, text->text.length, author, value};
}

static void
mark_style(struct rich_text *text, size_t start, const struct rich_style *style)
{
	if (style == NULL || start == text->text.length)
		return;
	if (style->change != CHANGE_NONE)
		mark_from(text, MARK_INSERTED, start, style->author, "");
	if (style->bold)
		mark_from(text, MARK_BOLD, start, "", "");
	if (style->italic)
		mark_from(text, MARK_ITALIC, start, "", "");
	if (style->underlined)
		mark_from(text, MARK_UNDERLINED, start, "", "");
	if (style->color[0] != '\0')
		mark_from(text, MARK_COLOR, start, "", style->color);
}

/* The change that one at `start` goes on with, or NULL. */
static struct rich_change *
change_before(
    const struct rich_text *text, const struct rich_style *style, size_t start)
{
	for (size_t i = text->n_changes; i > 0; i--) {
		struct rich_change *last = &text->changes[i - 1];

		if (last->end != start)
			return NULL;
		if (last->kind == style->change &&
		    strcmp(last->author, style->author) == 0)
			return last;
		/* An insertion goes on where others deleted from it. */
		if (is_removal(style->change) || !is_removal(last->kind))
			return NULL;
	}
	return NULL;
}

/* Note `n` bytes that were put in at `start`, or are gone from there. */
static void
note_change(struct rich_text *text, const struct rich_style *style,
    size_t start, size_t n)
{
	bool removal = is_removal(style->change);
	struct rich_change *last = change_before(text, style, start);

	if (last != NULL) {
		last->length += removal ? n : 0;
		last->end += removal ? 0 : n;
		return;
	}
	if (text->n_changes == text->changes_room) {
		size_t room =
		    text->changes_room > 0 ? 2 * text->changes_room : 8;

		text->changes = arena_grow(text->arena, text->changes,
		    text->changes_room, room, sizeof *text->changes);
		text->changes_room = room;
	}
	text->changes[text->n_changes++] = (struct rich_change){
	    .kind = style->change,
	    .author = style->author,
	    .start = start,
	    .end = removal ? start : start + n,
	    .gone = text->gone.length - (removal ? n : 0),
	    .length = removal ? n : 0,
	};
}

/* --- adding --------------------------------------------------------------- */

/* Whether the text was last left by a deletion, behind a space. */
static bool
is_gap(const struct rich_text *text)
{
	const struct rich_change *last =
	    text->n_changes > 0 ? &text->changes[text->n_changes - 1] : NULL;

	return last != NULL && is_removal(last->kind) &&
	       last->start == text->text.length && last->start > 0 &&
	       text->text.s[last->start - 1] == ' ';
}

void
rich_text_add(struct rich_text *text, const char *s, size_t n,
    const struct rich_style *style)
{
	size_t start = text->text.length;

	if (n == 0)
		return;
	if (style != NULL && is_removal(style->change)) {
		append(text->arena, &text->gone, s, n);
		note_change(text, style, start, n);
		return;
	}
	if (s[0] == ' ' && is_gap(text)) {
		s++;
		n--;
	}
	if (n == 0)
		return;
	append(text->arena, &text->text, s, n);
	mark_style(text, start, style);
	if (style != NULL && style->change != CHANGE_NONE)
		note_change(text, style, start, n);
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void
rich_text_add_collapsed(struct rich_text *text, const char *s, size_t n,
    const struct rich_style *style)
{
	bool gone = style != NULL && is_removal(style->change);
	const struct rich_bytes *to = gone ? &text->gone : &text->text;

	for (size_t i = 0; i < n;) {
		size_t from = i;

		while (i < n && !is_white(s[i]))
			i++;
		rich_text_add(text, s + from, i - from, style);
		if (i == n)
			break;
		while (i < n && is_white(s[i]))
			i++;
		if (to->length > 0 && !is_white(to->s[to->length - 1]))
			rich_text_add(text, " ", 1, style);
	}
}

/* --- blocks --------------------------------------------------------------- */

/* Bytes of white space at `at`, going forwards; 0 for anything else. */
static size_t
white_at(const char *at, const char *end)
{
	if (at < end && is_white(*at))
		return 1;
	if (end - at >= 2 && memcmp(at, "\xC2\xA0", 2) == 0)
		return 2;
	return 0;
}

/* Bytes of white space that end at `at`. */
static size_t
white_before(const char *begin, const char *at)
{
	if (at > begin && is_white(at[-1]))
		return 1;
	if (at - begin >= 2 && memcmp(at - 2, "\xC2\xA0", 2) == 0)
		return 2;
	return 0;
}

/* The text without white space at its ends. */
static void
trimmed(const struct rich_bytes *bytes, size_t *ret_start, size_t *ret_end)
{
	const char *s = bytes->s, *end = s + bytes->length, *at = s;
	size_t n;

	while ((n = white_at(at, end)) > 0)
		at += n;
	while ((n = white_before(at, end)) > 0)
		end -= n;
	*ret_start = (size_t)(at - s);
	*ret_end = (size_t)(end - s);
}

void
rich_text_trim(struct rich_text *text, size_t least)
{
	size_t n = text->text.length, less;

	while (n > least && (less = white_before(
				 text->text.s + least, text->text.s + n)) > 0)
		n -= less;
	text->text.length = n;
	for (size_t i = 0; i < text->n_marks; i++) {
		struct mark *mark = &text->marks[i];

		mark->start = mark->start < n ? mark->start : n;
		mark->end = mark->end < n ? mark->end : n;
	}
	for (size_t i = 0; i < text->n_changes; i++) {
		struct rich_change *change = &text->changes[i];

		change->start = change->start < n ? change->start : n;
		change->end = change->end < n ? change->end : n;
	}
}

void
rich_text_one_line(struct rich_text *text)
{
	for (size_t i = 0; i < text->text.length; i++)
		if (text->text.s[i] == '\n')
			text->text.s[i] = ' ';
}

bool
rich_text_is_empty(const struct rich_text *text)
{
	size_t start, end;

	if (text->text.length == 0)
		return true;
	trimmed(&text->text, &start, &end);
	return start == end;
}

static void
copy_marks(const struct rich_text *text, struct blocks *blocks,
    struct block *block, size_t from, size_t to)
{
	for (size_t i = 0; i < text->n_marks; i++) {
		const struct mark *mark = &text->marks[i];
		size_t start = mark->start > from ? mark->start : from;
		size_t end = mark->end < to ? mark->end : to;

		if (start < end)
			block_mark(blocks, block, mark->kind, start - from,
			    end - from, mark->author, mark->value);
	}
}

struct block *
rich_text_block(
    struct rich_text *text, struct blocks *blocks, enum block_kind kind)
{
	struct block *block;
	size_t start, end;

	if (rich_text_is_empty(text))
		return NULL;
	trimmed(&text->text, &start, &end);
	/* A row may begin with cells that are empty. */
	if (kind == BLOCK_ROW)
		while (start > 0 && text->text.s[start - 1] == '\t')
			start--;
	block = blocks_add(blocks, kind, text->text.s + start, end - start);
	copy_marks(text, blocks, block, start, end);
	return block;
}

/* --- telling of changes --------------------------------------------------- */

static const struct {
	const char *said;
	enum mark_kind mark;
} told[] = {
    [CHANGE_INSERTED] = {"insert", MARK_INSERTED},
    [CHANGE_DELETED] = {"delete", MARK_DELETED},
    [CHANGE_MOVED_HERE] = {"move to here", MARK_INSERTED},
    [CHANGE_MOVED_AWAY] = {"move from here", MARK_DELETED},
};

/* The words of a change, to be quoted. */
static void
words_of(const struct rich_text *text, const struct rich_change *change,
    const char **ret_s, size_t *ret_n)
{
	bool removal = is_removal(change->kind);
	struct rich_bytes words = {.s = removal ? text->gone.s + change->gone
						: text->text.s + change->start};
	size_t start, end;

	words.length = removal ? change->length : change->end - change->start;
	trimmed(&words, &start, &end);
	*ret_s = words.s + start;
	*ret_n = end - start;
}

/* One change as it is told, at the end of `to`, its words marked. */
static void
tell_one(const struct rich_text *text, const struct rich_change *change,
    struct rich_text *to)
{
	const char *said = told[change->kind].said, *words;
	size_t start, n;

	words_of(text, change, &words, &n);
	if (n == 0)
		return;
	if (to->text.length > 0)
		append(to->arena, &to->text, "; ", 2);
	append(to->arena, &to->text, said, strlen(said));
	append(to->arena, &to->text, ": \"", 3);
	start = to->text.length;
	for (size_t i = 0; i < n; i++)
		if (!is_white(words[i]))
			append(to->arena, &to->text, words + i, 1);
		else if (!is_white(words[i - 1]))
			append(to->arena, &to->text, " ", 1);
	mark_from(to, told[change->kind].mark, start, change->author, "");
	append(to->arena, &to->text, "\"", 1);
}

/* Whether a change goes on where another ended, of the same author. */
static bool
goes_on(const struct rich_text *text, const struct rich_change *before,
    const struct rich_change *after)
{
	if (strcmp(before->author, after->author) != 0)
		return false;
	for (size_t i = before->end; i < after->start; i++)
		if (!is_white(text->text.s[i]))
			return false;
	return true;
}

void
rich_text_end(struct rich_text *text, struct blocks *blocks)
{
	struct rich_text telling;
	size_t i = 0;

	rich_text_init(&telling, text->arena);
	while (i < text->n_changes) {
		const struct rich_change *first = &text->changes[i];
		struct block *block;

		do {
			tell_one(text, &text->changes[i], &telling);
			i++;
		} while (
		    i < text->n_changes &&
		    goes_on(text, &text->changes[i - 1], &text->changes[i]));
		block = rich_text_block(&telling, blocks, BLOCK_COMMENT);
		if (block != NULL) {
			block->author = first->author;
			block->anchor = anchor_around(text->arena, text->text.s,
			    text->text.length, first->start,
			    text->changes[i - 1].end);
		}
		rich_text_clear(&telling);
	}
	rich_text_clear(text);
}
