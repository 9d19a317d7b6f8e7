/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-shard.h"

#include "core/arena.h"
#include "core/pairs-block.h"
#include "core/pairs.h"

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
	struct pairs_block *pairs; /* of its passages */
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

/* Where the values of a shard's last document go. */
struct last {
	struct xap_bulk *bulk;
	struct xap_error *xerr;
};

static bool
put_value(void *context, uint32_t slot, const char *s, size_t n)
{
	struct last *last = context;

	return xap_bulk_value(last->bulk, slot, s, n, last->xerr) == XAP_OK;
}

static bool
write_pairs(struct index_shards *shards, struct xap_error *xerr)
{
	struct last last = {shards->bulk, xerr};

	return shards->pairs == NULL ||
	       pairs_block_write(shards->pairs, put_value, &last);
}

static bool
close_shard(struct index_shards *shards, struct error *err)
{
	struct xap_error xerr = {0};

	if (shards->bulk != NULL && write_pairs(shards, &xerr))
		xap_bulk_close(shards->bulk, &xerr);
	if (shards->writer != NULL)
		xap_writer_close(shards->writer, &xerr);
	xap_bulk_free(shards->bulk);
	xap_writer_free(shards->writer);
	pairs_block_free(shards->pairs);
	shards->bulk = NULL;
	shards->writer = NULL;
	shards->pairs = NULL;
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
	if (shards->bulk == NULL)
		return false;
	return xap_bulk_pending(shards->bulk) +
		   (shards->pairs != NULL ? pairs_block_size(shards->pairs)
					  : 0) >=
	       shards->most;
}

bool
index_shards_add(struct index_shards *shards, const struct xap_doc_input *doc,
    struct error *err)
{
	return index_shards_add_as(shards, 0, doc, err);
}

bool
index_shards_add_as(struct index_shards *shards, uint32_t docid,
    const struct xap_doc_input *doc, struct error *err)
{
	struct xap_doc_input rest = *doc;
	struct xap_error xerr;
	size_t n;
	const char *note = pairs_take(&rest, &n);

	if (is_full(shards) && !close_shard(shards, err))
		return false;
	if (shards->bulk == NULL && shards->writer == NULL &&
	    !open_shard(shards, err))
		return false;
	if (shards->bulk != NULL && docid > 0)
		xap_bulk_add_as(shards->bulk, docid, &rest, &xerr);
	else if (shards->bulk != NULL)
		xap_bulk_add(shards->bulk, &rest, &docid, &xerr);
	else if (docid > 0)
		xap_writer_replace(shards->writer, docid, &rest, &xerr);
	else
		xap_writer_add(shards->writer, &rest, NULL, &xerr);
	if (xerr.status != XAP_OK)
		return failed(shards, &xerr, err);
	if (shards->bulk != NULL && note != NULL) {
		if (shards->pairs == NULL)
			shards->pairs = pairs_block_new();
		pairs_block_add(shards->pairs, docid, note, n);
	}
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
	pairs_block_free(shards->pairs);
	arena_free(shards->arena);
}
