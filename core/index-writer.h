/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing an index: at any moment a reader finds the old state or the new one,
 * also after kill -9. Used by travaux-index alone; core's library for programs
 * that only ask does not hold it.
 *
 * New records come in shards: databases of some passages each, built
 * aside, in any process (index-shard.h), then joined by one compaction into a
 * new database, to which the pointer file is switched
 * (index_writer_commit_shards). A small change is made in the database itself,
 * in transactions that hold whole files with their state
 * (index_writer_begin_direct ... _commit_direct). A run uses one of the two.
 *
 * What is removed is only noted (removed.h). Where that has become much, a
 * commit by shards does not take the database along, but makes shards of the
 * passages in it that are left.
 *
 * Either way the run says what is to happen to each file: index_writer_put()
 * replaces what it gave before, index_writer_drop() removes it.
 *
 * State of files, for runs that change only what changed: see file-state.h.
 */
#ifndef CORE_INDEX_WRITER_H
#define CORE_INDEX_WRITER_H

#include "core/arena.h"
#include "core/error.h"
#include "core/file-state.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct index_writer;

/*
 * Open the index in the folder `path` for writing; it is made where it is not
 * there. Waits for another writer for `wait_seconds`, then ERROR_LOCKED names
 * it. What killed runs left behind is removed. ERROR_IO: it cannot be written;
 * ERROR_INDEX: the folder holds something else, or an index of another schema.
 * With `look_only` nothing is made, locked or removed, and only what reads
 * may be called.
 */
struct index_writer *index_writer_open(
    const char *path, bool look_only, unsigned wait_seconds, struct error *err);

/* Close; what was not committed is dropped. NULL is allowed. */
void index_writer_free(struct index_writer *writer);

/* --- what is there -------------------------------------------------------- */

/* Passages and records in the index as it is; 0 where there is none. */
uint32_t index_writer_passages(const struct index_writer *writer);
uint32_t index_writer_records(const struct index_writer *writer);

/*
 * The state of the file with this path. False with err->code ERROR_NONE where
 * the index knows no such file.
 */
bool index_writer_state(struct index_writer *writer, struct arena *arena,
    const char *path, struct file_state *ret, struct error *err);

/* All states, in no order that means anything; in the arena. */
bool index_writer_states(struct index_writer *writer, struct arena *arena,
    struct file_state **ret, size_t *ret_count, struct error *err);

/*
 * Whether the database is to be written anew when `more` passages are removed:
 * removed ones, which stay in it, are then many. A commit by shards does that;
 * changes in place cannot.
 */
bool index_writer_is_worn(const struct index_writer *writer, uint64_t more);

/* The ids of the records that a file gave, one a line; "" where unknown. */
const char *index_writer_ids(
    struct index_writer *writer, struct arena *arena, const char *path);

/* Whether a record of this id, with a passage left, is in the index. */
bool index_writer_has_record(
    struct index_writer *writer, struct arena *arena, const char *id);

/* A metadata value, "" where there is none. */
const char *index_writer_metadata(
    struct index_writer *writer, struct arena *arena, const char *key);

/*
 * A dictionary that texts of the index are packed with (texts-writer.h), in the
 * arena, its length in *ret_n; NULL where there is none.
 */
const char *index_writer_dictionary(
    struct index_writer *writer, struct arena *arena, size_t *ret_n);

/* --- what is to happen ---------------------------------------------------- */

/*
 * The file of `state->path` gives these records now: `ids`, one a line. What
 * it gave before goes. Strings are copied.
 */
void index_writer_put(struct index_writer *writer,
    const struct file_state *state, const char *ids);

/* As index_writer_put() where the records stay: only its state is new. */
void index_writer_touch(
    struct index_writer *writer, const struct file_state *state);

/* The file is gone, and its records go. */
void index_writer_drop(struct index_writer *writer, const char *path);

/*
 * Put a value in the metadata ("table:..."); an empty one removes it. Copied.
 */
void index_writer_set(
    struct index_writer *writer, const char *key, const char *value, size_t n);

/* Whether anything was put, dropped or set that differs from what is there. */
bool index_writer_has_changes(const struct index_writer *writer);

/* What a commit notes about itself. */
struct index_commit {
	const char *made_by; /* program and version */
	const char *created; /* ISO date and time, UTC */
	const char *build;   /* identity of the result; NULL: made up from what
				was there and what was done */
	bool serve;	     /* a server is to find the result at once
				(index_serve()), before what was there goes */
	bool keep_ids;	     /* shards have document ids of their own, which do
				not overlap, and keep them */
};

/* --- by shards ------------------------------------------------------------ */

/*
 * The folder in which shards are to be built; made when first asked for. It
 * lives until the commit or index_writer_free().
 */
const char *index_writer_build_folder(
    struct index_writer *writer, struct error *err);

/*
 * Join the shards, given by their paths, after what is there, take away what
 * was replaced or dropped, and switch to the result. On failure the index is
 * as it was.
 */
bool index_writer_commit_shards(struct index_writer *writer,
    const char *const *shards, size_t n_shards,
    const struct index_commit *commit, struct error *err);

/* --- in place ------------------------------------------------------------- */

/*
 * Begin changes in the database itself. Then, for each file: put, touch or
 * drop it, add its documents, and index_writer_end_file(), which makes what
 * came so far lasting when it is enough.
 */
bool index_writer_begin_direct(struct index_writer *writer, struct error *err);
bool index_writer_add(struct index_writer *writer,
    const struct xap_doc_input *doc, struct error *err);
bool index_writer_end_file(struct index_writer *writer, struct error *err);

/* Make the rest lasting. */
bool index_writer_commit_direct(struct index_writer *writer,
    const struct index_commit *commit, struct error *err);

#endif
