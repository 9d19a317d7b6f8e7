/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mend-run.h"

#include <ctype.h>
#include <string.h>

void
mend_init(struct mend *mend, struct arena *arena, struct lore *lore)
{
	memset(mend, 0, sizeof *mend);
	mend->arena = arena;
	mend->lore = lore;
	mend->apostrophe = "'";
	mend->words = word_count_new(arena);
	mend_again(mend);
	mend->counted = false;
}

void
mend_again(struct mend *mend)
{
	memset(mend->found, 0, sizeof mend->found);
	memset(mend->dropped, 0, sizeof mend->dropped);
	memset(mend->intact, 0, sizeof mend->intact);
	mend->mended = word_count_new(mend->arena);
	mend->mysterious = word_count_new(mend->arena);
	mend->counted = true;
}

/* --- writing -------------------------------------------------------------- */

/*
 * Write a word of a text with ligatures put in, its own letters kept as they
 * are written.
 */
void
mend_write(const char *text, size_t n, const struct ligature_places *places,
    bool capitals, char ret[TEXT_MAX])
{
	size_t used = 0, folded = 0, k = 0;

	for (size_t at = 0; at <= n;) {
		size_t end = at + 1;

		for (; k < places->count && places->place[k].at == folded;
		     k++) {
			const char *s =
			    ligature_letters(places->place[k].number);
			bool first = at == 0 && k == 0;

			for (; *s != '\0' && used + 8 < TEXT_MAX; s++) {
				bool upper =
				    capitals ||
				    (first && isupper((unsigned char)text[0]));

				ret[used++] =
				    upper ? (char)toupper((unsigned char)*s)
					  : *s;
				first = false;
			}
		}
		if (at == n)
			break;
		while (end < n && ((unsigned char)text[end] & 0xC0) == 0x80)
			end++;
		for (; at < end && used + 8 < TEXT_MAX; at++)
			ret[used++] = text[at];
		at = end;
		folded++;
	}
	ret[used] = '\0';
}

void
mend_propose(struct text_run *run, enum damage kind, size_t first, size_t last,
    const char *text)
{
	const struct scan_word *word = run->list.word;

	run->mend->found[kind]++;
	edits_add(run->edits, word[first].start, word[last].end, text,
	    strlen(text), true);
}

/* --- a text --------------------------------------------------------------- */

/* The ligatures that are there in a word that is as it should be. */
static void
count_intact(struct mend *mend, const struct scan_word *word)
{
	for (size_t i = 0; i + 1 < word->n; i++)
		for (size_t k = 0; k < LIGATURE_DROPPED; k++) {
			const char *group = ligature_letters(k);

			if (strncmp(word->folded + i, group, strlen(group)) ==
			    0)
				mend->intact[k]++;
		}
}

/* An address is no prose: only what is plainly a word in it is mended. */
static size_t
mend_at(struct text_run *run, size_t i)
{
	const struct scan_word *word = &run->list.word[i];
	bool unknown = run->grade[i] == LORE_UNKNOWN;
	size_t used;

	if (mend_apostrophe(run, i) || mend_ligature(run, i))
		return 1;
	used = mend_split(run, i);
	if (used > 0)
		return used;
	if (unknown && word->n > 4 && mend_glued(run, i))
		return 1;
	if (unknown && word->lower && word->n > 3)
		word_count_add(run->mend->mysterious, word->folded, word->n);
	else if (!unknown)
		count_intact(run->mend, word);
	return 1;
}

static void
read_words(struct text_run *run, const char *text, size_t n)
{
	struct arena *arena = run->mend->arena;
	struct scan_word *word = NULL, next;
	size_t room = 0, count = 0, at = 0;

	while (word_next(text, n, &at, &next)) {
		if (count == room) {
			room = room > 0 ? room * 2 : 256;
			word =
			    arena_grow(arena, word, count, room, sizeof *word);
		}
		word[count++] = next;
	}
	run->list = (struct word_list){text, n, word, count};
	run->grade = arena_array(arena, count + 1, sizeof *run->grade);
	run->reading = arena_array(arena, count + 1, sizeof *run->reading);
	for (size_t i = 0; i < count; i++)
		run->grade[i] = word[i].n > 1
				    ? lore_grade(run->mend->lore, &word[i])
				    : LORE_RARE;
}

void
mend_text(struct mend *mend, const char *text, size_t n, struct edits *edits)
{
	struct text_run run = {.mend = mend, .edits = edits};

	read_words(&run, text, n);
	for (size_t i = 0; i < run.list.count;)
		i += mend_at(&run, i);
	for (size_t i = 0; !mend->counted && i < run.list.count; i++) {
		const struct scan_word *word = &run.list.word[i];

		if (run.reading[i] != NULL)
			word_count_add(mend->words, run.reading[i],
			    strlen(run.reading[i]));
		else if (word->n > 0)
			word_count_add(mend->words, word->folded, word->n);
	}
}
