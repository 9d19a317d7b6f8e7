/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/word-join.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Small words that others are run together with, after them and before. */
static const char *const tails[] = {"the", "and", "to", "of", "in", "on",
    "that", "for", "by", "with", "is", "are", "had", "has", "have", "all",
    "from", "this", "which", "will", "was", "were", "should", "would"};
static const char *const heads[] = {
    "the", "and", "that", "with", "from", "this", "which", "for"};

static bool
is_one_of(const char *const *list, size_t count, const char *word, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == n && memcmp(list[i], word, n) == 0)
			return true;
	return false;
}

/* --- run together --------------------------------------------------------- */

size_t
word_unglue(const char *folded, size_t n,
    bool (*known)(void *context, const char *folded, size_t n), void *context)
{
	/* The longest small word first: "that" is not "th" and "at". */
	for (size_t m = 6; m >= 2; m--) {
		if (n >= m + 3 && (m > 2 || n >= m + 4) &&
		    is_one_of(tails, COUNT(tails), folded + n - m, m) &&
		    known(context, folded, n - m))
			return n - m;
		if (n >= m + 4 && is_one_of(heads, COUNT(heads), folded, m) &&
		    known(context, folded + m, n - m))
			return m;
	}
	return 0;
}

/* --- taken apart ---------------------------------------------------------- */

bool
word_is_apart(const struct word_list *list, size_t i)
{
	return i + 1 < list->count &&
	       list->word[i].end + 1 == list->word[i + 1].start &&
	       list->text[list->word[i].end] == ' ';
}

size_t
word_spaced(const struct word_list *list, size_t i)
{
	size_t end = i;

	if (i > 0 && list->word[i - 1].n == 1 && word_is_apart(list, i - 1))
		return 0;
	while (end < list->count && list->word[end].n == 1 &&
	       (end == i ||
		   (word_is_apart(list, end - 1) && list->word[end].lower)))
		end++;
	return end - i >= 4 ? end - i : 0;
}

/* --- apostrophes ---------------------------------------------------------- */

/* After these a single "s" is the end of a plural, "paragraph(s)". */
static const char *const numbered[] = {"paragraph", "subparagraph", "article",
    "option", "item", "annex", "section", "alternative", "table", "footnote",
    "chapter", "letter", "plural", "no", "nos"};

static const char *const negated[] = {"don", "doesn", "didn", "isn", "aren",
    "wasn", "weren", "won", "wouldn", "shouldn", "couldn", "hasn", "haven",
    "hadn", "can"};

static const char *const people[] = {"we", "they", "you"};

static bool
is_word(const struct scan_word *word, const char *s)
{
	return word->n == strlen(s) && memcmp(word->folded, s, word->n) == 0;
}

bool
word_lost_apostrophe(const struct word_list *list, size_t i)
{
	const struct scan_word *word = &list->word[i], *before;
	char after = word->end < list->n ? list->text[word->end] : ' ';

	if (i == 0 || !word->lower || !word_is_apart(list, i - 1))
		return false;
	before = &list->word[i - 1];
	if (is_word(word, "s"))
		return before->n >= 2 && strchr(" \n,.;:", after) != NULL &&
		       !is_one_of(numbered, COUNT(numbered), before->folded,
			   before->n);
	if (is_word(word, "t"))
		return is_one_of(
		    negated, COUNT(negated), before->folded, before->n);
	if (is_word(word, "ve") || is_word(word, "re") || is_word(word, "ll"))
		return is_one_of(
		    people, COUNT(people), before->folded, before->n);
	return false;
}

size_t
word_apostrophe_at(struct lore *lore, const char *folded, size_t n)
{
	/* A plural would end in "ies": this is none. */
	if (n < 5 || folded[n - 1] != 's' || folded[n - 2] != 'y' ||
	    strchr("aeiou", folded[n - 3]) != NULL)
		return 0;
	return lore_grade_of(lore, folded, n - 1, false) >= LORE_COMMON ? n - 1
									: 0;
}
