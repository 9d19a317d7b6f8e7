/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bulletins that write who speaks in capitals and who is only mentioned in
 * small letters: "ALDERMARK opposed the text of Caldera". Whether a record does
 * so, and what follows for its sentences. For the positions engine.
 *
 * Small letters alone decide nothing, since bulletins forget the capitals of
 * the second name of a list, and leave them to the group that is spoken for
 * ("Brennia, for the GROUP OF LAKES"). What counts is both in one sentence.
 */
#ifndef CORE_SPEAKER_CASE_H
#define CORE_SPEAKER_CASE_H

#include "core/clause.h"
#include "core/negotiation.h"
#include "core/record.h"

/* How a name that could be in either is written. */
enum speaker_case {
	SPEAKER_CASE_NONE = 0, /* no name, or an abbreviation or office */
	SPEAKER_CASE_CAPITALS,
	SPEAKER_CASE_SMALL
};

/*
 * Whether the record, a bulletin or report, writes its speakers in capitals:
 * several States' names are, and not as exceptions. Memory of the arena.
 */
bool speaker_case_is_used(struct arena *arena, const struct negotiation *neg,
    const struct record *record);

/* How the first name from token `at` to before `end` is written. */
enum speaker_case speaker_case_of(
    const struct reading *reading, size_t at, size_t end);

/*
 * Whether a list that begins at token `at` and has come to `end` closes there,
 * before what begins at `next`: "Opposing Caldera, | ALDERMARK and BRENNIA
 * said". Not at a sentence's head.
 */
bool speaker_case_closes(
    const struct reading *reading, size_t at, size_t end, size_t next);

/*
 * Whether those for whom `speaker` (a token of its name) speaks, the last of
 * whom ends before `end`, go on with what begins at `next`: "ALDERMARK, for
 * Brennia, Caldera and Dunmarrow, said".
 */
bool speaker_case_goes_on(
    const struct reading *reading, size_t speaker, size_t end, size_t next);

/*
 * Take the subject from predications in what a speaker in capitals reports of
 * others: "ALDERMARK said that Caldera supported it".
 */
void speaker_case_mentions(
    const struct reading *reading, struct predications *predications);

#endif
