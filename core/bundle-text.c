/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-text.h"

#include "core/arena.h"
#include "core/bundle.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/*
 * Blocks that are kept inflated. Passages are asked for in order, so few are
 * enough, and each more is memory that a short question touches for nothing.
 */
#define KEPT 8

/* One row of the part "blocks". */
struct row {
	uint64_t offset;
	uint32_t length;   /* compressed */
	uint32_t inflated; /* bytes */
	uint32_t first;	   /* document id */
	uint32_t count;	   /* of passages */
};

/* Bytes that are written over for every use. */
struct room {
	unsigned char *bytes;
	size_t n; /* how many there is room for */
};

/* A block that is kept, inflated from its beginning on. */
struct kept {
	uint32_t row;  /* which one; from 1, 0 for none */
	uint32_t have; /* bytes of it that are inflated */
	uint64_t used; /* when last, by the clock */
	struct room room;
};

struct bundle_texts {
	struct arena *arena;
	struct bundle *bundle;
	const unsigned char *table; /* the part "blocks" */
	uint32_t n_rows;
	struct room packed; /* a block as it is in the file */
	z_stream z;	    /* one for all: it takes 40 KB */
	bool open;	    /* whether `z` is to be ended */
	uint64_t clock;	    /* goes on with every use of a block */
	struct kept kept[KEPT];
};

static bool
damaged(const struct bundle_texts *t, struct error *err)
{
	return error_set(err, ERROR_DAMAGED,
	    "bundle '%s' is damaged: its texts are not what was packed",
	    bundle_path(t->bundle));
}

static struct row
row_at(const struct bundle_texts *t, uint32_t i)
{
	const unsigned char *at = t->table + (size_t)i * BUNDLE_BLOCK_ENTRY;

	return (struct row){bundle_get64(at), bundle_get32(at + 8),
	    bundle_get32(at + 12), bundle_get32(at + 16),
	    bundle_get32(at + 20)};
}

/* The row that has a document, or n_rows. */
static uint32_t
row_find(const struct bundle_texts *t, uint32_t docid)
{
	uint32_t low = 0, high = t->n_rows;
	struct row row;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (row_at(t, middle).first <= docid)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return t->n_rows;
	row = row_at(t, low - 1);
	return docid - row.first < row.count ? low - 1 : t->n_rows;
}

struct bundle_texts *
bundle_texts_new(struct bundle *bundle, struct error *err)
{
	struct arena *arena = arena_new();
	struct bundle_texts *t = arena_alloc(arena, sizeof *t);
	size_t n = 0;

	t->arena = arena;
	t->bundle = bundle;
	t->table = (const unsigned char *)bundle_read_part(
	    bundle, arena, BUNDLE_BLOCKS, &n, err);
	if (t->table == NULL) {
		bundle_texts_free(t);
		return NULL;
	}
	if (n % BUNDLE_BLOCK_ENTRY != 0) {
		damaged(t, err);
		bundle_texts_free(t);
		return NULL;
	}
	t->n_rows = (uint32_t)(n / BUNDLE_BLOCK_ENTRY);
	return t;
}

void
bundle_texts_free(struct bundle_texts *t)
{
	if (t == NULL)
		return;
	for (int i = 0; i < KEPT; i++)
		free(t->kept[i].room.bytes);
	if (t->open)
		inflateEnd(&t->z);
	free(t->packed.bytes);
	arena_free(t->arena);
}

/* --- blocks ---------------------------------------------------------------
 */

/* Room for so many bytes; what was there may go. */
static bool
make_room(struct room *room, size_t n, struct error *err)
{
	if (room->n >= n)
		return true;
	free(room->bytes);
	room->bytes = malloc(n);
	room->n = room->bytes == NULL ? 0 : n;
	return room->n > 0 || error_set(err, ERROR_LIMIT, "out of memory");
}

