/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/marked-up.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/*
 * Compounds and typing mistakes look like this at less than one word in a
 * thousand; texts with lost marks at five and more.
 */
#define PER_THOUSAND 2
#define LEAST	     8 /* glued words below which nothing is said */
#define PART_LETTERS 3 /* of the shorter of two glued words */
#define PART_COUNT   3 /* times a part stands alone */
#define GLUED_COUNT  2 /* a word that occurs more often is one */
#define WORD_LETTERS 60
#define SHOWN	     3 /* words named in a message */

struct word {
	const char *s; /* as first written */
	size_t n;
	unsigned count;
};

struct vocabulary {
	struct word *slot; /* open addressing; s NULL: free */
	size_t mask;
	size_t total; /* words of the text */
};

static size_t
hash_of(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint32_t)tolower((unsigned char)s[i])) * 16777619u;
	return h;
}

static bool
same(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (tolower((unsigned char)a[i]) !=
		    tolower((unsigned char)b[i]))
			return false;
	return true;
}

static struct word *
slot_of(const struct vocabulary *v, const char *s, size_t n)
{
	size_t at = hash_of(s, n) & v->mask;

	while (v->slot[at].s != NULL &&
	       (v->slot[at].n != n || !same(v->slot[at].s, s, n)))
		at = (at + 1) & v->mask;
	return &v->slot[at];
}

/* The letters from `s` on; bytes of other scripts are letters too. */
static size_t
word_length(const char *s)
{
	size_t n = 0;

	while (isalpha((unsigned char)s[n]) || (unsigned char)s[n] >= 0x80)
		n++;
	return n;
}

static bool
is_looked_at(const struct block *block)
{
	for (size_t i = 0; i < block->n_marks; i++)
		if (block->marks[i].kind == MARK_INSERTED ||
		    block->marks[i].kind == MARK_DELETED)
			return false;
	return block->kind != BLOCK_COMMENT;
}

/* Call `take` for each word of the blocks. */
static void
each_word(const struct blocks *blocks,
    void (*take)(void *context, const char *s, size_t n), void *context)
{
	for (size_t i = 0; i < blocks->count; i++) {
		const char *s = blocks->block[i].text;

		if (!is_looked_at(&blocks->block[i]))
			continue;
		while (*s != '\0') {
			size_t n = word_length(s);

			if (n > 0)
				take(context, s, n);
			s += n > 0 ? n : 1;
		}
	}
}

static void
count_one(void *context, const char *s, size_t n)
{
	(void)s;
	(void)n;
	++*(size_t *)context;
}

static void
learn(void *context, const char *s, size_t n)
{
	struct vocabulary *v = context;
	struct word *word = slot_of(v, s, n);

	word->s = s;
	word->n = n;
	word->count++;
	v->total++;
}

static bool
stands_alone(const struct vocabulary *v, const char *s, size_t n)
{
	const struct word *word = slot_of(v, s, n);

	return word->s != NULL && word->count >= PART_COUNT;
}

struct gluing {
	const struct vocabulary *v;
	struct arena *arena;
	size_t count;
	const char *words;
};

/* Whether a word is two, glued at a capital letter or anywhere. */
static bool
is_glued(const struct vocabulary *v, const char *s, size_t n)
{
	const struct word *whole = slot_of(v, s, n);

	for (size_t at = PART_LETTERS; at + PART_LETTERS <= n; at++) {
		bool capital = isupper((unsigned char)s[at]) &&
			       islower((unsigned char)s[at - 1]);

		if ((capital || whole->count <= GLUED_COUNT) &&
		    stands_alone(v, s, at) && stands_alone(v, s + at, n - at))
			return true;
	}
	return false;
}

static void
look(void *context, const char *s, size_t n)
{
	struct gluing *g = context;

	if (n > WORD_LETTERS || !is_glued(g->v, s, n))
		return;
	if (g->count++ < SHOWN)
		g->words = arena_printf(g->arena, "%s%s'%.*s'", g->words,
		    g->count > 1 ? ", " : "", (int)n, s);
}

bool
marked_up_lost(const struct blocks *blocks, const char **ret_words)
{
	struct vocabulary v = {.mask = 255};
	struct gluing g = {.v = &v, .arena = blocks->arena, .words = ""};
	size_t total = 0;

	each_word(blocks, count_one, &total);
	while (v.mask < 2 * total)
		v.mask = 2 * v.mask + 1;
	v.slot = arena_array(blocks->arena, v.mask + 1, sizeof *v.slot);
	memset(v.slot, 0, (v.mask + 1) * sizeof *v.slot);
	each_word(blocks, learn, &v);
	each_word(blocks, look, &g);
	*ret_words = g.words;
	return g.count >= LEAST && g.count * 1000 >= PER_THOUSAND * v.total;
}
