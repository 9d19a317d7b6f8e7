/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/trace.h"

#include "core/translate.h"

#include <string.h>

const char *
trace_way_says(enum trace_way way)
{
	static const char *const says[WAY_COUNT] = {
	    [WAY_WORDS] = N_("sentence by sentence"),
	    [WAY_ENTRY] = N_("as an entry or a bracketed text"),
	    [WAY_NO_LEXICON] =
		N_("not read: there is no lexicon for its language"),
	    [WAY_NO_CUES] = N_("not read: no word in it can carry a stance"),
	    [WAY_KIND] =
		N_("not read: a draft or an outcome is nobody's position"),
	    [WAY_ASIDE] = N_("not read: it is no speech"),
	    [WAY_TREATY_TEXT] =
		N_("not read: it is the text of a treaty, quoted")};

	return says[way];
}

/* The first reason is the nearest to the cue; later ones follow from it. */
static void
add(struct trace *trace, const struct trace_drop *drop)
{
	for (size_t i = 0; i < trace->n_drops; i++)
		if (trace->drop[i].start == drop->start &&
		    trace->drop[i].end == drop->end)
			return;
	trace->drop = arena_grow(trace->arena, trace->drop, trace->n_drops,
	    trace->n_drops + 1, sizeof(*trace->drop));
	trace->drop[trace->n_drops++] = *drop;
}

void
trace_add_drop(struct trace *trace, const struct cue *cue, enum reason reason)
{
	const struct token *token = trace->reading.tokens.token;

	add(trace, &(struct trace_drop){token[cue->first].start,
		       token[cue->end - 1].end, cue->entry, reason});
}

void
trace_add_bytes(
    struct trace *trace, uint32_t start, uint32_t end, enum reason reason)
{
	add(trace, &(struct trace_drop){start, end, NULL, reason});
}

/* Whether a cue can be the head of a clause that takes a stance. */
static bool
can_head(const struct cue *cue)
{
	enum cue_class kind = cue->entry->kind;

	return kind == CUE_STANCE ||
	       ((kind == CUE_MODAL || kind == CUE_VERDICT) &&
		   cue->entry->stance != STANCE_NONE);
}

static bool
has_clause(const struct predications *clauses, const struct cue *cue)
{
	for (size_t i = 0; i < clauses->count; i++)
		if (clauses->item[i].cue == cue)
			return true;
	return false;
}

void
trace_add_sentence(struct trace *trace, size_t first, size_t end,
    const struct predications *clauses)
{
	trace->sentence =
	    arena_grow(trace->arena, trace->sentence, trace->n_sentences,
		trace->n_sentences + 1, sizeof(*trace->sentence));
	trace->sentence[trace->n_sentences++] =
	    (struct trace_sentence){first, end, *clauses};
	for (size_t i = 0; i < trace->reading.n_cues; i++) {
		const struct cue *cue = &trace->reading.cue[i];

		if (cue->first >= first && cue->first < end && can_head(cue) &&
		    !has_clause(clauses, cue))
			trace_add_drop(trace, cue, REASON_NO_CLAUSE);
	}
}
