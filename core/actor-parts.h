/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of actor.c: one holder, named or not (actor-mention.c), lists of
 * them (actor-list.c), and what an actor is in its sentence (actor-role.c).
 * Only these files include this.
 */
#ifndef CORE_ACTOR_PARTS_H
#define CORE_ACTOR_PARTS_H

#include "core/actor.h"

#define MEMBERS_MAX 64 /* of one actor; a longer list is cut */

/* An actor being read. */
struct actor_parse {
	const struct reading *r;	   /* of the text */
	size_t limit;			   /* token after the sentence */
	struct member member[MEMBERS_MAX]; /* in text order */
	size_t n;			   /* members */
	size_t last_comma;		   /* as in struct actor */
	size_t first_comma;		   /* as in struct actor */
	size_t n_before;		   /* as in struct actor */
	size_t n_last;			   /* members before the last element */
	bool unnamed;			   /* the last element is unnamed */
	bool modifier; /* the last element is a possessive */
};

/* One element of a list; 0 where there is none. */
size_t actor_parse_element(struct actor_parse *p, size_t at);

/* "X and Y" after "for": bare "and" only, since a comma closes it. */
size_t actor_parse_represented(struct actor_parse *p, size_t at);

/*
 * ", for G," after the member that was read last: the members become those it
 * speaks for. "Also speaking for" keeps the speaker.
 */
size_t actor_parse_for(struct actor_parse *p, size_t at);

/* A whole list from `at`; 0 where there is none. */
size_t actor_parse_list(struct actor_parse *p, size_t at);

/*
 * The role of an actor at `first` in the sentence that begins at `start`; its
 * preposition, if there is one, in `*head`.
 */
enum actor_role actor_role_of(
    const struct reading *r, size_t first, size_t start, size_t *head);

#endif
