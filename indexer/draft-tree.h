/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tree of a draft: where in part, article, paragraph, item and option a
 * block stands, by the numbers that blocks begin with. For indexer/ only.
 *
 * Numbers are read in the forms that drafts have: "2.", "2 bis.", "[3alt.",
 * "(4)", "12)"; "(b)", "(b bis)", "b)"; "(iv)". Options too: "Option 1",
 * "Option B:", "Alt 2", "Alternative A". An option opened before paragraphs
 * holds them until its next sibling or a heading; one opened within a
 * paragraph ends with it.
 */
#ifndef INDEXER_DRAFT_TREE_H
#define INDEXER_DRAFT_TREE_H

#include "core/arena.h"
#include "core/provision.h"

#include <stdbool.h>
#include <stddef.h>

#define DRAFT_LEVELS  3 /* paragraph, item, sub-item */
#define DRAFT_OPTIONS 4 /* options within options */

/* How the numbers of options are written: those of a kind are siblings. */
enum option_style {
	OPTION_NUMBER = 0, /* Option 1 */
	OPTION_ROMAN,	   /* Option II */
	OPTION_LETTER,	   /* Option B */
	OPTION_SMALL	   /* Option (b) */
};

struct draft_option {
	char label[24]; /* as it is shown: "Option 1", "Alt 2" */
	enum option_style style;
	unsigned owner; /* levels that were open where it began */
};

struct draft_tree {
	struct provision base; /* article, annex ... ; kind none: no such */
	char level[DRAFT_LEVELS][PROVISION_TEXT]; /* "" where none is open */
	struct draft_option option[DRAFT_OPTIONS];
	unsigned n_options;
};

void draft_tree_init(struct draft_tree *tree);

/*
 * Go on to a provision that is named as such. True where it is another one than
 * the tree was at, whatever its levels.
 */
bool draft_tree_provision(
    struct draft_tree *tree, const struct provision *provision);

/* A heading that names no provision: numbers and options begin anew. */
void draft_tree_heading(struct draft_tree *tree);

/* Back to the whole of the article, as for the reasons of an entry. */
void draft_tree_leave(struct draft_tree *tree);

/*
 * Go on to a block that begins with `text`; `next` is that of the block after
 * it, "" for none. Both without numbers that the format itself gave, which may
 * be put before them.
 */
void draft_tree_block(
    struct draft_tree *tree, const char *text, const char *next);

/* The provision the tree is at, normal form, "" for none; in the arena. */
const char *draft_tree_form(const struct draft_tree *tree, struct arena *arena);

/* The option it is in, outermost first, " > " between; "" for none. */
const char *draft_tree_option(
    const struct draft_tree *tree, struct arena *arena);

/* Whether a line begins an option: "Option 1: ...", "Alt 2". */
bool draft_tree_begins_option(const char *s, size_t n);

#endif
