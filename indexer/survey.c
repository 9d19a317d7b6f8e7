/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/survey.h"

#include "core/character.h"
#include "indexer/unwrap.h"
#include "indexer/word-join.h"

#include <string.h>

/* So few unknown words are names and new words: 4 in 1000 are usual. */
#define STRANGE_WORDS 4
#define STRANGE_SHARE 250

/* Where ligatures were lost, a good part of these words lack one. */
#define LACKING_SHARE 4
#define LACKING_WORDS 2

/* No damage leaves so few words: it is another language, or none. */
#define FOREIGN_WORDS 64
#define FOREIGN_SHARE 3

/* Whether the dictionary has a word, names aside. */
static bool
is_in_dictionary(struct lore *lore, const char *folded, size_t n, uint32_t hash)
{
	return dictionary_knows(lore->dictionary, folded, n, hash);
}

/* What the parts of a glued word are asked here. */
static bool
is_word(void *context, const char *folded, size_t n)
{
	return is_in_dictionary(context, folded, n, word_hash(folded, n));
}

/* Whether two words with a space between are one, and the first is none. */
static bool
makes_one(struct lore *lore, const struct word_list *two)
{
	const struct scan_word *a = &two->word[0], *b = &two->word[1];
	char whole[2 * WORD_BYTES + 1];

	if (!word_is_apart(two, 0) || !b->lower || a->n < 2 || b->n == 0 ||
	    (a->n > 3 && b->n > 3) || a->n + b->n > WORD_BYTES)
		return false;
	memcpy(whole, a->folded, a->n);
	memcpy(whole + a->n, b->folded, b->n);
	return dictionary_grade(lore->dictionary, whole, a->n + b->n,
		   word_hash(whole, a->n + b->n)) == DICTIONARY_COMMON;
}

/* Whether one ligature, put in anywhere, makes a word of it. */
static bool
lacks_ligature(struct lore *lore, const struct scan_word *word)
{
	char tried[WORD_BYTES + 8];

	for (size_t k = 0; k < LIGATURE_DROPPED; k++) {
		const char *letters = ligature_letters(k);
		size_t m = strlen(letters);

		if (word->n + m > WORD_BYTES)
			continue;
		for (size_t at = 0; at <= word->n; at++) {
			size_t n = word->n + m;

			memcpy(tried, word->folded, at);
			memcpy(tried + at, letters, m);
			memcpy(tried + at + m, word->folded + at, word->n - at);
			tried[n] = '\0';
			if (is_in_dictionary(
				lore, tried, n, word_hash(tried, n)))
				return true;
		}
	}
	return false;
}

/* Keep a few of the unknown words, each once. */
static void
keep_unsure(struct survey *survey, const struct scan_word *word)
{
	if (survey->n_unsure == SURVEY_TRIED || word->n < 4)
		return;
	for (size_t i = 0; i < survey->n_unsure; i++)
		if (survey->unsure[i].hash == word->hash)
			return;
	survey->unsure[survey->n_unsure++] = *word;
}

/* A word that is not known, and the one before it. */
static void
look_closer(struct survey *survey, struct lore *lore, const char *text,
    size_t n, const struct scan_word *word)
{
	struct scan_word pair[2];
	struct word_list two = {text, n, pair, 2};
	size_t at = word->end;

	keep_unsure(survey, word);
	if (word->n > 4 &&
	    word_unglue(word->folded, word->n, is_word, lore) > 0)
		survey->glued++;
	pair[0] = *word;
	if (at < n && text[at] == ' ' && word_next(text, n, &at, &pair[1]))
		survey->split += makes_one(lore, &two);
}

/* The words at these places, when it is clear that this is the language. */
static void
look_closer_at(struct survey *survey, struct lore *lore, const char *text,
    size_t n, const size_t *start, size_t *count)
{
	struct scan_word word;

	for (size_t i = 0; i < *count; i++) {
		size_t at = start[i];

		if (word_next(text, n, &at, &word))
			look_closer(survey, lore, text, n, &word);
	}
	*count = 0;
}

