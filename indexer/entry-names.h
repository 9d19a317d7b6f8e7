/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whose entries a compilation has: the lines that are a delegation's name and
 * stand over its proposals. A name is known by the tables of holders, alone or
 * joined ("A, B and C", "A, also on behalf of B"); by the document's own table
 * of contents; or, where it has none, by standing where an entry begins. For
 * indexer/ only.
 */
#ifndef INDEXER_ENTRY_NAMES_H
#define INDEXER_ENTRY_NAMES_H

#include "core/arena.h"
#include "core/negotiation.h"

#include <stdbool.h>
#include <stddef.h>

/* A name that may be that of an entry. */
struct entry_name {
	const char *name; /* as it is written */
	size_t length;	  /* its bytes */
	bool listed;	  /* in the table of contents */
	size_t standing;  /* lines that it is alone on */
};

struct entry_names {
	struct arena *arena;
	const struct negotiation *neg; /* or NULL */
	struct entry_name *name;
	size_t count;
	size_t room;
	bool contents; /* the document lists its entries */
};

/* No names yet; `neg` may be NULL. */
void entry_names_init(struct entry_names *names, struct arena *arena,
    const struct negotiation *neg);

/*
 * Learn from a line of the document, which may be one of the contents ("Norland
 * ..... 12"), a name by itself, or anything else. Every line is told once,
 * before any is asked about.
 */
void entry_names_learn(struct entry_names *names, const char *s, size_t n);

/*
 * Whether the line is the name that an entry stands under. `heading` tells that
 * it looks like one by its form, `first` that it follows on the heading of a
 * provision.
 */
bool entry_names_is(const struct entry_names *names, const char *s, size_t n,
    bool heading, bool first);

/*
 * How many bytes at the beginning of a line are the name of an entry that runs
 * on into its text: "Norland 1. Each Party ...", "Norland Article 3 ...". Only
 * names that the document lists, or has on lines of their own. 0: none.
 */
size_t entry_names_prefix(
    const struct entry_names *names, const char *s, size_t n);

#endif
