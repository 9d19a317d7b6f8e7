/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/structure.h"

#include "core/language.h"
#include "indexer/bracket.h"
#include "indexer/comment-party.h"
#include "indexer/draft-line.h"
#include "indexer/draft-tree.h"
#include "indexer/entry-names.h"
#include "indexer/heading-trail.h"
#include "indexer/passage-cut.h"

#include <ctype.h>
#include <string.h>

#define ROOM	    8	    /* passages of a new record: most have few */
#define LEADERS	    "....." /* of a table of contents */
#define LEARN_BYTES 4000    /* a longer block lists no names */

/* Where a block stands. */
struct place {
	const char *heading;   /* headings it is under, joined */
	const char *provision; /* normal form, or "" */
	const char *option;    /* or "" */
	const char *speaker;   /* whose entry it is in, or "" */
	bool heads;	       /* it is no passage: a heading, or a name */
};

/* What is known while going down the blocks. */
struct walker {
	struct arena *arena;
	const struct structure_options *options;
	const struct blocks *blocks;
	enum record_kind kind;
	struct heading_trail trail;
	struct draft_tree tree;
	struct entry_names names;
	const char *speaker;	   /* of the entry */
	bool after_heading;	   /* the block before is a heading */
	bool after_provision;	   /* and names a provision */
	struct place *place;	   /* for each block */
	struct bracketing *status; /* for each block */
};

static bool
is_blank(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return *s == '\0';
}

/* --- where blocks stand --------------------------------------------------- */

/* A text on one line. */
static const char *
one_line(struct arena *arena, const char *text)
{
	char *copy;

	if (strchr(text, '\n') == NULL)
		return text;
	copy = arena_strdup(arena, text);
	for (char *nl = copy; (nl = strchr(nl, '\n')) != NULL;)
		*nl = ' ';
	return copy;
}

/* The text with the number that its format gave it before it. */
static const char *
numbered(const struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];

	if (block->number[0] == '\0' || block->kind == BLOCK_NOTE)
		return block->text;
	return arena_printf(w->arena, "%s %s", block->number, block->text);
}

/* Whether the block is of the text itself, whose numbers count. */
static bool
is_body(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM ||
	       block->kind == BLOCK_ROW;
}

/* Whether it is the name that an entry of a compilation stands under. */
static bool
is_entry(const struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];

	if (w->kind != RECORD_COMPILATION)
		return false;
	if (block->kind == BLOCK_HEADING && block->speaker[0] != '\0')
		return true;
	if (block->kind != BLOCK_HEADING && block->kind != BLOCK_PARAGRAPH)
		return false;
	return block->number[0] == '\0' && strchr(block->text, '\n') == NULL &&
	       entry_names_is(&w->names, block->text, block->length,
		   block->kind == BLOCK_HEADING &&
		       w->tree.base.kind != PROVISION_NONE,
		   w->after_provision);
}

/* Whether it is of the article, or what else there is, that the tree is at. */
static bool
is_here(const struct walker *w, const struct provision *provision)
{
	struct provision base = provision_base(provision);

	return provision_equal(&base, &w->tree.base);
}

/* Go on to the provision that a block begins with, if it does. */
static bool
take_provision(struct walker *w, size_t i, enum provision_kind *ret)
{
	const struct block *block = &w->blocks->block[i];
	struct provision provision;

	*ret = PROVISION_NONE;
	if (!draft_has_provisions(w->kind) ||
	    strstr(block->text, LEADERS) != NULL ||
	    !draft_line_provision(
		w->arena, block->text, block->length, &provision))
		return false;
	*ret = provision.kind;
	/* An entry on an article may say how it is numbered anew. */
	if (block->kind != BLOCK_HEADING && w->speaker[0] != '\0' &&
	    !is_here(w, &provision))
		return true;
	/* "Article 1.3" within the entries on article 1 begins none. */
	if (draft_tree_provision(&w->tree, &provision)) {
		w->speaker = "";
		w->status[i].begins = true;
	}
	return true;
}

/* Whether it is a heading, by its form or, in a draft, by its words. */
static bool
is_heading(const struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];
	enum provision_kind kind;

	if (block->kind != BLOCK_PARAGRAPH || block->number[0] != '\0' ||
	    !draft_has_provisions(w->kind))
		return block->kind == BLOCK_HEADING;
	return draft_line_is_section(block->text, block->length, &kind) ||
	       draft_line_is_label(block->text, block->length);
}

