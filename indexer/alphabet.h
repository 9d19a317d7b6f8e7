/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Alphabets by the frequency of their letters, to tell what the codes of a
 * font stand for that are off by a constant. For the PDF reader only.
 */
#ifndef INDEXER_ALPHABET_H
#define INDEXER_ALPHABET_H

#include <stdbool.h>
#include <stdint.h>

#define ALPHABET_CODES 0x10000 /* codes that are looked at: the BMP */

struct alphabet;

/* What a font's codes are off by. */
struct alphabet_shift {
	const struct alphabet *alphabet; /* NULL: nothing was learnt */
	int32_t letters;		 /* to be added to a letter's code */
	int32_t punctuation; /* the same for CJK punctuation, or 0 */
	int32_t fullwidth;   /* and for full-width forms, or 0 */
	uint64_t evidence;   /* letters it was learnt from */
};

/*
 * Learn from the frequency of each code. False where nothing fits, also where
 * the codes fit as they are; *ret is then zero.
 */
bool alphabet_learn(const uint32_t *count, struct alphabet_shift *ret);

/*
 * Learn the shift of another font of the document, with too few letters to
 * learn from alone: they are among those that the first font, with the codes
 * `known` and the shift `taught`, has. `votes` is room for twice
 * ALPHABET_CODES. False where that does not fit.
 */
bool alphabet_follow(const struct alphabet_shift *taught, const uint32_t *known,
    const uint32_t *count, uint32_t *votes, struct alphabet_shift *ret);

/* The letter a code stands for, or 0 where the shift says nothing of it. */
uint32_t alphabet_shifted(const struct alphabet_shift *shift, uint32_t code);

#endif
