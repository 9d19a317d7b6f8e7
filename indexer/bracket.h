/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Square brackets of a draft: which text they hold, over paragraphs and
 * articles, and what to do where they do not match. For indexer/ only.
 *
 * A bracket may hold several paragraphs, and whole articles where it opens
 * before an article's heading. What is not closed by the end of its article is
 * taken to end with its paragraph; a bracket that nothing opened is taken to
 * open at the beginning of its paragraph. Both are told of.
 */
#ifndef INDEXER_BRACKET_H
#define INDEXER_BRACKET_H

#include "core/arena.h"
#include "core/record.h"
#include "indexer/block.h"
#include "indexer/report.h"

#include <stdbool.h>
#include <stddef.h>

/* What brackets say of one block. */
struct bracketing {
	bool begins;  /* to be set: an article, or what is above it, begins */
	bool covered; /* it begins within a bracket that opened before it */
	bool holds;   /* brackets of the draft are in it */
	bool agreed;  /* it says that it is agreed: "[agreed ad referendum]" */
	bool only_mark; /* and says nothing else */
};

struct bracket_count {
	size_t opened; /* opening brackets */
	size_t closed; /* closing ones */
	size_t pairs;  /* of them, that match */
};

/*
 * Match the brackets of `count` blocks, fill in `each` (one for each block,
 * `begins` set before), and tell of those that do not match, by line or page.
 */
void brackets_match(struct arena *arena, const struct block *blocks,
    size_t count, struct bracketing *each, const char *path,
    const struct report *report, struct bracket_count *ret);

/*
 * Give the passages of a draft or a compilation that came as passages their
 * status: where the provision changes, another one begins.
 */
void brackets_passages(struct arena *arena, struct record *record,
    const char *path, const struct report *report);

/* The status a block has by its brackets. */
enum passage_status bracketing_status(const struct bracketing *bracketing);

#endif
