/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries: what a user writes, as a tree. A parser of our own, so that a slip
 * is told with its place and nothing is guessed. The grammar, which
 * travaux-query(7) tells in words:
 *
 *   query    = and { "OR" and }
 *   and      = not { [ "AND" ] not }
 *   not      = ( "NOT" | "-" ) not | near
 *   near     = counted { ( "NEAR" | "ADJ" ) [ "/" number ] counted }
 *   counted  = primary [ "@" number ]
 *   primary  = "(" query ")" | "*" | word | beginning "*" | phrase | filter
 *            | provision | symbol
 *   filter   = name ":" value { "," value }
 *   value    = word | phrase | value ".." value
 *
 * "Article 42(3)(b)" in free text is the filter article:42(3)(b), a document
 * symbol its filter or its words, query:name a saved query. Knows no index and
 * no profile: names of holders, sessions and topics stay as written and are
 * resolved in resolve.h.
 */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include "core/arena.h"
#include "core/date.h"
#include "core/error.h"
#include "core/field.h"

#include <stdbool.h>
#include <stddef.h>

#define QUERY_MAX	   8192 /* bytes of a query; more is refused */
#define QUERY_DEPTH_MAX	   64	/* parentheses and NOTs within one another */
#define QUERY_DISTANCE	   10	/* words of a NEAR or ADJ without number */
#define QUERY_DISTANCE_MAX 1000
#define QUERY_NEAR_MAX	   16	/* operands of one NEAR or ADJ */
#define QUERY_COUNT_MAX	   1000 /* mentions that can be asked for */
#define QUERY_RANGE_MAX	   60	/* provisions or sessions in A..B */

enum query_kind {
	QUERY_ALL,    /* every passage */
	QUERY_WORD,   /* `text`: one word, in any of its forms */
	QUERY_PREFIX, /* `text`: words that begin so */
	QUERY_PHRASE, /* `text`: these words in this order */
	QUERY_FIELD,  /* `field` has any of `value` */
	QUERY_DATES,  /* `dates`; or two values, still to be resolved */
	QUERY_SAVED,  /* `text`: the name of a saved query */
	QUERY_COUNT,  /* the one child at least `count` times in the text */
	QUERY_NEAR,   /* children within `distance` words */
	QUERY_ADJ,    /* the same, in this order */
	QUERY_AND,    /* all children; QUERY_NOT among them excludes */
	QUERY_OR,     /* any child */
	QUERY_NOT     /* not its one child */
};

/* One node; made by the parser, or built up by question.c. */
struct query {
	enum query_kind kind;
	const char *text;	 /* of WORD, PREFIX, PHRASE, SAVED; else NULL */
	bool text_only;		 /* of these: not in titles and headings */
	enum field_id field;	 /* of FIELD and DATES */
	const char **value;	 /* of FIELD: any of these, normal form */
	size_t n_values;	 /* how many */
	bool likeness;		 /* of OR: the first child was asked for, the
				    others are the same in other words */
	bool spelling;		 /* of such an OR: in another spelling */
	unsigned count;		 /* of COUNT: mentions at least */
	struct date_range dates; /* of DATES */
	unsigned distance;	 /* of NEAR and ADJ: last word minus first */
	struct query **child;	 /* of AND, OR, NOT, NEAR, ADJ */
	size_t n_children;	 /* how many */
	int column;		 /* byte in the text it was read from, or -1 */
};

/*
 * Parse `n` bytes of text. ERROR_USAGE with a column (for a caret) where it is
 * no query: an open quote, a parenthesis too few or too many, an operator with
 * nothing to work on, an unknown field (the message names those known), a value
 * the field cannot have, no word at all; ERROR_USAGE also where it is longer
 * than QUERY_MAX. NULL then; else the tree, in the arena.
 */
struct query *query_parse(
    struct arena *arena, const char *text, size_t n, struct error *err);

/*
 * The tree as a query that parses to the same tree. For the user to edit. In
 * the arena.
 */
const char *query_print(struct arena *arena, const struct query *query);

/* The tree as nested lists, for tests and --explain. In the arena. */
const char *query_dump(struct arena *arena, const struct query *query);

/*
 * Put the saved queries in place of their names. `lookup` gives the text of
 * one, or NULL; `list` the names there are, for a message. ERROR_USAGE where
 * there is none of that name, it is no query, or it comes to itself.
 */
struct query *query_expand(struct arena *arena, struct query *query,
    const char *(*lookup)(void *context, const char *name), void *context,
    const char *list, struct error *err);

/* A new node, in the arena; column -1. */
struct query *query_new(struct arena *arena, enum query_kind kind);

/* Append a child. */
void query_add(struct arena *arena, struct query *parent, struct query *child);

/* A field with one value (copied), for those who build queries. */
struct query *query_field(
    struct arena *arena, enum field_id field, const char *value);

/* Append a value (copied) to a field node. */
void query_add_value(
    struct arena *arena, struct query *node, const char *value);

/*
 * Bring a value of a field to the form in which the index holds it, as far as
 * that needs no profile: articles ("42.1" is "art 42(1)"), kinds, stances,
 * actions, layers, languages. ERROR_USAGE names the values there are. Returns a
 * string in the arena, or NULL.
 */
const char *query_value(struct arena *arena, enum field_id field,
    const char *value, size_t n, struct error *err);

/* Whether the tree holds a node for which `test` is true. */
bool query_any(const struct query *query,
    bool (*test)(const struct query *node, void *context), void *context);

#endif
