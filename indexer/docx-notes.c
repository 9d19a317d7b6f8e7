/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx.h"

#include "indexer/anchor.h"
#include "indexer/xml-parse.h"

#include <stdlib.h>
#include <string.h>

/* --- indexes -------------------------------------------------------------- */

static void
add_entries(struct arena *arena, const xmlNode *root, const char *name,
    struct docx_entry **entries)
{
	for (xmlNode *n = xml_first(root); n != NULL; n = xml_next(n)) {
		const char *id = xml_attr(n, "id");
		struct docx_entry *entry = NULL;

		if (!xml_is(n, name) || id == NULL)
			continue;
		HASH_FIND_STR(*entries, id, entry);
		if (entry != NULL)
			continue;
		entry = arena_alloc(arena, sizeof *entry);
		entry->id = id;
		entry->node = n;
		entry->before = "";
		HASH_ADD_KEYPTR(hh, *entries, entry->id, strlen(id), entry);
	}
}

/* What a w:footnotePr, w:endnotePr says of how notes are numbered. */
static void
read_form(const xmlNode *properties, struct docx_note_form *form)
{
	const char *format = xml_attr(xml_child(properties, "numFmt"), "val");
	const char *start = xml_attr(xml_child(properties, "numStart"), "val");
	const char *restart =
	    xml_attr(xml_child(properties, "numRestart"), "val");

	if (format != NULL)
		form->format = docx_number_format(format);
	if (start != NULL)
		form->start = strtol(start, NULL, 10) % 100000;
	if (restart != NULL)
		form->each_section = strcmp(restart, "eachSect") == 0;
}

static const char *const form_names[] = {"footnotePr", "endnotePr"};

void
docx_notes_load(struct docx *docx, const struct docx_parts *parts)
{
	const xmlNode *settings = docx_part_root(parts, DOCX_SETTINGS);

	add_entries(docx->arena, docx_part_root(parts, DOCX_FOOTNOTES),
	    "footnote", &docx->notes[0].entries);
	add_entries(docx->arena, docx_part_root(parts, DOCX_ENDNOTES),
	    "endnote", &docx->notes[1].entries);
	add_entries(docx->arena, docx_part_root(parts, DOCX_COMMENTS),
	    "comment", &docx->comments);
	for (size_t i = 0; i < 2; i++) {
		struct docx_note_form *usual = &docx->notes[i].usual;

		usual->format = i == 0 ? NUMBER_DECIMAL : NUMBER_LOWER_ROMAN;
		usual->start = 1;
		read_form(xml_child(settings, form_names[i]), usual);
	}
}

void
docx_notes_clear(struct docx *docx)
{
	HASH_CLEAR(hh, docx->notes[0].entries);
	HASH_CLEAR(hh, docx->notes[1].entries);
	HASH_CLEAR(hh, docx->comments);
}

/* --- notes ---------------------------------------------------------------- */

/* The mark that Word gives the next note. */
static const char *
next_mark(struct docx *docx, size_t which)
{
	struct docx_notes *notes = &docx->notes[which];
	struct docx_note_form form = notes->usual;
	char mark[NUMBER_SIZE];

	if (docx->section < docx->n_sections)
		read_form(
		    xml_child(docx->sections[docx->section], form_names[which]),
		    &form);
	if (form.each_section && notes->section != docx->section)
		notes->count = 0;
	notes->section = docx->section;
	number_write(form.format, form.start + notes->count++, mark);
	return arena_strdup(docx->arena, mark);
}

void
docx_note_refer(struct docx *docx, const xmlNode *reference,
    const char *custom_mark, const struct docx_change *change)
{
	size_t which = xml_is(reference, "endnoteReference");
	const char *id = xml_attr(reference, "id");
	struct docx_entry *entry = NULL;
	struct docx_pending pending = {.kind = DOCX_NOTE};

	if (id != NULL)
		HASH_FIND_STR(docx->notes[which].entries, id, entry);
	/* Each once: a note may refer to itself, in a document made so. */
	if (entry == NULL || entry->used)
		return;
	entry->used = true;
	pending.node = entry->node;
	pending.gone =
	    change->kind == CHANGE_DELETED || change->kind == CHANGE_MOVED_AWAY;
	pending.author = change->author;
	if (custom_mark != NULL)
		pending.mark = custom_mark;
	else
		pending.mark = pending.gone ? "" : next_mark(docx, which);
	/* One that was moved is told of where it is now. */
	if (change->kind == CHANGE_MOVED_AWAY)
		entry->used = false;
	else
		docx_flow_later(docx->flow, docx->arena, &pending);
}

