/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Mending: which words of a text are damaged, and how they read. What it finds
 * are proposals, each of a kind; repair.c decides which kinds of damage the
 * document shows at all, and only those are made. For indexer/'s repair only.
 */
#ifndef INDEXER_MEND_H
#define INDEXER_MEND_H

#include "core/arena.h"
#include "indexer/edited-text.h"
#include "indexer/ligature-map.h"
#include "indexer/lore.h"
#include "indexer/word-count.h"

#include <stdbool.h>
#include <stddef.h>

/* Kinds of damage to words. */
enum damage {
	DAMAGE_LIGATURE = 0, /* "arcle": a ligature left no trace */
	DAMAGE_CONFUSION,    /* "the same me": and another word came out */
	DAMAGE_GLUED,	     /* "technologyand" */
	DAMAGE_SPLIT,	     /* "suppor ted" */
	DAMAGE_APOSTROPHE,   /* "the country s", "the countrys" */
	DAMAGE_COUNT
};

#define LIGATURES 16 /* room for a count of each */

/* What is known of the document that a text belongs to. */
struct mend {
	struct arena *arena;
	struct lore *lore;
	bool look_for[DAMAGE_COUNT]; /* which kinds to propose */
	bool lost[LIGATURES];	     /* ligatures that may be missing */
	const char *apostrophe;	     /* as the document writes it */
	struct word_count *words;    /* of the document, as they read */
	bool counted;		     /* they were counted already */
	/* What was found: */
	size_t found[DAMAGE_COUNT];    /* proposals of each kind */
	size_t dropped[LIGATURES];     /* missing ones among them */
	size_t intact[LIGATURES];      /* those that are there */
	struct word_count *mended;     /* different words that lost some */
	struct word_count *mysterious; /* unknown words that stay so */
};

/* Get ready for a document; everything is in the arena. */
void mend_init(struct mend *mend, struct arena *arena, struct lore *lore);

/* Forget what was found, to look at the texts again. */
void mend_again(struct mend *mend);

/* Look at a text; what is proposed is added to `edits`, in order. */
void mend_text(
    struct mend *mend, const char *text, size_t n, struct edits *edits);

/*
 * How a damaged word reads, if ligatures alone make it a common word: folded
 * in the arena, else NULL. For who joins the halves of a word.
 */
const char *mend_word(struct mend *mend, const char *folded, size_t n);

#endif
