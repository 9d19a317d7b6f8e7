/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stance and action, and the one table of what a pair of them means for the
 * thing it is about. Index, question and view all use this table: who opposed a
 * removal, who supported keeping and who proposed to retain hold one side.
 */
#ifndef CORE_STANCE_H
#define CORE_STANCE_H

#include <stdbool.h>
#include <stddef.h>

enum stance {
	STANCE_NONE = 0, /* flexible, withdrawn, or no position */
	STANCE_SUPPORT,
	STANCE_OPPOSE,
	STANCE_PROPOSE,
	STANCE_QUESTION,
	STANCE_RESERVE,
	STANCE_COUNT
};

enum action {
	ACTION_NONE = 0, /* no change to a text */
	ACTION_RETAIN,
	ACTION_DELETE,
	ACTION_INSERT,
	ACTION_AMEND,
	ACTION_REPLACE,
	ACTION_MOVE,
	ACTION_MERGE,
	ACTION_BRACKET,
	ACTION_COUNT
};

/* What follows for the provision, proposal or thing itself. */
enum side {
	SIDE_NONE = 0, /* nothing follows */
	SIDE_FOR,      /* wants it to be there */
	SIDE_AGAINST,  /* wants it gone, or not to come */
	SIDE_CHANGE,   /* wants it changed */
	SIDE_AS_IS     /* wants it left as it stands */
};

/* How much of a provision a position is about. */
enum scope {
	SCOPE_WHOLE = 0, /* the provision named */
	SCOPE_PART,	 /* words, a sentence, brackets inside it */
	SCOPE_REFERENCE	 /* references to it elsewhere */
};

enum certainty {
	CERTAINTY_EXPLICIT = 0, /* said in so many words */
	CERTAINTY_IMPLIED	/* follows from what is said */
};

/* Whose words they are, strongest first; follows from the record's kind. */
enum layer {
	LAYER_STATEMENT = 0, /* the holder's own words */
	LAYER_COMPILATION,   /* attributed in a document of the secretariat */
	LAYER_SUMMARY,	     /* reported by a summary or bulletin */
	LAYER_COMMENTARY     /* reported by an analyst */
};

/* Names as in the JSON contract: "support", "delete", "for", "whole" ... */
const char *stance_name(enum stance stance);
const char *action_name(enum action action);
const char *side_name(enum side side);
const char *scope_name(enum scope scope);
const char *certainty_name(enum certainty certainty);
const char *layer_name(enum layer layer);

/* The value of a name. False where there is no such name. */
bool stance_find(const char *name, enum stance *ret);
bool action_find(const char *name, enum action *ret);
bool scope_find(const char *name, enum scope *ret);
bool certainty_find(const char *name, enum certainty *ret);
bool layer_find(const char *name, enum layer *ret);

/*
 * The side a pair takes on the thing the action is on: (oppose, delete) is
 * SIDE_FOR, (propose, delete) SIDE_AGAINST, and so on.
 */
enum side side_of(enum stance stance, enum action action);

/* Whether the side is only weakly taken: question and reserve. */
bool side_is_weak(enum stance stance);

/*
 * Whether two pairs hold one side: the same, or opposites of opposites
 * ((oppose, delete) and (support, retain)).
 */
bool side_same(enum stance a_stance, enum action a_action, enum stance b_stance,
    enum action b_action);

#endif
