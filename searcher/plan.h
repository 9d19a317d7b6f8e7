/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan: what a question was understood as. It is shown with every answer, in
 * words and as a query that can be edited.
 */
#ifndef SEARCHER_PLAN_H
#define SEARCHER_PLAN_H

#include "core/arena.h"
#include "core/error.h"
#include "core/negotiation.h"
#include "core/provision.h"
#include "core/stance.h"
#include "searcher/query.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUESTION_MAX 4096 /* bytes of a question; more is refused */

enum plan_intent {
	INTENT_SEARCH = 0, /* no question of positions: its words */
	INTENT_HOLDERS,	   /* who: holders and evidence */
	INTENT_WHETHER,	   /* did X: yes, no, conditional, mixed */
	INTENT_SAY,	   /* what did X say */
	INTENT_WHEN,	   /* when did X: the dates */
	INTENT_COUNT,	   /* how many */
	/* These hold positions against one another, see plan_compares(): */
	INTENT_STAND,	/* where do delegations stand */
	INTENT_CHANGE,	/* how did X's position change */
	INTENT_AGREE,	/* who agrees with X */
	INTENT_COMPARE, /* X and Y compared */
	INTENT_BROKE	/* who broke with their group */
};

/* Who may be among the holders of an answer. */
enum plan_whom {
	WHOM_DELEGATIONS = 0, /* States and groups */
	WHOM_STATES,
	WHOM_GROUPS,
	WHOM_MEMBERS /* States that belong to `members_of` */
};

/* One thing that the question may be about. */
struct plan_reading {
	const struct negotiation *neg;
	const char *lineage;		    /* id, or "" */
	const char *instrument;		    /* whose number it is, id, or "" */
	const char *provision;		    /* its normal form there, or "" */
	const char *title;		    /* its title, or "" */
	const char *places;		    /* "ND1 42 = ND2 33", or "" */
	const struct lineage_place **place; /* those of the lineage */
	size_t n_places;		    /* how many */
	const char *key;    /* under which its positions are stored */
	uint64_t on_record; /* positions stored under it */
	bool topic;	    /* named by its topic, not by a number */
	bool chosen;	    /* the answer is about it */
};

struct plan {
	const char *question;
	enum language language; /* it is asked in; NONE: not told */
	enum plan_intent intent;
	enum plan_whom whom;
	enum stance stance; /* STANCE_NONE: any */
	enum action action; /* ACTION_NONE: not said, or no change */
	bool states_action; /* the question names the action */
	bool proposing;	    /* "proposed", not "wanted": no supporters */
	enum scope scope;
	const char *provision;	/* normal form, as asked; "" for none */
	struct provision asked; /* the same, parsed */
	struct plan_reading *reading;
	size_t n_readings;
	const struct holder **holder; /* whose positions; none: anybody's */
	size_t n_holders;
	const char *unknown; /* whose, where nobody of that name is known; "" */
	const struct holder *members_of; /* of WHOM_MEMBERS */
	const struct session **session;	 /* at these sessions; none: at any */
	size_t n_sessions;
	struct date_range dates; /* open ends: at any time */
	bool dated;		 /* whether `dates` counts */
	bool bounded;		 /* they are of sessions or texts: a record's
				    session tells more than its date */
	const char *when;	 /* how limits were said: "before the ..." */
	const char *layers; /* of sources: "statement,compilation", or "" */
	const struct holder *through; /* who spoke for the holder, or NULL */
	bool on_behalf;	  /* only what somebody said for the holder */
	bool alone;	  /* only what nobody said for the holder */
	bool conditional; /* only what was said on a condition */
	const struct holder **except; /* whom it leaves out */
	size_t n_excepts;
	const char *object;   /* the thing in the question's words, or "" */
	const char *words;    /* free words, to be searched; "" for none */
	struct query *filter; /* every row must match it; NULL: none */
	struct query *query;  /* the whole as a query */
	const char *printed;  /* the same, printed */
	const char *said;     /* the whole in plain words */
	const char *caution;  /* the profile's note: "an exercise ..." */
	const char **note;    /* other readings and how to ask for them */
	size_t n_notes;
};

/*
 * Understand a question. `filters` (from options; may be NULL, resolved) are
 * added. ERROR_USAGE for an empty question or one that is too long. Tables of
 * the index are read; ERROR_INDEX, ERROR_DATA.
 */
bool plan_question(struct searcher *searcher, const char *question, size_t n,
    struct query *filters, struct plan *ret, struct error *err);

/* "holders", "whether", "say", "when", "count", "search", "stand" ... */
const char *plan_intent_name(enum plan_intent intent);

/* Whether it asks how positions stand to one another. */
bool plan_compares(enum plan_intent intent);

/* Whether positions of others than the plan's holders are looked at. */
bool plan_wants_all(const struct plan *plan);

/* How a position stands to what was asked. */
enum plan_match {
	MATCH_NONE = 0, /* nothing of it */
	MATCH_DIRECT,	/* asked in so many words */
	MATCH_SAME,	/* another way to hold the same side */
	MATCH_OTHER,	/* the other side */
	MATCH_SUPPORT	/* supports what others proposed */
};

/* By the table of core/stance.h. */
enum plan_match plan_match(
    const struct plan *plan, enum stance stance, enum action action);

/*
 * Whether records of a negotiation may be about what the plan understood: the
 * chosen readings are of it, or there is none.
 */
bool plan_reads(const struct plan *plan, const char *negotiation);

/* The reading a position belongs to, of those chosen, or NULL. */
const struct plan_reading *plan_reading_of(struct arena *arena,
    const struct plan *plan, const char *negotiation,
    const struct position *position);

/* How a position's provision stands to the one asked for. */
enum plan_extent {
	EXTENT_SAME = 0, /* the same place, in whatever draft */
	EXTENT_INNER,	 /* a paragraph of it */
	EXTENT_OUTER	 /* the whole of which a part was asked for */
};

enum plan_extent plan_extent(const struct plan *plan,
    const struct plan_reading *reading, const struct position *position);

#endif
