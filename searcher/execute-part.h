/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the parts of execute.c share: queries of the index, made one by one and
 * freed together. For execute*.c alone.
 */
#ifndef SEARCHER_EXECUTE_PART_H
#define SEARCHER_EXECUTE_PART_H

#include "core/index.h"
#include "core/stem.h"
#include "searcher/execute.h"

/*
 * Under NOT, what cannot be told exactly must be taken too small, not too
 * large: else passages would be left out that belong to the answer.
 */
enum bound {
	BOUND_UPPER, /* at least the passages that match */
	BOUND_LOWER  /* at most these */
};

struct execution {
	struct arena *arena;
	struct index *index;
	struct stems *stems;
	enum language language[LANGUAGE_COUNT]; /* of the index's passages */
	size_t n_languages;			/* how many */
	struct xap_query **made; /* everything made, to be freed at the end */
	size_t n_made;		 /* how many */
	struct xap_error xerr;	 /* the first failure */
};

/* Queries to be combined. */
struct parts {
	const struct xap_query **part;
	size_t count;
};

/* Note a query as made; NULL stays NULL. All return what they made. */
struct xap_query *ex_keep(struct execution *ex, struct xap_query *query);
void ex_add(
    struct execution *ex, struct parts *parts, const struct xap_query *query);
struct xap_query *ex_combine(
    struct execution *ex, enum xap_op op, const struct parts *parts);
struct xap_query *ex_pair(struct execution *ex, enum xap_op op,
    const struct xap_query *a, const struct xap_query *b);

/* A term, or nothing where it is too long to be one. */
struct xap_query *ex_term(struct execution *ex, const char *s, size_t n);

/* All words of a text, in the passage or (less `text_only`) its titles. */
struct xap_query *ex_words(
    struct execution *ex, const char *text, bool text_only, enum bound bound);

/* Words that begin so. */
struct xap_query *ex_prefix(
    struct execution *ex, const char *text, enum bound bound);

/* All words of a text in the title or headings. */
struct xap_query *ex_title(
    struct execution *ex, const char *text, enum bound bound);

/* Passages of these days. */
struct xap_query *ex_dates(struct execution *ex, const struct query *node);

#endif
