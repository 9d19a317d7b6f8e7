/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An index, to be asked. The writer is another type (index-writer.h), which
 * programs that only ask do not link.
 *
 * An index is a directory:
 *
 *   travaux        text: "travaux-index 1", then "needs CAPABILITY ..." and
 *                  "database NAME", one a line; replaced by rename(2), so it
 *                  always names a whole database
 *   NAME/          that database (Xapian, glass)
 *   lock           held by a writer, with its process id
 *
 * The database's metadata hold what it was made with: "build" (identity),
 * "schema", "created", "languages", "negotiations" (ids, one a line), and
 * "table:NAME", each table of profiles, holders and lexicons; what is derived
 * stands beside it (columns.h, position-list.h, most-held.h). A passage is one
 * document: pack.h is its data, field.h its terms and values.
 *
 * No document is ever deleted: the passages that are removed stay in the
 * database until it is written anew, and stand in its metadata as "removed"
 * (removed.h has the format). Whoever walks the database asks index_removed().
 *
 * A set of shards (index-set.h) is asked as one index: document ids are those
 * of all shards together, in an order that is that of the index the shards were
 * split from (index-split.h). They may have gaps.
 */
#ifndef CORE_INDEX_H
#define CORE_INDEX_H

#include "core/arena.h"
#include "core/error.h"
#include "core/negotiation.h"
#include "core/recall.h"
#include "core/record.h"
#include "core/table.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INDEX_SCHEMA  1
#define INDEX_POINTER "travaux"
#define INDEX_SERVED  "served" /* see index-split.h */

/* Capabilities this program has; an index that needs another is refused. */
const char *const *index_capabilities(void);

struct bundle;
struct index;

/* A shard of a set that is left out of all answers. */
struct index_missing {
	const char *shard;  /* as the set names it */
	const char *reason; /* in words */
};

/* Records that more than one shard of a set has. */
struct index_doubles {
	bool unknown;	      /* it was not looked for them */
	uint32_t count;	      /* how many */
	const char *record;   /* the first of them; NULL where there is none */
	const char *shard[2]; /* two that have it, as the set names them */
};

/* What an index says of itself. */
struct index_info {
	const char *path;    /* as opened */
	const char *build;   /* identity of the build, hexadecimal */
	const char *created; /* ISO date and time of the last change, UTC */
	const char *made_by; /* program and version */
	const char **negotiations; /* ids of the profiles within */
	size_t n_negotiations;
	const char **languages; /* codes of the passages' languages */
	size_t n_languages;
	uint32_t passages;   /* how many, removed ones not counted */
	uint32_t removed;    /* passages removed, but still in the database */
	uint32_t records;    /* how many */
	uint32_t last_docid; /* highest document id */
	const struct index_missing *missing; /* shards of a set, left out */
	size_t n_missing;
	const struct index_doubles *doubles; /* what counts twice; NULL: none */
};

/*
 * Open the index at `path`. ERROR_INDEX where there is none (with what to
 * do), it is damaged, is a Xapian stub or a plain Xapian database, has a newer
 * schema or needs a capability this program lacks (named).
 */
struct index *index_open(const char *path, struct error *err);

/*
 * The same, where the path may be an index set (index-set.h) with bundles in
 * it: `open_bundle` gives one that is verified, or NULL with an error. Shards
 * that cannot be opened are left out (index_missing()); it fails only where
 * none can be.
 */
typedef struct bundle *index_bundle_fn(
    void *context, const char *path, struct error *err);
struct index *index_open_with(const char *path, index_bundle_fn *open_bundle,
    void *context, struct error *err);

/*
 * The index in a bundle that was verified (bundle_trust()), read where it lies
 * in the file. The bundle is the index's from now on, also where this fails.
 */
struct index *index_open_bundle(struct bundle *bundle, struct error *err);

/* The bundle that it is in, borrowed; NULL where it is a folder or a set. */
struct bundle *index_bundle(const struct index *index);

void index_free(struct index *index);

/* Go to the newest state after ERROR_MODIFIED. */
bool index_reopen(struct index *index, struct error *err);

/*
 * Its databases: 1, but for a set. The path of each, borrowed, NULL on a
 * server; and the bundle that it is in, or NULL.
 */
size_t index_parts(const struct index *index);

/* Whether any shard may be on a server. False for NULL. */
bool index_has_servers(const struct index *index);

/* Whether any shard may be served by a program that is run. False for NULL. */
bool index_has_programs(const struct index *index);

/*
 * The files and folders that it is opened from again, in the arena, ended by
 * NULL: none for NULL, or a bundle, which stays open.
 */
const char *const *index_paths(const struct index *index, struct arena *arena);

