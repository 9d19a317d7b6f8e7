/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/columns.h"

#include "core/columns-format.h"

#include <string.h>

/* Counters that are used in turn for a set, where there are few sets. */
#define LANES	  4
#define LANES_FEW 1024

struct columns {
	struct xap_db *db;
	struct columns_head head;
	struct arena *arena; /* for what is kept */
	size_t kept;	     /* bytes of it */
	/* For each chunk of documents, of each field, and of lengths, what was
	   read of it. */
	struct columns_bytes *chunk;
};

/* Documents of a chunk that are counted, by their places in it. */
struct chosen {
	uint16_t place[COLUMNS_DOCUMENTS];
	size_t n;
	size_t all; /* documents of the chunk */
};

static uint32_t
chunks_of(const struct columns *columns)
{
	return (columns->head.documents - 1) / COLUMNS_DOCUMENTS + 1;
}

struct columns *
columns_open(struct arena *arena, struct xap_db *db, uint32_t documents,
    struct xap_error *xerr)
{
	struct columns *columns = arena_alloc(arena, sizeof *columns);

	columns->db = db;
	columns->arena = arena;
	if (!columns_head_read(db, &columns->head, xerr) ||
	    columns->head.documents != documents || documents == 0)
		return NULL;
	columns->chunk = arena_array(arena,
	    ((size_t)columns->head.n_fields + 1) * chunks_of(columns),
	    sizeof *columns->chunk);
	return columns;
}

/* Keep a chunk, where there is room. */
static void
keep(struct columns *columns, struct columns_bytes *kept,
    const struct columns_bytes *bytes)
{
	unsigned char *copy;

	if (bytes->n > COLUMNS_KEPT - columns->kept)
		return;
	copy = arena_alloc(columns->arena, bytes->n);
	memcpy(copy, bytes->at, bytes->n);
	*kept = (struct columns_bytes){copy, bytes->n};
	columns->kept += bytes->n;
}

/*
 * Chunk `k`, of `n` documents: the numbers of a field's sets, or, in place of
 * the field after the last, lengths. In memory that is kept, or in `text`.
 */
static bool
read_documents(struct columns *columns, size_t field, uint32_t k, size_t n,
    struct xap_text *text, unsigned *ret_width, const unsigned char **ret_codes,
    struct xap_error *xerr)
{
	bool lengths = field == columns->head.n_fields;
	struct columns_bytes *kept =
	    &columns->chunk[field * chunks_of(columns) + k];
	struct columns_bytes bytes = *kept;

	if (bytes.n == 0) {
		if (!columns_chunk_read(columns->db, lengths ? 0 : field,
			lengths ? 'l' : 'd', k, text, &bytes, xerr))
			return false;
		if (bytes.n > 0)
			keep(columns, kept, &bytes);
	}
	return columns_documents_read(bytes, n, ret_width, ret_codes, xerr);
}

/* Which bit of a number that is not 0 is the lowest. */
static unsigned
lowest(uint64_t bits)
{
	static const unsigned char place[64] = {0, 1, 56, 2, 57, 49, 28, 3, 61,
	    58, 42, 50, 38, 29, 17, 4, 62, 47, 59, 36, 45, 43, 51, 22, 53, 39,
	    33, 30, 24, 18, 12, 5, 63, 55, 48, 27, 60, 41, 37, 16, 46, 35, 44,
	    21, 52, 32, 23, 11, 54, 26, 40, 15, 34, 20, 31, 10, 25, 14, 19, 9,
	    13, 8, 7, 6};

	return place[(bits & (~bits + 1)) * 0x03F79D71B4CA8B09u >> 58];
}

/* The documents of chunk `k` that are set. Document 1 is the first. */
static void
choose(const struct columns *columns, const uint64_t *bits, uint32_t k,
    struct chosen *ret)
{
	uint64_t first = (uint64_t)k * COLUMNS_DOCUMENTS + 1;
	uint64_t last = first + COLUMNS_DOCUMENTS - 1;

	if (last > columns->head.documents)
		last = columns->head.documents;
	ret->all = (size_t)(last - first + 1);
	ret->n = 0;
	for (uint64_t w = first / 64; w <= last / 64; w++) {
		uint64_t left = bits[w];

		if (w == first / 64)
			left &= ~(uint64_t)0 << first % 64;
		if (w == last / 64 && last % 64 != 63)
			left &= ((uint64_t)1 << (last % 64 + 1)) - 1;
		for (; left != 0; left &= left - 1)
			ret->place[ret->n++] =
			    (uint16_t)(w * 64 + lowest(left) - first);
	}
}

