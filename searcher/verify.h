/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a passage, or one position in it, is what a query asks for, word by
 * word. The index keeps no places of words: phrases, NEAR and ADJ are found as
 * passages that have all the words, and proved here on the passage's own text.
 * The same walk gives the places to mark in a snippet.
 */
#ifndef SEARCHER_VERIFY_H
#define SEARCHER_VERIFY_H

#include "core/arena.h"
#include "core/pairs-index.h"
#include "core/record.h"
#include "core/stem.h"
#include "searcher/query.h"

#include <stdbool.h>
#include <stddef.h>

/* A text with its terms. */
struct verify_text {
	bool made;		/* whether the rest is filled in */
	struct tokens tokens;	/* of the text */
	struct stem_term *term; /* in text order */
	size_t n_terms;		/* how many */
};

/* What is looked at: a passage, or one position of it. */
struct subject {
	const struct record *record;
	const struct passage *passage;
	const struct position *position; /* NULL: the passage as a whole */
	struct verify_text text;	 /* of the passage */
	struct verify_text original;	 /* the source's own, if repaired */
	struct verify_text title;	 /* of the record */
	struct verify_text heading;	 /* of the passage */
};

struct verifier;

/*
 * A verifier for a query whose fields are resolved (resolve.h), and for parts
 * of it. What it learns of the query is kept in `arena`; `stems` is borrowed.
 */
struct verifier *verifier_new(
    struct arena *arena, struct stems *stems, const struct query *query);

/* A subject, with nothing of it read yet. */
struct subject subject_make(const struct record *record,
    const struct passage *passage, const struct position *position);

/*
 * Whether the subject is what the query asks for. Fields that name a position
 * (holder, stance, action, topic, article, instrument) mean the position where
 * the subject has one, else any of the passage. Scratch memory is taken from
 * `scratch`, in which the subject's texts stay.
 */
bool verify_matches(struct verifier *verifier, struct arena *scratch,
    const struct query *query, struct subject *subject);

/* Passages of a database that can match. */
struct may_match {
	bool all; /* any of them */
	struct pairs_ids ids;
};

/*
 * The passages that can match, by the pairs of words that are noted (`pairs`,
 * of a database of the index); of the others it is certain that they do not.
 * With `unsure`, of these the ones that the index's terms do not tell to match
 * (certain.h). `languages` are those of the index, and none. In `arena`.
 */
enum xap_status verify_candidates(struct verifier *verifier,
    const struct query *query, bool unsure, const struct pairs_index *pairs,
    const enum language *languages, size_t n_languages, struct arena *arena,
    struct may_match *ret, struct xap_error *xerr);

/* A place in the passage's text that answers a word of the query. */
struct hit {
	size_t start;	/* first byte */
	size_t end;	/* byte after it */
	unsigned which; /* number of the word or phrase in the query, from 0 */
};

/*
 * The places of the query's words in the passage's text, in text order, not
 * overlapping; words under NOT are none. In `scratch`; count in `*ret_count`.
 * The text's sentences are marked after it, as a snippet wants them.
 */
struct hit *verify_hits(struct verifier *verifier, struct arena *scratch,
    const struct query *query, struct subject *subject, size_t *ret_count);

/*
 * Whether the query has nodes that only a look at the text can prove (phrases,
 * NEAR, ADJ, word*, phrases in titles).
 */
bool verify_needed(const struct query *query);

#endif
