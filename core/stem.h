/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stems: the index terms of words. A stem cache per language, because a
 * corpus has few different words and a stemmer is slow.
 */
#ifndef CORE_STEM_H
#define CORE_STEM_H

#include "core/error.h"
#include "core/language.h"
#include "core/token.h"

#include <stddef.h>
#include <stdint.h>

struct stems;

/* Stemmers and caches for all languages; stems_free() them. */
struct stems *stems_new(struct error *err);
void stems_free(struct stems *stems);

/*
 * The stem of a folded word in a language (itself where the language has no
 * stemmer). The string is NUL-terminated, at most STEM_MAX bytes (of a longer
 * word the rest is left out), and lives as long as `stems`; equal stems of a
 * language are equal pointers.
 */
#define STEM_MAX 200
const char *stem_word(struct stems *stems, enum language language,
    const char *folded, size_t n, size_t *ret_n);

/*
 * The terms under which tokens are searched, in text order. A word or number
 * gives its stem; words of more than STEM_MAX bytes, endings ("'s") and
 * elided articles ("l'", "qu'") give none, other words before an apostrophe are
 * stemmed without it; Han characters give overlapping pairs (a lone one gives
 * itself), also over a line's end. `position` counts words from 0 and jumps by
 * 100 at a BREAK, so that no phrase spans a blank line.
 */
struct stem_term {
	const char *term;  /* the term, NUL-terminated; lives with stems */
	uint32_t length;   /* its bytes */
	uint32_t position; /* place among the words */
	uint32_t token;	   /* index of the (first) token it comes from */
};

/* All terms of the tokens, in the arena; the count goes to `*ret_count`. */
struct stem_term *stem_terms(struct stems *stems, struct arena *arena,
    enum language language, const struct tokens *tokens, size_t *ret_count);

/*
 * Words that are looked for: by their first byte, which no stemmer but the
 * Arabic one changes. Stemming is most of the cost of reading a text.
 */
struct stem_filter {
	unsigned char first[32]; /* a bit for each first byte; zeroed: none */
};

/* Look for this folded word (or what begins so) as well. */
void stem_filter_add(struct stem_filter *filter, const char *folded);

/*
 * As stem_terms(), but words that the filter does not look for have the empty
 * term; they keep their place. For Arabic the filter is not used.
 */
struct stem_term *stem_terms_some(struct stems *stems, struct arena *arena,
    enum language language, const struct tokens *tokens,
    const struct stem_filter *filter, size_t *ret_count);

#endif
