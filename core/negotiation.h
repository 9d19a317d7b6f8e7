/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A negotiation: the profile of one process. Its holders, sessions,
 * instruments, the concordance of its provisions and the names they are asked
 * for by; a folder of tables below corpus/negotiations/, all of which may be
 * absent:
 *
 *   profile.tsv      key, value: id, title, note, default_instrument
 *   sessions.tsv     session_id, kind, number, names, start, end, place,
 *                    subject, instruments (ids on the table at that session)
 *   instruments.tsv  instrument_id, symbol, title, names, date, extent, foreign
 *   concordance.tsv  lineage, instrument, provision, title, certainty, note
 *   topics.tsv       lineage, en, fr, es, ru, zh, ar (";" between names)
 *   delegations.tsv groups.tsv roles.tsv   see holder.h
 *
 * Loaded tables are only read, so one profile serves a whole run; names are
 * made ready in its arena when first asked for, so it belongs to one thread.
 */
#ifndef CORE_NEGOTIATION_H
#define CORE_NEGOTIATION_H

#include "core/arena.h"
#include "core/date.h"
#include "core/error.h"
#include "core/holder.h"
#include "core/language.h"
#include "core/provision.h"
#include "core/table.h"
#include "core/token.h"

#include <stdbool.h>
#include <stddef.h>

struct session {
	const char *id;	    /* "s4" */
	const char *kind;   /* "session", "intersessional consultation" */
	const char *number; /* "4", or "" */
	const char **names; /* "fourth session", "January session" ... */
	size_t n_names;
	struct date start; /* first day */
	struct date end;   /* last day */
	const char *place;
	const char *subject;
	const char **instruments; /* ids of those on the table */
	size_t n_instruments;
	unsigned order; /* place in time, from 1 */
	/* As session_fold() gives them, so that names are quick to find. */
	const char *folded_id;
	const char *folded_number;
	const char **folded_names; /* of names, in their order */
};

struct instrument {
	const char *id;	    /* "CND1" */
	const char *symbol; /* "A/AC.291/16" */
	const char *title;
	const char **names; /* as texts call it */
	size_t n_names;
	struct date date;
	struct provision extent; /* "art 1-55", or none */
	bool foreign;		 /* of another process: BUD, UNTOC */
};

/* One row of the concordance: a lineage's place in one instrument. */
struct lineage_place {
	const char *lineage;
	const char *instrument;
	struct provision provision;
	const char *title;     /* of the provision in that instrument */
	const char *certainty; /* "high", "medium", "low" */
};

struct negotiation {
	const char *id;	   /* "ahc-cybercrime"; "" for the default profile */
	const char *title; /* of the process */
	const char *note;  /* shown with answers: "an exercise ..." */
	const char *default_instrument; /* that a bare number in a question
					   means, or NULL: any of them */
	struct holder_set *holders;
	struct session *sessions;
	size_t n_sessions;
	struct instrument *instruments;
	size_t n_instruments;
	struct lineage_place *places;
	size_t n_places;
	struct topic_index *topics; /* names of lineages; negotiation.c's */
};

/*
 * Load the profile `id` ("ahc-cybercrime") from the source. Where there is no
 * folder of that name, or `id` is "", the result is the default profile:
 * shared holders, nothing else; that is no error. ERROR_DATA where a table is
 * wrong. In the arena.
 */
struct negotiation *negotiation_load(struct arena *arena,
    const struct table_source *source, const char *id, struct error *err);

/*
 * The same with nothing but its sessions, for negotiation_session(): a third of
 * the work and less, for those who only want to name them.
 */
struct negotiation *negotiation_load_sessions(struct arena *arena,
    const struct table_source *source, const char *id, struct error *err);

/*
 * Names of the tables a profile was loaded from or would be, for those who
 * carry them into an index. Array in the arena, count in `*ret_count`.
 */
const char **negotiation_tables(
    struct arena *arena, const char *id, size_t *ret_count);

/*
 * The name of a session as names are compared: folded, without "the" before it;
 * "" for one that is too long to be one. In the arena.
 */
const char *session_fold(struct arena *arena, const char *name);

/*
 * The session a string names: id, number, ordinal ("fourth session", "4th",
 * "session 4"), a name of the table, in the profile's languages. NULL if none.
 */
const struct session *negotiation_session(
    const struct negotiation *neg, const char *name);

/* The session a day falls in, or NULL. */
const struct session *negotiation_session_at(
    const struct negotiation *neg, struct date date);

/* The instrument a string names: id, symbol, title or name. NULL if none. */
const struct instrument *negotiation_instrument(
    const struct negotiation *neg, const char *name);

/* A name of an instrument in text. */
struct instrument_mention {
	const struct instrument *instrument;
	size_t first; /* index of its first token */
	size_t end;   /* index of the token after its last */
};

/* All mentions of instruments, longest name first, in text order. */
struct instrument_mention *negotiation_find_instruments(
    const struct negotiation *neg, struct arena *arena,
    const struct tokens *tokens, size_t *ret_count);

/* What a number is resolved by; empty parts are not known. */
struct provision_context {
	const char *instrument; /* named in the phrase or by the record */
	const char *session;	/* session id */
	struct date date;	/* of the record */
};

/* Where a provision belongs. */
struct provision_place {
	const char *instrument; /* id, or "" */
	const char *lineage;	/* id, or "" */
	const char *title;	/* its title there, or "" */
	bool foreign;		/* article of another process's instrument */
};

/*
 * Resolve a provision: by the instrument given, where its extent holds it; else
 * by the one on the table at the session whose extent holds it; else by the
 * newest of the process at the date; else, where only one instrument of the
 * process has such a number, by that; else nothing but the lineage, where all
 * instruments that have the number agree on it. Foreign instruments only where
 * they are given. Levels count where the concordance has them ("art 6(2)" is
 * its own lineage), and fall back to the base; a number that two lineages of
 * one instrument claim has no lineage. Strings are the profile's own.
 */
struct provision_place negotiation_resolve(const struct negotiation *neg,
    const struct provision *provision, const struct provision_context *context);

/*
 * Whether a position is on less than its lineage, or its article where it has
 * none: on "art 42(3)" where the lineage is art 42. The removal of a paragraph
 * is not the removal of the article. `neg` may be NULL.
 */
bool negotiation_is_inner(
    const struct negotiation *neg, const struct position *position);

/*
 * Every place of a lineage, in the order of the instruments' dates. Array of
 * pointers in the arena.
 */
const struct lineage_place **negotiation_lineage(const struct negotiation *neg,
    struct arena *arena, const char *lineage, size_t *ret_count);

/*
 * Every lineage that has this provision in some instrument of the process, for
 * a question that names no instrument; that of the profile's default
 * instrument alone where it has one with such a provision. Array in the arena.
 */
const struct lineage_place **negotiation_candidates(
    const struct negotiation *neg, struct arena *arena,
    const struct provision *provision, size_t *ret_count);

/* A topic name in text ("conditions and safeguards", "entry into force"). */
struct topic_mention {
	const char *lineage;
	size_t first; /* index of its first token */
	size_t end;   /* index of the token after its last */
};

/*
 * All topic names in tokens, longest first, folded and by stem-free equality,
 * not overlapping, in text order. A name that several lineages share gives one
 * mention for each.
 */
struct topic_mention *negotiation_find_topics(const struct negotiation *neg,
    struct arena *arena, const struct tokens *tokens, enum language language,
    size_t *ret_count);

#endif
