/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Predications: what a sentence says, as a cue with its subject and what it
 * governs. A shallow reading: no tree, but for each cue that is a verb (or
 * stands for one) who is its subject, what is its complement, and where both
 * end. For the positions engine; core/attach.h makes positions of them.
 */
#ifndef CORE_CLAUSE_H
#define CORE_CLAUSE_H

#include "core/actor.h"
#include "core/reading.h"

enum predication_voice {
	VOICE_ACTIVE = 0, /* "X supported Y" */
	VOICE_PARTICIPLE, /* "..., supporting Y", "with X supporting Y" */
	VOICE_AGENT,	  /* "supported by X" */
	VOICE_NOUN	  /* "calls from X for Y", "X's opposition to Y" */
};

enum predication_subject {
	SUBJECT_NONE = 0, /* nobody found */
	SUBJECT_ACTOR,	  /* `actor` */
	SUBJECT_OTHER	  /* the words subject_first to subject_end */
};

struct predication {
	const struct cue *cue;
	enum predication_voice voice;
	enum predication_subject subject;
	const struct actor *actor;     /* of SUBJECT_ACTOR */
	size_t subject_first;	       /* of SUBJECT_OTHER */
	size_t subject_end;	       /* of SUBJECT_OTHER */
	const struct actor *companion; /* "with Y", or NULL */
	bool negated;		       /* an odd number of negators */
	bool future;		       /* will, may, might */
	bool gap;	  /* its verb is the one of a clause before:
			     the cue stands there */
	bool of_sentence; /* VOICE_AGENT: on what the sentence's subject says,
			     not on the words before it */
	int governor;	  /* the report in whose complement it stands, or -1 */
	size_t start;	  /* first token of the clause, with its subject */
	size_t object;	  /* first token of the complement */
	size_t end;	  /* token after the complement */
};

struct predications {
	struct predication *item; /* in text order */
	size_t count;
	struct actors actors; /* all of the sentence */
};

/*
 * Read one sentence: tokens first to before end. In the reading's arena. A
 * sentence without cues of stance, report or verdict has none.
 */
void predications_find(const struct reading *reading, size_t first, size_t end,
    struct predications *ret);

#endif
