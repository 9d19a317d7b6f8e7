/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-split.h"

#include "core/arena.h"
#include "core/file-new.h"
#include "core/folder.h"
#include "core/index-set.h"
#include "core/index-shard.h"
#include "core/index-writer.h"
#include "core/index.h"
#include "core/passage-terms.h"
#include "core/stem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Memory for all shards that are made at the same time. */
#define SPLIT_BYTES ((uint64_t)384 << 20)
#define PIECE	    "piece" /* name of the databases a shard is joined from */

/* A shard being made. */
struct shard {
	const char *path;
	const char *build;	     /* its identity */
	struct index_writer *writer; /* NULL: it is as it should be */
	struct index_shards *pieces;
	const char *folder; /* of the pieces */
};

struct splitting {
	const struct index_split *split;
	struct arena *arena;
	struct index *index;
	struct stems *stems;
	struct shard *shard;
	unsigned made; /* how many of them */
};

bool
index_split_is_shard(const char *build)
{
	return strchr(build, '-') != NULL;
}

static bool
open_shard(struct splitting *s, unsigned i, struct error *err)
{
	struct shard *shard = &s->shard[i];
	const char *build;

	shard->path =
	    arena_printf(s->arena, "%s/shard-%u", s->split->to, i + 1);
	shard->build = arena_printf(s->arena, "%s-%u-%u",
	    index_info(s->index)->build, i + 1, s->split->shards);
	shard->writer =
	    index_writer_open(shard->path, false, s->split->wait, err);
	if (shard->writer == NULL)
		return false;
	build = index_writer_metadata(shard->writer, s->arena, "build");
	if (*build != '\0' && !index_split_is_shard(build))
		return error_set(err, ERROR_INDEX,
		    "'%s' is an index of its own, which a shard would replace; "
		    "remove it, or name another folder with --output",
		    shard->path);
	if (strcmp(build, shard->build) == 0) {
		index_writer_free(shard->writer);
		shard->writer = NULL;
		return true;
	}
	shard->folder = index_writer_build_folder(shard->writer, err);
	if (shard->folder == NULL)
		return false;
	shard->pieces = index_shards_new(shard->folder, PIECE);
	index_shards_limit(shard->pieces, SPLIT_BYTES / s->split->shards);
	s->made++;
	return true;
}

static bool
add_passage(
    struct splitting *s, struct arena *arena, uint32_t docid, struct error *err)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc;
	struct shard *shard;
	const struct negotiation *neg;

	if (!index_passage(s->index, arena, docid, &record, &passage, err))
		return false;
	shard = &s->shard[index_set_shard_of(record.id, s->split->shards)];
	if (shard->writer == NULL)
		return true;
	neg = index_negotiation(s->index, record.negotiation, err);
	if (neg == NULL)
		return false;
	passage_document(arena, s->stems, neg, &record, &passage, &doc);
	return index_shards_add_as(shard->pieces, docid, &doc, err);
}

static bool
add_passages(struct splitting *s, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_error xerr;
	struct xap_postings *all =
	    xap_postings_open(index_db(s->index), "", 0, &xerr);
	bool ok = true;

	while (ok && all != NULL && xap_postings_next(all, &xerr)) {
		uint32_t docid = xap_postings_docid(all);

		if (index_removed(s->index, docid))
			continue;
		ok = add_passage(s, arena, docid, err);
		arena_reset(arena);
	}
	xap_postings_free(all);
	arena_free(arena);
	return ok &&
	       (xerr.status == XAP_OK || index_error(s->index, &xerr, err));
}

/* The tables are those of the index. */
static bool
set_tables(struct splitting *s, struct shard *shard, struct error *err)
{
	struct xap_db *db = index_db(s->index);
	struct xap_error xerr;
	struct xap_text value = {0};
	struct xap_terms *keys =
	    xap_terms_of_metadata(db, "table:", strlen("table:"), &xerr);

	while (keys != NULL && xap_terms_next(keys, &xerr)) {
		size_t n;
		const char *key = xap_terms_get(keys, &n);

		if (xap_db_metadata(db, key, n, &value, &xerr) != XAP_OK)
			break;
		index_writer_set(shard->writer, key,
		    value.len > 0 ? value.s : "", value.len);
	}
	xap_text_clear(&value);
	xap_terms_free(keys);
	return xerr.status == XAP_OK || index_error(s->index, &xerr, err);
}

static bool
finish_shard(struct splitting *s, struct shard *shard, struct error *err)
{
	struct index_commit commit = {.made_by = s->split->made_by,
	    .created = index_info(s->index)->created,
	    .build = shard->build,
	    .serve = true,
	    .keep_ids = true};
	const char **paths;
	unsigned n;

	if (shard->writer == NULL)
		return true;
	if (!index_shards_finish(shard->pieces, &n, err) ||
	    !set_tables(s, shard, err))
		return false;
	paths = arena_array(s->arena, n + 1, sizeof *paths);
	for (unsigned i = 0; i < n; i++)
		paths[i] =
		    arena_printf(s->arena, "%s/" PIECE "-%u", shard->folder, i);
	return index_writer_commit_shards(
	    shard->writer, paths, n, &commit, err);
}

