/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The automatic numbers of a DOCX: what Word writes in front of a paragraph is
 * not in the document, but follows from word/numbering.xml and from all the
 * paragraphs before. For the DOCX reader only.
 *
 * A paragraph names a list (w:num) and a level. Lists point at a definition
 * (w:abstractNum) that has the levels and is shared: lists of one definition
 * count on, unless a list says where it starts (w:startOverride). A paragraph
 * of one level makes the deeper ones start again (w:lvlRestart says otherwise).
 */
#ifndef INDEXER_DOCX_NUMBERING_H
#define INDEXER_DOCX_NUMBERING_H

#include "core/arena.h"
#include "indexer/number-format.h"

#include <libxml/tree.h>
#include <stdbool.h>

struct docx_numbering;

/*
 * Read the definitions off the root of word/numbering.xml, which may be NULL:
 * there are none. In the arena; the tree must live as long.
 * docx_numbering_clear() it.
 */
struct docx_numbering *docx_numbering_new(
    struct arena *arena, const xmlNode *root);

/* Give back what is not the arena's. */
void docx_numbering_clear(struct docx_numbering *numbering);

/*
 * Count a paragraph of a list, and give its number as Word shows it, in the
 * arena: "12.", "(a)", "Article 3", a bullet's character; "" where it shows
 * none. `level` is from 0.
 */
const char *docx_number_next(
    struct docx_numbering *numbering, const char *list, unsigned level);

/*
 * The level of a list that stands for paragraphs of a style, or -1. By this a
 * style that names a list only is numbered.
 */
int docx_number_level(
    struct docx_numbering *numbering, const char *list, const char *style);

/*
 * Definitions may be taken from a style ("w:numStyleLink"): say which list the
 * style `style` names, before numbers are asked for.
 */
void docx_numbering_link(
    struct docx_numbering *numbering, const char *style, const char *list);

/* Word's name of a format ("lowerRoman"); decimal for those unknown. */
enum number_format docx_number_format(const char *name);

#endif