/* Whether a letter alone is an ending: "the country s". */
static bool
is_ending(const char *text, size_t n, const struct scan_word *word)
{
	char c = word->folded[0];

	return (c == 's' || c == 't') && word->lower && word->start > 1 &&
	       text[word->start - 1] == ' ' && word->end < n &&
	       strchr(" \n,.;:", text[word->end]) != NULL;
}

/*
 * As word_next(), and whether the dictionary knows the word. Most are of small
 * letters alone and known: these are read where they stand, and `ret` is not
 * filled in.
 */
static bool
next_survey_word(struct lore *lore, const char *text, size_t n, size_t *at,
    struct scan_word *ret, bool *ret_known)
{
	uint32_t hash = WORD_HASH_START;
	size_t i = *at, start;

	*ret_known = false;
	while (i < n && character_ascii[text[i] & 0x7F] != CHARACTER_LETTER &&
	       character_ascii[text[i] & 0x7F] != CHARACTER_UPPER &&
	       (unsigned char)text[i] < 0x80)
		i++;
	start = i;
	for (; i < n && text[i] >= 'a' && text[i] <= 'z'; i++)
		hash = word_hash_add(hash, text[i]);
	if (lore->dictionary != NULL && i - start > 2 &&
	    i - start <= WORD_BYTES &&
	    (i == n || ((unsigned char)text[i] < 0x80 &&
			   (text[i] < 'A' || text[i] > 'Z'))) &&
	    dictionary_knows(lore->dictionary, text + start, i - start, hash)) {
		*ret_known = true;
		*at = i;
		return true;
	}
	*at = start;
	if (!word_next(text, n, at, ret))
		return false;
	*ret_known = ret->n > 2 && (!ret->lower || lore->dictionary == NULL ||
				       is_in_dictionary(lore, ret->folded,
					   ret->n, ret->hash));
	return true;
}

void
survey_text(
    struct survey *survey, struct lore *lore, const char *text, size_t n)
{
	struct special_characters special = special_characters(text, n);
	bool english = lore->language == LANGUAGE_EN;
	size_t unknown[FOREIGN_WORDS], n_unknown = 0, at = 0;
	struct scan_word word;
	bool known;

	survey->special.forms |= special.forms;
	survey->special.private |= special.private;
	survey->lines = survey->lines || unwrap_needed(text, n);
	if (survey->foreign || (lore->dictionary == NULL && !english))
		return;
	while (next_survey_word(lore, text, n, &at, &word, &known)) {
		survey->words++;
		if (!known && word.n == 1 && english) {
			survey->endings += is_ending(text, n, &word);
		} else if (!known && word.n > 2 && word.lower) {
			survey->unknown += word.n > 3;
			if (n_unknown == FOREIGN_WORDS)
				look_closer_at(
				    survey, lore, text, n, unknown, &n_unknown);
			unknown[n_unknown++] = word.start;
		}
		if (survey->words >= FOREIGN_WORDS &&
		    survey->unknown * FOREIGN_SHARE > survey->words) {
			survey->foreign = true;
			return;
		}
	}
	look_closer_at(survey, lore, text, n, unknown, &n_unknown);
}

static bool
has_many_unknown(const struct survey *survey)
{
	return !survey->foreign && survey->unknown >= STRANGE_WORDS &&
	       survey->unknown * STRANGE_SHARE >= survey->words;
}

void
survey_conclude(struct survey *survey, struct lore *lore)
{
	if (lore->dictionary == NULL || !has_many_unknown(survey))
		return;
	for (size_t i = 0; i < survey->n_unsure; i++)
		survey->lacking += lacks_ligature(lore, &survey->unsure[i]);
}

bool
survey_is_strange(const struct survey *survey)
{
	return has_many_unknown(survey) && survey->lacking >= LACKING_WORDS &&
	       survey->lacking * LACKING_SHARE >= survey->n_unsure;
}

bool
survey_shows_damage(const struct survey *survey)
{
	if (survey->special.private)
		return true;
	return !survey->foreign &&
	       (survey_is_strange(survey) || survey->glued >= 2 ||
		   survey->split >= 2 || survey->endings > 0);
}

bool
survey_is_clean(const struct survey *survey)
{
	return !survey->special.forms && !survey->lines &&
	       !survey_shows_damage(survey);
}
