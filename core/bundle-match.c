/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Windows of the old string, at regular distances, are in a table by their
 * hash; over the new string a window rolls byte by byte, and what is found is
 * made as long as it goes in both directions.
 */
#include "core/bundle-match.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW	 16	     /* bytes that a match has at least */
#define STEP	 4	     /* between windows of the old string */
#define SLOTS	 (1u << 24)  /* of the table, at most */
#define TRIES	 24	     /* windows of the same hash that are looked at */
#define MULTIPLY 0x9E3779B1u /* of the rolling hash; odd */

struct bundle_matcher {
	const unsigned char *old;
	size_t n;
	size_t step;
	uint32_t *head; /* by hash: number of the last window, from 1 */
	uint32_t *next; /* by number: the one before with that hash */
	uint32_t mask;	/* slots less 1 */
	uint32_t power; /* MULTIPLY to the power WINDOW */
};

static uint32_t
hash_of(const unsigned char *s)
{
	uint32_t hash = 0;

	for (int i = 0; i < WINDOW; i++)
		hash = hash * MULTIPLY + s[i];
	return hash;
}

/* The low bits of a product depend on low bits only: use the high ones. */
static uint32_t
slot_of(const struct bundle_matcher *m, uint32_t hash)
{
	return (hash ^ hash >> 15) * 0x85EBCA77u >> 8 & m->mask;
}

static void
fill(struct bundle_matcher *m)
{
	size_t count = m->n < WINDOW ? 0 : (m->n - WINDOW) / m->step + 1;

	/* From the end, so that the first of equal windows is found first. */
	for (size_t i = count; i > 0; i--) {
		uint32_t slot = slot_of(m, hash_of(m->old + (i - 1) * m->step));

		m->next[i] = m->head[slot];
		m->head[slot] = (uint32_t)i;
	}
}

struct bundle_matcher *
bundle_matcher_new(const unsigned char *old, size_t n)
{
	struct bundle_matcher *m = calloc(1, sizeof *m);
	size_t slots = 1024;

	if (m == NULL)
		return NULL;
	m->old = old;
	m->n = n;
	/* No more windows than the table is good for. */
	m->step = STEP + n / (4 * (size_t)SLOTS);
	while (slots < SLOTS && slots < n / m->step)
		slots *= 2;
	m->mask = (uint32_t)slots - 1;
	m->head = calloc(slots, sizeof *m->head);
	m->next = calloc(n / m->step + 2, sizeof *m->next);
	if (m->head == NULL || m->next == NULL) {
		bundle_matcher_free(m);
		return NULL;
	}
	m->power = 1;
	for (int i = 0; i < WINDOW; i++)
		m->power *= MULTIPLY;
	fill(m);
	return m;
}

void
bundle_matcher_free(struct bundle_matcher *m)
{
	if (m == NULL)
		return;
	free(m->head);
	free(m->next);
	free(m);
}

/* How many bytes are the same from two places on. */
static size_t
run(const unsigned char *a, size_t n_a, const unsigned char *b, size_t n_b)
{
	size_t n = n_a < n_b ? n_a : n_b, i = 0;

	while (i < n && a[i] == b[i])
		i++;
	return i;
}

/* Make a match as long as it goes; back no further than `from`. */
static void
stretch(const struct bundle_matcher *m, const unsigned char *s, size_t n,
    size_t from, size_t old, size_t at, struct bundle_match *ret)
{
	size_t length = run(m->old + old, m->n - old, s + at, n - at);

	while (old > 0 && at > from && m->old[old - 1] == s[at - 1]) {
		old--;
		at--;
		length++;
	}
	ret->old = old;
	ret->begin = at;
	ret->length = length;
}

/* The longest match of the windows with this hash. */
static bool
look(const struct bundle_matcher *m, const unsigned char *s, size_t n,
    size_t from, size_t at, uint32_t hash, struct bundle_match *ret)
{
	uint32_t i = m->head[slot_of(m, hash)];

	ret->length = 0;
	for (int tries = 0; i != 0 && tries < TRIES; i = m->next[i], tries++) {
		size_t old = (size_t)(i - 1) * m->step;
		struct bundle_match match;

		if (memcmp(m->old + old, s + at, WINDOW) != 0)
			continue;
		stretch(m, s, n, from, old, at, &match);
		if (match.length > ret->length)
			*ret = match;
	}
	return ret->length >= WINDOW;
}

bool
bundle_matcher_next(struct bundle_matcher *m, const unsigned char *s, size_t n,
    size_t from, size_t expected, struct bundle_match *ret)
{
	uint32_t hash;

	if (from >= n || n - from < WINDOW)
		return false;
	hash = hash_of(s + from);
	for (size_t at = from;; at++) {
		/* What goes on after a few bytes that changed in place. */
		size_t old = expected + (at - from);

		if (at - from <= 64 && old < m->n &&
		    run(m->old + old, m->n - old, s + at,
			n - at < WINDOW ? n - at : WINDOW) >= WINDOW) {
			stretch(m, s, n, from, old, at, ret);
			return true;
		}
		if (look(m, s, n, from, at, hash, ret))
			return true;
		if (at + WINDOW >= n)
			return false;
		hash = hash * MULTIPLY + s[at + WINDOW] - m->power * s[at];
	}
}
