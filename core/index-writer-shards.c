/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer-parts.h"

#include "core/columns.h"
#include "core/folder.h"
#include "core/index-shard.h"
#include "core/index-split.h"
#include "core/index.h"
#include "core/passage-terms.h"
#include "core/position-list.h"
#include "core/removed.h"
#include "core/stem.h"
#include "core/texts-writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PART_FILES 8	  /* files Xapian opens of a part */
#define KEPT	   "kept" /* name of shards of passages that are left */

const char *
index_writer_build_folder(struct index_writer *w, struct error *err)
{
	if (w->build == NULL) {
		const char *build = arena_printf(
		    w->arena, "%s/build-%ld", w->path, (long)getpid());

		if (!folder_make(build, err))
			return NULL;
		w->build = build;
	}
	return w->build;
}

/* Open `n` databases together. */
static struct xap_db *
open_parts(const char *const *paths, size_t n, struct xap_error *xerr)
{
	struct xap_db *all = xap_db_new_empty(xerr);

	for (size_t i = 0; all != NULL && i < n; i++) {
		struct xap_db *part = xap_db_open_path(paths[i], xerr);

		if (part == NULL || xap_db_add(all, part, xerr) != XAP_OK) {
			xap_db_free(part);
			xap_db_free(all);
			return NULL;
		}
		xap_db_free(part);
	}
	return all;
}

static bool
compact(struct index_writer *w, const char *const *paths, size_t n,
    const char *to, struct error *err)
{
	struct xap_error xerr;
	struct xap_db *all = open_parts(paths, n, &xerr);
	bool ok = all != NULL && xap_compact(all, to,
				     w->keep_ids ? XAP_COMPACT_NO_RENUMBER : 0,
				     0, &xerr) == XAP_OK;

	xap_db_free(all);
	return ok || writer_failed(w, &xerr, err);
}

/* Put postings together that came from many parts. */
static bool
tighten(struct index_writer *w, const char *database, struct error *err)
{
	struct xap_error xerr;

	return xap_tighten(database, &xerr) == XAP_OK ||
	       xerr.status == XAP_UNIMPLEMENTED || writer_failed(w, &xerr, err);
}

/* How many databases can be open at once. */
static size_t
parts_at_once(void)
{
	struct rlimit limit;
	size_t most = 100;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
	    limit.rlim_cur != RLIM_INFINITY)
		most = limit.rlim_cur > 128 ? (limit.rlim_cur - 64) / PART_FILES
					    : 8;
	return most > 500 ? 500 : most;
}

/* Join neighbours until there are few enough to be joined in one go. */
static bool
reduce(struct index_writer *w, const char **paths, size_t *n, struct error *err)
{
	size_t most = parts_at_once(), round = 0;

	for (; *n > most; round++) {
		size_t out = 0;

		for (size_t i = 0; i < *n; i += most, out++) {
			size_t group = *n - i < most ? *n - i : most;
			const char *to = arena_printf(w->arena,
			    "%s/joined-%zu-%zu", w->build, round, out);

			if (!compact(w, paths + i, group, to, err))
				return false;
			for (size_t k = 0; k < group; k++)
				if (strncmp(paths[i + k], w->build,
					strlen(w->build)) == 0)
					folder_remove(paths[i + k]);
			paths[out] = to;
		}
		*n = out;
	}
	return true;
}

/* Whether any file that is there stays as it is. */
static bool
anything_stays(struct index_writer *w, bool *ret, struct error *err)
{
	struct file_state *states;
	size_t count, replaced = 0;

	if (!index_writer_states(w, w->arena, &states, &count, err))
		return false;
	for (size_t i = 0; i < w->n_changes; i++) {
		struct file_state old;

		if (w->change[i].kind != CHANGE_TOUCH &&
		    index_writer_state(
			w, w->arena, w->change[i].state.path, &old, err))
			replaced++;
	}
	*ret = replaced < count;
	return true;
}

/* Carry metadata over from the index as it was. */
static bool
carry(struct index_writer *w, struct xap_writer *to, const char *prefix,
    struct error *err)
{
	struct xap_terms *keys;
	struct xap_error xerr;
	bool ok = true;

