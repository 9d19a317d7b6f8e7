/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snippets: the sentences of a passage that show best why it was found. Plain
 * text and places to mark; how a mark looks is a view's affair.
 */
#ifndef SEARCHER_SNIPPET_H
#define SEARCHER_SNIPPET_H

#include "core/arena.h"
#include "core/token.h"
#include "searcher/verify.h"

#include <stdbool.h>
#include <stddef.h>

#define SNIPPET_LENGTH 280 /* about so many bytes, unless told otherwise */

/* A place in a text to be marked. */
struct mark {
	size_t start; /* first byte, in the snippet's text */
	size_t end;   /* byte after it */
};

struct snippet {
	const char *text;  /* NUL-terminated, white space made single spaces */
	struct mark *mark; /* in text order, not overlapping */
	size_t n_marks;	   /* how many */
	bool cut_before;   /* the passage has more before it */
	bool cut_after;	   /* the passage has more after it */
};

/*
 * The best window of whole sentences of about `length` bytes (0:
 * SNIPPET_LENGTH) around the hits, which are those of verify_hits(); the one
 * with most different words of the query, then most hits, then the first. A
 * sentence that is too long is cut at words. Without hits: the beginning. In
 * the arena.
 */
struct snippet snippet_make(struct arena *arena, const struct tokens *tokens,
    const struct hit *hits, size_t n_hits, size_t length);

/*
 * Bytes `start` to `end` of a text as a snippet with the hits marked: quotes.
 */
struct snippet snippet_cut(struct arena *arena, const char *text, size_t start,
    size_t end, const struct hit *hits, size_t n_hits);

#endif
