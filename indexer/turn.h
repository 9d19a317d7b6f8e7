/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The beginning of a speaker's turn in a transcript or verbatim record: "The
 * President:", "Ms. Vale (Norland) (spoke in French):", "00:12:33 Norland:".
 * For indexer/ only.
 */
#ifndef INDEXER_TURN_H
#define INDEXER_TURN_H

#include "core/arena.h"
#include "core/negotiation.h"

#include <stdbool.h>
#include <stddef.h>

/* How sure it is that somebody begins to speak. */
enum turn_form {
	TURN_NONE = 0,
	TURN_WEAK,  /* a holder's name and a colon: could be a list */
	TURN_STRONG /* an office, a title and name, a time stamp */
};

struct turn {
	const char *speaker;   /* as it stands there, without colon and marks */
	const char *role;      /* "chair", or "" */
	const char *note;      /* on the delivery: "(spoke in French)", or "" */
	const char *delivered; /* code of that language, or "" */
	size_t speech;	       /* byte where the words spoken begin */
};

/*
 * Whether a text of `n` bytes begins with a turn. What addresses the chair
 * ("Mr. President:") is none. `neg` gives the names of holders and offices.
 */
enum turn_form turn_begins(const struct negotiation *neg, struct arena *arena,
    const char *text, size_t n, struct turn *ret);

/*
 * Whether a text is a note on the delivery and nothing else: "(spoke in
 * French)", "(applause)". The language's code, if it names one, goes to
 * `*ret_delivered` ("" otherwise).
 */
bool turn_is_note(struct arena *arena, const char *text, size_t n,
    const char **ret_delivered);

/* Whether it is the record's own narration ("The meeting rose at 6 p.m."). */
bool turn_is_narration(const char *text, size_t n);

/* Whether a name begins with a person's title: "Ms. Vale". */
bool turn_has_title(const char *name);

/* A speaker's name without colon, time stamp and notes; in the arena. */
const char *turn_name(struct arena *arena, const char *text);

/* "chair" where the name is that of who presides ("The President"), or "". */
const char *turn_role(const char *name);

#endif
