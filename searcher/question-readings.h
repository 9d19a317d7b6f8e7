/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the numbers and topics of a question may mean, which of it the answer
 * is about, and the plan in plain words. For question.c.
 */
#ifndef SEARCHER_QUESTION_READINGS_H
#define SEARCHER_QUESTION_READINGS_H

#include "core/position-engine.h"
#include "searcher/plan.h"

/*
 * Append every reading a negotiation has for the question: the lineages that
 * the number has in its instruments (or in the one named, or in those on the
 * table at the session asked for), topics, and positions stored under the bare
 * number.
 */
bool question_readings(struct searcher *searcher, const struct negotiation *neg,
    const struct question_reading *words, struct plan *plan, struct error *err);

/*
 * Choose: topics and what an instrument or a session fixes; else, in each
 * negotiation, the reading by its default instrument, else the one that most
 * positions are on record for. Others with positions become notes that say
 * how to ask for them.
 */
void question_choose(struct arena *arena, struct plan *plan);

/* "Article 42: Safeguards (ND1 42 = ND2 33)", in the arena. */
const char *question_reading_words(
    struct arena *arena, const struct plan_reading *reading);

/* Set `said`. */
void question_say(struct arena *arena, struct plan *plan);

#endif