const char *index_part_database(const struct index *index, size_t i);
struct bundle *index_part_bundle(const struct index *index, size_t i);

/* Its database, borrowed: document d of part i of n is (d - 1) * n + i + 1. */
struct xap_db *index_part_db(struct index *index, size_t i);

/*
 * Whether a match can ask index_decide() or another callback: not where there
 * are several databases, or servers.
 */
bool index_can_decide(const struct index *index);

struct columns;

/*
 * The columns of its passages (columns.h), borrowed until the index is
 * reopened; `*ret` is NULL where it has none.
 */
bool index_columns(
    struct index *index, struct columns **ret, struct error *err);

/* The database, borrowed, for queries. */
struct xap_db *index_db(struct index *index);

/* Whether a document of the database is a passage that was removed. */
bool index_removed(const struct index *index, uint32_t docid);

/* The same as a callback of xap_match(), whose context is the index. */
bool index_decide(void *context, uint32_t docid, struct xap_doc *doc);

/*
 * How many passages have a term of the database, removed ones not counted;
 * the count ends at `most`.
 */
bool index_term_count(struct index *index, const char *term, size_t n,
    uint32_t most, uint32_t *ret_count, struct error *err);

/*
 * Whether each of `n` terms is in the database, in removed passages, too: of
 * servers in one round trip.
 */
bool index_terms_exist(struct index *index, const char *const *terms,
    const size_t *lengths, size_t n, bool *ret_exist, struct error *err);

/*
 * The path of the database's folder, borrowed, for a check of its files; that
 * of the file for a bundle.
 */
const char *index_database(const struct index *index);

const struct index_info *index_info(const struct index *index);

/* Tables as they were when the index was made. */
struct table_source index_tables(struct index *index);

/*
 * Say of an error in these tables that they go with another version of the
 * program, and what to do. Returns false.
 */
bool index_tables_error(const struct index *index, struct error *err);

/*
 * The profile `id`, loaded when first asked for; borrowed. Ids that the index
 * does not have give the default profile.
 */
const struct negotiation *index_negotiation(
    struct index *index, const char *id, struct error *err);

/*
 * The same where nothing but its sessions is looked at: what else there is in
 * it may be left empty. Read with a part of the work.
 */
const struct negotiation *index_sessions(
    struct index *index, const char *id, struct error *err);

/*
 * A passage by document id (also one that was removed), and its record (without
 * its other passages), in the arena.
 */
bool index_passage(struct index *index, struct arena *arena, uint32_t docid,
    struct record *ret_record, struct passage *ret_passage, struct error *err);

/*
 * Have the passages of all matches here at hand for index_passage(), where each
 * would be a question to a server; elsewhere nothing is done. For many that are
 * to be read one by one.
 */
bool index_read_ahead(
    struct index *index, const struct xap_matches *matches, struct error *err);

/*
 * The same where `n` passages are read by id, one after the other: called
 * before each of them, `i`, it fetches some from there on when it is time to:
 * few at first, in the end thousands.
 */
bool index_fetch(struct index *index, const uint32_t *docids, size_t n,
    size_t i, struct error *err);

/*
 * Document ids of a record's passages, in order, removed ones left out. Zero,
 * and no error, for a record that is not there.
 */
bool index_record(struct index *index, struct arena *arena,
    const char *record_id, uint32_t **ret_docids, size_t *ret_count,
    struct error *err);

/*
 * Look for them, by the lists of all records. `ret->record` is in the arena.
 * Passages of such records are found and counted as often as they are there.
 */
bool index_doubles(struct index *index, struct arena *arena,
    struct index_doubles *ret, struct error *err);

/*
 * Have it keep between runs what would be asked again each time: tables and
 * dictionaries of servers, by what their content is called; and have
 * index_info() tell of doubles, now and after each reopening. Shards that say
 * which records are theirs (travaux-index --shard and --shards) need no look
 * for these, and take no time. Of others the lists of records are compared,
 * once for each state of them; where that cannot be kept and they have more
 * than INDEX_DOUBLES_MOST records, it is not done, and told as unknown.
 */
#define INDEX_DOUBLES_MOST 10000
bool index_remember(
    struct index *index, const struct recall *recall, struct error *err);

struct census;

/*
 * How much it holds (census.h), in the arena: as its databases note it, or by a
 * walk where one on this machine does not. A server that does not is left out,
 * and is then among the missing.
 */
bool index_census(struct index *index, struct arena *arena, struct census **ret,
    struct error *err);

/* Turn an error of the binding into ours, with the index's path. */
bool index_error(
    const struct index *index, const struct xap_error *xerr, struct error *err);

#endif
