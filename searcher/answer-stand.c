/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer-stand.h"

#include "core/field.h"
#include "searcher/answer-group.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 1024 /* a power of two */

struct collecting {
	struct arena *arena;
	const struct plan *plan;
	struct stands *ret;
	size_t *bucket; /* of BUCKETS: the last stand there, from 1 */
	size_t *before; /* of each stand: the one before it there, from 1 */
};

bool
side_is_opposite(enum side a, enum side b)
{
	return (a == SIDE_FOR && b == SIDE_AGAINST) ||
	       (a == SIDE_AGAINST && b == SIDE_FOR) ||
	       (a == SIDE_CHANGE && b == SIDE_AS_IS) ||
	       (a == SIDE_AS_IS && b == SIDE_CHANGE);
}

enum side
evidence_side(const struct evidence *e)
{
	return side_of(e->position->stance, e->position->action);
}

/*
 * What a position is on; "" where that cannot be compared. A lineage has other
 * numbers in other drafts, so that only the paragraphs tell its parts apart.
 */
static const char *
place_of(const struct collecting *c, const struct found *found)
{
	const struct position *p = found->evidence.position;
	const char *paragraph = strchr(p->provision, '(');

	if (c->plan->n_readings == 0 && c->plan->words[0] != '\0')
		return "the words asked about";
	if (p->lineage[0] == '\0' && p->provision[0] == '\0')
		return "";
	return arena_printf(c->arena, "%s\n%s\n%s",
	    position_key(c->arena, p->lineage, p->instrument, p->provision),
	    scope_name(p->scope),
	    p->lineage[0] != '\0' && paragraph != NULL ? paragraph : "");
}

/* Whether it is on another extent than the one asked about. */
static bool
is_inner(const struct plan *plan, const struct found *found)
{
	return found->reading != NULL &&
	       (found->evidence.position->scope != plan->scope ||
		   plan_extent(plan, found->reading,
		       found->evidence.position) != EXTENT_SAME);
}

static size_t
bucket_of(const char *key, const char *holder)
{
	uint32_t hash = 2166136261u;

	for (const char *s = key; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	for (const char *s = holder; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	return (hash ^ hash >> 15) % BUCKETS;
}

/* A new stand. Doubled, so that many do not leave as many copies behind. */
static struct stand *
stand_new(struct collecting *c, size_t bucket)
{
	struct stands *ret = c->ret;
	size_t n = ret->count, room = n > 0 ? n * 2 : 1;

	if ((n & (n - 1)) == 0) {
		ret->stand = arena_grow(
		    c->arena, ret->stand, n, room, sizeof *ret->stand);
		c->before =
		    arena_grow(c->arena, c->before, n, room, sizeof *c->before);
	}
	c->before[n] = c->bucket[bucket];
	c->bucket[bucket] = ++ret->count;
	return &ret->stand[n];
}

static struct stand *
stand_of(struct collecting *c, const char *key, const struct position *p)
{
	size_t bucket = bucket_of(key, p->holder);
	struct stand *stand;

	for (size_t i = c->bucket[bucket]; i > 0; i = c->before[i - 1]) {
		stand = &c->ret->stand[i - 1];
		if (stand->kind == p->holder_kind &&
		    strcmp(stand->holder, p->holder) == 0 &&
		    strcmp(stand->key, key) == 0)
			return stand;
	}
	stand = stand_new(c, bucket);
	stand->key = key;
	stand->holder = p->holder;
	stand->kind = p->holder_kind;
	return stand;
}

static int
by_time(const void *a, const void *b)
{
	return evidence_compare_time(*(const struct evidence *const *)a,
	    *(const struct evidence *const *)b);
}

/* Put what it said in the order of time; the side it takes last. */
static void
settle(struct stand *stand)
{
	qsort(stand->evidence, stand->n_evidence, sizeof *stand->evidence,
	    by_time);
	for (size_t i = 0; i < stand->n_evidence; i++)
		if (evidence_side(stand->evidence[i]) != SIDE_NONE)
			stand->side = evidence_side(stand->evidence[i]);
}

/*
 * "where do members of G stand": of them alone. Who broke with a group is told
 * by what the group holds.
 */
static bool
is_whom(const struct plan *plan, const struct found *found)
{
	return plan->whom == WHOM_DELEGATIONS || plan->intent != INTENT_STAND ||
	       evidence_is_asked(plan, &found->evidence);
}

static void
add(struct collecting *c, const struct found *found)
{
	const char *key = place_of(c, found);
	struct stand *stand;

	if (key[0] == '\0' || !is_whom(c->plan, found))
		return;
	stand = stand_of(c, key, found->evidence.position);
	stand->inner = is_inner(c->plan, found);
	/* Doubled, so that many do not leave as many copies behind. */
	if ((stand->n_evidence & (stand->n_evidence - 1)) == 0)
		stand->evidence =
		    arena_grow(c->arena, stand->evidence, stand->n_evidence,
			stand->n_evidence > 0 ? stand->n_evidence * 2 : 1,
			sizeof *stand->evidence);
	stand->evidence[stand->n_evidence++] = &found->evidence;
}

void
stands_collect(struct arena *arena, const struct plan *plan,
    const struct found *found, size_t n, const struct found *more,
    size_t n_more, struct stands *ret)
{
	struct collecting c = {.arena = arena, .plan = plan, .ret = ret};

	memset(ret, 0, sizeof *ret);
	c.bucket = arena_array(arena, BUCKETS, sizeof *c.bucket);
	for (size_t i = 0; i < n; i++)
		add(&c, &found[i]);
	for (size_t i = 0; i < n_more; i++)
		add(&c, &more[i]);
	for (size_t i = 0; i < ret->count; i++)
		settle(&ret->stand[i]);
}
