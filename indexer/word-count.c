/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/word-count.h"

#include "indexer/word-scan.h"

#include <string.h>

struct counted {
	const char *word; /* NULL: the slot is free */
	size_t n;
	size_t count;
};

struct word_count {
	struct arena *arena;
	struct counted *slot;
	size_t mask; /* slots - 1 */
	size_t used;
};

static struct counted *
find(const struct word_count *words, const char *folded, size_t n)
{
	uint32_t hash = word_hash(folded, n);
	size_t i = (hash ^ hash >> 15) & words->mask;

	while (words->slot[i].word != NULL &&
	       (words->slot[i].n != n ||
		   memcmp(words->slot[i].word, folded, n) != 0))
		i = (i + 1) & words->mask;
	return &words->slot[i];
}

struct word_count *
word_count_new(struct arena *arena)
{
	struct word_count *words = arena_alloc(arena, sizeof *words);

	words->arena = arena;
	words->mask = 511;
	words->slot = arena_array(arena, words->mask + 1, sizeof *words->slot);
	return words;
}

static void
widen(struct word_count *words)
{
	struct counted *old = words->slot;
	size_t slots = words->mask + 1;

	words->mask = slots * 2 - 1;
	words->slot = arena_array(words->arena, slots * 2, sizeof *words->slot);
	for (size_t i = 0; i < slots; i++)
		if (old[i].word != NULL)
			*find(words, old[i].word, old[i].n) = old[i];
}

size_t
word_count_add(struct word_count *words, const char *folded, size_t n)
{
	struct counted *slot = find(words, folded, n);

	if (slot->word == NULL) {
		if (words->used * 2 > words->mask) {
			widen(words);
			slot = find(words, folded, n);
		}
		slot->word = arena_strndup(words->arena, folded, n);
		slot->n = n;
		words->used++;
	}
	return ++slot->count;
}

size_t
word_count_of(const struct word_count *words, const char *folded, size_t n)
{
	return find(words, folded, n)->count;
}

size_t
word_count_different(const struct word_count *words)
{
	return words->used;
}
