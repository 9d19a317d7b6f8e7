/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer-parts.h"

#include "core/field.h"
#include "core/index.h"
#include "core/removed.h"

#include <string.h>

/* Begin to remove from a database, which notes what is removed already. */
bool
writer_read_removed(
    struct index_writer *w, struct xap_db *db, struct error *err)
{
	struct xap_error xerr;

	w->removed = removed_read(w->arena, db, &xerr);
	if (w->removed == NULL)
		return index_error(w->reader, &xerr, err);
	w->noted = removed_count(w->removed);
	w->records = index_info(w->reader)->records;
	return true;
}

/* Remove the old passages of a record; new ones are not among them. */
static bool
remove_record(struct index_writer *w, struct arena *arena, struct xap_db *db,
    const char *id, struct error *err)
{
	struct xap_error xerr;
	size_t n;
	const char *term = field_term(arena, FIELD_RECORD, id, &n);
	struct xap_postings *postings = xap_postings_open(db, term, n, &xerr);
	uint32_t before = removed_count(w->removed), noted = before;

	while (postings != NULL && xap_postings_next(postings, &xerr)) {
		uint32_t docid = xap_postings_docid(postings);

		removed_add(w->removed, docid);
		if (removed_count(w->removed) == noted)
			continue;
		writer_census_take(w, arena, db, docid, noted == before);
		noted++;
	}
	xap_postings_free(postings);
	if (removed_count(w->removed) > before)
		w->records--;
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}

/* Whether a passage that is left has the term. */
bool
writer_is_left(struct index_writer *w, struct xap_db *db, const char *term,
    size_t n, struct xap_error *xerr)
{
	uint32_t count = 1;

	if (w->removed != NULL && removed_count(w->removed) > 0)
		removed_term_count(w->removed, db, term, n, 1, &count, xerr);
	return count > 0;
}

/*
 * Count the new records of a changed file. To count all records anew would
 * open the postings of each, however small the change.
 */
static bool
count_new(struct index_writer *w, struct arena *arena, struct xap_db *db,
    const struct change *change, struct error *err)
{
	struct xap_error xerr = {0};
	char *rest = NULL;
	char *ids = arena_strdup(arena, change->ids);

	for (char *id = strtok_r(ids, "\n", &rest);
	     id != NULL && xerr.status == XAP_OK;
	     id = strtok_r(NULL, "\n", &rest)) {
		size_t n;
		const char *term = field_term(arena, FIELD_RECORD, id, &n);
		uint32_t count = 0;

		removed_term_count(w->removed, db, term, n, 1, &count, &xerr);
		w->records += count > 0;
	}
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}

/* Remove what a changed file gave before, as the database knows it. */
bool
writer_remove_old(struct index_writer *w, struct arena *arena,
    struct xap_db *db, const struct change *change, struct error *err)
{
	struct xap_text ids = {0};
	struct xap_error xerr;
	const char *key = file_ids_key(arena, change->state.path);
	char *rest = NULL, *id;
	bool ok = true;

	if (change->kind == CHANGE_TOUCH)
		return true;
	if (xap_db_metadata(db, key, strlen(key), &ids, &xerr) != XAP_OK)
		ok = writer_failed(w, &xerr, err);
	for (id = ids.len > 0 ? strtok_r(ids.s, "\n", &rest) : NULL;
	     ok && id != NULL; id = strtok_r(NULL, "\n", &rest))
		ok = remove_record(w, arena, db, id, err);
	xap_text_clear(&ids);
	return ok;
}

/* Put the state of a file in the database. */
static bool
make_change(struct index_writer *w, struct arena *arena, struct xap_writer *to,
    const struct change *change, struct error *err)
{
	const char *path = change->state.path, *state = "";
	const char *state_key = file_state_key(arena, path);
	const char *ids_key = file_ids_key(arena, path);
	size_t n = 0;

	if (change->kind != CHANGE_DROP)
		state = file_state_pack(arena, &change->state, &n);
	if (!writer_set_metadata(w, to, state_key, state, n, err))
		return false;
	return change->kind == CHANGE_TOUCH ||
	       writer_set_metadata(
		   w, to, ids_key, change->ids, strlen(change->ids), err);
}

/*
 * Make all changes that were not made yet. In place that means to remove what
 * the files gave before, too; `in_place` is false where that is done.
 */
bool
writer_make_changes(struct index_writer *w, struct xap_writer *to,
    bool in_place, struct error *err)
{
	struct arena *arena = arena_new();
	bool ok = true;

	for (; ok && w->done < w->n_changes; w->done++) {
		const struct change *change = &w->change[w->done];

		ok = (!in_place || writer_remove_old(w, arena,
				       xap_writer_db(to), change, err)) &&
		     make_change(w, arena, to, change, err) &&
		     (w->removed == NULL ||
			 count_new(w, arena, xap_writer_db(to), change, err));
		arena_reset(arena);
	}
	arena_free(arena);
	return ok;
}

/* Note in the database what is removed. */
bool
writer_write_removed(
    struct index_writer *w, struct xap_writer *to, struct error *err)
{
	struct arena *arena;
	struct xap_error xerr = {0};

	if (w->removed == NULL || removed_count(w->removed) == w->noted)
		return true;
	arena = arena_new();
	removed_write(w->removed, arena, to, &xerr);
	w->noted = removed_count(w->removed);
	arena_free(arena);
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}
