/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The bytes of columns (columns.h). For core/columns*.c, and position-list.c
 * for its numbers.
 */
#ifndef CORE_COLUMNS_FORMAT_H
#define CORE_COLUMNS_FORMAT_H

#include "core/arena.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COLUMNS_FIELDS_MAX 16 /* more than field_facets() has */
#define COLUMNS_NUMBER_MAX 5  /* bytes of a number of 32 bits */
#define COLUMNS_KEY_MAX	   32 /* room for a key */

/* What the value "columns" holds. */
struct columns_head {
	uint32_t documents; /* that the columns cover, from 1 */
	struct {
		uint32_t values; /* how many different ones */
		uint32_t sets;	 /* of them */
	} field[COLUMNS_FIELDS_MAX];
	size_t n_fields;
};

/* Bytes that are read from the front. */
struct columns_bytes {
	const unsigned char *at;
	size_t n; /* left */
};

/* Take a number; false where there is none. */
bool columns_take(struct columns_bytes *bytes, uint32_t *ret);

/* Put a number at `to`; how many bytes it took. */
size_t columns_put(unsigned char *to, uint32_t number);

/* The key of a chunk: `what` is 'v', 's', 'd' or 'l'. */
size_t columns_key(
    char key[COLUMNS_KEY_MAX], size_t field, char what, uint32_t chunk);

/*
 * The head; without documents where the database has no columns. False with
 * `xerr` on error.
 */
bool columns_head_read(
    struct xap_db *db, struct columns_head *ret, struct xap_error *xerr);

/* Write it. */
enum xap_status columns_head_write(struct xap_writer *to,
    const struct columns_head *head, struct xap_error *xerr);

/* A chunk's bytes, in `*text`, which is used again and at last cleared. */
bool columns_chunk_read(struct xap_db *db, size_t field, char what,
    uint32_t chunk, struct xap_text *text, struct columns_bytes *ret,
    struct xap_error *xerr);

/* Say that the columns are broken: false. */
bool columns_broken(struct xap_error *xerr);

/* All values of a field, in the arena. */
bool columns_values_read(struct xap_db *db, struct arena *arena, size_t field,
    const struct columns_head *head, const char ***ret, struct xap_error *xerr);

/* The sets of a field, one after the other. */
struct columns_sets {
	struct xap_db *db;
	size_t field;
	uint32_t n;	   /* how many there are */
	uint32_t n_values; /* of the field */
	uint32_t next;	   /* number of the next */
	struct xap_text text;
	struct columns_bytes bytes; /* of the chunk that is being read */
};

void columns_sets_begin(struct columns_sets *sets, struct xap_db *db,
    size_t field, const struct columns_head *head);

/*
 * Begin the next set: how many values it has. Each is then taken by
 * columns_sets_item(), which gives UINT32_MAX where it is broken.
 */
bool columns_sets_next(
    struct columns_sets *sets, uint32_t *ret_count, struct xap_error *xerr);
uint32_t columns_sets_item(struct columns_sets *sets, struct xap_error *xerr);

void columns_sets_end(struct columns_sets *sets);

/*
 * The numbers of sets in a chunk of `n` documents: how wide they are, and
 * where. Width 0: all have the one that columns_code() gives for place 0.
 */
bool columns_documents_read(struct columns_bytes bytes, size_t n,
    unsigned *ret_width, const unsigned char **ret_codes,
    struct xap_error *xerr);

/* The number at place `i` of them. */
static inline uint32_t
columns_code(const unsigned char *codes, unsigned width, size_t i)
{
	const unsigned char *at = codes + i * width;

	if (width == 1)
		return at[0];
	if (width == 2)
		return (uint32_t)at[0] | (uint32_t)at[1] << 8;
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

#endif
