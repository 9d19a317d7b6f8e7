/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/ligature.h"

#include <string.h>

#define OF_VOCABULARY ((uint32_t)1 << 31) /* in the reference to a word */

static const char *const letters[] = {"ti", "fi", "tt", "ff", "ft", "fl", "ffi",
    "tti", "tf", "ffl", "fj", "th", "ct", "st", NULL};

/* Longest first, as fonts take them; numbers of the above. */
static const uint8_t by_length[] = {6, 7, 9, 0, 1, 2, 3, 4, 5, 8, 10};

struct slot {
	uint32_t hash; /* of the damaged form */
	uint32_t word; /* reference to the word + 1; 0: free */
};

struct ligature_index {
	const struct dictionary *dictionary;
	const struct vocabulary *vocabulary;
	struct arena *arena;
	struct slot *slot;
	uint32_t mask; /* slots - 1 */
	uint32_t used; /* slots */
	bool list;     /* the dictionary is a list of words */
};

const char *
ligature_letters(size_t number)
{
	return letters[number];
}

/* The length of ligature `l` where the word has it at `at`, else 0. */
static size_t
stands_at(const char *word, size_t n, size_t at, uint8_t l)
{
	size_t m = strlen(letters[l]);

	return n - at >= m && memcmp(word + at, letters[l], m) == 0 ? m : 0;
}

/* --- alignment ------------------------------------------------------------ */

/* The rest of an alignment; what is best goes to `best`. */
struct alignment {
	const char *word;
	size_t n;
	const char *damaged;
	size_t m;
	struct ligature_places now;
	struct ligature_places best; /* count 0: none yet */
};

static void
align_from(struct alignment *a, size_t i, size_t j)
{
	if (a->best.count > 0 && a->now.count >= a->best.count)
		return;
	if (i == a->n) {
		if (j == a->m && a->now.count > 0)
			a->best = a->now;
		return;
	}
	if (j < a->m && a->word[i] == a->damaged[j])
		align_from(a, i + 1, j + 1);
	if (a->now.count == LIGATURE_INSERTIONS)
		return;
	for (size_t k = 0; k < sizeof by_length; k++) {
		size_t m = stands_at(a->word, a->n, i, by_length[k]);

		if (m == 0)
			continue;
		a->now.place[a->now.count].at = (uint8_t)j;
		a->now.place[a->now.count].number = by_length[k];
		a->now.count++;
		align_from(a, i + m, j);
		a->now.count--;
	}
}

bool
ligature_align(const char *word, size_t n, const char *damaged, size_t m,
    struct ligature_places *ret)
{
	struct alignment a = {.word = word, .n = n, .damaged = damaged, .m = m};

	if (n <= m)
		return false;
	align_from(&a, 0, 0);
	*ret = a.best;
	return a.best.count > 0;
}

/* --- the index ------------------------------------------------------------ */

static void
put(struct ligature_index *index, uint32_t hash, uint32_t word)
{
	uint32_t i = (hash ^ hash >> 15) & index->mask;

	for (; index->slot[i].word != 0; i = (i + 1) & index->mask)
		if (index->slot[i].hash == hash &&
		    index->slot[i].word == word + 1)
			return;
	index->slot[i] = (struct slot){hash, word + 1};
	index->used++;
}

static void
widen(struct ligature_index *index)
{
	struct slot *old = index->slot;
	uint32_t slots = old != NULL ? index->mask + 1 : 0;

	index->mask = slots > 0 ? slots * 2 - 1 : (1u << 16) - 1;
	index->used = 0;
	index->slot =
	    arena_array(index->arena, index->mask + 1, sizeof *index->slot);
	for (uint32_t i = 0; i < slots; i++)
		if (old[i].word != 0)
			put(index, old[i].hash, old[i].word - 1);
}

/* A word under way to be damaged. */
struct damage {
	const char *word;
	size_t n;
	uint32_t reference;
	char left[WORD_BYTES + 1]; /* what is left of it */
};

static void
damage_from(struct ligature_index *index, struct damage *d, size_t i,
    size_t used, unsigned gone)
{
	if (i == d->n) {
		if (gone > 0 && used > 0)
			put(index, word_hash(d->left, used), d->reference);
		return;
	}
	for (size_t k = 0; gone < LIGATURE_INSERTIONS && k < sizeof by_length;
	     k++) {
		size_t m = stands_at(d->word, d->n, i, by_length[k]);

		if (m > 0)
			damage_from(index, d, i + m, used, gone + 1);
	}
	d->left[used] = d->word[i];
	damage_from(index, d, i + 1, used + 1, gone);
}

static bool
has_ligature(const char *word, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if ((word[i] == 't' &&
			(word[i + 1] == 'i' || word[i + 1] == 't' ||
			    word[i + 1] == 'f')) ||
		    (word[i] == 'f' && strchr("filtj", word[i + 1]) != NULL))
			return true;
	return false;
}