	keys = xap_terms_of_metadata(
	    index_db(w->reader), prefix, strlen(prefix), &xerr);
	while (ok && keys != NULL && xap_terms_next(keys, &xerr)) {
		size_t n;
		const char *key = xap_terms_get(keys, NULL);
		const char *value = writer_metadata(w, w->arena, key, &n);

		/* Shards have brought the dictionary that they need. */
		ok = strcmp(key, REMOVED_KEY) == 0 ||
		     strncmp(key, TEXTS_KEY, strlen(TEXTS_KEY)) == 0 ||
		     strncmp(key, COLUMNS_KEY, strlen(COLUMNS_KEY)) == 0 ||
		     strncmp(key, POSITION_LIST_KEY,
			 strlen(POSITION_LIST_KEY)) == 0 ||
		     writer_set_metadata(w, to, key, value, n, err);
	}
	xap_terms_free(keys);
	return ok && (xerr.status == XAP_OK || writer_failed(w, &xerr, err));
}

/* What the database that was there becomes in a commit by shards. */
enum fate {
	FATE_NONE,   /* there is none, or nothing in it stays */
	FATE_TAKEN,  /* it is joined with the shards */
	FATE_RENEWED /* shards are made of the passages in it that are left */
};

static bool
choose_fate(struct index_writer *w, enum fate *ret, struct error *err)
{
	struct arena *arena;
	bool stays = false, ok = true;

	*ret = FATE_NONE;
	/* Who numbers the passages brings all of them. */
	if (w->keep_ids)
		return true;
	if (!anything_stays(w, &stays, err))
		return false;
	if (!stays)
		return true;
	if (!writer_read_removed(w, index_db(w->reader), err))
		return false;
	arena = arena_new();
	for (size_t i = 0; ok && i < w->n_changes; i++) {
		ok = writer_remove_old(
		    w, arena, index_db(w->reader), &w->change[i], err);
		arena_reset(arena);
	}
	arena_free(arena);
	*ret = index_writer_is_worn(w, removed_count(w->removed) - w->noted)
		   ? FATE_RENEWED
		   : FATE_TAKEN;
	return ok;
}

/* Add a passage of the index as it was to shards. */
static bool
renew_passage(struct index_writer *w, struct arena *arena, struct stems *stems,
    struct index_shards *shards, uint32_t docid, struct error *err)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc;
	const struct negotiation *neg;

	if (!index_passage(w->reader, arena, docid, &record, &passage, err))
		return false;
	neg = index_negotiation(w->reader, record.negotiation, err);
	if (neg == NULL)
		return false;
	passage_document(arena, stems, neg, &record, &passage, &doc);
	return index_shards_add(shards, &doc, err);
}

static bool
renew_all(struct index_writer *w, struct stems *stems,
    struct index_shards *shards, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_error xerr;
	struct xap_postings *all =
	    xap_postings_open(index_db(w->reader), "", 0, &xerr);
	bool ok = true;

	while (ok && all != NULL && xap_postings_next(all, &xerr)) {
		uint32_t docid = xap_postings_docid(all);

		if (removed_has(w->removed, docid))
			continue;
		ok = renew_passage(w, arena, stems, shards, docid, err);
		arena_reset(arena);
	}
	xap_postings_free(all);
	arena_free(arena);
	return ok &&
	       (xerr.status == XAP_OK || index_error(w->reader, &xerr, err));
}

/* Make shards of the passages that are left: how many there are. */
static bool
renew(struct index_writer *w, const char *folder, unsigned *ret_shards,
    struct error *err)
{
	struct stems *stems = stems_new(err);
	struct index_shards *shards;
	struct texts_writer *texts;
	const char *dictionary;
	size_t n;
	bool ok;

	if (stems == NULL)
		return false;
	dictionary = index_writer_dictionary(w, w->arena, &n);
	texts = texts_writer_new(dictionary, n);
	shards = index_shards_new(folder, KEPT);
	index_shards_texts(shards, texts);
	ok = renew_all(w, stems, shards, err) &&
	     index_shards_finish(shards, ret_shards, err);
	index_shards_free(shards);
	texts_writer_free(texts);
	stems_free(stems);
	w->removed = NULL;
	return ok;
}

/* What the joined database has of the one before, beside passages. */
static bool
take_over(struct index_writer *w, struct xap_writer *to, enum fate fate,
    struct error *err)
{
	struct xap_stats stats;
	struct xap_error xerr;

