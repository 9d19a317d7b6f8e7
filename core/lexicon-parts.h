/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a lexicon is made of. For lexicon.c, which makes it of its tables, and
 * lexicon-find.c, which finds its cues.
 */
#ifndef CORE_LEXICON_PARTS_H
#define CORE_LEXICON_PARTS_H

#include "core/lexicon.h"

#include <stdint.h>

/* Bytes before an open ending, at most. */
#define LEXICON_OPEN_MAX 63

/* One way to write an element. */
struct spelling {
	const char *word;   /* folded */
	uint32_t length;    /* bytes in word */
	enum cue_form form; /* FORM_WORD where it is not inflected */
	bool open;	    /* any ending may follow */
};

struct element {
	struct spelling *word;
	size_t n_words;
	unsigned gap;  /* not 0: up to so many words of any kind */
	bool optional; /* may be left out */
	bool ahead;    /* must follow; the cue ends before it */
};

struct pattern {
	const struct lexicon_entry *entry;
	struct element *element;
	size_t n_elements;
};

/* A pattern under one of its first words; chained by hash. */
struct slot {
	struct spelling word;
	const struct pattern *pattern;
	struct slot *next;
};

struct lexicon {
	struct slot **bucket;
	size_t mask;		/* buckets less one */
	uint64_t open;		/* bit n: a first word of n bytes is open */
	enum language language; /* how its words are taken apart */
	const struct small_words *words;
};

/* The hash of a folded word of `n` bytes, for lexicon.bucket. */
uint32_t lexicon_hash(const char *word, size_t n);

#endif
