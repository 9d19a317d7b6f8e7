/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Passages as they are stored, kept for who asks for them again: the ten of a
 * page come again with the next page of hits, with a word more, or with the
 * same question of somebody else, and taking one out of the database is two
 * thirds of reading it. For index-content.c alone.
 *
 * There are two generations: what is read goes to the younger, and when that is
 * full, it becomes the elder, and what the elder held is forgotten.
 */
#ifndef CORE_KEPT_H
#define CORE_KEPT_H

#include "core/arena.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Bytes of a generation, and passages: those that some questions about all that
 * is on record on an article read. A longer passage is not kept.
 */
#define KEPT_BYTES    ((size_t)16 << 20)
#define KEPT_PASSAGES 16384
#define KEPT_LONGEST  ((size_t)16 << 10)

struct kept_passage {
	uint32_t docid; /* 0: none */
	const char *s;
	size_t n;
};

/* All zero: nothing is kept. */
struct kept {
	struct kept_generation {
		struct arena *arena;	      /* NULL before the first */
		struct kept_passage *passage; /* by docid, else behind it */
		size_t places;		      /* more than twice `count` */
		size_t count;
		size_t bytes;
	} generation[2];
	unsigned young; /* which of them is the younger */
};

/* The bytes of a passage, `*ret_n`; NULL: not kept. Good until the next add. */
const char *kept_find(const struct kept *kept, uint32_t docid, size_t *ret_n);

/* Keep a copy. */
void kept_add(struct kept *kept, uint32_t docid, const char *s, size_t n);

/* Forget all, as when the index changed. */
void kept_clear(struct kept *kept);

#endif
