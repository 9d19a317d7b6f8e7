/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of a block by what its runs declare. Word processors declare a
 * language for their spelling checkers, as often that of a template as that of
 * the words. So it is believed only of a block most of which declares it, and
 * where the words themselves bear it out. For readers of such documents.
 */
#ifndef INDEXER_SPOKEN_H
#define INDEXER_SPOKEN_H

#include "core/arena.h"

#include <stddef.h>

#define SPOKEN_MOST 4 /* languages of a block that are counted */

struct spoken {
	const char *language[SPOKEN_MOST]; /* as declared: "fr-CH" */
	size_t bytes[SPOKEN_MOST];	   /* of text in it */
	size_t count;
	size_t all; /* bytes, also of those that declare none */
};

/* Count `n` bytes; `language` may be NULL, and lives as long as needed. */
void spoken_add(struct spoken *spoken, const char *language, size_t n);

/* The language of `n` bytes of text ("fr"), or "". Forgets what it counted. */
const char *spoken_of(
    struct spoken *spoken, struct arena *arena, const char *text, size_t n);

#endif
