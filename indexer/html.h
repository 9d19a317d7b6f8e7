/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page of HTML on its way to blocks: what the files of the HTML reader
 * share. Nobody else includes this.
 *
 *     html-charset  what the page is written in
 *     html-tag      what elements are for
 *     html-content  which part of the page is its text
 *     html-notes    links that are marks of footnotes
 *     html-blocks   from that part to blocks
 *     html-meta     what the page says of itself
 */
#ifndef INDEXER_HTML_H
#define INDEXER_HTML_H

#include "core/arena.h"
#include "indexer/block.h"
#include "indexer/reader.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* --- html-charset --------------------------------------------------------- */

/*
 * The charset that a page declares (<meta charset>, http-equiv, <?xml
 * encoding?>), as iconv knows it and browsers mean it ("iso-8859-1" is
 * windows-1252), in the arena; "" where there is none or a byte-order mark.
 */
const char *html_charset(struct arena *arena, const char *bytes, size_t n);

/* --- html-tag ------------------------------------------------------------- */

/* What an element does. */
enum html_tag {
	TAG_INLINE = 0, /* part of a line; also what is not known */
	TAG_BLOCK,	/* begins and ends a block */
	TAG_SILENT,	/* has no text to be read: script, select ... */
	TAG_FURNITURE	/* of the page, not of its text: nav, footer ... */
};

/* What an element is for, by its name alone; kept in its weight, if it has
 * one. */
enum html_tag html_tag_of(const xmlNode *node);

/* Whether an element is not shown: hidden, display:none, aria-hidden. */
bool html_is_hidden(const xmlNode *node);

/* Whether an attribute has this word among its words; case does not matter. */
bool html_has_word(
    const xmlNode *node, const char *attribute, const char *word);

/* Whether its style attribute has a property with a value ("display", "none"),
 * or the value begins so. */
bool html_has_style(
    const xmlNode *node, const char *property, const char *value);

/* The language that an element declares, "" where it declares none: a tag's
 * first part, in the arena. */
const char *html_language(struct arena *arena, const xmlNode *node);

/* --- html-content --------------------------------------------------------- */

/* What is known of an element; hangs on the node's _private. */
struct html_weight {
	size_t text;  /* bytes of text that is shown, less white space */
	size_t links; /* of these in links */
	size_t prose; /* of these in blocks that are not mostly links */
	unsigned n_links;
	enum html_tag tag; /* what the element does */
	bool dropped;	   /* it is no part of the text */
	bool note; /* it is a footnote, and read where its mark stands */
};

/* The weight of an element, or NULL where it has none. */
struct html_weight *html_weight(const xmlNode *node);

/*
 * Find the part of a page that is its text: <main>, else <article>, else the
 * element that holds most of the prose. What does not belong to it is marked
 * as dropped. NULL where there is no text at all. Weighs all elements.
 */
xmlNode *html_content(struct arena *arena, xmlNode *root);

/* --- html-notes ----------------------------------------------------------- */

struct html_notes;

/* Find the footnotes of a page; html_notes_clear() what comes back. */
struct html_notes *html_notes_find(struct arena *arena, xmlNode *root);
void html_notes_clear(struct html_notes *notes);

/*
 * The note that a link is the mark of, or NULL; the mark, less brackets, goes
 * to `*ret_mark`. Gives each note once.
 */
xmlNode *html_note_of(
    struct html_notes *notes, const xmlNode *link, const char **ret_mark);

/* Whether a link leads back from a note to its mark. */
bool html_is_way_back(const xmlNode *link);

/* --- html-blocks ---------------------------------------------------------- */

/* Add the blocks of the content. */
void html_blocks(struct arena *arena, xmlNode *content,
    struct html_notes *notes, struct blocks *blocks);

/* --- html-meta ------------------------------------------------------------ */

/*
 * Set the fields that a page gives: by JSON-LD and microdata of schema.org,
 * <meta> (citation_*, dc.*, og:*, article:*), <title>, <html lang>, the
 * strongest first. `content` may be NULL.
 */
void html_meta(struct arena *arena, xmlNode *root, xmlNode *content,
    const struct document *document, struct raw_record *raw);

#endif
