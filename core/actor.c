/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/actor.h"

#include "core/actor-parts.h"
#include "core/small-words.h"

#include <string.h>

/* --- roles -------------------------------------------------------------- */

/* Most words of a person's name before the parenthesis. */
#define NAME_WORDS 5

/*
 * "Ms. Corvale (Brennia)": the token of the title of a person who speaks for
 * the State in parentheses, or NOWHERE.
 */
static size_t
titled_at(const struct reading *r, size_t start, const struct actor *a)
{
	size_t at = a->first;

	if (r->language != LANGUAGE_EN || at < start + 2 ||
	    !reading_token(r, at - 1, "("))
		return NOWHERE;
	at--;
	for (size_t n = 0; at > start && n < 2 * NAME_WORDS; n++, at--) {
		const struct token *t = &r->tokens.token[at - 1];

		if (reading_small(r, at - 1, WORD_TITLE))
			return at - 1;
		if (t->kind == TOKEN_WORD ? !(t->flags & TOKEN_CAPITAL)
					  : !reading_token(r, at - 1, ".") &&
						!reading_token(r, at - 1, "-"))
			break;
	}
	return NOWHERE;
}

static struct actor *
actors_add(const struct reading *r, struct actors *ret, size_t *room)
{
	if (ret->count == *room) {
		size_t more = *room ? *room * 2 : 8;

		ret->actor = arena_grow(
		    r->arena, ret->actor, *room, more, sizeof(*ret->actor));
		*room = more;
	}
	return &ret->actor[ret->count++];
}

/* A pronoun or the first person at `at`. */
static bool
pronoun_at(const struct reading *r, size_t at, struct actor *actor)
{
	const struct cue *cue = reading_cue(r, at);

	if (cue == NULL || cue->first != at ||
	    (cue->entry->kind != CUE_PRONOUN && cue->entry->kind != CUE_SELF))
		return false;
	actor->kind = cue->entry->kind == CUE_SELF ? ACTOR_SELF : ACTOR_PRONOUN;
	actor->end = cue->end;
	return true;
}

static bool
actor_at(const struct reading *r, size_t at, size_t limit,
    struct actor_parse *p, struct actor *actor)
{
	memset(p, 0, sizeof(*p));
	p->r = r;
	p->limit = limit;
	memset(actor, 0, sizeof(*actor));
	actor->last_comma = actor->first_comma = NOWHERE;
	actor->first = at;
	if (pronoun_at(r, at, actor))
		return true;
	/* "On behalf of G, A ...": G alone is spoken for */
	if (at > 0 && reading_is(r, at - 1, CUE_REPRESENT)) {
		actor->end = actor_parse_represented(p, at);
		p->last_comma = p->first_comma = NOWHERE;
	} else {
		actor->end = actor_parse_list(p, at);
	}
	if (actor->end == 0 || p->n == 0)
		return false;
	actor->last_comma = p->last_comma;
	actor->first_comma = p->first_comma;
	actor->n_before = p->n_before;
	actor->n_members = p->n;
	actor->member = arena_array(r->arena, p->n, sizeof(*actor->member));
	memcpy(actor->member, p->member, p->n * sizeof(*actor->member));
	return true;
}

/* Whether an actor can begin here at all: the cheap look first. */
static bool
may_begin(const struct reading *r, size_t at)
{
	const struct cue *cue;

	if (r->holder_at[at] >= 0 || reading_small(r, at, WORD_THE))
		return true;
	cue = reading_cue(r, at);
	return cue != NULL && cue->first == at &&
	       (cue->entry->kind == CUE_QUANTIFIER ||
		   (cue->entry->kind == CUE_EXCEPTION &&
		       reading_token(r, at, "all")) ||
		   cue->entry->kind == CUE_CROWD ||
		   cue->entry->kind == CUE_PRONOUN ||
		   cue->entry->kind == CUE_SELF);
}

/* "On behalf of G, X said": what was read last speaks for those before. */
static void
join_fronted(struct actors *ret)
{
	struct actor *a, *b;

	if (ret->count < 2)
		return;
	a = &ret->actor[ret->count - 2];
	b = &ret->actor[ret->count - 1];
	if (a->kind != ACTOR_HOLDERS || b->kind != ACTOR_HOLDERS ||
	    b->n_members != 1 || b->role != ACTOR_FREE || b->first > a->end + 2)
		return;
	for (size_t i = 0; i < a->n_members; i++)
		a->member[i].via = b->member[0].id;
	a->end = b->end;
	a->role = ACTOR_FREE;
	a->first = b->first;
	ret->count--;
}

/* The person with a title and the State in parentheses are one actor. */
static bool
join_title(const struct reading *r, size_t start, struct actor_parse *p,
    struct actor *actor)
{
	size_t title =
	    actor->kind == ACTOR_HOLDERS ? titled_at(r, start, actor) : NOWHERE;
	size_t end = actor->end;

	if (title == NOWHERE || p->n != 1)
		return false;
	if (reading_token(r, end, ")"))
		end++;
	else if (!reading_token(r, end - 1, ")"))
		return false;
	actor->end = actor_parse_for(p, end);
	if (actor->end > end) {
		actor->n_members = p->n;
		actor->member =
		    arena_array(r->arena, p->n, sizeof(*actor->member));
		memcpy(actor->member, p->member, p->n * sizeof(*actor->member));
		if (reading_token(r, actor->end, ","))
			actor->end++;
	}
	actor->first = actor->head = title;
	return true;
}

void
actors_find(
    const struct reading *r, size_t first, size_t end, struct actors *ret)
{
	struct actor_parse parse;
	size_t room = 0;
	bool fronted = false;

	ret->actor = NULL;
	ret->count = 0;
	for (size_t i = first; i < end;) {
		struct actor actor, *added;

		if (!may_begin(r, i) || !actor_at(r, i, end, &parse, &actor)) {
			i++;
			continue;
		}
		actor.role = actor_role_of(r, i, first, &actor.head);
		if (parse.modifier)
			actor.role = ACTOR_MODIFIER;
		if (r->depth[i] > 0 && actor.role == ACTOR_FREE &&
		    !join_title(r, first, &parse, &actor))
			actor.role = ACTOR_COMPLEMENT;
		added = actors_add(r, ret, &room);
		*added = actor;
		if (fronted)
			join_fronted(ret);
		fronted = actor.role == ACTOR_COMPLEMENT &&
			  reading_is(r, i - 1, CUE_REPRESENT);
		i = actor.end;
	}
}

const struct actor *
actor_ending(const struct actors *actors, size_t at)
{
	for (size_t i = 0; i < actors->count; i++)
		if (actors->actor[i].end == at)
			return &actors->actor[i];
	return NULL;
}

const struct actor *
actor_starting(const struct actors *actors, size_t at)
{
	for (size_t i = 0; i < actors->count; i++)
		if (actors->actor[i].first == at || actors->actor[i].head == at)
			return &actors->actor[i];
	return NULL;
}
