/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the positions engine saw in one passage and what became of it, kept for
 * those who want it explained. Normally nobody does: reading.trace is NULL, and
 * all that is here costs one comparison. For the stages of the engine, which
 * call trace_drop() where they give up a cue, and for engine_explain().
 */
#ifndef CORE_TRACE_H
#define CORE_TRACE_H

#include "core/clause.h"
#include "core/reading.h"
#include "core/rule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a passage was read. */
enum trace_way {
	WAY_WORDS = 0,	 /* sentence by sentence */
	WAY_ENTRY,	 /* brackets and entries of a draft or compilation */
	WAY_NO_LEXICON,	 /* there is no lexicon for its language */
	WAY_NO_CUES,	 /* no word that could carry a stance */
	WAY_KIND,	 /* a draft or an outcome: nobody speaks */
	WAY_ASIDE,	 /* no speech: applause, a heading */
	WAY_TREATY_TEXT, /* the text of a treaty, quoted */
	WAY_COUNT
};

/* What that means, a few words. */
const char *trace_way_says(enum trace_way way);

/* One sentence with its clauses. */
struct trace_sentence {
	size_t first; /* its first token */
	size_t end;   /* token after its last */
	struct predications clauses;
};

/* A cue that gave no position, or not the one it could have given. */
struct trace_drop {
	uint32_t start;			   /* first byte of the cue */
	uint32_t end;			   /* byte after it */
	const struct lexicon_entry *entry; /* NULL: not of the lexicon */
	enum reason reason;
};

struct trace {
	struct arena *arena; /* owner of all this */
	enum trace_way way;
	struct reading reading; /* tokens, cues and mentions */
	struct trace_sentence *sentence;
	size_t n_sentences;
	struct trace_drop *drop; /* in the order they were given up */
	size_t n_drops;
};

/* Note that a cue gave nothing. Called by trace_drop(). */
void trace_add_drop(
    struct trace *trace, const struct cue *cue, enum reason reason);

/* The same of bytes of the text, for a position that is not kept. */
void trace_add_bytes(
    struct trace *trace, uint32_t start, uint32_t end, enum reason reason);

/* Note a sentence and its clauses, which must live as long as the trace. */
void trace_add_sentence(struct trace *trace, size_t first, size_t end,
    const struct predications *clauses);

/* A cue is given up for a reason. */
static inline void
trace_drop(const struct reading *r, const struct cue *cue, enum reason reason)
{
	if (r->trace != NULL)
		trace_add_drop(r->trace, cue, reason);
}

/* The same, where one line says both; gives `false`. */
static inline bool
trace_refuse(const struct reading *r, const struct cue *cue, enum reason reason)
{
	trace_drop(r, cue, reason);
	return false;
}

#endif
