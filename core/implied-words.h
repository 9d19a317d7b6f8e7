/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words of the six languages by what they tell of a change that nobody names:
 * a measure, a size, a thing that is brought forward. For core/implied.c alone.
 */
#ifndef CORE_IMPLIED_WORDS_H
#define CORE_IMPLIED_WORDS_H

#include "core/reading.h"

enum implied_word {
	IMPLIED_SIZE = 0, /* wide, narrower, highest: says how much of it */
	IMPLIED_RESIZE,	  /* to increase, to limit, an extension */
	IMPLIED_MEASURE,  /* what has a size: scope, number, threshold */
	IMPLIED_MATTER, /* what an instrument is about: cooperation, offences */
	IMPLIED_COUNT,	/* thirty, two thirds */
	IMPLIED_UNIT,	/* what is counted: years, ratifications, majority */
	IMPLIED_PROPOSED, /* proposal, idea, proposed */
	IMPLIED_AMENDED,  /* amendment */
	IMPLIED_SET_UP,	  /* to impose, to establish, to apply */
	IMPLIED_TAKE_UP, /* to use, to take, to borrow: a text from elsewhere */
	IMPLIED_BODY,	 /* commission, fund: what an instrument sets up */
	IMPLIED_TREATY,	 /* convention, text: what has a content */
	IMPLIED_COVER,	 /* to cover, to criminalize: what a text does */
	IMPLIED_NEED,	 /* need: whose absence is said to be no loss */
	IMPLIED_FRESH,	 /* new, additional, specific */
	IMPLIED_A,	 /* a, an */
	IMPLIED_TEXT,	 /* parts of a text that can be kept or added */
	IMPLIED_WORD_COUNT
};

/*
 * Whether a word of this kind, in the reading's language, begins at the token.
 * Returns how many tokens it takes, 0 for none.
 */
size_t implied_word(
    const struct reading *reading, size_t at, enum implied_word kind);

#endif
