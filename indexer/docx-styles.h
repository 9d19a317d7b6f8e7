/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The styles of a DOCX, and what is said of a run or a paragraph: its outline
 * level, its list, bold, struck through, language ... For the DOCX reader only.
 */
#ifndef INDEXER_DOCX_STYLES_H
#define INDEXER_DOCX_STYLES_H

#include "core/arena.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* What a run is like; -1 and NULL: not said. */
struct docx_run {
	signed char bold;
	signed char italic;
	signed char struck; /* through, once or twice */
	signed char hidden; /* not shown */
	signed char underlined;
	signed char right_to_left; /* complex script */
	const char *color;	   /* "#rrggbb"; "" that of text */
	const char *language;	   /* of what is not of the next two */
	const char *language_east; /* of Chinese, Japanese, Korean text */
	const char *language_bidi; /* of text from right to left */
};

/* What a paragraph is like, with what its style says. */
struct docx_paragraph {
	int outline;	     /* 0 to 8: a heading; else -1 */
	const char *list;    /* id of its list, or NULL: it has no number */
	int level;	     /* in the list, from 0; -1: as the list says for */
	const char *style;   /* this style, or "" */
	bool contents;	     /* a line of a table of contents */
	struct docx_run run; /* of all its runs */
};

struct docx_styles;

/*
 * Read the root of word/styles.xml, which may be NULL. In the arena; the tree
 * must live as long. docx_styles_clear() gives back what is not the arena's.
 */
struct docx_styles *docx_styles_new(struct arena *arena, const xmlNode *root);
void docx_styles_clear(struct docx_styles *styles);

/* What a paragraph is like by its w:pPr, which may be NULL. */
void docx_paragraph_read(struct docx_styles *styles, const xmlNode *properties,
    struct docx_paragraph *ret);

/* What a run of a paragraph is like by its w:rPr, which may be NULL. */
void docx_run_read(struct docx_styles *styles,
    const struct docx_paragraph *paragraph, const xmlNode *properties,
    struct docx_run *ret);

/* Call `each` for every style that names a list: its id, and the list's. */
void docx_styles_lists(const struct docx_styles *styles,
    void (*each)(void *context, const char *style, const char *list),
    void *context);

#endif
