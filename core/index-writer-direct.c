/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer-parts.h"

#include "core/pairs.h"
#include "core/texts-writer.h"

#include <string.h>

#define DIRECT_BYTES ((size_t)128 << 20) /* pending before a commit */

bool
index_writer_begin_direct(struct index_writer *w, struct error *err)
{
	struct xap_error xerr;

	w->direct = xap_writer_open(
	    writer_old_database(w), XAP_OPEN | XAP_NO_TERMLIST, 0, 0, &xerr);
	if (w->direct == NULL)
		return writer_failed(w, &xerr, err);
	w->done = 0;
	if (!writer_read_removed(w, xap_writer_db(w->direct), err) ||
	    !writer_read_census(w, xap_writer_db(w->direct), err))
		return false;
	return xap_writer_begin(w->direct, &xerr) == XAP_OK ||
	       writer_failed(w, &xerr, err);
}

/* Pack a passage's data with a dictionary of the index, where it has one. */
static void
pack_text(struct index_writer *w, struct xap_doc_input *doc)
{
	struct arena *arena;
	const char *packed, *dictionary;
	size_t n;

	if (w->texts == NULL) {
		arena = arena_new();
		dictionary = index_writer_dictionary(w, arena, &n);
		w->texts = texts_writer_new(dictionary, n);
		arena_free(arena);
	}
	packed = texts_writer_pack(w->texts, doc->data, doc->data_len, &n);
	if (packed != NULL) {
		doc->data = packed;
		doc->data_len = n;
	}
}

bool
index_writer_add(
    struct index_writer *w, const struct xap_doc_input *doc, struct error *err)
{
	struct xap_doc_input rest = *doc;
	struct xap_error xerr;
	size_t n;

	/* Pairs are noted by shards. */
	pairs_take(&rest, &n);
	pack_text(w, &rest);
	if (xap_writer_add(w->direct, &rest, NULL, &xerr) != XAP_OK)
		return writer_failed(w, &xerr, err);
	writer_census_add(w, &rest);
	return true;
}

/* The count goes with what is counted: the run may end before it is done. */
static bool
write_records(struct index_writer *w, struct error *err)
{
	const char *count = writer_record_count(w, NULL, err);

	return writer_set_metadata(
	    w, w->direct, "records", count, strlen(count), err);
}

/*
 * End the transaction, with what it removed, and begin another where there is
 * more to come.
 */
static bool
settle(struct index_writer *w, bool more, struct error *err)
{
	struct xap_error xerr;

	if (!writer_write_removed(w, w->direct, err) ||
	    !write_records(w, err) ||
	    !writer_write_census(w, w->direct, false, err))
		return false;
	if (xap_writer_end(w->direct, &xerr) != XAP_OK ||
	    (more && xap_writer_begin(w->direct, &xerr) != XAP_OK))
		return writer_failed(w, &xerr, err);
	return true;
}

bool
index_writer_end_file(struct index_writer *w, struct error *err)
{
	if (!writer_make_changes(w, w->direct, true, err))
		return false;
	if (xap_writer_pending(w->direct) < DIRECT_BYTES)
		return true;
	return settle(w, true, err);
}

bool
index_writer_commit_direct(struct index_writer *w,
    const struct index_commit *commit, struct error *err)
{
	struct xap_error xerr;
	uint32_t added;

	if (!writer_make_changes(w, w->direct, true, err) ||
	    !settle(w, true, err) ||
	    !writer_write_columns(w, w->direct, &added, err) ||
	    !writer_write_position_list(w, w->direct, added, err) ||
	    !writer_write_most_held(w, w->direct, added, err) ||
	    !writer_write_census(w, w->direct, true, err) ||
	    !writer_write_info(w, w->direct, writer_identity(w), commit, err) ||
	    !settle(w, false, err))
		return false;
	if (xap_writer_close(w->direct, &xerr) != XAP_OK)
		return writer_failed(w, &xerr, err);
	return true;
}
