/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the parts of the index's writer share. For core/index-writer*.c alone;
 * others take index-writer.h.
 *
 *   index-writer.c          opening, what is there, what is to happen
 *   index-writer-changes.c  making the changes in a database
 *   index-writer-notes.c    what a commit notes about itself
 *   index-writer-census.c   what the index holds, kept as it changes
 *   index-writer-shards.c   a commit by shards, joined to a new database
 *   index-writer-direct.c   a commit in the database itself
 *
 * Functions return false, or NULL, with the error set.
 */
#ifndef CORE_INDEX_WRITER_PARTS_H
#define CORE_INDEX_WRITER_PARTS_H

#include "core/index-writer.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct census;
struct index;
struct removed;
struct texts_writer;

enum change_kind {
	CHANGE_PUT,   /* new records in place of the old ones */
	CHANGE_TOUCH, /* new state, same records */
	CHANGE_DROP   /* gone */
};

struct change {
	enum change_kind kind;
	struct file_state state; /* path alone of a file that is gone */
	const char *ids;	 /* of its records now, one a line */
};

struct setting {
	const char *key;
	const char *value;
	size_t length;
};

struct index_writer {
	struct arena *arena;
	const char *path;      /* of the index */
	int lock;	       /* descriptor of the lock, or -1 */
	struct index *reader;  /* the index as it was, or NULL */
	struct change *change; /* in order */
	size_t n_changes;
	size_t room; /* of change */
	size_t done; /* changes made in the open database */
	struct setting *setting;
	size_t n_settings;
	const char *build;	    /* folder of shards, or NULL */
	struct xap_writer *direct;  /* the database, open in place, or NULL */
	struct texts_writer *texts; /* for it; NULL before the first passage */
	struct removed *removed;    /* of what was there, or NULL */
	uint32_t noted;		    /* of these, how many the database notes */
	uint64_t records;	    /* that have a passage left */
	bool keep_ids;		    /* documents keep the ids they have */
	struct census *census;	    /* kept while it is changed in place; or
				       NULL: to be counted */
};

/* Turn an error of the binding into one that names the index. False. */
bool writer_failed(const struct index_writer *w, const struct xap_error *xerr,
    struct error *err);

/* The path of the database of the index as it was, "" where there is none. */
const char *writer_old_database(const struct index_writer *w);

/* The last part of that path. */
const char *writer_old_name(const struct index_writer *w);

/*
 * A metadata value of the index as it was, in the arena; its length in *ret_n.
 * "" where there is none.
 */
const char *writer_metadata(struct index_writer *w, struct arena *arena,
    const char *key, size_t *ret_n);

/* The same of any database. */
const char *writer_metadata_of(
    struct xap_db *db, struct arena *arena, const char *key, size_t *ret_n);

/* Set a metadata value of a database that is being written. */
bool writer_set_metadata(struct index_writer *w, struct xap_writer *to,
    const char *key, const char *value, size_t n, struct error *err);

/* Begin to remove from a database, which notes what is removed already. */
bool writer_read_removed(
    struct index_writer *w, struct xap_db *db, struct error *err);

/* Remove what a changed file gave before, as the database knows it. */
bool writer_remove_old(struct index_writer *w, struct arena *arena,
    struct xap_db *db, const struct change *change, struct error *err);

/*
 * Make all changes that were not made yet. In place that means to remove what
 * the files gave before, too; `in_place` is false where that is done.
 */
bool writer_make_changes(struct index_writer *w, struct xap_writer *to,
    bool in_place, struct error *err);

/* Note in the database what is removed. */
bool writer_write_removed(
    struct index_writer *w, struct xap_writer *to, struct error *err);

/*
 * Begin to keep the census of a database that is changed in place, whose
 * removed passages were read; without one it is counted at the end.
 */
bool writer_read_census(
    struct index_writer *w, struct xap_db *db, struct error *err);

/* Add a passage to the census; or take away document `docid` of `db`. */
void writer_census_add(struct index_writer *w, const struct xap_doc_input *doc);
void writer_census_take(struct index_writer *w, struct arena *arena,
    struct xap_db *db, uint32_t docid, bool first);

/*
 * Note the census of a database that is being written. Where there is none, it
 * is counted with `walk`, all documents being lasting; without, none is noted.
 */
bool writer_write_census(struct index_writer *w, struct xap_writer *to,
    bool walk, struct error *err);

/* Whether a passage that is left has the term. */
bool writer_is_left(struct index_writer *w, struct xap_db *db, const char *term,
    size_t n, struct xap_error *xerr);

/*
 * The identity of the result, hexadecimal: of what was there, and of what was
 * done to it. The same files indexed in the same order give the same.
 */
const char *writer_identity(struct index_writer *w);

/* How many records there are; where nothing was removed, by their terms. */
const char *writer_record_count(
    struct index_writer *w, struct xap_db *db, struct error *err);

/* Write what an index says of itself, from the database as it is now. */
bool writer_write_info(struct index_writer *w, struct xap_writer *to,
    const char *build, const struct index_commit *commit, struct error *err);

/*
 * Have the columns cover all documents, which are lasting already; `*ret_added`
 * is how many were not covered before.
 */
bool writer_write_columns(struct index_writer *w, struct xap_writer *to,
    uint32_t *ret_added, struct error *err);

/*
 * List the positions of all documents, of which `added` are new. A small update
 * leaves the index without: its positions are then counted by a walk.
 */
bool writer_write_position_list(struct index_writer *w, struct xap_writer *to,
    uint32_t added, struct error *err);

/*
 * Note what is most held, where that is not noted of nearly as many documents;
 * `added` as above.
 */
bool writer_write_most_held(struct index_writer *w, struct xap_writer *to,
    uint32_t added, struct error *err);

/* Let the pointer file name another database. */
bool writer_point_to(
    struct index_writer *w, const char *database, struct error *err);

#endif