/* A text of its own, as one block. */
static void
write_joined(struct docx *docx, const struct docx_pending *pending,
    const struct block *like)
{
	struct docx_flow *outer = docx->flow, inner;

	if (docx->nested == DOCX_NESTED)
		return;
	docx_flow_enter(docx, &inner);
	inner.joined = true;
	if (pending->gone)
		inner.change =
		    (struct docx_change){CHANGE_DELETED, pending->author};
	docx_read_body(docx, pending->node);
	docx_flow_end(docx, like);
	docx_flow_leave(docx, outer);
}

void
docx_note_write(struct docx *docx, const struct docx_pending *pending)
{
	const struct block like = {.kind = BLOCK_NOTE, .number = pending->mark};

	write_joined(docx, pending, &like);
}

/* --- comments ------------------------------------------------------------- */

static struct docx_entry *
find_comment(struct docx *docx, const char *id)
{
	struct docx_entry *entry = NULL;

	if (id != NULL)
		HASH_FIND_STR(docx->comments, id, entry);
	return entry;
}

void
docx_comment_start(struct docx *docx, const char *id)
{
	struct docx_entry *entry = find_comment(docx, id);

	if (entry == NULL || entry->open || docx->nested > 0)
		return;
	if (docx->n_open == docx->open_room) {
		size_t room = docx->open_room > 0 ? 2 * docx->open_room : 8;

		docx->open = arena_grow(docx->arena, docx->open,
		    docx->open_room, room, sizeof *docx->open);
		docx->open_room = room;
	}
	docx->open[docx->n_open++] = entry;
	entry->open = true;
	entry->start = docx->flow->text.text.length;
	entry->gone = docx->flow->text.gone.length;
}

/* The words of an open comment in the text under way, or "". */
static const char *
words_so_far(struct docx *docx, const struct docx_entry *entry)
{
	const struct rich_bytes *text = &docx->flow->text.text;

	if (text->length <= entry->start ||
	    strlen(entry->before) >= ANCHOR_BYTES)
		return "";
	return anchor_words(
	    docx->arena, text->s + entry->start, text->length - entry->start);
}

static const char *
add_words(struct docx *docx, const char *before, const char *words)
{
	if (words[0] == '\0')
		return before;
	return arena_printf(docx->arena, "%s%s%s", before,
	    before[0] != '\0' ? "\n" : "", words);
}

void
docx_comments_carry(struct docx *docx)
{
	for (size_t i = 0; docx->nested == 0 && i < docx->n_open; i++) {
		struct docx_entry *entry = docx->open[i];

		entry->before =
		    add_words(docx, entry->before, words_so_far(docx, entry));
		entry->start = 0;
		entry->gone = 0;
	}
}

void
docx_comment_end(struct docx *docx, const char *id)
{
	struct docx_entry *entry = find_comment(docx, id);
	const struct rich_bytes *gone = &docx->flow->text.gone;

	if (entry == NULL || !entry->open || docx->nested > 0)
		return;
	entry->open = false;
	entry->anchor =
	    add_words(docx, entry->before, words_so_far(docx, entry));
	if (entry->anchor[0] == '\0' && gone->length > entry->gone)
		entry->anchor = anchor_words(docx->arena, gone->s + entry->gone,
		    gone->length - entry->gone);
	for (size_t i = 0; i < docx->n_open; i++)
		if (docx->open[i] == entry)
			docx->open[i--] = docx->open[--docx->n_open];
}

void
docx_comment_refer(struct docx *docx, const char *id)
{
	struct docx_entry *entry = find_comment(docx, id);
	struct docx_pending pending = {.kind = DOCX_COMMENT};

	if (entry == NULL || entry->used)
		return;
	entry->used = true;
	pending.node = entry->node;
	pending.anchor = entry->anchor;
	docx_flow_later(docx->flow, docx->arena, &pending);
}

void
docx_comment_write(struct docx *docx, const struct docx_pending *pending)
{
	const char *author = xml_attr(pending->node, "author");
	struct block like = {.kind = BLOCK_COMMENT, .anchor = pending->anchor};

	if (author == NULL || author[0] == '\0')
		author = xml_attr(pending->node, "initials");
	like.author = author;
	write_joined(docx, pending, &like);
}

void
docx_comments_rest(struct docx *docx)
{
	for (struct docx_entry *e = docx->comments; e != NULL; e = e->hh.next) {
		struct docx_pending pending = {
		    .kind = DOCX_COMMENT, .node = e->node, .anchor = e->anchor};

		if (!e->used)
			docx_comment_write(docx, &pending);
		e->used = true;
	}
}
