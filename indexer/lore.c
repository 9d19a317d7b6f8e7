/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/lore.h"

const struct vocabulary *
lore_vocabulary(struct lore *lore)
{
	if (lore->vocabulary == NULL)
		lore->vocabulary = vocabulary_load(lore->arena, &lore->tables,
		    lore->negotiation, lore->language);
	return lore->vocabulary;
}

static enum lore_grade
grade(struct lore *lore, const char *folded, size_t n, uint32_t hash,
    bool capital)
{
	enum dictionary_grade known = DICTIONARY_NONE;

	if (n == 0)
		return LORE_UNKNOWN;
	if (lore->dictionary != NULL)
		known = dictionary_grade(lore->dictionary, folded, n, hash);
	if (known == DICTIONARY_COMMON)
		return LORE_COMMON;
	if (vocabulary_has(lore_vocabulary(lore), folded, n, hash))
		return LORE_OWN;
	if (known == DICTIONARY_RARE)
		return LORE_RARE;
	return known == DICTIONARY_NAME && capital ? LORE_NAME : LORE_UNKNOWN;
}

enum lore_grade
lore_grade_of(struct lore *lore, const char *folded, size_t n, bool capital)
{
	return grade(lore, folded, n, word_hash(folded, n), capital);
}

enum lore_grade
lore_grade(struct lore *lore, const struct scan_word *word)
{
	return grade(lore, word->folded, word->n, word->hash, !word->lower);
}

size_t
lore_candidates(struct lore *lore, const char *folded, size_t n,
    struct ligature_candidate ret[LIGATURE_CANDIDATES])
{
	if (lore->ligatures == NULL)
		lore->ligatures = ligature_index_new(
		    lore->arena, lore->dictionary, lore_vocabulary(lore));
	return ligature_candidates(lore->ligatures, folded, n, ret);
}
