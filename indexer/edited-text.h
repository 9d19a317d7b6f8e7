/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A text that was made from another one: with each byte knows which byte of
 * the source it stands for, so that lines, marks and the source's own words
 * can be found again however many passes went over it. Repair works with it.
 * For indexer/ only.
 */
#ifndef INDEXER_EDITED_TEXT_H
#define INDEXER_EDITED_TEXT_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A replacement, in bytes of the text it is made in. */
struct edit {
	size_t start;	  /* first byte replaced */
	size_t end;	  /* byte after the last; start: nothing is replaced */
	const char *text; /* what comes in its place */
	size_t n;	  /* its bytes */
	bool word;	  /* it changes words, not just their layout */
};

struct edited_text {
	const char *text;   /* as it is now; a NUL stands after it */
	size_t n;	    /* its bytes */
	uint32_t *from;	    /* n + 1: the byte of the source for each of text,
			       EDITED_WORD added where words were changed */
	const char *source; /* what it was made from */
	size_t source_n;    /* its bytes */
};

/* Longer texts (2 GiB) are not edited. */
#define EDITED_WORD ((uint32_t)1 << 31)
#define EDITED_MAX  ((size_t)EDITED_WORD - 1)

/* The text that nothing was done to yet. `n` is at most EDITED_MAX. */
struct edited_text edited_new(
    struct arena *arena, const char *source, size_t n);

/* The byte of the source that byte `at` (0 to n) of the text stands for. */
size_t edited_source(const struct edited_text *text, size_t at);

/* Whether words were changed in the bytes from `start` to before `end`. */
bool edited_words(const struct edited_text *text, size_t start, size_t end);

/* Where byte `at` of the source is in the text, or what is next to it. */
size_t edited_place(const struct edited_text *text, size_t at);

/*
 * A text put together from pieces of another, for a pass over it. Pieces may
 * come in any order; what is not copied is gone.
 */
struct edited_builder {
	struct arena *arena;
	const struct edited_text *base; /* the text worked on */
	char *text;
	uint32_t *from;
	size_t used; /* bytes of text */
	size_t room; /* bytes there is place for */
	bool word;   /* words were taken out before what comes next */
};

void edited_begin(struct edited_builder *builder, struct arena *arena,
    const struct edited_text *base);

/* Go on with bytes `start` to before `end` of the text worked on. */
void edited_copy(struct edited_builder *builder, size_t start, size_t end);

/* Put in the place of such bytes what the edit says. */
void edited_replace(struct edited_builder *builder, const struct edit *edit);

/* The text, in the arena. */
struct edited_text edited_end(struct edited_builder *builder);

/* All edits, which are in order and do not overlap. */
struct edited_text edited_apply(struct arena *arena,
    const struct edited_text *base, const struct edit *edits, size_t count);

/* Edits under way; grows in its arena. */
struct edits {
	struct arena *arena;
	struct edit *edit;
	size_t count;
	size_t room; /* edits there is place for */
};

/* Add an edit; `text` is copied. */
void edits_add(struct edits *edits, size_t start, size_t end, const char *text,
    size_t n, bool word);

#endif