static void
take_heading(struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];
	enum provision_kind kind;

	if (!take_provision(w, i, &kind)) {
		draft_tree_heading(&w->tree);
		if (draft_has_provisions(w->kind))
			draft_line_is_section(
			    block->text, block->length, &kind);
	}
	heading_trail_set(&w->trail, one_line(w->arena, block->text),
	    block->level, kind, w->after_heading);
	w->after_heading = true;
	w->after_provision = kind != PROVISION_NONE;
	w->place[i].heads = true;
}

/* The text of the next block of the body, "" for none or a heading. */
static const char *
next_text(const struct walker *w, size_t i)
{
	for (i++; i < w->blocks->count; i++)
		if (is_body(&w->blocks->block[i]))
			return numbered(w, i);
		else if (w->blocks->block[i].kind == BLOCK_HEADING)
			break;
	return "";
}

static void
take_body(struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];
	enum provision_kind kind;

	if (take_provision(w, i, &kind))
		return;
	if (w->kind == RECORD_COMPILATION &&
	    draft_line_is_reason(block->text, block->length))
		draft_tree_leave(&w->tree);
	else
		draft_tree_block(&w->tree, numbered(w, i), next_text(w, i));
}

static void
take_block(struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];
	struct place *place = &w->place[i];

	if (is_entry(w, i)) {
		w->speaker = block->text;
		draft_tree_leave(&w->tree);
		w->after_heading = w->after_provision = false;
		place->heads = true;
	} else if (is_heading(w, i)) {
		take_heading(w, i);
	} else if (is_body(block)) {
		if (draft_has_provisions(w->kind))
			take_body(w, i);
		w->after_heading = w->after_provision = false;
	}
	place->heading = heading_trail_joined(&w->trail);
	place->speaker = w->speaker;
	place->provision = "";
	place->option = "";
	if (draft_has_provisions(w->kind)) {
		place->provision = draft_tree_form(&w->tree, w->arena);
		place->option = draft_tree_option(&w->tree, w->arena);
	}
}

/* Learn the names of a compilation's entries from its lines. */
static void
learn_names(struct walker *w)
{
	entry_names_init(&w->names, w->arena, w->options->neg);
	if (w->kind != RECORD_COMPILATION)
		return;
	for (size_t i = 0; i < w->blocks->count; i++) {
		const char *s = w->blocks->block[i].text;

		if (w->blocks->block[i].length > LEARN_BYTES)
			continue;
		for (size_t n; *s != '\0'; s += n + (s[n] == '\n')) {
			n = strcspn(s, "\n");
			entry_names_learn(&w->names, s, n);
		}
	}
}

/* --- passages ------------------------------------------------------------- */

static enum passage_part
part_of(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_NOTE:
		return PASSAGE_NOTE;
	case BLOCK_COMMENT:
		return PASSAGE_COMMENT;
	case BLOCK_ROW:
		return PASSAGE_ROW;
	case BLOCK_ASIDE:
		return PASSAGE_ASIDE;
	default:
		return PASSAGE_BODY;
	}
}

static const char *
first_of(const char *a, const char *b)
{
	return a[0] != '\0' ? a : b;
}

static struct passage
passage_of(const struct walker *w, size_t i)
{
	const struct block *block = &w->blocks->block[i];
	const struct place *place = &w->place[i];
	struct passage passage;

	passage_init(&passage);
	passage.part = part_of(block->kind);
	passage.page_number = block->page;
	passage.page = block->label;
	passage.speaker = first_of(block->speaker, place->speaker);
	if (block->kind == BLOCK_COMMENT)
		passage.speaker =
		    comment_party(w->arena, w->options->neg, block);
	passage.on_behalf_of = block->on_behalf_of;
	passage.role = block->role;
	passage.affiliation = block->affiliation;
	passage.person = block->person;
	passage.delivered = block->delivered;
	passage.heading = place->heading;
	passage.provision = first_of(block->provision, place->provision);
	passage.option = place->option;
	passage.author = block->author;
	passage.anchor = block->anchor;
	passage.ocr = block->ocr;
	passage.language = language_find(block->language);
	if (passage.part == PASSAGE_BODY || passage.part == PASSAGE_ROW)
		passage.status = bracketing_status(&w->status[i]);
	return passage;
}

