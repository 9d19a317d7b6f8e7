/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Holders: States, groups, offices and clusters of a negotiation, and finding
 * them in text by the longest name that fits, in six languages.
 */
#ifndef CORE_HOLDER_H
#define CORE_HOLDER_H

#include "core/arena.h"
#include "core/date.h"
#include "core/error.h"
#include "core/language.h"
#include "core/position.h"
#include "core/table.h"
#include "core/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A State's time in a group; open ends have year 0. */
struct membership {
	const char *member;	/* holder id of the member */
	struct date_range when; /* both ends open: always, as far as known */
};

struct holder {
	const char *id;	    /* ISO alpha-2, group id ("CL_..." a cluster), or
			       the role's name ("Chair") */
	const char *name;   /* as shown, in English */
	const char *formal; /* formal name, or "" */
	enum holder_kind kind;
	const char *names[LANGUAGE_COUNT]; /* name in each language, or "" */
	const struct membership *members;  /* of a group */
	size_t n_members;
};

/* How a mention names its holder. */
enum holder_how {
	HOLDER_BY_NAME,	   /* a name, formal name or alias */
	HOLDER_BY_CODE,	   /* a code that counts in capitals only: "US" */
	HOLDER_BY_DEMONYM, /* "Malaysian": a State only where the words after
			      it say so; the finder marks, the caller decides */
	HOLDER_BY_ROLE	   /* an office */
};

struct holder_mention {
	const struct holder *holder;
	enum holder_how how;
	size_t first;	 /* index of its first token */
	size_t end;	 /* index of the token after its last */
	bool possessive; /* "Canada's" (the 's is within first..end) */
	bool capitals;	 /* in capitals, as bulletins mark a speaker */
};

struct holder_set;

/*
 * The holders of tables: `<folder>/delegations.tsv`, `<folder>/groups.tsv` and
 * `<folder>/roles.tsv` where the negotiation has its own, else those below
 * `holders/`. `folder` is a name for the source ("negotiations/x"), or NULL.
 * In the arena. ERROR_DATA names table and line; a missing table is empty.
 * Columns, and how a name is written in them: corpus/README.
 *
 * Names are made ready in the set's arena when a language is first asked for,
 * so a set belongs to one thread.
 */
struct holder_set *holder_set_load(struct arena *arena,
    const struct table_source *source, const char *folder, struct error *err);

/* All holders, in the tables' order. */
const struct holder *const *holder_set_all(
    const struct holder_set *set, size_t *ret_count);

/* The holder of an id, letter case respected; NULL where there is none. */
const struct holder *holder_by_id(const struct holder_set *set, const char *id);

/*
 * The holder a whole string names ("Russian Federation", "Iran (Islamic
 * Republic of)", "G-77 and China", "RUS", "us"), by id, ISO 3166 alpha-3, name,
 * alias or code, spelling folded. For metadata and for what a user types, so
 * codes count in any letter case. NULL where there is none.
 */
const struct holder *holder_named(
    const struct holder_set *set, const char *name);

/*
 * Find all mentions in tokens, longest name first, not overlapping, in text
 * order, in the arena; count in `*ret_count`. Names match whole tokens, folded;
 * codes ("US", "UK", "EU") only in capitals; a name that is part of a longer
 * name in the tables ("Guinea" in "Papua New Guinea", "Niger" in "Nigeria",
 * "Congo", "Korea"), or of a place or person that the tables exclude ("Jordan
 * River", "Georgia Tech"), is none. Chinese names match within runs of Han
 * characters; Russian and Arabic names in the inflected and prefixed forms the
 * tables allow. `language` LANGUAGE_NONE: names of all languages; else those of
 * that language, and the English ones of holders that have none in it.
 */
struct holder_mention *holder_find(const struct holder_set *set,
    struct arena *arena, const struct tokens *tokens, enum language language,
    size_t *ret_count);

/*
 * Whether `member` belonged to the group at the date (an empty date: at any
 * time).
 */
bool holder_is_member(
    const struct holder *group, const char *member, struct date date);

#endif
