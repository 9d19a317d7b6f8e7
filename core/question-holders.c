/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whose positions a question is about. */
#include "core/asking.h"
#include "core/small-words.h"

#include <string.h>

static void
add_holders(struct asking *q, const struct actor *a)
{
	for (size_t i = 0; i < a->n_members; i++) {
		const struct holder *h =
		    holder_by_id(q->engine->neg->holders, a->member[i].id);

		if (h == NULL)
			continue;
		q->ret->holder =
		    arena_grow(q->r.arena, q->ret->holder, q->ret->n_holders,
			q->ret->n_holders + 1, sizeof(*q->ret->holder));
		q->ret->holder[q->ret->n_holders++] = h;
	}
	asking_use(q, a->first, a->end);
}

/* The first group that the question names. */
static void
read_group(struct asking *q)
{
	for (size_t i = 0; i < q->r.n_holders; i++) {
		const struct holder_mention *m = &q->r.holder[i];

		if (m->holder->kind != HOLDER_GROUP)
			continue;
		q->ret->members_of = m->holder;
		asking_use(q, m->first, m->end);
		return;
	}
}

/* "which members of G", "which G members" */
static void
read_members(struct asking *q)
{
	read_group(q);
	if (q->ret->members_of == NULL)
		q->ret->asks = ASKS_STATES;
}

/* Where the question stops saying whom it asks about. */
static size_t
end_of_whom(const struct asking *q)
{
	return q->stance != NULL   ? q->stance->first
	       : q->action != NULL ? q->action->first
				   : q->r.tokens.count;
}

/* A noun for members at the token: "members", "parties", "member". */
static bool
is_member_noun(const struct asking *q, size_t at)
{
	if (reading_is(&q->r, at, CUE_CROWD))
		return true;
	for (size_t i = 0; i < q->n_asks; i++)
		if (at >= q->ask[i].first && at < q->ask[i].end &&
		    strcmp(q->ask[i].entry->id, "member") == 0)
			return true;
	return false;
}

/* "ASEAN members", "members of ASEAN", "parties to the Convention". */
static bool
names_members(const struct asking *q, const struct holder_mention *m)
{
	const struct reading *r = &q->r;
	size_t at = m->first;

	if (is_member_noun(q, m->end))
		return true;
	while (at > 0 && at + 3 > m->first &&
	       (reading_small(r, at - 1, WORD_OF) ||
		   reading_small(r, at - 1, WORD_TO) ||
		   reading_small(r, at - 1, WORD_THE)))
		at--;
	return at > 0 && is_member_noun(q, at - 1);
}

/*
 * "which ASEAN members", "which Budapest Convention party": a group with a noun
 * for its members; "which Latin American States": a region, of which the
 * lexicon says whose group it stands for.
 */
static bool
is_of_group(struct asking *q)
{
	const struct reading *r = &q->r;
	size_t end = end_of_whom(q);

	for (size_t i = 0; i < r->n_holders; i++) {
		const struct holder_mention *m = &r->holder[i];

		if (m->end > end)
			break;
		if (m->holder->kind != HOLDER_GROUP)
			return false; /* "did X oppose what EU members want" */
		if (!names_members(q, m))
			continue;
		q->ret->members_of = m->holder;
		asking_use(q, m->first,
		    is_member_noun(q, m->end) ? m->end + 1 : m->end);
		return true;
	}
	for (size_t i = 0; i < q->n_asks && q->ask[i].first < end; i++) {
		const char *id = q->ask[i].entry->id;

		if (strncmp(id, "region:", 7) != 0)
			continue;
		q->ret->members_of =
		    holder_by_id(q->engine->neg->holders, id + 7);
		asking_use(q, q->ask[i].first, q->ask[i].end);
		return q->ret->members_of != NULL;
	}
	return false;
}

/* "besides X" */
static bool
is_excepted(const struct asking *q, const struct actor *a)
{
	for (size_t i = 0; i < q->ret->n_excepts && a->n_members > 0; i++)
		if (strcmp(q->ret->except[i]->id, a->member[0].id) == 0)
			return true;
	return false;
}

