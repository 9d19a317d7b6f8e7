/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words that are in nearly every passage ("the", "de", "on"): required of no
 * passage unless they are all there is or stand between quotation marks.
 */
#ifndef SEARCHER_STOPWORDS_H
#define SEARCHER_STOPWORDS_H

#include <stdbool.h>

/* Whether a folded word is one, in any of the six languages. */
bool stopword(const char *folded);

/* Whether a noun says only what kind of thing it is: "role", "treaty". */
bool stopword_light(const char *folded);

/* Whether a word stands for what was named before: "its", "this". */
bool stopword_pointing(const char *folded);

#endif
