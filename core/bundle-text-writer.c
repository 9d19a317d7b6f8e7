/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-text-writer.h"

#include "core/bundle-format.h"
#include "core/bundle-text.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct bundle_texts_writer {
	struct arena *arena; /* the table */
	struct arena *block; /* what is pending; emptied for each block */
	struct file_new *file;
	unsigned char *table;
	size_t n_table, table_room;
	uint64_t written; /* bytes of blocks */
	uint32_t first;	  /* document id of the first pending */
	char *data;	  /* data pending, one after the other */
	size_t n_data, data_room;
	uint32_t *length;   /* of each */
	size_t count, room; /* how many are pending */
};

struct bundle_texts_writer *
bundle_texts_writer_new(struct file_new *file)
{
	struct arena *arena = arena_new();
	struct bundle_texts_writer *w = arena_alloc(arena, sizeof *w);

	w->arena = arena;
	w->block = arena_new();
	w->file = file;
	w->first = 1;
	return w;
}

void
bundle_texts_writer_free(struct bundle_texts_writer *w)
{
	if (w == NULL)
		return;
	free(w->data);
	arena_free(w->block);
	arena_free(w->arena);
}

/* The lengths, then the data. */
static unsigned char *
plain_block(struct bundle_texts_writer *w, size_t *ret_n)
{
	size_t top = w->count * 4;
	unsigned char *plain = arena_alloc(w->block, top + w->n_data);

	for (size_t i = 0; i < w->count; i++)
		bundle_put32(plain + i * 4, w->length[i]);
	memcpy(plain + top, w->data, w->n_data);
	*ret_n = top + w->n_data;
	return plain;
}

static unsigned char *
deflate_block(struct bundle_texts_writer *w, unsigned char *plain, size_t n,
    size_t *ret_n, struct error *err)
{
	z_stream z = {.next_in = plain, .avail_in = (uInt)n};
	unsigned char *packed = NULL;
	bool ok;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9,
		Z_DEFAULT_STRATEGY) != Z_OK) {
		error_set(err, ERROR_LIMIT, "out of memory");
		return NULL;
	}
	z.avail_out = (uInt)deflateBound(&z, (uLong)n);
	packed = arena_alloc(w->block, z.avail_out);
	z.next_out = packed;
	ok = deflate(&z, Z_FINISH) == Z_STREAM_END;
	*ret_n = z.total_out;
	deflateEnd(&z);
	if (!ok)
		error_set(err, ERROR_LIMIT, "cannot compress a passage");
	return ok ? packed : NULL;
}

static void
add_row(struct bundle_texts_writer *w, size_t packed, size_t plain)
{
	unsigned char *row;

	if (w->n_table + BUNDLE_BLOCK_ENTRY > w->table_room) {
		size_t room = w->table_room > 0 ? w->table_room * 2 : 8192;

		w->table = arena_grow(w->arena, w->table, w->n_table, room, 1);
		w->table_room = room;
	}
	row = w->table + w->n_table;
	bundle_put64(row, w->written);
	bundle_put32(row + 8, (uint32_t)packed);
	bundle_put32(row + 12, (uint32_t)plain);
	bundle_put32(row + 16, w->first);
	bundle_put32(row + 20, (uint32_t)w->count);
	w->n_table += BUNDLE_BLOCK_ENTRY;
}

static bool
end_block(struct bundle_texts_writer *w, struct error *err)
{
	size_t n, packed_n = 0;
	unsigned char *plain, *packed;

	if (w->count == 0)
		return true;
	plain = plain_block(w, &n);
	packed = deflate_block(w, plain, n, &packed_n, err);
	if (packed == NULL || !file_new_write(w->file, packed, packed_n, err))
		return false;
	add_row(w, packed_n, n);
	w->written += packed_n;
	w->first += (uint32_t)w->count;
	w->count = w->n_data = 0;
	arena_reset(w->block);
	w->length = NULL;
	w->room = 0;
	return true;
}

/* Room for so much more data; it is used again for every block. */
static bool
data_room(struct bundle_texts_writer *w, size_t more, struct error *err)
{
	size_t room = w->data_room > 0 ? w->data_room : 65536;
	char *data;

	if (w->data_room - w->n_data >= more)
		return true;
	while (room - w->n_data < more)
		room *= 2;
	data = realloc(w->data, room);
	if (data == NULL)
		return error_set(err, ERROR_LIMIT, "out of memory");
	w->data = data;
	w->data_room = room;
	return true;
}

/*
 * Whether a block ends with this passage. That is for the passage to say, so
 * that blocks after one that is new or gone are soon the same again as in the
 * edition before, and a delta need not hold them.
 */
static bool
is_end(const struct bundle_texts_writer *w, const char *data, size_t n)
{
	if (w->n_data < BUNDLE_BLOCK_LEAST)
		return false;
	return w->n_data >= BUNDLE_BLOCK_BYTES ||
	       crc32(0, (const unsigned char *)data, (uInt)n) % 2 == 0;
}

bool
bundle_texts_writer_add(struct bundle_texts_writer *w, const char *data,
    size_t n, struct error *err)
{
	/* A passage has at most some MB; a block of it must be readable. */
	if (n > BUNDLE_BLOCK_MAX / 2)
		return error_set(err, ERROR_LIMIT,
		    "a passage of %zu bytes is too long for a bundle", n);
	if (!data_room(w, n, err))
		return false;
	if (w->count == w->room) {
		size_t room = w->room > 0 ? w->room * 2 : 64;

		w->length = arena_grow(
		    w->block, w->length, w->count, room, sizeof *w->length);
		w->room = room;
	}
	memcpy(w->data + w->n_data, data, n);
	w->length[w->count++] = (uint32_t)n;
	w->n_data += n;
	return !is_end(w, data, n) || end_block(w, err);
}

bool
bundle_texts_writer_end(struct bundle_texts_writer *w,
    const unsigned char **ret_table, size_t *ret_n, uint64_t *ret_bytes,
    struct error *err)
{
	if (!end_block(w, err))
		return false;
	*ret_table = w->table;
	*ret_n = w->n_table;
	*ret_bytes = w->written;
	return true;
}