static bool
begin_inflating(struct bundle_texts *t, struct error *err)
{
	if (!t->open)
		t->open = inflateInit2(&t->z, -MAX_WBITS) == Z_OK;
	else if (inflateReset(&t->z) != Z_OK)
		return damaged(t, err);
	return t->open || error_set(err, ERROR_LIMIT, "out of memory");
}

/* Inflate what is in `packed` on, until there are `upto` bytes. */
static bool
inflate_on(
    struct bundle_texts *t, struct kept *kept, uint32_t upto, struct error *err)
{
	z_stream *z = &t->z;
	int status = Z_OK;

	z->next_out = kept->room.bytes + kept->have;
	z->avail_out = upto - kept->have;
	while (z->avail_out > 0 && status == Z_OK)
		status = inflate(z, Z_SYNC_FLUSH);
	kept->have = upto;
	return z->avail_out == 0 || damaged(t, err);
}

/*
 * Where passage `k` is in a block whose lengths are inflated. False where it
 * cannot be.
 */
static bool
place_in(const struct row *row, const struct kept *kept, uint32_t k,
    uint64_t *ret_at, uint64_t *ret_n)
{
	uint64_t at = (uint64_t)row->count * 4, length = 0;

	for (uint32_t j = 0; j <= k; j++) {
		at += length;
		length = bundle_get32(kept->room.bytes + (size_t)j * 4);
	}
	*ret_at = at;
	*ret_n = length;
	return at <= row->inflated && length <= row->inflated - at;
}

/*
 * Read block `i` up to its passage `k`, or the whole of it: who reads another
 * passage of a block is likely to read more, a question reads one of most.
 */
static bool
read_block(struct bundle_texts *t, uint32_t i, struct kept *kept, uint32_t k,
    bool whole, struct error *err)
{
	struct row row = row_at(t, i);
	uint64_t at, n;

	kept->row = 0;
	kept->have = 0;
	if (row.inflated > BUNDLE_BLOCK_MAX || row.length > BUNDLE_BLOCK_MAX ||
	    row.inflated / 4 < row.count)
		return damaged(t, err);
	if (!make_room(&t->packed, row.length, err) ||
	    !make_room(&kept->room, row.inflated, err) ||
	    !bundle_read(t->bundle, BUNDLE_TEXTS, row.offset, t->packed.bytes,
		row.length, err) ||
	    !begin_inflating(t, err))
		return false;
	t->z.next_in = t->packed.bytes;
	t->z.avail_in = row.length;
	if (!inflate_on(t, kept, row.count * 4, err))
		return false;
	if (!place_in(&row, kept, k, &at, &n))
		return damaged(t, err);
	if (!inflate_on(
		t, kept, whole ? row.inflated : (uint32_t)(at + n), err))
		return false;
	kept->row = i + 1;
	return true;
}

/* Where row `i` is kept; where it is not, what was used the longest ago. */
static struct kept *
find_kept(struct bundle_texts *t, uint32_t i)
{
	struct kept *oldest = &t->kept[0];

	for (int k = 0; k < KEPT; k++) {
		if (t->kept[k].row == i + 1)
			return &t->kept[k];
		if (t->kept[k].used < oldest->used)
			oldest = &t->kept[k];
	}
	return oldest;
}

bool
bundle_texts_get(struct bundle_texts *t, uint32_t docid, const char **ret_data,
    size_t *ret_n, struct error *err)
{
	uint32_t i = row_find(t, docid);
	struct kept *kept;
	struct row row;
	uint64_t at, n;

	if (i == t->n_rows)
		return damaged(t, err);
	row = row_at(t, i);
	kept = find_kept(t, i);
	if (kept->row != i + 1 &&
	    !read_block(t, i, kept, docid - row.first, false, err))
		return false;
	if (!place_in(&row, kept, docid - row.first, &at, &n))
		return damaged(t, err);
	if (at + n > kept->have &&
	    !read_block(t, i, kept, docid - row.first, true, err))
		return false;
	kept->used = ++t->clock;
	*ret_data = (const char *)kept->room.bytes + at;
	*ret_n = (size_t)n;
	return true;
}
