/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands before a verb and belongs to it, and who its subject is, in the
 * languages read by core/clause-plain.c: told by small words, endings and the
 * order of things. For that file and core/object-plain.c.
 */
#ifndef CORE_CLAUSE_ORDER_H
#define CORE_CLAUSE_ORDER_H

#include "core/small-words.h"
#include "core/subject.h"
#include "core/verb-shape.h"

/* A verb with what belongs to it. */
struct order_group {
	size_t first;	/* its first token */
	size_t pronoun; /* a clitic that is its object, or NOWHERE */
	bool negated;	/* an odd number of negators */
	bool auxiliary; /* there is one */
	bool passive;	/* a form of to be, and the verb a participle */
	bool reflexive; /* se, s' */
	bool history;	/* it is past, or was said to be */
	bool future;	/* it has not been */
	bool unreal;	/* a ne that does not negate: what is feared */
	bool nobody;	/* the subject is nobody: on, il */
	enum verb_shape shape;
};

/* Go back from the verb at `at` (its cue ends before `end`), to `first`. */
struct order_group order_group(
    const struct reading *reading, size_t first, size_t at, size_t end);

/* The token after adverbs from `at` on, `limit` at most. */
size_t order_skip_adverbs(
    const struct reading *reading, size_t at, size_t limit);

/* Whether a word of the kind stands among the tokens first..at. */
bool order_has_before(const struct reading *reading, size_t first, size_t at,
    enum small_word kind);

/*
 * Fill in the subject of the predication, whose verb is `group`: before the
 * verb, after it, or that of the clause before. In order-subject.c.
 */
void order_subject(const struct clause_sentence *sentence,
    const struct order_group *group, struct predication *predication);

#endif
