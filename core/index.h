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
 * "table:NAME", each table of profiles, holders and lexicons. A passage is one
 * document: pack.h is its data, field.h its terms and values.
 *
 * No document is ever deleted: the passages that are removed stay in the
 * database until it is written anew, and stand in its metadata as "removed"
 * (removed.h has the format). Document ids are therefore 1 ... the number of
 * documents, without a gap. Whoever walks the database asks index_removed().
 */
#ifndef CORE_INDEX_H
#define CORE_INDEX_H

#include "core/arena.h"
#include "core/error.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "core/table.h"

#include "xapian-c.h"

#include <stddef.h>
#include <stdint.h>

#define INDEX_SCHEMA  1
#define INDEX_POINTER "travaux"

/* Capabilities this program has; an index that needs another is refused. */
const char *const *index_capabilities(void);

struct bundle;
struct index;

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
	uint32_t passages; /* how many, removed ones not counted */
	uint32_t removed;  /* passages removed, but still in the database */
	uint32_t records;  /* how many */
};

/*
 * Open the index at `path`. ERROR_INDEX where there is none (with what to
 * do), it is damaged, is a Xapian stub or a plain Xapian database, has a newer
 * schema or needs a capability this program lacks (named).
 */
struct index *index_open(const char *path, struct error *err);

/*
 * The index in a bundle that was verified (bundle_trust()), read where it lies
 * in the file. The bundle is the index's from now on, also where this fails.
 */
struct index *index_open_bundle(struct bundle *bundle, struct error *err);

/* The bundle that it is in, borrowed; NULL where it is a folder. */
struct bundle *index_bundle(const struct index *index);

void index_free(struct index *index);

/* Go to the newest state after ERROR_MODIFIED. */
bool index_reopen(struct index *index, struct error *err);

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
 * The path of the database's folder, borrowed, for a check of its files; that
 * of the file for a bundle.
 */
const char *index_database(const struct index *index);

const struct index_info *index_info(const struct index *index);

/* Tables as they were when the index was made. */
struct table_source index_tables(struct index *index);

/*
 * The profile `id`, loaded when first asked for; borrowed. Ids that the index
 * does not have give the default profile.
 */
const struct negotiation *index_negotiation(
    struct index *index, const char *id, struct error *err);

/*
 * A passage by document id (also one that was removed), and its record (without
 * its other passages), in the arena.
 */
bool index_passage(struct index *index, struct arena *arena, uint32_t docid,
    struct record *ret_record, struct passage *ret_passage, struct error *err);

/*
 * Document ids of a record's passages, in order, removed ones left out. Zero,
 * and no error, for a record that is not there.
 */
bool index_record(struct index *index, struct arena *arena,
    const char *record_id, uint32_t **ret_docids, size_t *ret_count,
    struct error *err);

/* Turn an error of the binding into ours, with the index's path. */
bool index_error(
    const struct index *index, const struct xap_error *xerr, struct error *err);

#endif
