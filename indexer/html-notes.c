/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Footnotes of pages: a short mark that links to a block further down, which
 * links back or begins with the same mark. Where that is not plain, a link is
 * a link and the block stays where it is.
 */
#include "indexer/html.h"

#include "indexer/xml-parse.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <uthash.h>

#define MARK_BYTES 12	/* of a mark, with its brackets */
#define NOTE_BYTES 4000 /* of a note; what is longer is a part of the page */

/* An element that can be linked to. */
struct target {
	const char *id;
	xmlNode *node;
	UT_hash_handle hh;
};

/* A link that is the mark of a note. */
struct note {
	const xmlNode *link;
	xmlNode *block; /* what the note is */
	const char *mark;
	bool given;
	UT_hash_handle hh;
};

struct html_notes {
	struct arena *arena;
	struct target *targets; /* by id */
	struct note *notes;	/* by link */
};

/* The id that a link within the page leads to, or NULL. */
static const char *
target_id(const xmlNode *link)
{
	const char *href = xml_is(link, "a") ? xml_attr(link, "href") : NULL;

	return href != NULL && href[0] == '#' && href[1] != '\0' ? href + 1
								 : NULL;
}

/* A mark without what is around it: "[1]" is "1". */
static const char *
bare_mark(struct arena *arena, const char *text)
{
	size_t n = strlen(text);

	while (n > 0 && strchr(" \t\r\n[](){}.^", text[n - 1]) != NULL)
		n--;
	while (n > 0 && strchr(" \t\r\n[](){}.^", *text) != NULL) {
		text++;
		n--;
	}
	return arena_strndup(arena, text, n);
}

/* Whether it can be the mark of a note: "12", "iv", "a", "*", "†". */
static bool
is_mark(const char *mark)
{
	size_t n = strlen(mark);

	if (n == 0 || n > 6)
		return false;
	if (strspn(mark, "0123456789") == n || strspn(mark, "*") == n)
		return true;
	if (strspn(mark, "ivxlIVXL") == n || (n == 1 && isalpha(*mark & 0x7F)))
		return true;
	return strcmp(mark, "†") == 0 || strcmp(mark, "‡") == 0;
}

bool
html_is_way_back(const xmlNode *link)
{
	static const char *const arrows[] = {"↩", "↑", "^", "⏎", "↵", "Back"};
	const char *id = target_id(link);
	const xmlNode *first = link->children;
	const char *text;

	if (id == NULL)
		return false;
	while (first != NULL && first->type == XML_ELEMENT_NODE)
		first = first->children;
	if (first == NULL || first->type != XML_TEXT_NODE)
		return true;
	text = (const char *)first->content;
	text += strspn(text, " \t\r\n[(");
	for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
		if (strncmp(text, arrows[i], strlen(arrows[i])) == 0)
			return true;
	return strcspn(text, " \t\r\n])") <= 6 && html_weight(link) != NULL &&
	       html_weight(link)->text <= MARK_BYTES;
}

static bool
has_way_back(const xmlNode *node)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if ((target_id(n) != NULL && html_is_way_back(n)) ||
		    has_way_back(n))
			return true;
	return false;
}

/* The block that an element is or stands in: the note itself. */
static xmlNode *
block_of(xmlNode *node)
{
	while (node != NULL && node->type == XML_ELEMENT_NODE &&
	       html_tag_of(node) == TAG_INLINE)
		node = node->parent;
	return node != NULL && node->type == XML_ELEMENT_NODE ? node : NULL;
}

static void
find_targets(struct html_notes *notes, xmlNode *node)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const char *id = xml_attr(n, "id");
		struct target *target = NULL;

		if (id == NULL && xml_is(n, "a"))
			id = xml_attr(n, "name");
		if (id != NULL)
			HASH_FIND_STR(notes->targets, id, target);
		if (id != NULL && id[0] != '\0' && target == NULL) {
			target = arena_alloc(notes->arena, sizeof *target);
			target->id = id;
			target->node = n;
			HASH_ADD_KEYPTR(
			    hh, notes->targets, target->id, strlen(id), target);
		}
		find_targets(notes, n);
	}
}

/* Whether a block begins with the mark, as its own number. */
static bool
begins_with(struct arena *arena, const xmlNode *block, const char *mark)
{
	const char *text = xml_text(arena, block);
	size_t n = strlen(mark);

	text += strspn(text, " \t\r\n[(^");
	return strncmp(text, mark, n) == 0 &&
	       strchr(" ].):\t", text[n]) != NULL;
}

static bool
is_within(const xmlNode *node, const xmlNode *outer)
{
	for (; node != NULL; node = node->parent)
		if (node == outer)
			return true;
	return false;
}

/* Take a link for the mark of a note, if it is one. */
static void
look_at_link(struct html_notes *notes, xmlNode *link)
{
	const char *id = target_id(link), *mark;
	struct target *target = NULL;
	struct html_weight *weight;
	struct note *note;
	xmlNode *block;

	if (id == NULL || html_weight(link) == NULL ||
	    html_weight(link)->text > MARK_BYTES)
		return;
	HASH_FIND_STR(notes->targets, id, target);
	mark = bare_mark(notes->arena, xml_text(notes->arena, link));
	block = target != NULL ? block_of(target->node) : NULL;
	weight = block != NULL ? html_weight(block) : NULL;
	if (!is_mark(mark) || weight == NULL || weight->note ||
	    weight->text == 0 || weight->text > NOTE_BYTES ||
	    is_within(link, block))
		return;
	if (!has_way_back(block) && !begins_with(notes->arena, block, mark))
		return;
	weight->note = true;
	note = arena_alloc(notes->arena, sizeof *note);
	note->link = link;
	note->block = block;
	note->mark = mark;
	HASH_ADD_PTR(notes->notes, link, note);
}

/* Marks come before their notes: a way back is not taken for one. */
static void
look_at_links(struct html_notes *notes, xmlNode *node)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (html_weight(n) != NULL && html_weight(n)->note)
			continue;
		if (xml_is(n, "a"))
			look_at_link(notes, n);
		look_at_links(notes, n);
	}
}

struct html_notes *
html_notes_find(struct arena *arena, xmlNode *root)
{
	struct html_notes *notes = arena_alloc(arena, sizeof *notes);

	notes->arena = arena;
	find_targets(notes, root);
	look_at_links(notes, root);
	return notes;
}

void
html_notes_clear(struct html_notes *notes)
{
	HASH_CLEAR(hh, notes->targets);
	HASH_CLEAR(hh, notes->notes);
}

xmlNode *
html_note_of(
    struct html_notes *notes, const xmlNode *link, const char **ret_mark)
{
	struct note *note = NULL;

	HASH_FIND_PTR(notes->notes, &link, note);
	if (note == NULL || note->given)
		return NULL;
	note->given = true;
	*ret_mark = note->mark;
	return note->block;
}