/* How many counters a field has for each set. */
static unsigned
lanes_of(uint32_t n_sets)
{
	return n_sets <= LANES_FEW ? LANES : 1;
}

/*
 * Count the sets of one chunk. Neighbours often have the same, and a counter
 * that has just been written is slow to be read again: so where there are few
 * sets each has several, that take turns.
 */
static inline bool
count_codes(const unsigned char *codes, unsigned width,
    const struct chosen *chosen, uint32_t n_sets, uint32_t *counts)
{
	bool all = chosen->n == chosen->all;
	size_t lanes = lanes_of(n_sets);

	for (size_t i = 0; i < chosen->n; i++) {
		size_t at = all ? i : chosen->place[i];
		uint32_t code = columns_code(codes, width, at);

		if (code >= n_sets)
			return false;
		counts[(size_t)code * lanes + i % lanes]++;
	}
	return true;
}

/* A loop of its own for each width. */
static bool
count_chunk(const unsigned char *codes, unsigned width,
    const struct chosen *chosen, uint32_t n_sets, uint32_t *counts)
{
	uint32_t code;

	switch (width) {
	case 0:
		code = columns_code(codes, 4, 0);
		if (code < n_sets)
			counts[(size_t)code * lanes_of(n_sets)] +=
			    (uint32_t)chosen->n;
		return code < n_sets;
	case 1:
		return count_codes(codes, 1, chosen, n_sets, counts);
	case 2:
		return count_codes(codes, 2, chosen, n_sets, counts);
	default:
		return count_codes(codes, 4, chosen, n_sets, counts);
	}
}

static bool
count_chunks(struct columns *columns, const uint64_t *bits, uint32_t fields,
    struct chosen *chosen, uint32_t **counts, struct xap_text *text,
    struct xap_error *xerr)
{
	const struct columns_head *head = &columns->head;

	for (uint32_t k = 0; k < chunks_of(columns); k++) {
		choose(columns, bits, k, chosen);
		for (size_t f = 0; chosen->n > 0 && f < head->n_fields; f++) {
			const unsigned char *codes;
			unsigned width;

			if ((fields >> f & 1) == 0)
				continue;
			if (!read_documents(columns, f, k, chosen->all, text,
				&width, &codes, xerr))
				return false;
			if (!count_chunk(codes, width, chosen,
				head->field[f].sets, counts[f]))
				return columns_broken(xerr);
		}
	}
	return true;
}

/* Counts of sets to counts of the values in them. */
static bool
count_values(const struct columns *columns, struct arena *arena, size_t field,
    const uint32_t *counts, struct columns_count *ret, struct xap_error *xerr)
{
	const struct columns_head *head = &columns->head;
	unsigned lanes = lanes_of(head->field[field].sets);
	struct columns_sets sets;
	bool ok = columns_values_read(
	    columns->db, arena, field, head, &ret->value, xerr);

	ret->n = head->field[field].values;
	ret->count = arena_array(arena, ret->n + 1, sizeof *ret->count);
	columns_sets_begin(&sets, columns->db, field, head);
	for (uint32_t i = 0; ok && i < sets.n; i++) {
		uint32_t count = 0, n;

		for (size_t lane = 0; lane < lanes; lane++)
			count += counts[(size_t)i * lanes + lane];
		ok = columns_sets_next(&sets, &n, xerr);
		for (; ok && n > 0; n--) {
			uint32_t item = columns_sets_item(&sets, xerr);

			ok = item != UINT32_MAX;
			if (ok)
				ret->count[item] += count;
		}
	}
	columns_sets_end(&sets);
	return ok;
}

enum xap_status
columns_count(struct columns *columns, struct arena *arena,
    const uint64_t *bits, uint32_t fields, struct columns_count *ret,
    struct xap_error *xerr)
{
	const struct columns_head *head = &columns->head;
	struct arena *scratch = arena_new();
	struct chosen *chosen = arena_alloc(scratch, sizeof *chosen);
	uint32_t *counts[COLUMNS_FIELDS_MAX];
	struct xap_text text = {0};
	bool ok;

