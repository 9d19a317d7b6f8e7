/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mend-run.h"

#include <ctype.h>
#include <string.h>

static bool
may_be_lost(const struct mend *mend, const struct ligature_places *places)
{
	for (size_t i = 0; i < places->count; i++)
		if (!mend->lost[places->place[i].number])
			return false;
	return true;
}

/* How a candidate stands against others. */
static int
score_of(const struct mend *mend, const struct ligature_candidate *candidate)
{
	/* How often fonts draw them, and texts have them. */
	static const int usual[LIGATURES] = {3, 2, 1, 1, 1, 1, 1, 1};
	int score = 20 - 6 * (int)candidate->places.count;

	if (candidate->grade == DICTIONARY_COMMON)
		score += 8;
	if (candidate->grade == DICTIONARY_NAME)
		score -= 3;
	if (vocabulary_has_form(
		lore_vocabulary(mend->lore), candidate->word, candidate->n))
		score += 8;
	if (word_count_of(mend->words, candidate->word, candidate->n) > 0)
		score += 6;
	for (size_t i = 0; i < candidate->places.count; i++)
		score += usual[candidate->places.place[i].number];
	return score;
}

/* Common, of the vocabulary, or read elsewhere in the document. */
bool
mend_is_sure(
    const struct mend *mend, const struct ligature_candidate *candidate)
{
	return candidate->grade == DICTIONARY_COMMON ||
	       vocabulary_has_form(lore_vocabulary(mend->lore), candidate->word,
		   candidate->n) ||
	       word_count_of(mend->words, candidate->word, candidate->n) > 1;
}

/* The candidate that is ahead; false where there is none, or two are equal. */
bool
mend_candidate(struct mend *mend, const char *folded, size_t n, bool capital,
    struct ligature_candidate *ret)
{
	struct ligature_candidate list[LIGATURE_CANDIDATES];
	size_t count = lore_candidates(mend->lore, folded, n, list);
	int best = 0, second = 0;

	for (size_t i = 0; i < count; i++) {
		int score;

		if (!may_be_lost(mend, &list[i].places) ||
		    (list[i].grade == DICTIONARY_NAME && !capital))
			continue;
		score = score_of(mend, &list[i]);
		if (score > best) {
			second = best;
			best = score;
			*ret = list[i];
		} else if (score > second) {
			second = score;
		}
	}
	return best > second;
}

/* The share of a reading's ligatures that the document has lost, in words. */
static int
weigh_loss(const struct mend *mend, const struct ligature_places *places)
{
	size_t gone = 0, there = 0;

	for (size_t i = 0; i < places->count; i++) {
		gone += mend->dropped[places->place[i].number];
		there += mend->intact[places->place[i].number];
	}
	return gone > there ? 1 : gone * 4 < there ? -1 : 0;
}

static void
look_around(const struct text_run *run, size_t i, struct words_around *around)
{
	memset(around, 0, sizeof *around);
	for (size_t k = i; k-- > 0 && around->n_before < AROUND_WORDS;)
		around->before[around->n_before++] =
		    run->reading[k] != NULL ? run->reading[k]
					    : run->list.word[k].folded;
	for (size_t k = i + 1;
	     k < run->list.count && around->n_after < AROUND_WORDS; k++)
		around->after[around->n_after++] = run->list.word[k].folded;
}

/* What the table of confusions makes of a word, by the words around it. */
static bool
confused(struct text_run *run, size_t i, struct ligature_candidate *ret)
{
	const struct scan_word *word = &run->list.word[i];
	const struct confusion *row;
	size_t count =
	    confusions_find(run->mend->lore->confusions, word->folded, &row);
	struct words_around around;
	int best = 0;

	if (count == 0)
		return false;
	look_around(run, i, &around);
	for (size_t k = 0; k < count; k++) {
		struct ligature_places places;
		size_t n = strlen(row[k].right);
		int weight = confusion_weigh(&row[k], &around);

		if (!ligature_align(
			row[k].right, n, word->folded, word->n, &places) ||
		    !may_be_lost(run->mend, &places))
			continue;
		weight += weigh_loss(run->mend, &places);
		if (weight <= best)
			continue;
		best = weight;
		ret->word = row[k].right;
		ret->n = n;
		ret->places = places;
	}
	return best > 0;
}

/* Whether a word that is known is rather one that the records are about. */
static bool
is_disguised(struct text_run *run, size_t i, struct ligature_candidate *best)
{
	const struct scan_word *word = &run->list.word[i];
	struct mend *mend = run->mend;
	const struct confusion *row;
	size_t times;

	if (word->n < 4 || run->grade[i] == LORE_OWN ||
	    confusions_find(mend->lore->confusions, word->folded, &row) > 0 ||
	    !mend_candidate(mend, word->folded, word->n, !word->lower, best))
		return false;
	times = word_count_of(mend->words, best->word, best->n);
	if (run->grade[i] == LORE_COMMON)
		return vocabulary_has_form(
			   lore_vocabulary(mend->lore), best->word, best->n) &&
		       times >= 2 && weigh_loss(mend, &best->places) > 0;
	return mend_is_sure(mend, best);
}

static void
take_ligature(struct text_run *run, size_t i, enum damage kind,
    const struct ligature_candidate *candidate)
{
	const struct scan_word *word = &run->list.word[i];
	struct mend *mend = run->mend;
	char text[TEXT_MAX];

	mend_write(run->list.text + word->start, word->end - word->start,
	    &candidate->places, !word->lower && !word->capital && word->n > 1,
	    text);
	mend_propose(run, kind, i, i, text);
	run->reading[i] =
	    arena_strndup(mend->arena, candidate->word, candidate->n);
	if (kind == DAMAGE_CONFUSION)
		return;
	word_count_add(mend->mended, word->folded, word->n);
	for (size_t k = 0; k < candidate->places.count; k++)
		mend->dropped[candidate->places.place[k].number]++;
}

