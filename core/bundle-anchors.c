/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-anchors.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW	 32 /* bytes that are hashed together */
#define SLOTS	 ((size_t)1 << 21)
#define PLACES	 (SLOTS / 2) /* that are noted of a file, about */
#define LEAST	 256	     /* bytes between two of them, on average */
#define SAME	 4	     /* that are noted of one hash */
#define MANY	 UINT32_MAX
#define MULTIPLY 0x9E3779B1u /* of the rolling hash; odd */

/* A place that was noted. */
struct slot {
	uint32_t hash;
	uint32_t region; /* from 1; 0: the slot is empty */
	uint32_t voted;	 /* the piece that it last voted for; MANY: it tells
			    of no region, as it is in more than SAME */
};

struct bundle_anchors {
	struct slot *slots;
	uint32_t *votes;    /* by region */
	uint32_t n_regions; /* of the old file */
	uint32_t mask;	    /* a place is looked at where its bits are 0 */
	uint32_t power;	    /* MULTIPLY to the power WINDOW */
	uint32_t piece;	    /* that is voted for, from 1 */
	size_t used;	    /* slots */
};

struct bundle_anchors *
bundle_anchors_new(uint64_t length)
{
	struct bundle_anchors *a = calloc(1, sizeof *a);
	uint32_t distance = LEAST;

	if (a == NULL)
		return NULL;
	while (distance < 1u << 30 && length / distance > PLACES)
		distance *= 2;
	a->mask = distance - 1;
	a->n_regions = (uint32_t)(length / ANCHORS_REGION + 1);
	a->slots = calloc(SLOTS, sizeof *a->slots);
	a->votes = calloc(a->n_regions, sizeof *a->votes);
	a->power = 1;
	for (int i = 0; i < WINDOW; i++)
		a->power *= MULTIPLY;
	if (a->slots == NULL || a->votes == NULL) {
		bundle_anchors_free(a);
		return NULL;
	}
	return a;
}

void
bundle_anchors_free(struct bundle_anchors *a)
{
	if (a == NULL)
		return;
	free(a->slots);
	free(a->votes);
	free(a);
}

/* The low bits of a product depend on low bits only: mix them. */
static uint32_t
mix(uint32_t hash)
{
	hash = (hash ^ hash >> 15) * 0x85EBCA77u;
	return hash ^ hash >> 13;
}

/* Call `each` with the hash of every place of a string. */
static void
places(struct bundle_anchors *a, const unsigned char *s, size_t n,
    void (*each)(struct bundle_anchors *a, uint32_t hash, uint32_t context),
    uint32_t context)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t mixed;

		hash = hash * MULTIPLY + s[i];
		if (i >= WINDOW)
			hash -= a->power * s[i - WINDOW];
		mixed = mix(hash);
		if (i + 1 >= WINDOW && (mixed & a->mask) == 0)
			each(a, mixed, context);
	}
}

static size_t
first_slot(uint32_t hash)
{
	return (size_t)(hash * MULTIPLY >> 11) & (SLOTS - 1);
}

static void
note(struct bundle_anchors *a, uint32_t hash, uint32_t region)
{
	size_t i = first_slot(hash);
	struct slot *first = NULL;
	int same = 0;

	for (; a->slots[i].region != 0; i = (i + 1) & (SLOTS - 1)) {
		struct slot *slot = &a->slots[i];

		if (slot->hash != hash)
			continue;
		first = first == NULL ? slot : first;
		if (++same == SAME)
			first->voted = MANY;
		if (slot->region == region + 1 || first->voted == MANY)
			return;
	}
	if (a->used >= SLOTS / 4 * 3)
		return;
	a->slots[i] = (struct slot){.hash = hash, .region = region + 1};
	a->used++;
}

void
bundle_anchors_add(
    struct bundle_anchors *a, uint32_t i, const unsigned char *bytes, size_t n)
{
	places(a, bytes, n, note, i);
}

static void
vote(struct bundle_anchors *a, uint32_t hash, uint32_t unused)
{
	(void)unused;
	/* Once for a piece: runs and tables would outvote all else. */
	for (size_t i = first_slot(hash); a->slots[i].region != 0;
	     i = (i + 1) & (SLOTS - 1)) {
		struct slot *slot = &a->slots[i];

		if (slot->hash != hash)
			continue;
		if (slot->voted == MANY || slot->voted == a->piece)
			return;
		a->votes[slot->region - 1]++;
		slot->voted = a->piece;
	}
}

size_t
bundle_anchors_find(struct bundle_anchors *a, const unsigned char *bytes,
    size_t n, uint32_t *ret, size_t max)
{
	size_t found = 0;

	a->piece++;
	memset(a->votes, 0, a->n_regions * sizeof *a->votes);
	places(a, bytes, n, vote, 0);
	while (found < max) {
		uint32_t best = 0;

		for (uint32_t i = 1; i < a->n_regions; i++)
			if (a->votes[i] > a->votes[best])
				best = i;
		if (a->votes[best] == 0)
			break;
		a->votes[best] = 0;
		ret[found++] = best;
	}
	return found;
}
