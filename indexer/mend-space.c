/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mend-run.h"

#include <stdio.h>
#include <string.h>

/* --- taken apart, run together -------------------------------------------- */

/*
 * The reading of words `first` to `last` as one: NULL where they are none. The
 * text of it goes to `ret`.
 */
static const char *
joined(struct text_run *run, size_t first, size_t last, char ret[TEXT_MAX])
{
	const struct scan_word *word = run->list.word;
	struct ligature_candidate best;
	char folded[WORD_BYTES + 1];
	size_t n = 0, used = 0;
	enum lore_grade grade;
	char text[TEXT_MAX];

	for (size_t i = first; i <= last; i++) {
		size_t bytes = word[i].end - word[i].start;

		if (n + word[i].n > WORD_BYTES || used + bytes >= TEXT_MAX)
			return NULL;
		memcpy(folded + n, word[i].folded, word[i].n);
		memcpy(text + used, run->list.text + word[i].start, bytes);
		n += word[i].n;
		used += bytes;
	}
	folded[n] = '\0';
	text[used] = '\0';
	memcpy(ret, text, used + 1);
	grade = lore_grade_of(run->mend->lore, folded, n, !word[first].lower);
	if (grade >= LORE_COMMON ||
	    word_count_of(run->mend->words, folded, n) >
		(last - first > 2 ? 0 : 1) ||
	    (grade >= LORE_NAME && (n >= 8 || last - first > 2)))
		return arena_strndup(run->mend->arena, folded, n);
	if (!run->mend->look_for[DAMAGE_LIGATURE] ||
	    !mend_candidate(run->mend, folded, n, !word[first].lower, &best) ||
	    !mend_is_sure(run->mend, &best))
		return NULL;
	mend_write(text, used, &best.places, false, ret);
	return arena_strndup(run->mend->arena, best.word, best.n);
}

/* Words that stay words of their own although one could be made of them. */
static bool
is_prefix(const struct scan_word *word)
{
	static const char *const prefixes[] = {"socio", "multi", "inter",
	    "intra", "sub", "pre", "post", "non", "anti", "semi", "macro",
	    "micro", "geo", "bio", "eco", "pan", "co", "re", "ex", "vice"};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strcmp(prefixes[i], word->folded) == 0)
			return true;
	return false;
}

/* An "s" by itself, in a document that does not lose apostrophes. */
static bool
is_plural(const struct text_run *run, size_t i)
{
	return !run->mend->look_for[DAMAGE_APOSTROPHE] &&
	       strcmp(run->list.word[i].folded, "s") == 0;
}

/* Put together two halves, or letters set apart; how many words were used. */
size_t
mend_split(struct text_run *run, size_t i)
{
	const struct scan_word *word = run->list.word;
	size_t last = i + 1, spaced;
	const char *reading;
	char text[TEXT_MAX];

	if (!run->mend->look_for[DAMAGE_SPLIT])
		return 0;
	spaced = word[i].n == 1 ? word_spaced(&run->list, i) : 0;
	if (spaced > 0) {
		last = i + spaced - 1;
	} else {
		if (!word_is_apart(&run->list, i) || !word[last].lower ||
		    word[last].n == 0 || word[i].n == 0 ||
		    is_prefix(&word[i]) ||
		    (word[i].n > 3 && word[last].n > 3) ||
		    (run->grade[i] > LORE_UNKNOWN &&
			run->grade[last] > LORE_UNKNOWN &&
			!is_plural(run, last)))
			return 0;
		/* A single letter is no word, but "a" and "I" are. */
		if (word[i].n == 1 ||
		    (run->grade[i] > LORE_UNKNOWN && word[last].n < 3))
			return 0;
	}
	reading = joined(run, i, last, text);
	if (reading == NULL)
		return 0;
	mend_propose(run, DAMAGE_SPLIT, i, last, text);
	run->reading[i] = reading;
	return last - i + 1;
}

/* What the parts of a glued word are asked. */
static bool
is_part(void *context, const char *folded, size_t n)
{
	struct text_run *run = context;
	enum lore_grade grade =
	    lore_grade_of(run->mend->lore, folded, n, false);

	if (grade >= LORE_COMMON || (grade >= LORE_RARE && n >= 6))
		return true;
	return grade == LORE_UNKNOWN && mend_word(run->mend, folded, n) != NULL;
}

bool
mend_glued(struct text_run *run, size_t i)
{
	const struct scan_word *word = &run->list.word[i];
	const char *own = run->list.text + word->start;
	struct ligature_candidate best;
	char part[TEXT_MAX];
	size_t cut;

	if (!run->mend->look_for[DAMAGE_GLUED] || !word->lower ||
	    word->n != word->end - word->start)
		return false;
	cut = word_unglue(word->folded, word->n, is_part, run);
	if (cut == 0)
		return false;
	snprintf(part, sizeof part, "%.*s", (int)cut, own);
	if (lore_grade_of(run->mend->lore, word->folded, cut, false) ==
		LORE_UNKNOWN &&
	    mend_candidate(run->mend, word->folded, cut, false, &best))
		mend_write(own, cut, &best.places, false, part);
	mend_propose(run, DAMAGE_GLUED, i, i,
	    arena_printf(run->mend->arena, "%s %.*s", part,
		(int)(word->n - cut), own + cut));
	return true;
}

/* --- apostrophes ---------------------------------------------------------- */

bool
mend_apostrophe(struct text_run *run, size_t i)
{
	const struct scan_word *word = &run->list.word[i];
	const char *own = run->list.text + word->start;
	char text[TEXT_MAX];
	size_t at;

	if (!run->mend->look_for[DAMAGE_APOSTROPHE])
		return false;
	if (word->n <= 2 && word_lost_apostrophe(&run->list, i)) {
		snprintf(text, sizeof text, "%s%.*s", run->mend->apostrophe,
		    (int)word->n, own);
		run->mend->found[DAMAGE_APOSTROPHE]++;
		edits_add(run->edits, word->start - 1, word->end, text,
		    strlen(text), true);
		return true;
	}
	if (run->grade[i] > LORE_UNKNOWN || word->n != word->end - word->start)
		return false;
	at = word_apostrophe_at(run->mend->lore, word->folded, word->n);
	if (at == 0)
		return false;
	snprintf(text, sizeof text, "%.*s%s%s", (int)at, own,
	    run->mend->apostrophe, own + at);
	text[word->n + strlen(run->mend->apostrophe)] = '\0';
	mend_propose(run, DAMAGE_APOSTROPHE, i, i, text);
	return true;
}
