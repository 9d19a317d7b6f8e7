/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An answer: who is on record, with the sentences that prove it; the other
 * side; what is near but not the same, labelled as what it is. Delegations are
 * States and groups; authors, organizations, offices, clusters and unnamed
 * holders are shown apart and never counted.
 */
#ifndef SEARCHER_ANSWER_H
#define SEARCHER_ANSWER_H

#include "searcher/plan.h"
#include "searcher/search.h"
#include "searcher/snippet.h"

#include <stdbool.h>
#include <stddef.h>

enum answer_verdict {
	VERDICT_NONE = 0, /* nothing, not even near */
	VERDICT_NEAREST,  /* nothing that answers; what is near is shown */
	VERDICT_ANSWERED
};

/* What an answer to "did X ..." comes to. */
enum answer_whether {
	WHETHER_NO_RECORD = 0,
	WHETHER_YES,
	WHETHER_NO,
	WHETHER_CONDITIONAL,
	WHETHER_MIXED
};

/* The parts of an answer, in the order they are shown. */
enum answer_part {
	PART_DIRECT = 0, /* as asked */
	PART_SAME,	 /* the same side in other words */
	PART_SUPPORT,	 /* supported what others proposed */
	PART_APART,	 /* unnamed, clusters, authors, organizations */
	PART_OTHER,	 /* the other side */
	PART_INNER,	 /* parts of it, references to it: not the same */
	PART_REST,	 /* other positions on it */
	PART_COUNT
};

/* One position that proves something. */
struct evidence {
	const struct record *record;
	const struct passage *passage;
	const struct position *position;
	const struct negotiation *neg; /* whose tables the record has */
	const char *session;	       /* the session's name, or its id */
	struct snippet quote;	       /* with the cue marked */
	enum layer layer;
	struct date date;
	unsigned order; /* of the session, for sorting; 0: unknown */
};

/* A holder's first position on a side that it did not hold before. */
struct answer_step {
	const struct evidence *evidence;
	bool contradicts; /* the one before is of the same session */
};

/* One holder in one part of an answer. */
struct answer_holder {
	const char *id;
	const char *name;
	enum holder_kind kind;
	enum certainty tier;	   /* explicit if any evidence is */
	enum side side;		   /* on the thing asked about */
	bool conditional;	   /* all evidence has a condition */
	struct evidence *evidence; /* the strongest first */
	size_t n_evidence;	   /* how many */
	/*
	 * Where it took both sides, in the order of time, also at other times
	 * than those asked for; none: it kept to one.
	 */
	struct answer_step *history;
	size_t n_history;
	const char *story; /* the same in words: "first ..., then ..."; or "" */
};

struct answer_group {
	const char *label; /* "opposed the removal", "wanted it kept" */
	struct answer_holder *holder; /* explicit first, then by name */
	size_t n_holders;	      /* how many */
};

struct answer {
	const struct plan *plan;
	enum answer_verdict verdict;
	enum answer_whether whether; /* of INTENT_WHETHER */
	const char *says;	     /* the conclusion, one sentence */
	struct answer_group part[PART_COUNT];
	struct search_hit *passage; /* passages on it, when there is nothing
				       better, or for "what did X say" */
	size_t n_passages;	    /* how many */
	struct notes notes;
};

/* Positions read for one answer at most. */
#define ANSWER_POSITIONS_MAX 50000

/* Passages shown with an answer. */
#define ANSWER_PASSAGES 5

/*
 * Answer a plan; `limit` passages at most (0: ANSWER_PASSAGES). ERROR_INDEX,
 * ERROR_MODIFIED.
 */
bool answer_plan(struct searcher *searcher, const struct plan *plan,
    uint32_t limit, struct answer *ret, struct error *err);

/* "answered", "nearest", "none"; "yes", "no", ... */
const char *answer_verdict_name(enum answer_verdict verdict);
const char *answer_whether_name(enum answer_whether whether);

/* For JSON and tables: "direct", "same", "other" ... */
const char *answer_part_name(enum answer_part part);

#endif
