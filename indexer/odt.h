/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An OpenDocument text on its way to blocks: what the files of the ODT reader
 * share. Nobody else includes this.
 *
 *     odt-styles   what a paragraph, a span is like
 *     odt-lists    automatic numbers
 *     odt-changes  tracked changes and who made them
 *     odt-body     paragraphs, tables, frames
 */
#ifndef INDEXER_ODT_H
#define INDEXER_ODT_H

#include "core/arena.h"
#include "indexer/block.h"
#include "indexer/rich-text.h"
#include "indexer/spoken.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* --- odt-styles ----------------------------------------------------------- */

/* What a span is like; -1 and NULL: not said. */
struct odt_span {
	signed char bold;
	signed char italic;
	signed char underlined;
	signed char struck; /* through */
	signed char hidden;
	const char *color; /* "#rrggbb"; "" that of text */
	const char *language;
	const char *language_east; /* of Chinese, Japanese, Korean text */
	const char *language_bidi; /* of text from right to left */
};

struct odt_styles;

/* What nothing is said of. */
extern const struct odt_span odt_span_unsaid;

/*
 * Read the styles below content.xml's and styles.xml's roots; either may be
 * NULL. In the arena; odt_styles_clear() gives back what is not its.
 */
struct odt_styles *odt_styles_new(
    struct arena *arena, const xmlNode *content, const xmlNode *styles);
void odt_styles_clear(struct odt_styles *styles);

/*
 * What a style says, over what `outer` has. `family` is "paragraph" or "text";
 * `name` may be NULL.
 */
struct odt_span odt_style(struct odt_styles *styles, const char *family,
    const char *name, const struct odt_span *outer);

/* The list that a paragraph style is of, or NULL. */
const char *odt_style_list(struct odt_styles *styles, const char *name);

/* --- odt-lists ------------------------------------------------------------ */

struct odt_lists;
struct odt_list;

struct odt_lists *odt_lists_new(
    struct arena *arena, const xmlNode *content, const xmlNode *styles);
void odt_lists_clear(struct odt_lists *lists);

/*
 * Begin a list (text:list): one of its own or that goes on with another.
 * `style` is what the lists around it, or its paragraphs, name; or NULL.
 */
struct odt_list *odt_list_begin(
    struct odt_lists *lists, const xmlNode *node, const char *style);

/* The list that headings are of. */
struct odt_list *odt_list_outline(struct odt_lists *lists);

/*
 * Count a paragraph, `start` the number it says it has, or -1; its number as
 * it is shown, in the arena. `level` is from 0.
 */
const char *odt_list_next(
    struct odt_lists *lists, struct odt_list *list, unsigned level, long start);

/* --- odt-changes ---------------------------------------------------------- */

struct odt_changes;

/* A change that is tracked. */
struct odt_change {
	enum change_kind kind;
	const char *author;
	const xmlNode *deletion; /* text:deletion, which holds what went */
	bool told;		 /* it was met in the text */
};

struct odt_changes *odt_changes_new(struct arena *arena, const xmlNode *body);
void odt_changes_clear(struct odt_changes *changes);

/* The change with an id, or NULL; `id` may be NULL. */
struct odt_change *odt_change_find(
    const struct odt_changes *changes, const char *id);

/* --- odt-body ------------------------------------------------------------- */

/* The blocks of a document by the roots of its parts; `styles` may be NULL. */
void odt_blocks(struct arena *arena, const xmlNode *content,
    const xmlNode *styles, struct blocks *blocks);

#endif