	memset(xerr, 0, sizeof *xerr);
	for (size_t f = 0; f < head->n_fields; f++)
		if ((fields >> f & 1) != 0)
			counts[f] = arena_array(scratch,
			    (size_t)head->field[f].sets *
				    lanes_of(head->field[f].sets) +
				1,
			    sizeof **counts);
	ok = count_chunks(columns, bits, fields, chosen, counts, &text, xerr);
	for (size_t f = 0; ok && f < head->n_fields; f++)
		if ((fields >> f & 1) != 0)
			ok = count_values(
			    columns, arena, f, counts[f], &ret[f], xerr);
	xap_text_clear(&text);
	arena_free(scratch);
	return xerr->status;
}

/* --- one field ------------------------------------------------------------ */

/* The first value of each set, plus 1. */
static uint32_t *
first_of_sets(const struct columns *columns, struct arena *arena, size_t field,
    struct xap_error *xerr)
{
	struct columns_sets sets;
	uint32_t *first;
	bool ok = true;

	columns_sets_begin(&sets, columns->db, field, &columns->head);
	first = arena_array(arena, (size_t)sets.n + 1, sizeof *first);
	for (uint32_t i = 0; ok && i < sets.n; i++) {
		uint32_t n;

		ok = columns_sets_next(&sets, &n, xerr);
		for (uint32_t k = 0; ok && k < n; k++) {
			uint32_t item = columns_sets_item(&sets, xerr);

			ok = item != UINT32_MAX;
			if (k == 0)
				first[i] = item + 1;
		}
	}
	columns_sets_end(&sets);
	return ok ? first : NULL;
}

static bool
read_first(struct columns *columns, size_t field, const uint32_t *first,
    uint32_t *of, struct xap_text *text, struct xap_error *xerr)
{
	const struct columns_head *head = &columns->head;

	for (uint32_t done = 0; done < head->documents;) {
		uint32_t n = head->documents - done, code;
		const unsigned char *codes;
		unsigned width;

		if (n > COLUMNS_DOCUMENTS)
			n = COLUMNS_DOCUMENTS;
		if (!read_documents(columns, field, done / COLUMNS_DOCUMENTS, n,
			text, &width, &codes, xerr))
			return false;
		for (uint32_t i = 0; i < n; i++) {
			code = columns_code(codes, width, i);
			if (code >= head->field[field].sets)
				return columns_broken(xerr);
			of[++done] = first[code];
		}
	}
	return true;
}

enum xap_status
columns_first(struct columns *columns, struct arena *arena, enum field_id field,
    const char ***ret_value, size_t *ret_count, uint32_t **ret_of,
    struct xap_error *xerr)
{
	const struct columns_head *head = &columns->head;
	struct xap_text text = {0};
	uint32_t *first;
	size_t n, at = 0;
	const enum field_id *fields = field_facets(&n);

	memset(xerr, 0, sizeof *xerr);
	while (at < n && fields[at] != field)
		at++;
	if (at == n)
		return xerr->status = XAP_ARGUMENT;
	*ret_of =
	    arena_array(arena, (size_t)head->documents + 1, sizeof **ret_of);
	*ret_count = head->field[at].values;
	first = first_of_sets(columns, arena, at, xerr);
	if (first != NULL &&
	    columns_values_read(columns->db, arena, at, head, ret_value, xerr))
		read_first(columns, at, first, *ret_of, &text, xerr);
	xap_text_clear(&text);
	return xerr->status;
}

/* --- lengths -------------------------------------------------------------- */

bool
columns_lengths_read(void *context, uint32_t docid, struct xap_lengths *ret)
{
	struct columns_lengths *lengths = context;
	uint32_t documents = lengths->columns->head.documents;
	uint32_t chunk = (docid - 1) / COLUMNS_DOCUMENTS;
	struct xap_error xerr;

	if (docid == 0 || docid > documents)
		return false;
	ret->first = chunk * COLUMNS_DOCUMENTS + 1;
	ret->count = documents - ret->first + 1;
	if (ret->count > COLUMNS_DOCUMENTS)
		ret->count = COLUMNS_DOCUMENTS;
	return read_documents(lengths->columns, lengths->columns->head.n_fields,
	    chunk, ret->count, &lengths->text, &ret->width, &ret->bytes, &xerr);
}
