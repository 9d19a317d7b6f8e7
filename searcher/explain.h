/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Why a passage has the positions it has: each stage of the engine over it, in
 * the order of the text, with the bytes, and for each position which mention,
 * cue and rule gave it; for each cue that gave none, why. The passage is read
 * again, from the index alone. For cmd-positions.c.
 */
#ifndef SEARCHER_EXPLAIN_H
#define SEARCHER_EXPLAIN_H

#include "core/error.h"
#include "core/trace.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum explain_stage {
	EXPLAIN_SENTENCE = 0, /* the text that is looked at as one */
	EXPLAIN_HOLDER,	      /* who is named */
	EXPLAIN_PROVISION,    /* which place is named */
	EXPLAIN_CUE,	      /* a word of the lexicon */
	EXPLAIN_CLAUSE,	      /* a cue with its subject and what it governs */
	EXPLAIN_POSITION,     /* what was made of it */
	EXPLAIN_NOTHING	      /* a cue that gave nothing, and why */
};

/* One thing seen, or made. */
struct explain_row {
	enum explain_stage stage;
	uint32_t start;	     /* first byte in the passage's text */
	uint32_t end;	     /* byte after it */
	const char *says;    /* what it is */
	const char **detail; /* of a position: what it comes from */
	size_t n_details;
};

struct explanation {
	const struct record *record;
	const struct passage *passage; /* with the positions of this reading */
	enum language language;	       /* whose rules it was read with */
	enum trace_way way;
	const char *lexicon;	 /* name of the table, as in the index */
	struct explain_row *row; /* sentence by sentence */
	size_t n_rows;
	bool differs; /* the index has other positions of the passage */
};

/* "sentence", "who", "provision", "cue", "clause", "position", "nothing" */
const char *explain_stage_name(enum explain_stage stage);

/*
 * Explain the passage "RECORD#N". ERROR_INPUT where the index has none of that
 * name, ERROR_USAGE where no number is given and the record has several
 * passages; ERROR_INDEX, ERROR_DATA. In the searcher's arena.
 */
bool explain_passage(struct searcher *searcher, const char *reference,
    struct explanation *ret, struct error *err);

/* For explain.c: what a position comes from, as the trace has it. */
void explain_position(struct arena *arena, const struct trace *trace,
    const struct passage *passage, const char *lexicon,
    const struct position *position, struct explain_row *row);

#endif
