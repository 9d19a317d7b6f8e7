/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines of a text and what can be seen from their form alone: blank,
 * heading, page number, list. For text-blocks.
 */
#ifndef INDEXER_TEXT_LINE_H
#define INDEXER_TEXT_LINE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum line_class {
	LINE_BLANK,    /* nothing, or a rule of dashes */
	LINE_TEXT,     /* a part of a paragraph */
	LINE_SHORT,    /* one of several short lines: a title page, a list */
	LINE_HEADING,  /* stands over what follows */
	LINE_FURNITURE /* a page's number */
};

struct text_line {
	const char *s;	       /* first byte, white space taken off */
	size_t n;	       /* bytes, white space taken off */
	size_t width;	       /* characters */
	unsigned pages;	       /* form feeds before its end */
	enum line_class class; /* what it is */
	int level;	       /* of a marked heading, from 1; else 0 */
	bool item;	       /* begins with a number or mark of a list */
};

/* How a text is laid out. */
struct layout {
	bool wrapped; /* lines are wrapped; otherwise a line is a paragraph */
	size_t width; /* the width at which they are, in characters */
	bool pages;   /* it has form feeds */
};

/*
 * Cut a text into lines, find its layout and classify the lines. The lines
 * come in the arena, their count goes to `*ret_count`.
 */
struct text_line *text_lines(struct arena *arena, const char *text, size_t n,
    bool markdown, struct layout *ret_layout, size_t *ret_count);

/* Whether the line ends a sentence. */
bool line_ends_sentence(const struct text_line *line);

/* Whether it begins in lower case: as the rest of a sentence. */
bool line_begins_lower(const struct text_line *line);

/* Whether it is a line of a table of contents ("Preamble ..... 3"). */
bool line_has_leaders(const struct text_line *line);

#endif
