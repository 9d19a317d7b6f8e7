/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From a plain or Markdown text to its blocks: headings and paragraphs with
 * their source lines. For indexer/ only.
 *
 * Three layouts are told apart. Blank lines separate paragraphs always. Where
 * lines are long, each line is a paragraph (but one that goes on in lower case
 * after a page break). Where lines are wrapped at a width, a paragraph ends at
 * a line that ends a sentence and is clearly shorter than that width.
 *
 * A block's text is the source's own characters: its lines with white space at
 * their ends taken off, joined by "\n". Lines that hold a page's number alone
 * are left out.
 */
#ifndef INDEXER_TEXT_BLOCKS_H
#define INDEXER_TEXT_BLOCKS_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "indexer/block.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_options {
	enum record_kind kind; /* drafts and compilations have provisions */
	const struct negotiation *neg; /* for the names of delegations */
	unsigned long line;	       /* source line where the text begins */
	const uint32_t *lines; /* of each line its place in the source, from 0;
				  NULL: they follow one another */
	bool one_line;	       /* all of it stands in that one source line */
	bool markdown;	       /* headings are marked; marks of structure go */
};

/*
 * Add the blocks of `n` bytes of UTF-8. A heading whose level is not marked has
 * level 0. In a compilation a heading with a `speaker` is the name that an
 * entry stands under.
 */
void text_blocks(const char *text, size_t n, const struct text_options *options,
    struct blocks *blocks);

#endif