/* Where the rows `first` to `last` of a block's text come from. */
static void
set_lines(const struct walker *w, const struct block *block, size_t first,
    size_t last, struct passage *passage)
{
	size_t end = block->n_lines;

	passage->line_first = block->line_first;
	passage->line_last = block->line_last;
	if (block->lines != NULL && end > 0) {
		passage->line_first =
		    block->lines[first < end ? first : end - 1];
		passage->line_last = block->lines[last < end ? last : end - 1];
	}
	if (block->pages != NULL && end > 0 && first > 0) {
		passage->page_number =
		    block->pages[first < end ? first : end - 1];
		passage->page =
		    arena_printf(w->arena, "%u", passage->page_number);
	}
}

static void
add(struct walker *w, struct record *record, size_t *room,
    const struct passage *passage)
{
	if (record->n_passages == *room) {
		size_t more = *room > 0 ? 2 * *room : ROOM;

		record->passages = arena_grow(w->arena, record->passages, *room,
		    more, sizeof *record->passages);
		*room = more;
	}
	record->passages[record->n_passages] = *passage;
	record->passages[record->n_passages].number =
	    (uint32_t)record->n_passages + 1;
	record->n_passages++;
}

/* Make a passage of a block, or several where it is too long. */
static void
add_block(struct walker *w, struct record *record, size_t *room, size_t i)
{
	const struct block *block = &w->blocks->block[i];
	struct passage passage = passage_of(w, i);
	const char *text =
	    block->number[0] == '\0'
		? block->text
		: arena_printf(w->arena, "%s %s", block->number, block->text);
	size_t n = strlen(text), row = 0;

	while (n > 0) {
		size_t length = passage_cut(text, n), first = row;

		for (size_t at = 0; at < length; at++)
			row += text[at] == '\n';
		set_lines(w, block, first, row, &passage);
		passage.text =
		    length < n ? arena_strndup(w->arena, text, length) : text;
		passage.text_length = length;
		add(w, record, room, &passage);
		text += length;
		n -= length;
		for (; n > 0 && isspace((unsigned char)*text); n--)
			row += *text++ == '\n';
	}
}

/*
 * Agreement that is said in a heading, or alone under one, is that of all that
 * stands there; said alone after a paragraph, it is that paragraph's.
 */
static void
spread_agreement(struct walker *w)
{
	bool agreed = false, under_heading = false;
	struct bracketing *last = NULL;

	for (size_t i = 0; i < w->blocks->count; i++) {
		struct bracketing *status = &w->status[i];

		if (w->blocks->block[i].kind == BLOCK_HEADING) {
			if (status->begins || !under_heading)
				agreed = false;
			agreed |= status->agreed;
			under_heading = true;
			continue;
		}
		if (!is_body(&w->blocks->block[i]))
			continue;
		if (status->only_mark && under_heading)
			agreed = true;
		else if (status->only_mark && last != NULL)
			last->agreed = true;
		status->agreed |= agreed;
		under_heading = false;
		last = status;
	}
}

void
structure_passages(const struct blocks *blocks,
    const struct structure_options *options, struct record *record)
{
	struct walker w = {.arena = blocks->arena,
	    .options = options,
	    .blocks = blocks,
	    .kind = record->kind,
	    .speaker = ""};
	struct bracket_count brackets;
	size_t room = 0;

	w.place = arena_array(w.arena, blocks->count + 1, sizeof *w.place);
	w.status = arena_array(w.arena, blocks->count + 1, sizeof *w.status);
	memset(w.place, 0, (blocks->count + 1) * sizeof *w.place);
	memset(w.status, 0, (blocks->count + 1) * sizeof *w.status);
	heading_trail_init(&w.trail, w.arena);
	draft_tree_init(&w.tree);
	learn_names(&w);
	for (size_t i = 0; i < blocks->count; i++)
		take_block(&w, i);
	if (w.kind == RECORD_DRAFT || w.kind == RECORD_COMPILATION) {
		brackets_match(w.arena, blocks->block, blocks->count, w.status,
		    options->path, options->report, &brackets);
		spread_agreement(&w);
	}
	record->passages = NULL;
	record->n_passages = 0;
	for (size_t i = 0; i < blocks->count; i++)
		if (!w.place[i].heads && !is_blank(blocks->block[i].text))
			add_block(&w, record, &room, i);
}
