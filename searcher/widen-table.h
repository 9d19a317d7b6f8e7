/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables that widen.c adds words by: same-words.tsv and the topics of the
 * index's profiles. For widen.c alone.
 */
#ifndef SEARCHER_WIDEN_TABLE_H
#define SEARCHER_WIDEN_TABLE_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index.h"
#include "core/stem.h"
#include "core/table.h"

#include <stdbool.h>
#include <stddef.h>

#define WIDEN_MOST 8 /* words that are added to one */

/* Words found. */
struct widen_words {
	const char *word[WIDEN_MOST];
	size_t count;
};

struct widen_table {
	struct table words;	/* same-words.tsv; no rows without it */
	struct table *topics;	/* topics.tsv of each profile that has one */
	size_t n_topics;	/* how many */
	const char **languages; /* codes of the index's languages */
	size_t n_languages;	/* how many */
};

/* A topic that a text names, and its other names. */
struct widen_topic {
	const char *name; /* as the text has it, folded */
	size_t at;	  /* byte of the text where it begins */
	struct widen_words others;
};

/* Read the tables of an index. In the arena. */
bool widen_table_load(struct arena *arena, struct index *index,
    struct widen_table *ret, struct error *err);

/* Other spellings of a folded word, phrase or hyphenated word. */
void widen_spellings(const struct widen_table *table, struct arena *arena,
    const char *folded, struct widen_words *ret);

/* Words that mean the same as a folded one, in any of its forms. */
void widen_meanings(const struct widen_table *table, struct arena *arena,
    struct stems *stems, const char *folded, struct widen_words *ret);

/*
 * The longest name of a topic in a text of folded words, each with a space
 * before and after it. Names that have the words of that one in them are no
 * others.
 */
bool widen_topic_find(const struct widen_table *table, struct arena *arena,
    const char *text, struct widen_topic *ret);

#endif
