/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an engine is made of. For position-engine.c and question.c alone.
 */
#ifndef CORE_ENGINE_H
#define CORE_ENGINE_H

#include "core/language.h"
#include "core/lexicon.h"
#include "core/negotiation.h"

struct engine {
	const struct negotiation *neg;		 /* whose names count */
	struct lexicon *lexicon[LANGUAGE_COUNT]; /* NULL: no positions in it */
};

#endif