	if (w->reader == NULL)
		return true;
	if (fate != FATE_TAKEN)
		return carry(w, to, fate == FATE_NONE ? "table:" : "", err);
	/* Removed ones are known by number: nothing may have moved. */
	if (xap_db_stats(xap_writer_db(to), &stats, &xerr) != XAP_OK)
		return writer_failed(w, &xerr, err);
	if (stats.last_docid != stats.doc_count)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: passages are missing in it; "
		    "remove the index and make it again",
		    w->path);
	return writer_write_removed(w, to, err);
}

/* The last touches to the joined database, before anybody sees it. */
static bool
finish_database(struct index_writer *w, const char *path, const char *build,
    enum fate fate, const struct index_commit *commit, struct error *err)
{
	struct xap_error xerr;
	struct xap_writer *to = xap_writer_open(
	    path, XAP_CREATE_OR_OPEN | XAP_NO_TERMLIST, 0, 0, &xerr);
	uint32_t added;
	bool ok;

	if (to == NULL)
		return writer_failed(w, &xerr, err);
	w->done = 0;
	ok = take_over(w, to, fate, err) &&
	     writer_make_changes(w, to, false, err);
	/* What the index says of itself is read from a settled database. */
	if (ok && xap_writer_commit(to, &xerr) != XAP_OK)
		ok = writer_failed(w, &xerr, err);
	/* Columns have no gaps. */
	ok = ok &&
	     (commit->keep_ids ||
		 (writer_write_columns(w, to, &added, err) &&
		     writer_write_position_list(w, to, UINT32_MAX, err) &&
		     writer_write_most_held(w, to, UINT32_MAX, err))) &&
	     writer_write_census(w, to, true, err) &&
	     writer_write_info(w, to, build, commit, err);
	if (ok && xap_writer_close(to, &xerr) != XAP_OK)
		ok = writer_failed(w, &xerr, err);
	xap_writer_free(to);
	return ok;
}

/* Move the new database into its place and let the pointer name it. */
static bool
switch_to(struct index_writer *w, const char *from, const char *name,
    bool serve, struct error *err)
{
	const char *to = arena_printf(w->arena, "%s/%s", w->path, name);
	const char *old = writer_old_database(w);

	if (rename(from, to) != 0)
		return error_set(err, ERROR_IO, "cannot write index '%s': %s",
		    w->path, strerror(errno));
	if (!folder_sync(w->path, err) || !writer_point_to(w, name, err)) {
		folder_remove(to);
		return false;
	}
	/* Whoever connects meanwhile finds the old one. */
	if (serve && !index_serve(w->path, err))
		return false;
	if (old[0] != '\0' && strcmp(writer_old_name(w), name) != 0)
		folder_remove(old);
	return true;
}

/* The databases to be joined: what was there, then the shards. */
static bool
list_parts(struct index_writer *w, const char *folder, enum fate fate,
    const char *const *shards, size_t n_shards, const char ***ret_paths,
    size_t *ret_count, struct error *err)
{
	unsigned kept = fate == FATE_TAKEN;
	const char **paths;

	if (fate == FATE_RENEWED && !renew(w, folder, &kept, err))
		return false;
	paths = arena_array(w->arena, n_shards + kept + 1, sizeof *paths);
	for (unsigned i = 0; i < kept; i++)
		paths[i] =
		    fate == FATE_TAKEN
			? writer_old_database(w)
			: arena_printf(w->arena, "%s/" KEPT "-%u", folder, i);
	for (size_t i = 0; i < n_shards; i++)
		paths[kept + i] = shards[i];
	*ret_paths = paths;
	*ret_count = kept + n_shards;
	return true;
}

bool
index_writer_commit_shards(struct index_writer *w, const char *const *shards,
    size_t n_shards, const struct index_commit *commit, struct error *err)
{
	const char *build =
	    commit->build != NULL ? commit->build : writer_identity(w);
	const char *folder, *joined, **paths;
	enum fate fate;
	size_t n;

	w->keep_ids = commit->keep_ids;
	folder = index_writer_build_folder(w, err);
	if (folder == NULL || !choose_fate(w, &fate, err) ||
	    !list_parts(w, folder, fate, shards, n_shards, &paths, &n, err))
		return false;
	joined = arena_printf(w->arena, "%s/joined", folder);
	if (!reduce(w, paths, &n, err) ||
	    (n > 0 && !compact(w, paths, n, joined, err)) ||
	    (n > 0 && !tighten(w, joined, err)))
		return false;
	if (!finish_database(w, joined, build, fate, commit, err))
		return false;
	return switch_to(w, joined, arena_printf(w->arena, "db-%s", build),
	    commit->serve, err);
}
