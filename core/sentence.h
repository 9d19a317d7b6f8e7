/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where sentences begin: the second half of tokenize(), which alone includes
 * this.
 */
#ifndef CORE_SENTENCE_H
#define CORE_SENTENCE_H

#include "core/token.h"

/*
 * Set TOKEN_SENTENCE on the first token of each sentence (see tokenize()).
 * BREAK tokens belong to the sentence before them.
 */
void sentences_mark(struct tokens *tokens);

#endif
