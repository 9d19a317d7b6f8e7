/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Verbs and their subjects: what stands before a verb in a sentence, and who is
 * meant by it. The half of core/clause.c that looks to the left; for that file.
 */
#ifndef CORE_SUBJECT_H
#define CORE_SUBJECT_H

#include "core/clause.h"

/* A sentence being read. */
struct clause_sentence {
	const struct reading *r;  /* of the text */
	size_t first;		  /* its first token */
	size_t end;		  /* the token after its last */
	struct predications *out; /* those found so far */
	size_t room;		  /* for how many there is room */
};

/* What stands before a verb and belongs to it. */
struct verb_group {
	size_t first;	 /* its first token */
	bool negated;	 /* an odd number of negators */
	bool future;	 /* will, may, might */
	bool auxiliary;	 /* there is one */
	bool passive;	 /* a form of to be stands right before the verb */
	bool infinitive; /* "to" stands right before the verb */
};

/* Add a predication (copied) before the one of this number. */
void clause_add(struct clause_sentence *sentence,
    const struct predication *predication, size_t before);

/* Whether the token joins clauses: "and", "but", ";" ... */
bool clause_is_joint(const struct reading *reading, size_t at);

/* The last predication found, or NULL. */
const struct predication *clause_last(const struct clause_sentence *sentence);

/* Go back from the verb at `at` over adverbs, auxiliaries and negators. */
struct verb_group clause_group(
    const struct clause_sentence *sentence, size_t at);

/* Whether a past form at `at` is an adjective: "the proposed text". */
bool clause_is_attribute(const struct clause_sentence *sentence, size_t at);

/* Where the subject of a new clause can begin: after the clause before. */
size_t clause_subject_limit(const struct clause_sentence *sentence);

/* Where the noun phrase that ends before `at` may begin. */
size_t clause_phrase_start(const struct clause_sentence *sentence, size_t at);

/* Fill in the subject of a predication whose verb group begins at `at`. */
void clause_subject(const struct clause_sentence *sentence, size_t at,
    struct predication *predication);

/* Fill in the subject from the actor that ends before the verb. */
void clause_subject_is(const struct clause_sentence *sentence,
    const struct actor *actor, struct predication *predication);

/* Fill in the subject of the last clause that has one of its own. */
void clause_inherit(
    const struct clause_sentence *sentence, struct predication *predication);

/*
 * The part of a list that a verb can have as its subject, in the arena, or
 * NULL: see there.
 */
const struct actor *clause_list_part(
    const struct clause_sentence *sentence, const struct actor *actor);

/* "with Y" since the last clause, or NULL. */
const struct actor *clause_companion(const struct clause_sentence *sentence,
    const struct predication *predication);

#endif