static void
add_word(struct ligature_index *index, const char *word, size_t n,
    uint32_t reference)
{
	struct damage d = {.word = word, .n = n, .reference = reference};

	if (n > WORD_BYTES || !has_ligature(word, n))
		return;
	/* A word has a few dozen damaged forms at most. */
	if (index->used + 64 > index->mask / 2)
		widen(index);
	damage_from(index, &d, 0, 0, 0);
}

struct ligature_index *
ligature_index_new(struct arena *arena, const struct dictionary *dictionary,
    const struct vocabulary *vocabulary)
{
	struct ligature_index *index = arena_alloc(arena, sizeof *index);
	enum dictionary_grade grade;
	const char *word;
	size_t n;

	index->arena = arena;
	index->dictionary = dictionary;
	index->vocabulary = vocabulary;
	widen(index);
	for (uint32_t i = 0; dictionary != NULL &&
			     dictionary_word(dictionary, i, &word, &n, &grade);
	     i++) {
		index->list = true;
		add_word(index, word, n, i);
	}
	for (uint32_t i = 0; vocabulary_word(vocabulary, i, &word, &n); i++)
		add_word(index, word, n, i | OF_VOCABULARY);
	return index;
}

/* --- candidates ----------------------------------------------------------- */

struct candidates {
	const char *damaged;
	size_t m;
	struct ligature_candidate *list;
	size_t count;
};

/* Add a word, if it can be made of the damaged one and is not there yet. */
static void
take(struct candidates *c, const char *word, size_t n,
    enum dictionary_grade grade)
{
	struct ligature_candidate new = {.word = word, .n = n, .grade = grade};
	size_t i;

	for (i = 0; i < c->count; i++)
		if (c->list[i].n == n &&
		    memcmp(c->list[i].word, word, n) == 0) {
			if (grade > c->list[i].grade)
				c->list[i].grade = grade;
			return;
		}
	if (!ligature_align(word, n, c->damaged, c->m, &new.places))
		return;
	if (c->count == LIGATURE_CANDIDATES)
		return;
	for (i = c->count++;
	     i > 0 && c->list[i - 1].places.count > new.places.count; i--)
		c->list[i] = c->list[i - 1];
	c->list[i] = new;
}

static void
take_indexed(const struct ligature_index *index, struct candidates *c)
{
	uint32_t hash = word_hash(c->damaged, c->m);
	uint32_t i = (hash ^ hash >> 15) & index->mask;

	for (; index->slot[i].word != 0; i = (i + 1) & index->mask) {
		uint32_t reference = index->slot[i].word - 1;
		enum dictionary_grade grade = DICTIONARY_NONE;
		const char *word;
		size_t n;

		if (index->slot[i].hash != hash)
			continue;
		if ((reference & OF_VOCABULARY) != 0)
			vocabulary_word(index->vocabulary,
			    reference & ~OF_VOCABULARY, &word, &n);
		else
			dictionary_word(
			    index->dictionary, reference, &word, &n, &grade);
		take(c, word, n, grade);
	}
}

/* Try all places, with one ligature or with `more` after it. */
static void
take_tried(const struct ligature_index *index, struct candidates *c,
    const char *word, size_t n, size_t from, unsigned more)
{
	char tried[WORD_BYTES + 8];

	for (size_t at = from; at <= n; at++)
		for (size_t k = 0; k < sizeof by_length; k++) {
			const char *group = letters[by_length[k]];
			size_t m = strlen(group);
			enum dictionary_grade grade;

			if (n + m > WORD_BYTES)
				continue;
			memcpy(tried, word, at);
			memcpy(tried + at, group, m);
			memcpy(tried + at + m, word + at, n - at);
			tried[n + m] = '\0';
			grade = dictionary_grade(index->dictionary, tried,
			    n + m, word_hash(tried, n + m));
			if (grade != DICTIONARY_NONE)
				take(c,
				    arena_strndup(index->arena, tried, n + m),
				    n + m, grade);
			if (more > 0)
				take_tried(
				    index, c, tried, n + m, at + m, more - 1);
		}
}

size_t
ligature_candidates(const struct ligature_index *index, const char *folded,
    size_t n, struct ligature_candidate ret[LIGATURE_CANDIDATES])
{
	struct candidates c = {.damaged = folded, .m = n, .list = ret};

	if (n == 0)
		return 0;
	take_indexed(index, &c);
	if (!index->list && index->dictionary != NULL && c.count == 0) {
		take_tried(index, &c, folded, n, 0, 0);
		if (c.count == 0)
			take_tried(index, &c, folded, n, 0, 1);
	}
	return c.count;
}
