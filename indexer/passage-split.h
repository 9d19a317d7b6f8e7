/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From a text to its passages: paragraphs with their source lines, the
 * headings they stand under, and in a draft or compilation the provision and
 * the delegation they belong to. For indexer/ only.
 *
 * Three layouts are told apart. Blank lines separate paragraphs always. Where
 * lines are long, each line is a paragraph (but one that goes on in lower case
 * after a page break). Where lines are wrapped at a width, a paragraph ends at
 * a line that ends a sentence and is clearly shorter than that width.
 *
 * A passage's text is the source's own characters: its lines with white space
 * at their ends taken off, joined by "\n". Lines that hold a page's number
 * alone are left out.
 */
#ifndef INDEXER_PASSAGE_SPLIT_H
#define INDEXER_PASSAGE_SPLIT_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A longer paragraph is split, at the end of a sentence. Bytes. */
#define PASSAGE_BYTES 6000

struct split_options {
	enum record_kind kind; /* drafts and compilations have provisions */
	const struct negotiation *neg; /* for the names of delegations */
	unsigned long line;	       /* source line where the text begins */
	const uint32_t *lines; /* of each line its place in the source, from 0;
				  NULL: they follow one another */
	bool one_line;	       /* all of it stands in that one source line */
	bool markdown;	       /* headings are marked; marks of structure go */
};

/*
 * Split `n` bytes of UTF-8. The passages come in the arena, numbered from 1,
 * filled in as far as the text's form tells; their count goes to `*ret_count`.
 */
struct passage *passage_split(struct arena *arena, const char *text, size_t n,
    const struct split_options *options, size_t *ret_count);

#endif