/* The file of the set, unless there is one, which may have been changed. */
static bool
write_set(struct splitting *s, struct error *err)
{
	const char *text = INDEX_SET_FIRST
	    "\n# Where each shard is: see travaux-cluster(7).\n";
	struct stat st;

	if (stat(arena_printf(s->arena, "%s/" INDEX_SET_NAME, s->split->to),
		&st) == 0)
		return true;
	for (unsigned i = 0; i < s->split->shards; i++)
		text =
		    arena_printf(s->arena, "%sshard shard-%u\n", text, i + 1);
	return file_replace(s->split->to, INDEX_SET_NAME, text, err);
}

static bool
split_steps(struct splitting *s, struct error *err)
{
	const struct index_split *split = s->split;

	s->shard = arena_array(s->arena, split->shards, sizeof *s->shard);
	s->index = index_open(split->from, err);
	s->stems = s->index != NULL ? stems_new(err) : NULL;
	if (s->stems == NULL || !folder_make(split->to, err))
		return false;
	for (unsigned i = 0; i < split->shards; i++)
		if (!open_shard(s, i, err))
			return false;
	if (s->made > 0 && !add_passages(s, err))
		return false;
	for (unsigned i = 0; i < split->shards; i++)
		if (!finish_shard(s, &s->shard[i], err))
			return false;
	return write_set(s, err);
}

bool
index_split(
    const struct index_split *split, unsigned *ret_made, struct error *err)
{
	struct splitting s = {.split = split, .arena = arena_new()};
	bool ok = split_steps(&s, err);

	*ret_made = s.made;
	for (unsigned i = 0; s.shard != NULL && i < split->shards; i++) {
		index_shards_free(s.shard[i].pieces);
		index_writer_free(s.shard[i].writer);
	}
	stems_free(s.stems);
	index_free(s.index);
	arena_free(s.arena);
	return ok;
}

/* --- to be served --------------------------------------------------------- */

/* An empty table of termlists, from an empty database. */
static bool
make_termlist(struct arena *arena, const char *folder, struct error *err)
{
	const char *empty = arena_printf(arena, "%s/empty", folder);
	struct xap_error xerr;
	struct xap_writer *writer =
	    xap_writer_open(empty, XAP_OVERWRITE, 0, 0, &xerr);
	bool ok = writer != NULL && xap_writer_close(writer, &xerr) == XAP_OK;

	xap_writer_free(writer);
	if (!ok)
		return error_set(err, ERROR_IO, "cannot write '%s': %s", empty,
		    xerr.system[0] != '\0' ? xerr.system : xerr.message);
	ok = rename(arena_printf(arena, "%s/termlist.glass", empty),
		 arena_printf(arena, "%s/termlist.glass", folder)) == 0;
	if (!ok)
		error_set(err, ERROR_IO, "cannot write '%s': %s", folder,
		    strerror(errno));
	folder_remove(empty);
	return ok;
}

static bool
make_links(struct arena *arena, const char *folder, struct error *err)
{
	static const char *const tables[] = {
	    "iamglass", "postlist.glass", "docdata.glass"};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (symlink(arena_printf(arena, "../%s", tables[i]),
			arena_printf(arena, "%s/%s", folder, tables[i])) != 0)
			return error_set(err, ERROR_IO, "cannot write '%s': %s",
			    folder, strerror(errno));
	return true;
}

/* Whether the name stands for this folder, and it was made whole. */
static bool
is_served(struct arena *arena, const char *path, const char *target)
{
	const char *name = arena_printf(arena, "%s/" INDEX_SERVED, path);
	const char *line = arena_printf(arena, "auto %s\n", target);
	size_t n = strlen(line);
	char *found = arena_alloc(arena, n + 2);
	FILE *file = fopen(name, "r");
	size_t got = file != NULL ? fread(found, 1, n + 1, file) : 0;

	if (file != NULL)
		fclose(file);
	return got == n && memcmp(found, line, n) == 0 &&
	       access(arena_printf(arena, "%s/%s/termlist.glass", path, target),
		   R_OK) == 0;
}

/*
 * Let the name "served" stand for this folder, from one moment to the next. It
 * is a stub of libxapian's, read once; of a link a server would open one table
 * after the other, and some of the old database, some of the new one.
 */
static bool
point_served(struct arena *arena, const char *path, const char *target,
    struct error *err)
{
	struct file_new file;
	const char *line = arena_printf(arena, "auto %s\n", target);

	return file_new_open(&file, arena,
		   arena_printf(arena, "%s/" INDEX_SERVED, path), false, err) &&
	       (file_new_write(&file, line, strlen(line), err) ||
		   (file_new_drop(&file), false)) &&
	       file_new_commit(&file, err);
}

bool
index_serve(const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	struct index *index = index_open(path, err);
	const char *database = index != NULL ? index_database(index) : NULL;
	const char *slash = database != NULL ? strrchr(database, '/') : NULL;
	const char *folder, *target;
	bool ok = slash != NULL;

	target = ok ? arena_printf(arena, "%s/" INDEX_SERVED, slash + 1) : "";
	if (ok && !is_served(arena, path, target)) {
		folder = arena_printf(arena, "%s/" INDEX_SERVED, database);
		folder_remove(folder);
		ok = folder_make(folder, err) &&
		     make_termlist(arena, folder, err) &&
		     make_links(arena, folder, err) &&
		     point_served(arena, path, target, err);
	}
	index_free(index);
	arena_free(arena);
	return ok;
}
