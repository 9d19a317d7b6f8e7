/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From names as records have them to the ids of a negotiation's profile:
 * speakers, sessions, instruments, provisions, dates. For indexer/ only.
 */
#ifndef INDEXER_RESOLVE_H
#define INDEXER_RESOLVE_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "indexer/report.h"

/*
 * The holder that a speaker's description names: by the whole of it, else by
 * the name in brackets ("Ms. X (Norland)"), else the first State, group or
 * organization in it. An office at its beginning is the office, whatever
 * country stands beside it; what a person is called ("Mr. Jordan Ash") is no
 * State. The holder's id, or ""; also where it names several and nothing else
 * ("A, B and C"): the engine reads all of them from the words.
 */
const char *resolve_holder(
    const struct negotiation *neg, struct arena *arena, const char *name);

/*
 * Bring the fields of a record into their normal forms, in place: date (ISO),
 * session, instrument and provision (ids and normal form), language (code);
 * "X, on behalf of Y" is parted; a State's code is its name. The session is the
 * one that is given, else that of the date, else what was `guessed` ("" if
 * nothing was); the place is the session's, and a statement's instrument the
 * one on the table there. What is none is told and left out.
 */
void resolve_record(const struct negotiation *neg, struct arena *arena,
    struct record *record, const char *guessed, unsigned long line,
    const struct report *report);

/*
 * The same for its passages, which inherit what they leave open: speaker and
 * group, provision with its lineage, instrument. Who presides is the office,
 * whatever the name; a person of a list is no State, whatever the name; what
 * is no speech has no speaker.
 */
void resolve_passages(
    const struct negotiation *neg, struct arena *arena, struct record *record);

#endif
