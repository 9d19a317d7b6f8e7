/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a verb's ending says of it: enough to tell who did something from what
 * was done. For the clauses of languages whose cues are written with an open
 * ending; English forms are told by the lexicon. For the positions engine.
 */
#ifndef CORE_VERB_SHAPE_H
#define CORE_VERB_SHAPE_H

#include "core/reading.h"

enum verb_shape {
	SHAPE_FINITE = 0, /* appuie, apoyó, поддержал; Chinese always */
	SHAPE_FUTURE,	  /* appuiera, apoyará */
	SHAPE_INFINITIVE, /* appuyer, apoyarlo, поддержать */
	SHAPE_PARTICIPLE, /* appuyé, apoyada, поддержанный: passive */
	SHAPE_GERUND /* appuyant, apoyando, поддерживая, выступающие */
};

/* The shape of the word at a token, in the reading's language. */
enum verb_shape verb_shape_at(const struct reading *reading, size_t at);

/* Whether the verb at a token is in the first person by its own form. */
bool verb_shape_is_ours(const struct reading *reading, size_t at);

#endif
