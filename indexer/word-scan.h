/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a text as repair looks at them: runs of letters, private-use
 * characters among them, without what tokens know of sentences and endings.
 * For indexer/'s repair only; everybody else tokenizes.
 */
#ifndef INDEXER_WORD_SCAN_H
#define INDEXER_WORD_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longer words are none. */
#define WORD_BYTES 63

struct scan_word {
	size_t start;  /* first byte */
	size_t end;    /* byte after the last */
	size_t n;      /* bytes of `folded`; 0 where the word is too long */
	uint32_t hash; /* of `folded`, word_hash() */
	bool lower;    /* no letter in it is upper case */
	bool capital;  /* the first is, and no other */
	bool private;  /* there is a private-use character in it */
	char folded[WORD_BYTES + 1]; /* lower case, without accents */
};

/* The hash of a folded word; and step by step, from the start given. */
uint32_t word_hash(const char *folded, size_t n);

#define WORD_HASH_START 2166136261u

static inline uint32_t
word_hash_add(uint32_t hash, char c)
{
	return (hash ^ (unsigned char)c) * 16777619u;
}

/*
 * The next word at or after byte `*at`, which is set to its end. False where
 * there is none.
 */
bool word_next(const char *text, size_t n, size_t *at, struct scan_word *ret);

#endif
