/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of clause.c, which reads English: verbs with their subjects
 * (clause-verb.c), agents (clause-agent.c), nouns (clause-noun.c), what stands
 * within a report (clause-within.c), and how far each reaches
 * (clause-limits.c). Only these files include this.
 */
#ifndef CORE_CLAUSE_PARTS_H
#define CORE_CLAUSE_PARTS_H

#include "core/subject.h"

/* Add a predication (copied) after the others. */
void clause_predication_add(
    struct clause_sentence *s, const struct predication *p);

/* "supported by Y": who the agent is, and on what. */
void clause_add_agent(struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g);

/* A finite clause: subject, verb, complement. */
void clause_add_finite(struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g);

/* "..., calling for", "with X suggesting", "While supporting". */
void clause_add_participle(struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g);

/* "The proposal drew objections from X": X opposes it. */
void clause_add_drawn(struct clause_sentence *s, const struct cue *cue);

/* "calls from X to delete", "opposition from X to". */
void clause_add_noun(struct clause_sentence *s, const struct cue *cue);

/*
 * "Other supporters of X included A and B": what stands between is the
 * complement, and who they were the subject.
 */
void clause_add_enumerated(struct clause_sentence *s, const struct cue *cue);

/* A demand or a verdict within reported speech. */
void clause_add_within(struct clause_sentence *s, const struct cue *cue);

/* "the dispute", "for support", "its requests": no verb. */
bool clause_is_noun(const struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g);

/* "We would delete": only with a subject that can act. */
void clause_add_would(struct clause_sentence *s, const struct cue *cue);

/* Cut each complement where the next clause, or the sentence, ends it. */
void clause_set_ends(struct clause_sentence *s);

/* Give a verb without a complement that of the verb after it, if they share it.
 */
void clause_set_shared(const struct clause_sentence *s);

/* Give a fronted participle the subject of the clause after it. */
void clause_set_fronted(const struct clause_sentence *s);

/* "We would delete": an action that somebody would take. */
bool clause_is_would(const struct reading *r, const struct cue *cue);

#endif