/* Whether a candidate is good enough for a word of so few letters. */
static bool
is_enough(const struct text_run *run, size_t i,
    const struct ligature_candidate *candidate)
{
	const struct scan_word *word = &run->list.word[i];
	bool sure = mend_is_sure(run->mend, candidate);

	if (word->n < 3)
		return false;
	if (!word->lower && !word->capital)
		return word->n >= 5 && sure;
	return sure || (word->n >= 5 && candidate->grade >= DICTIONARY_RARE);
}

/* A word that is neither known nor what is left of one. */
static bool
is_stranger(const struct text_run *run, size_t i)
{
	const struct scan_word *word = &run->list.word[i];
	struct ligature_candidate best;

	return run->grade[i] == LORE_UNKNOWN && run->reading[i] == NULL &&
	       !mend_candidate(
		   run->mend, word->folded, word->n, !word->lower, &best);
}

/* Words of another language stand together, and none of them is known. */
static bool
is_among_strangers(const struct text_run *run, size_t i)
{
	size_t from = i > 3 ? i - 3 : 0, strangers = 0, all = 0;

	for (size_t k = from; k < run->list.count && k <= i + 3; k++) {
		/* Names are strangers anywhere. */
		if (k == i || run->list.word[k].n < 2 ||
		    !run->list.word[k].lower)
			continue;
		all++;
		strangers += is_stranger(run, k);
	}
	return all >= 3 && strangers * 5 >= all * 3;
}

/* --- words run together in addresses -------------------------------------- */

#define PART_LEAST 5 /* letters of one of two words run together */

/* Whether a word is a part of an address: "www.word.net", "word/". */
static bool
is_in_address(const struct text_run *run, size_t i)
{
	const struct scan_word *word = &run->list.word[i];
	const char *text = run->list.text;
	const char *after = text + word->end;

	if (word->start > 1 && strchr("./@", text[word->start - 1]) != NULL &&
	    isalnum((unsigned char)text[word->start - 2]))
		return true;
	return (*after == '.' || *after == '/' || *after == '@') &&
	       isalnum((unsigned char)after[1]);
}

/* A part that is whole, or that lost ligatures, for sure; false: neither. */
static bool
read_part(struct mend *mend, const char *folded, size_t n,
    struct ligature_candidate *ret)
{
	if (lore_grade_of(mend->lore, folded, n, false) >= LORE_COMMON) {
		*ret = (struct ligature_candidate){.word = folded, .n = n};
		return true;
	}
	return mend_candidate(mend, folded, n, false, ret) &&
	       mend_is_sure(mend, ret);
}

/*
 * Names in addresses are words run together, which no dictionary has: two of
 * them, of which one or both are damaged. Where two cuts would do, none does.
 */
static bool
read_address(struct text_run *run, size_t i, struct ligature_candidate *ret)
{
	const struct scan_word *word = &run->list.word[i];
	struct mend *mend = run->mend;
	size_t found = 0;

	if (!is_in_address(run, i))
		return false;
	for (size_t k = PART_LEAST; k + PART_LEAST <= word->n; k++) {
		struct ligature_candidate a, b;

		if (!read_part(mend, word->folded, k, &a) ||
		    !read_part(mend, word->folded + k, word->n - k, &b) ||
		    a.places.count + b.places.count == 0 ||
		    a.places.count + b.places.count > LIGATURE_INSERTIONS)
			continue;
		*ret = a;
		for (size_t p = 0; p < b.places.count; p++) {
			ret->places.place[ret->places.count] =
			    b.places.place[p];
			ret->places.place[ret->places.count++].at += (uint8_t)k;
		}
		ret->word = arena_printf(mend->arena, "%.*s%.*s", (int)a.n,
		    a.word, (int)b.n, b.word);
		ret->n = a.n + b.n;
		found++;
	}
	return found == 1;
}

bool
mend_ligature(struct text_run *run, size_t i)
{
	const struct scan_word *word = &run->list.word[i];
	struct ligature_candidate best;

	if (!run->mend->look_for[DAMAGE_LIGATURE] || word->n == 0)
		return false;
	if (run->grade[i] > LORE_UNKNOWN || word->n < 2) {
		if (!run->mend->look_for[DAMAGE_CONFUSION] ||
		    (!confused(run, i, &best) &&
			!is_disguised(run, i, &best)) ||
		    is_among_strangers(run, i))
			return false;
		take_ligature(run, i, DAMAGE_CONFUSION, &best);
		return true;
	}
	if (!confused(run, i, &best) &&
	    (!mend_candidate(
		 run->mend, word->folded, word->n, !word->lower, &best) ||
		!is_enough(run, i, &best) || is_among_strangers(run, i)) &&
	    !read_address(run, i, &best))
		return false;
	take_ligature(run, i, DAMAGE_LIGATURE, &best);
	return true;
}

const char *
mend_word(struct mend *mend, const char *folded, size_t n)
{
	struct ligature_candidate best;

	if (!mend->look_for[DAMAGE_LIGATURE] || n == 0 || n > WORD_BYTES ||
	    !mend_candidate(mend, folded, n, false, &best) ||
	    !mend_is_sure(mend, &best))
		return NULL;
	return arena_strndup(mend->arena, best.word, best.n);
}
