/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of fields: what an index document is found, sorted and counted by.
 * One table serves the writer (terms of a passage), the query parser (fields a
 * user may name), facets, and the manual (travaux-query(7)).
 *
 * Boolean terms are prefix + value. Values keep their letter case (ids are
 * upper-case, words are folded); a value of more than 200 bytes is cut and its
 * hash added by field_term().
 */
#ifndef CORE_FIELD_H
#define CORE_FIELD_H

#include "core/arena.h"
#include "core/position.h"

#include <stdbool.h>
#include <stddef.h>

enum field_id {
	FIELD_TEXT = 0, /* stems of the passage's text */
	FIELD_TITLE,	/* stems of the record's title and headings */
	FIELD_RECORD,	/* the record's id */
	FIELD_KIND,
	FIELD_SPEAKER, /* holder id of who speaks */
	FIELD_GROUP,   /* holder id of the group it speaks for */
	FIELD_HOLDER,  /* holder id with a position in the passage */
	FIELD_MENTION, /* holder id named in the passage */
	FIELD_SESSION,
	FIELD_MEETING,
	FIELD_DATE,    /* slot; with year and month terms */
	FIELD_ARTICLE, /* provision named or stood under, normal form */
	FIELD_INSTRUMENT,
	FIELD_TOPIC,  /* lineage */
	FIELD_STANCE, /* of a position in the passage */
	FIELD_ACTION,
	FIELD_LAYER, /* no term: the kinds that give it */
	FIELD_LANGUAGE,
	FIELD_SYMBOL,
	FIELD_AUTHOR,
	FIELD_ORGANIZATION,
	FIELD_NEGOTIATION,
	FIELD_POSITION,	    /* see position_term() */
	FIELD_PATH,	    /* file it came from */
	FIELD_STATUS,	    /* of the text of a draft: agreed, bracketed ... */
	FIELD_OPTION,	    /* variant of a draft's text: "option 1" */
	FIELD_CERTAINTY,    /* of a position in the passage */
	FIELD_IMPLIED,	    /* action that follows from such a position */
	FIELD_SPOKESPERSON, /* holder id of who speaks for a holder */
	FIELD_COUNT
};

enum field_how {
	FIELD_WORDS,   /* stems, searched as text */
	FIELD_FILTER,  /* one boolean term per value */
	FIELD_DATES,   /* date range */
	FIELD_INTERNAL /* not for users */
};

struct field {
	enum field_id id;
	const char *name;   /* as users write it: "speaker" */
	const char *alias;  /* other accepted name, or NULL */
	const char *prefix; /* of its terms */
	enum field_how how;
	const char *about; /* one line for help and manual */
};

/* Value slots. Few, because each costs every passage. */
enum field_slot {
	SLOT_DATE = 0,	 /* YYYYMMDD of date_first() */
	SLOT_ORDER = 1,	 /* session order, 4 digits */
	SLOT_FACETS = 2, /* all that is counted; see field_facets() */
	/* 3, 4, and 64 to 16447 were those of older notes of pairs */
	SLOT_PAIRS = 5, /* words side by side (pairs.h); not in bundles */
	SLOT_PAIRS_FIRST = 1 << 15 /* and others from here on */
};

/*
 * The fields that are counted, in the order in which SLOT_FACETS holds their
 * values: FACET_FIELD_END after each field, FACET_VALUE_END after each of its
 * values but the last. So one pass over one slot counts all of them.
 */
#define FACET_FIELD_END '\x1e'
#define FACET_VALUE_END '\x1f'
const enum field_id *field_facets(size_t *ret_count);

/* The field; `id` below FIELD_COUNT. */
const struct field *field_get(enum field_id id);

/* The field a user names (name or alias, any letter case), or NULL. */
const struct field *field_find(const char *name, size_t n);

/* The user's fields, as a list for messages: "action, article, ...". */
const char *field_list(struct arena *arena);

/* The boolean term of a value, in the arena; length in `*ret_n`. */
const char *field_term(
    struct arena *arena, enum field_id id, const char *value, size_t *ret_n);

/*
 * The term of a position, and with fewer parts the prefix all such terms
 * share:
 *
 *   XP negotiation \t key \t scope action stance holder \t marks
 *
 * key is the lineage, or "instrument provision-base" where there is none, or
 * the provision's base alone, or "-". Scope, action and stance are given by
 * their names ("whole"), and are one letter each in the term. Passing NULL ends
 * the term there, so that
 * position_term(a, "ahc", "safeguards", "whole", "delete", NULL, NULL, &n)
 * is the prefix of everybody's stances on deleting it.
 */
const char *position_term(struct arena *arena, const char *negotiation,
    const char *key, const char *scope, const char *action, const char *stance,
    const char *holder, size_t *ret_n);

/*
 * The whole term, with the marks at its end, one character each: the kind of
 * the holder, the layer, the certainty (e, i), whether there is a condition (c,
 * u), whether it is on less than the key stands for (p, w: see
 * negotiation_is_inner()), and the letter of the implied action, which terms of
 * older indexes have not. So a count of all positions tells these apart
 * without a look at any passage.
 */
const char *position_term_whole(struct arena *arena, const char *negotiation,
    const char *key, const struct position *position, enum layer layer,
    bool inner, size_t *ret_n);

/* The parts of such a term; pointers into a copy in the arena. */
struct position_term_parts {
	const char *negotiation;
	const char *key;
	enum scope scope;
	enum action action;
	enum stance stance;
	const char *holder;
	enum holder_kind kind;
	enum layer layer;
	enum certainty certainty;
	enum action implied;
	bool conditional;
	bool inner; /* on a paragraph of what the key stands for */
};
bool position_term_split(struct arena *arena, const char *term, size_t n,
    struct position_term_parts *ret);

/* The key under which a provision is stored (see above). */
const char *position_key(struct arena *arena, const char *lineage,
    const char *instrument, const char *provision);

#endif
