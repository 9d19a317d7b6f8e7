/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an engine is made of. For position-engine.c and question.c alone.
 */
#ifndef CORE_ENGINE_H
#define CORE_ENGINE_H

#include "core/language.h"
#include "core/lexicon.h"
#include "core/negotiation.h"
#include "core/table.h"

/* The lexicon of a language, made ready when it is first asked for. */
struct engine_language {
	bool read;		      /* its tables were looked for */
	bool exists;		      /* the source has them, without a fault */
	struct lexicon_tables tables; /* checked */
	struct lexicon *lexicon;      /* NULL: not asked for yet */
};

struct engine {
	const struct negotiation *neg;	  /* whose names count */
	struct arena *arena;		  /* owner of all this */
	struct table_source source;	  /* of the tables */
	struct error *failure;		  /* why a table could not be read */
	struct engine_language *language; /* LANGUAGE_COUNT of them */
};

/* The lexicon of a language, or NULL where it has none. */
const struct lexicon *engine_lexicon(
    const struct engine *engine, enum language language);

#endif
