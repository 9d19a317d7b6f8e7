/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A position: who takes which stance on which action to which thing, and the
 * words that prove it. Strings are never NULL; "" is "none".
 */
#ifndef CORE_POSITION_H
#define CORE_POSITION_H

#include "core/stance.h"

#include <stdint.h>

/* Who can have a position. */
enum holder_kind {
	HOLDER_STATE = 0,
	HOLDER_GROUP,
	HOLDER_OFFICE,	     /* the Chair, the Secretariat */
	HOLDER_ORGANIZATION, /* an agency, an NGO */
	HOLDER_PERSON,	     /* an author, an expert */
	HOLDER_CLUSTER,	     /* "Western States": never expanded */
	HOLDER_UNNAMED	     /* "several delegations" */
};

/* "state", "group", ... as in the JSON contract. */
const char *holder_kind_name(enum holder_kind kind);
bool holder_kind_find(const char *name, enum holder_kind *ret);

struct position {
	const char *holder;	  /* ISO alpha-2, group id, or the name */
	const char *holder_name;  /* as it is shown */
	const char *spokesperson; /* id or name of who speaks for it, or "" */
	const char *provision;	  /* normal form, or "" */
	const char *instrument;	  /* id of the instrument, or "" */
	const char *lineage;	  /* id of the lineage, or "" */
	const char *object;	  /* the thing, in the passage's words */
	const char *condition;	  /* "only if ...", in the passage's words */
	const char *rule;	  /* id of the cue and rule that gave it */
	enum holder_kind holder_kind;
	enum stance stance;
	enum action action;
	enum action implied; /* what follows for a text where `action` is none
				and something does, else ACTION_NONE; takes no
				part in the side (core/implied.h) */
	enum scope scope;
	enum certainty certainty;
	uint32_t start;	    /* first byte of the quote in the passage's text */
	uint32_t end;	    /* byte after it */
	uint32_t cue_start; /* first byte of the cue that carries the stance */
	uint32_t cue_end;   /* byte after it */
};

/* Set every string to "" and the rest to 0. */
void position_init(struct position *position);

#endif
