/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the words of a query stand in a text. For verify*.c alone.
 */
#ifndef SEARCHER_VERIFY_WORDS_H
#define SEARCHER_VERIFY_WORDS_H

#include "searcher/verify.h"

/* Words of a leaf in one language. */
struct leaf_terms {
	bool made;
	const char **term; /* pointers of the stems' own: equal if the same */
	size_t n;	   /* how many */
};

/* What is known of one leaf of a query. */
struct leaf {
	struct leaf *next;
	const struct query *node; /* whose text it is */
	const char *text;	  /* the text: of a field node its value */
	const char *prefix;	  /* folded, of PREFIX */
	struct leaf_terms terms[LANGUAGE_COUNT];
};

struct verifier {
	struct arena *arena;
	struct stems *stems;
	struct leaf *leaves;
	struct stem_filter filter; /* the words of the query */
};

/* Places of words: from the first to the last, as indices of terms. */
struct span {
	size_t first;
	size_t last;
};

struct spans {
	struct span *span;
	size_t count;
};

/* The terms of a leaf's words in a language. */
const struct leaf_terms *verify_leaf_terms(struct verifier *verifier,
    const struct query *node, const char *words, enum language language);

/* A text's words and terms, read when first asked for. */
const struct verify_text *verify_text_of(struct verifier *verifier,
    struct arena *scratch, struct verify_text *text, const char *s,
    enum language language);

/* Whether the terms stand at `at`, one right after the other. */
bool verify_stands_at(
    const struct verify_text *text, size_t at, const struct leaf_terms *terms);

/* Whether a word or phrase is certainly in a text (verify-quick.c). */
bool verify_quick(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const char *s, enum language language);

void verify_spans_add(
    struct arena *scratch, struct spans *spans, size_t first, size_t last);

/* The places of a leaf's words; `words` is its text or one of its values. */
struct spans verify_leaf_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const char *words, const struct verify_text *text,
    enum language language);

/* The places of a NEAR or ADJ (verify-near.c). */
struct spans verify_near_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language);

/* The places of any node that has places: all but filters, AND and NOT. */
struct spans verify_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language);

#endif
