/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-shard.h"

#include "core/arena.h"
#include "core/pairs-block.h"
#include "core/pairs.h"
#include "core/texts-writer.h"

#include <string.h>

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

/* Bytes of texts that a dictionary is made of, or the first shard's. */
#define LEARN_BYTES ((size_t)4 << 20)

/* A text that waits for a dictionary. */
struct waiting {
	uint32_t docid;
	struct texts_part text;
};

struct index_shards {
	struct arena *arena;
	const char *folder;
	const char *name;
	struct xap_bulk *bulk;	    /* the shard being filled, or NULL */
	struct pairs_block *pairs;  /* of its passages */
	struct texts_writer *texts; /* packs them */
	bool texts_borrowed;
	bool packed; /* a text of this shard is */
	struct arena *waiting_arena;
	struct waiting *waiting; /* texts, in order */
	size_t n_waiting, room;
	size_t waiting_bytes;	   /* of all */
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
	shards->waiting_arena = arena_new();
	return shards;
}

void
index_shards_texts(struct index_shards *shards, struct texts_writer *texts)
{
	shards->texts = texts;
	shards->texts_borrowed = true;
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

/* --- texts ---------------------------------------------------------------- */

static bool
write_text(struct index_shards *shards, uint32_t docid, const char *s, size_t n,
    struct xap_error *xerr)
{
	size_t packed_n = 0;
	const char *packed = texts_writer_pack(shards->texts, s, n, &packed_n);

	shards->packed = shards->packed || packed != NULL;
	return xap_bulk_data(shards->bulk, docid, packed != NULL ? packed : s,
		   packed != NULL ? packed_n : n, packed != NULL,
		   xerr) == XAP_OK;
}

/* Learn from the texts that wait, where that can be, and write them. */
static bool
write_waiting(struct index_shards *shards, struct xap_error *xerr)
{
	struct texts_part *part;
	bool ok = true;

	if (shards->n_waiting == 0)
		return true;
	part =
	    arena_array(shards->waiting_arena, shards->n_waiting, sizeof *part);
	for (size_t i = 0; i < shards->n_waiting; i++)
		part[i] = shards->waiting[i].text;
	texts_writer_learn(shards->texts, part, shards->n_waiting);
	for (size_t i = 0; ok && i < shards->n_waiting; i++)
		ok = write_text(shards, shards->waiting[i].docid, part[i].s,
		    part[i].n, xerr);
	arena_reset(shards->waiting_arena);
	shards->waiting = NULL;
	shards->n_waiting = shards->room = shards->waiting_bytes = 0;
	return ok;
}

/* A text of the shard under way: it is written, or waits for a dictionary. */
static bool
add_text(struct index_shards *shards, uint32_t docid, const char *s, size_t n,
    struct xap_error *xerr)
{
	struct arena *arena = shards->waiting_arena;
	char *copy;

	if (n == 0)
		return true;
	if (shards->texts == NULL)
		shards->texts = texts_writer_new(NULL, 0);
	if (texts_writer_is_ready(shards->texts))
		return write_text(shards, docid, s, n, xerr);
	if (shards->n_waiting == shards->room) {
		size_t room = shards->room > 0 ? 2 * shards->room : 256;

		shards->waiting = arena_grow(arena, shards->waiting,
		    shards->n_waiting, room, sizeof *shards->waiting);
		shards->room = room;
	}
	copy = arena_alloc(arena, n);
	memcpy(copy, s, n);
	shards->waiting[shards->n_waiting++] =
	    (struct waiting){docid, {copy, n}};
	shards->waiting_bytes += n;
	return shards->waiting_bytes < LEARN_BYTES ||
	       write_waiting(shards, xerr);
}

/* What is needed to read the shard's texts goes with each shard. */
static bool
write_dictionary(struct index_shards *shards, struct xap_error *xerr)
{
	char key[TEXTS_KEY_LENGTH + 1];
	const char *dictionary;
	size_t n;

	if (!shards->packed)
		return true;
	dictionary = texts_writer_dictionary(shards->texts, key, &n);
	return xap_bulk_metadata(shards->bulk, key, strlen(key), dictionary, n,
		   xerr) == XAP_OK;
}

static bool
close_shard(struct index_shards *shards, struct error *err)
{
	struct xap_error xerr = {0};

	if (shards->bulk != NULL && write_waiting(shards, &xerr) &&
	    write_dictionary(shards, &xerr) && write_pairs(shards, &xerr))
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
	shards->packed = false;
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
	return xap_bulk_pending(shards->bulk) + shards->waiting_bytes +
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
	if (shards->bulk != NULL) {
		/* The text comes after. */
		rest.data = NULL;
		rest.data_len = 0;
	}
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
	if (shards->bulk != NULL &&
	    !add_text(shards, docid, doc->data, doc->data_len, &xerr))
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
	if (!shards->texts_borrowed)
		texts_writer_free(shards->texts);
	arena_free(shards->waiting_arena);
	arena_free(shards->arena);
}
