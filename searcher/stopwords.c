/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/stopwords.h"

#include <stdlib.h>
#include <string.h>

/*
 * Folded, in byte order. Words that are something else in another language
 * stay out (French "or", "on"; "no" of Norway is an id, not a word here).
 */
static const char *const words[] = {"a", "al", "an", "and", "are", "as", "at",
    "au", "aux", "be", "been", "by", "con", "da", "dans", "de", "del", "des",
    "du", "el", "en", "est", "et", "for", "from", "had", "has", "have", "il",
    "in", "is", "it", "its", "la", "las", "le", "les", "lo", "los", "of", "on",
    "or", "para", "par", "por", "pour", "que", "qui", "se", "ses", "so", "sont",
    "su", "sur", "that", "the", "their", "there", "these", "they", "this",
    "those", "to", "un", "una", "une", "uno", "was", "were", "which", "will",
    "with", "y", "в", "для", "за", "и", "из", "к", "на", "о", "об", "от", "по",
    "при", "с", "что", "ان", "على", "عن", "في", "من"};

static int
compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

bool
stopword(const char *folded)
{
	return bsearch(folded, words, sizeof words / sizeof *words,
		   sizeof *words, compare) != NULL;
}
