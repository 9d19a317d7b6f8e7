/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-shard.h"

#include "core/arena.h"

struct index_shards {
	struct arena *arena;
	const char *folder;
	const char *name;
	struct xap_writer *writer; /* the shard being filled, or NULL */
	unsigned passages;	   /* in it */
	unsigned count;		   /* shards begun */
};

struct index_shards *
index_shards_new(const char *folder, const char *name)
{
	struct arena *arena = arena_new();
	struct index_shards *shards = arena_alloc(arena, sizeof *shards);

	shards->arena = arena;
	shards->folder = arena_strdup(arena, folder);
	shards->name = arena_strdup(arena, name);
	return shards;
}

static bool
failed(const struct index_shards *shards, const struct xap_error *xerr,
    struct error *err)
{
	return error_set(err, ERROR_IO, "cannot write index in '%s': %s",
	    shards->folder,
	    xerr->system[0] != '\0' ? xerr->system : xerr->message);
}

static bool
close_shard(struct index_shards *shards, struct error *err)
{
	struct xap_error xerr;
	bool ok = true;

	if (shards->writer == NULL)
		return true;
	if (xap_writer_close(shards->writer, &xerr) != XAP_OK)
		ok = failed(shards, &xerr, err);
	xap_writer_free(shards->writer);
	shards->writer = NULL;
	shards->passages = 0;
	return ok;
}

static bool
open_shard(struct index_shards *shards, struct error *err)
{
	const char *path = arena_printf(shards->arena, "%s/%s-%u",
	    shards->folder, shards->name, shards->count);
	struct xap_error xerr;

	shards->writer = xap_writer_open(path,
	    XAP_OVERWRITE | XAP_NO_SYNC | XAP_DANGEROUS | XAP_NO_TERMLIST, 0, 0,
	    &xerr);
	if (shards->writer == NULL)
		return failed(shards, &xerr, err);
	shards->count++;
	return true;
}

bool
index_shards_add(struct index_shards *shards, const struct xap_doc_input *doc,
    struct error *err)
{
	struct xap_error xerr;

	if (shards->passages == SHARD_PASSAGES && !close_shard(shards, err))
		return false;
	if (shards->writer == NULL && !open_shard(shards, err))
		return false;
	if (xap_writer_add(shards->writer, doc, NULL, &xerr) != XAP_OK)
		return failed(shards, &xerr, err);
	shards->passages++;
	return true;
}

bool
index_shards_finish(
    struct index_shards *shards, unsigned *ret_count, struct error *err)
{
	if (!close_shard(shards, err))
		return false;
	*ret_count = shards->count;
	return true;
}

void
index_shards_free(struct index_shards *shards)
{
	if (shards == NULL)
		return;
	xap_writer_free(shards->writer);
	arena_free(shards->arena);
}
