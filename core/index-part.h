/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One database of an index: the folder, the bundle, or one shard of a set,
 * which may be on a server. For index.c alone.
 */
#ifndef CORE_INDEX_PART_H
#define CORE_INDEX_PART_H

#include "core/arena.h"
#include "core/error.h"
#include "core/removed.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The metadata value that says all an index says of itself, one thing a line,
 * "name value ...": what a client of a server reads.
 */
#define PART_SUMMARY "summary"

struct bundle;
struct set_place;
struct texts;

/* What it says of itself. */
struct part_info {
	const char *build;   /* see struct index_info */
	const char *created; /* likewise */
	const char *made_by; /* likewise */
	const char *tables;  /* hash of its tables, "" where it has none */
	const char **negotiations;
	size_t n_negotiations;
	const char **languages;
	size_t n_languages;
	uint32_t records;
	unsigned shard;	 /* it holds the records of this shard alone, */
	unsigned shards; /* of so many (index-set.h); 0: it does not say */
	bool complete;	 /* it says that no passage is removed */
};

struct index_part {
	struct arena *arena;	 /* of the index */
	const char *name;	 /* for messages */
	const char *path;	 /* of the folder or bundle; NULL: a server */
	struct bundle *bundle;	 /* that it is in, borrowed, or NULL */
	struct set_place *place; /* as the set names it, or NULL */
	const char *database;	 /* folder within, as the pointer names it */
	struct xap_db *db;
	struct texts *texts;	 /* their dictionaries; NULL: not open */
	struct removed *removed; /* passages, as the database notes */
	uint32_t documents;	 /* how many, removed ones too */
	uint32_t last_docid;	 /* highest id */
	struct part_info info;
};

/*
 * Open it, where it has a path; `state` is for what lives until the next
 * opening. ERROR_INDEX says why it cannot be.
 */
bool part_open(struct index_part *part, struct arena *state, struct error *err);

/*
 * The same of a server, which was asked for PART_SUMMARY and opened, or not;
 * its database and its value are taken.
 */
bool part_served(struct index_part *part, struct xap_server *server,
    struct arena *state, struct error *err);

void part_close(struct index_part *part);

/* Turn an error of the binding into ours. */
bool part_error(
    const char *path, const struct xap_error *xerr, struct error *err);

#endif
