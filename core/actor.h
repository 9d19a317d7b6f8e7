/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actors: who can stand before a verb. A list of holders ("A, B and C"), one
 * that speaks for others ("A, for G"), unnamed ones ("several delegations"),
 * offices and persons, a pronoun, the first person. For the positions engine.
 */
#ifndef CORE_ACTOR_H
#define CORE_ACTOR_H

#include "core/reading.h"

enum actor_kind {
	ACTOR_HOLDERS = 0, /* named or unnamed holders: members say which */
	ACTOR_PRONOUN,	   /* he, they, the group */
	ACTOR_SELF	   /* we, my delegation */
};

enum actor_role {
	ACTOR_FREE = 0,	  /* may be a subject */
	ACTOR_AGENT,	  /* after "by" */
	ACTOR_COMPANION,  /* after "with", "joined by" */
	ACTOR_COMPLEMENT, /* after another preposition */
	ACTOR_EXCEPTED,	  /* after "all but", "except", "and not" */
	ACTOR_MODIFIER	  /* "Canada's proposal", "the US amendment" */
};

/* One holder of an actor. */
struct member {
	const char *id;	  /* holder id, or the words that name it */
	const char *name; /* as it is shown */
	const char *via;  /* id or name of who speaks for it, or "" */
	enum holder_kind kind;
};

struct actor {
	enum actor_kind kind;
	enum actor_role role;
	size_t first;	       /* its first token (after a preposition) */
	size_t end;	       /* token after its last */
	size_t head;	       /* its preposition, or `first` */
	size_t last_comma;     /* token of the separator before the last
				  member of a list, or NOWHERE */
	size_t first_comma;    /* token of the first bare comma, or NOWHERE */
	size_t n_before;       /* members before that comma */
	struct member *member; /* in the arena */
	size_t n_members;
};

struct actors {
	struct actor *actor; /* in text order */
	size_t count;
};

/* Find the actors of a sentence: tokens first to before end. */
void actors_find(const struct reading *reading, size_t first, size_t end,
    struct actors *ret);

/* The actor that ends before token `at` (or covers the one before), or NULL. */
const struct actor *actor_ending(const struct actors *actors, size_t at);

/* The actor that begins at the token, its preposition set aside, or NULL. */
const struct actor *actor_starting(const struct actors *actors, size_t at);

#endif