/* "who agrees with X": not "does X agree with Y". */
static bool
asks_who(const struct reading *r)
{
	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].entry->kind == CUE_RELATIVE ||
		    r->cue[i].entry->kind == CUE_QUESTION)
			return true;
	return false;
}

/* Whether a question of this kind may be about a group's members. */
static bool
asks_members(enum question_asks asks)
{
	return asks == ASKS_WHO || asks == ASKS_STATES || asks == ASKS_COUNT ||
	       asks == ASKS_STAND || asks == ASKS_WHAT || asks == ASKS_WHEN ||
	       asks == ASKS_WHETHER;
}

/* Whether "how many" counts something else than delegations. */
static bool
counts_things(const struct asking *q)
{
	const struct reading *r = &q->r;

	for (size_t i = 0; i < r->n_cues; i++) {
		size_t at = r->cue[i].end;

		if (r->cue[i].entry->kind != CUE_QUESTION)
			continue;
		for (size_t k = r->cue[i].first; k < at; k++)
			if (reading_is(r, k, CUE_CROWD))
				return false;
		return reading_word(r, at) && !reading_is(r, at, CUE_CROWD) &&
		       !reading_is(r, at, CUE_STANCE) &&
		       !reading_is(r, at, CUE_AUXILIARY) &&
		       strcmp(r->cue[i].entry->id, "ask-count") == 0 &&
		       r->cue[i].end - r->cue[i].first <= 2;
	}
	return false;
}

/* "on behalf of G": it is G's position that is asked about. */
static void
add_behalf(struct asking *q)
{
	q->ret->holder =
	    arena_grow(q->r.arena, NULL, 0, 1, sizeof(*q->ret->holder));
	q->ret->holder[q->ret->n_holders++] = q->ret->on_behalf_of;
}

/* "did any ASEAN member oppose it" asks which of them did. */
static void
read_whose_members(struct asking *q)
{
	struct question_reading *ret = q->ret;

	if (!is_of_group(q))
		return;
	if (ret->asks == ASKS_WHO || ret->asks == ASKS_STATES ||
	    ret->asks == ASKS_WHETHER)
		ret->asks = ASKS_MEMBERS;
}

/*
 * "where does X stand": what X holds; "how many ratifications did X want": no
 * delegations are counted.
 */
static void
settle_named(struct asking *q)
{
	struct question_reading *ret = q->ret;
	bool named = false;

	if (ret->members_of != NULL)
		return;
	for (size_t i = 0; i < q->actors.count; i++)
		named |= q->actors.actor[i].kind == ACTOR_HOLDERS &&
			 q->actors.actor[i].member[0].kind != HOLDER_UNNAMED &&
			 !is_excepted(q, &q->actors.actor[i]) &&
			 q->actors.actor[i].first < end_of_whom(q);
	if (named && (ret->asks == ASKS_STAND ||
			 (ret->asks == ASKS_COUNT && counts_things(q))))
		ret->asks = ASKS_WHAT;
}

/* The holders a question is about: its subject, never "who" opposed whom. */
void
asking_holders(struct asking *q)
{
	const struct actors *all = &q->actors;
	struct question_reading *ret = q->ret;

	if (ret->on_behalf_of != NULL) {
		add_behalf(q);
		return;
	}
	if (asks_members(ret->asks))
		read_whose_members(q);
	else if (ret->asks == ASKS_MEMBERS)
		read_members(q);
	if (ret->asks == ASKS_BROKE)
		read_group(q);
	settle_named(q);
	if (ret->asks == ASKS_WHO || ret->asks == ASKS_STATES ||
	    ret->asks == ASKS_GROUPS || ret->asks == ASKS_MEMBERS ||
	    ret->asks == ASKS_COUNT || ret->asks == ASKS_STAND ||
	    ret->asks == ASKS_BROKE || ret->members_of != NULL)
		return;
	for (size_t i = 0; i < all->count; i++) {
		if (all->actor[i].kind != ACTOR_HOLDERS)
			continue;
		if (is_excepted(q, &all->actor[i]))
			continue;
		add_holders(q, &all->actor[i]);
		if (ret->n_holders > 0 && ret->asks != ASKS_COMPARE &&
		    !(ret->asks == ASKS_AGREE && !asks_who(&q->r)))
			return;
	}
}
