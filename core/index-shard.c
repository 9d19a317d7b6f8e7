/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-shard.h"

#include "core/arena.h"

/* Xapian's writer inverts quickest while its trees stay in the cache. */
#define SLOW_PASSAGES 1000

/*
 * Bytes pending in a shard. Larger ones than the most are no quicker; while one
 * is written, its tables and the list of its terms come on top, so that it has
 * a share only of the memory allowed.
 */
#define SHARD_MOST  ((size_t)64 << 20)
#define SHARD_LEAST ((size_t)1 << 20)
#define SHARD_SHARE 3

#define BLOCK_SIZE 8192 /* of a shard's tables */

struct index_shards {
	struct arena *arena;
	const char *folder;
	const char *name;
	struct xap_bulk *bulk;	   /* the shard being filled, or NULL */
	struct xap_writer *writer; /* the same, where bulk cannot be had */
	bool slow;		   /* it cannot */
	size_t most;		   /* bytes pending in one */
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
	shards->most = SHARD_MOST;
	return shards;
}

void
index_shards_limit(struct index_shards *shards, uint64_t memory)
{
	memory /= SHARD_SHARE;
	shards->most = memory < SHARD_LEAST  ? SHARD_LEAST
		       : memory > SHARD_MOST ? SHARD_MOST
					     : (size_t)memory;
}

void
index_shards_by_writer(struct index_shards *shards)
{
	shards->slow = true;
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
	struct xap_error xerr = {0};

	if (shards->bulk != NULL)
		xap_bulk_close(shards->bulk, &xerr);
	if (shards->writer != NULL)
		xap_writer_close(shards->writer, &xerr);
	xap_bulk_free(shards->bulk);
	xap_writer_free(shards->writer);
	shards->bulk = NULL;
	shards->writer = NULL;
	shards->passages = 0;
	return xerr.status == XAP_OK || failed(shards, &xerr, err);
}

static bool
open_shard(struct index_shards *shards, struct error *err)
{
	const char *path = arena_printf(shards->arena, "%s/%s-%u",
	    shards->folder, shards->name, shards->count);
	struct xap_error xerr;

	if (!shards->slow) {
		shards->bulk = xap_bulk_open(
		    path, XAP_OVERWRITE | XAP_NO_SYNC, BLOCK_SIZE, &xerr);
		shards->slow =
		    shards->bulk == NULL && xerr.status == XAP_UNIMPLEMENTED;
	}
	if (shards->slow)
		shards->writer = xap_writer_open(path,
		    XAP_OVERWRITE | XAP_NO_SYNC | XAP_DANGEROUS |
			XAP_NO_TERMLIST,
		    0, 0, &xerr);
	if (shards->bulk == NULL && shards->writer == NULL)
		return failed(shards, &xerr, err);
	shards->count++;
	return true;
}

/* Whether the shard under way has all it should. */
static bool
is_full(const struct index_shards *shards)
{
	if (shards->writer != NULL)
		return shards->passages >= SLOW_PASSAGES;
	return xap_bulk_pending(shards->bulk) >= shards->most;
}

bool
index_shards_add(struct index_shards *shards, const struct xap_doc_input *doc,
    struct error *err)
{
	struct xap_error xerr;

	if (is_full(shards) && !close_shard(shards, err))
		return false;
	if (shards->bulk == NULL && shards->writer == NULL &&
	    !open_shard(shards, err))
		return false;
	if (shards->bulk != NULL)
		xap_bulk_add(shards->bulk, doc, NULL, &xerr);
	else
		xap_writer_add(shards->writer, doc, NULL, &xerr);
	if (xerr.status != XAP_OK)
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
	xap_bulk_free(shards->bulk);
	xap_writer_free(shards->writer);
	arena_free(shards->arena);
}
