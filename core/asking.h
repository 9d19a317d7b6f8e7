/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A question while it is read, and the parts of reading it. For question*.c
 * alone.
 */
#ifndef CORE_ASKING_H
#define CORE_ASKING_H

#include "core/actor.h"
#include "core/engine.h"
#include "core/position-engine.h"
#include "core/reading.h"

/* A question being read. */
struct asking {
	const struct engine *engine;
	struct reading r;
	struct actors actors;
	struct cue *ask;	  /* cues of class `ask` */
	size_t n_asks;		  /* how many */
	bool *used;		  /* for each token: something stands for it */
	const struct cue *stance; /* or NULL */
	const struct cue *action; /* or NULL */
	struct question_reading *ret;
};

/* Note that something stands for the tokens first to before end. */
void asking_use(struct asking *q, size_t first, size_t end);

/* The text whose provisions are asked about: "of the revised draft". */
void asking_instrument(struct asking *q);

/* Provisions by their numbers, with their lineages; then topics by name. */
void asking_provisions(struct asking *q);
void asking_topics(struct asking *q, enum language language);

/* Whose positions: those of holders, of a group's members, of anybody. */
void asking_holders(struct asking *q);

/* Whom it is about where that is nobody known: "Ruritania"; else "". */
const char *asking_unknown(const struct asking *q);

/* Whether a token is a word that says nothing by itself, or none. */
bool asking_is_small(const struct reading *r, size_t at);

/* What nothing stands for, and the thing asked about, in the question's words.
 */
const char *asking_rest(const struct asking *q);
const char *asking_object(const struct asking *q);

#endif
