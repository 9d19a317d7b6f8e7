/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/columns-writer.h"

#include "core/columns-format.h"
#include "core/columns.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* A value, or a set of values as the slot has it, and its number. */
struct known {
	const char *name;
	uint32_t number;
	uint32_t *item; /* of a set: numbers of its values */
	uint32_t n_items;
	UT_hash_handle hh;
};

/* One field's column. */
struct column {
	struct known *values, *sets; /* by name */
	struct known **value, **set; /* by number */
	size_t value_room, set_room;
	uint32_t old_values, old_sets; /* that were there */
	uint32_t *code;		       /* of the documents of the last chunk */
};

struct columns_writer {
	struct arena *arena;
	struct xap_writer *to;
	struct columns_head head;
	struct column column[COLUMNS_FIELDS_MAX];
	uint32_t *length;     /* of the documents of the last chunk; or NULL:
				 those before have none */
	unsigned char *bytes; /* room for a chunk */
	size_t room;	      /* of it */
};

/* --- values and sets ------------------------------------------------------ */

static struct known *
find(struct known *table, const char *name, size_t n)
{
	struct known *known;

	HASH_FIND(hh, table, name, n, known);
	return known;
}

static struct known *
add(struct arena *arena, struct known **table, struct known ***list,
    size_t *room, uint32_t *count, const char *name, size_t n)
{
	struct known *known = arena_alloc(arena, sizeof *known);

	if (*count == *room) {
		size_t more = *room > 0 ? *room * 2 : 64;

		*list = arena_grow(arena, *list, *room, more, sizeof **list);
		*room = more;
	}
	known->name = arena_strndup(arena, name, n);
	known->number = *count;
	(*list)[(*count)++] = known;
	HASH_ADD_KEYPTR(hh, *table, known->name, n, known);
	return known;
}

static uint32_t
value_number(struct columns_writer *w, size_t field, const char *name, size_t n)
{
	struct column *column = &w->column[field];
	struct known *known = find(column->values, name, n);

	if (known == NULL)
		known = add(w->arena, &column->values, &column->value,
		    &column->value_room, &w->head.field[field].values, name, n);
	return known->number;
}

/* The number of a set, given as the slot has it: values with marks between. */
static uint32_t
set_number(struct columns_writer *w, size_t field, const char *s, size_t n)
{
	struct column *column = &w->column[field];
	struct known *known = find(column->sets, s, n);
	const char *end = s + n;

	if (known != NULL)
		return known->number;
	known = add(w->arena, &column->sets, &column->set, &column->set_room,
	    &w->head.field[field].sets, s, n);
	known->item = arena_array(w->arena, n / 2 + 1, sizeof *known->item);
	while (s < end) {
		const char *mark =
		    memchr(s, FACET_VALUE_END, (size_t)(end - s));

		mark = mark != NULL ? mark : end;
		if (mark > s)
			known->item[known->n_items++] =
			    value_number(w, field, s, (size_t)(mark - s));
		s = mark + 1;
	}
	return known->number;
}

/* --- what is there -------------------------------------------------------- */

/* Text that grows. */
struct name {
	struct arena *arena;
	char *s;
	size_t n, room;
};

static void
name_add(struct name *name, const char *value)
{
	size_t n = strlen(value);

	if (name->n + n + 1 > name->room) {
		size_t room = 2 * (name->n + n + 1);

		name->s = arena_grow(name->arena, name->s, name->room, room, 1);
		name->room = room;
	}
	if (name->n > 0)
		name->s[name->n++] = FACET_VALUE_END;
	memcpy(name->s + name->n, value, n);
	name->n += n;
}

/* One set, as the slot has it. */
static bool
recall_set(struct columns_sets *sets, const char **value, struct name *name,
    struct xap_error *xerr)
{
	uint32_t n;

	name->n = 0;
	if (!columns_sets_next(sets, &n, xerr))
		return false;
	for (; n > 0; n--) {
		uint32_t item = columns_sets_item(sets, xerr);

		if (item == UINT32_MAX)
			return false;
		name_add(name, value[item]);
	}
	return true;
}

/* Make what the database has of a field known again. */
static bool
recall_sets(struct columns_writer *w, size_t field, struct xap_error *xerr)
{
	struct columns_head head = w->head;
	struct column *column = &w->column[field];
	struct columns_sets sets;
	struct name name = {.arena = arena_new()};
	const char **value;
	bool ok = columns_values_read(
	    xap_writer_db(w->to), name.arena, field, &head, &value, xerr);

	w->head.field[field].values = w->head.field[field].sets = 0;
	for (uint32_t i = 0; ok && i < head.field[field].values; i++)
		value_number(w, field, value[i], strlen(value[i]));
	columns_sets_begin(&sets, xap_writer_db(w->to), field, &head);
	for (uint32_t i = 0; ok && i < sets.n; i++) {
		ok = recall_set(&sets, value, &name, xerr);
		if (ok)
			set_number(w, field, name.n > 0 ? name.s : "", name.n);
	}
	columns_sets_end(&sets);
	if (ok && (w->head.field[field].values != head.field[field].values ||
		      w->head.field[field].sets != head.field[field].sets))
		ok = columns_broken(xerr);
	column->old_values = w->head.field[field].values;
	column->old_sets = w->head.field[field].sets;
	arena_free(name.arena);
	return ok;
}

/* The lengths of the last chunk, if there are any. */
static bool
recall_lengths(struct columns_writer *w, struct xap_error *xerr)
{
	uint32_t last = w->head.documents, n;
	unsigned width = 0;
	struct xap_text text = {0};
	struct columns_bytes bytes;
	const unsigned char *codes = NULL;
	char key[COLUMNS_KEY_MAX];
	size_t n_key;
	bool ok = true;

	w->length = arena_array(w->arena, COLUMNS_DOCUMENTS, sizeof *w->length);
	if (last == 0)
		return true;
	n = (last - 1) % COLUMNS_DOCUMENTS + 1;
	n_key = columns_key(key, 0, 'l', (last - 1) / COLUMNS_DOCUMENTS);
	if (xap_db_metadata(xap_writer_db(w->to), key, n_key, &text, xerr) !=
	    XAP_OK)
		return false;
	bytes.at = (const unsigned char *)text.s;
	bytes.n = text.len;
	if (bytes.n == 0)
		w->length = NULL;
	else
		ok = columns_documents_read(bytes, n, &width, &codes, xerr);
	for (uint32_t i = 0; ok && w->length != NULL && i < n; i++)
		w->length[i] = columns_code(
		    codes, width == 0 ? 4 : width, width == 0 ? 0 : i);
	xap_text_clear(&text);
	return ok;
}

/* The last chunk of documents, where it is not full. */
static bool
recall_documents(struct columns_writer *w, size_t field, struct xap_error *xerr)
{
	uint32_t n = w->head.documents % COLUMNS_DOCUMENTS;
	struct xap_text text = {0};
	struct columns_bytes bytes;
	const unsigned char *codes;
	unsigned width;
	bool ok;

	if (n == 0)
		return true;
	ok = columns_chunk_read(xap_writer_db(w->to), field, 'd',
		 w->head.documents / COLUMNS_DOCUMENTS, &text, &bytes, xerr) &&
	     columns_documents_read(bytes, n, &width, &codes, xerr);
	for (uint32_t i = 0; ok && i < n; i++) {
		w->column[field].code[i] = columns_code(codes, width, i);
		if (w->column[field].code[i] >= w->head.field[field].sets)
			ok = columns_broken(xerr);
	}
	xap_text_clear(&text);
	return ok;
}

struct columns_writer *
columns_writer_begin(
    struct arena *arena, struct xap_writer *to, struct xap_error *xerr)
{
	struct columns_writer *w = arena_alloc(arena, sizeof *w);
	bool ok;

	memset(xerr, 0, sizeof *xerr);
	w->arena = arena;
	w->to = to;
	ok = columns_head_read(xap_writer_db(to), &w->head, xerr);
	for (size_t f = 0; ok && f < w->head.n_fields; f++) {
		w->column[f].code = arena_array(
		    arena, COLUMNS_DOCUMENTS, sizeof *w->column[f].code);
		ok = recall_sets(w, f, xerr) && recall_documents(w, f, xerr);
	}
	if (ok && recall_lengths(w, xerr))
		return w;
	columns_writer_free(w);
	return NULL;
}

uint32_t
columns_writer_documents(const struct columns_writer *w)
{
	return w->head.documents;
}

/* --- writing -------------------------------------------------------------- */

/* Room for so many more bytes after `n`. */
static unsigned char *
room_for(struct columns_writer *w, size_t n, size_t more)
{
	if (n + more > w->room) {
		size_t room = 2 * (n + more);

		w->bytes = arena_grow(w->arena, w->bytes, w->room, room, 1);
		w->room = room;
	}
	return w->bytes + n;
}

static bool
write_chunk(struct columns_writer *w, size_t field, char what, uint32_t chunk,
    size_t n, struct xap_error *xerr)
{
	char key[COLUMNS_KEY_MAX];
	size_t n_key = columns_key(key, field, what, chunk);

	return xap_writer_set_metadata(w->to, key, n_key,
		   (const char *)w->bytes, n, xerr) == XAP_OK;
}

/* The narrowest way to write numbers. */
static unsigned
width_of(const uint32_t *code, uint32_t n)
{
	uint32_t most = 0;
	bool same = true;

	for (uint32_t i = 0; i < n; i++) {
		most = code[i] > most ? code[i] : most;
		same = same && code[i] == code[0];
	}
	return same ? 0 : most <= UINT8_MAX ? 1 : most <= UINT16_MAX ? 2 : 4;
}

/* Numbers of the documents of a chunk. */
static bool
write_numbers(struct columns_writer *w, size_t field, char what, uint32_t chunk,
    const uint32_t *code, uint32_t n, struct xap_error *xerr)
{
	unsigned width = width_of(code, n);
	unsigned bytes = width == 0 ? 4 : width;
	uint32_t count = width == 0 ? 1 : n;
	unsigned char *to = room_for(w, 0, 1 + (size_t)count * bytes);

	*to++ = (unsigned char)width;
	for (uint32_t i = 0; i < count; i++)
		for (unsigned b = 0; b < bytes; b++)
			*to++ = (unsigned char)(code[i] >> 8 * b);
	return write_chunk(
	    w, field, what, chunk, 1 + (size_t)count * bytes, xerr);
}

/* The documents of the last chunk, `n` of them. */
static bool
write_documents(struct columns_writer *w, uint32_t chunk, uint32_t n,
    struct xap_error *xerr)
{
	for (size_t f = 0; f < w->head.n_fields; f++)
		if (!write_numbers(
			w, f, 'd', chunk, w->column[f].code, n, xerr))
			return false;
	return w->length == NULL ||
	       write_numbers(w, 0, 'l', chunk, w->length, n, xerr);
}

static bool
write_values(struct columns_writer *w, size_t field, struct xap_error *xerr)
{
	struct column *column = &w->column[field];
	uint32_t end = w->head.field[field].values;
	uint32_t i = column->old_values / COLUMNS_VALUES * COLUMNS_VALUES;

	while (i < end) {
		uint32_t chunk = i / COLUMNS_VALUES;
		size_t n = 0;

		for (; i < end && i / COLUMNS_VALUES == chunk; i++) {
			const struct known *value = column->value[i];
			unsigned char *to = room_for(
			    w, n, COLUMNS_NUMBER_MAX + value->hh.keylen);
			size_t used = columns_put(to, value->hh.keylen);

			memcpy(to + used, value->name, value->hh.keylen);
			n += used + value->hh.keylen;
		}
		if (!write_chunk(w, field, 'v', chunk, n, xerr))
			return false;
	}
	return true;
}

static bool
write_sets(struct columns_writer *w, size_t field, struct xap_error *xerr)
{
	struct column *column = &w->column[field];
	uint32_t end = w->head.field[field].sets;
	uint32_t i = column->old_sets / COLUMNS_SETS * COLUMNS_SETS;

	while (i < end) {
		uint32_t chunk = i / COLUMNS_SETS;
		size_t n = 0;

		for (; i < end && i / COLUMNS_SETS == chunk; i++) {
			const struct known *set = column->set[i];
			unsigned char *to = room_for(w, n,
			    (1 + (size_t)set->n_items) * COLUMNS_NUMBER_MAX);
			size_t used = columns_put(to, set->n_items);

			for (uint32_t k = 0; k < set->n_items; k++)
				used += columns_put(to + used, set->item[k]);
			n += used;
		}
		if (!write_chunk(w, field, 's', chunk, n, xerr))
			return false;
	}
	return true;
}

/* Append one document, with its slot's value. */
static bool
add_document(struct columns_writer *w, const char *slot, size_t n,
    uint32_t length, struct xap_error *xerr)
{
	const char *end = slot + n;
	uint32_t at = w->head.documents % COLUMNS_DOCUMENTS;

	for (size_t f = 0; f < w->head.n_fields; f++) {
		const char *mark = slot < end ? memchr(slot, FACET_FIELD_END,
						    (size_t)(end - slot))
					      : NULL;

		mark = mark != NULL ? mark : end;
		w->column[f].code[at] =
		    set_number(w, f, slot, (size_t)(mark - slot));
		slot = mark < end ? mark + 1 : end;
	}
	if (w->length != NULL)
		w->length[at] = length;
	w->head.documents++;
	return at + 1 < COLUMNS_DOCUMENTS ||
	       write_documents(w, (w->head.documents - 1) / COLUMNS_DOCUMENTS,
		   at + 1, xerr);
}

/* Where documents are read from. */
struct reading {
	struct xap_values *values;     /* the slot's */
	struct xap_postings *postings; /* all documents, for their lengths */
	bool on;		       /* there is a value further on */
};

static bool
reading_begin(struct reading *from, struct xap_db *db, uint32_t first,
    struct xap_error *xerr)
{
	memset(from, 0, sizeof *from);
	from->values = xap_values_open(db, SLOT_FACETS, xerr);
	if (from->values == NULL)
		return false;
	from->postings = xap_postings_open(db, "", 0, xerr);
	if (from->postings == NULL)
		return false;
	if (first > 1)
		xap_postings_skip_to(from->postings, first - 1, xerr);
	if (xerr->status != XAP_OK)
		return false;
	from->on = xap_values_skip_to(from->values, first, xerr);
	return xerr->status == XAP_OK;
}

static bool
read_document(struct columns_writer *w, struct reading *from, uint32_t id,
    struct xap_error *xerr)
{
	const char *value = "";
	uint32_t length;
	size_t n = 0;

	if (from->on && xap_values_docid(from->values) == id)
		value = xap_values_get(from->values, &n);
	if (!xap_postings_next(from->postings, xerr) ||
	    xap_postings_docid(from->postings) != id)
		return columns_broken(xerr);
	if (xap_postings_doc_length(from->postings, &length, xerr) != XAP_OK ||
	    !add_document(w, value, n, length, xerr))
		return false;
	if (from->on && xap_values_docid(from->values) == id)
		from->on = xap_values_next(from->values, xerr);
	return xerr->status == XAP_OK;
}

enum xap_status
columns_writer_add(struct columns_writer *w, struct xap_db *from,
    uint32_t first, uint32_t last, struct xap_error *xerr)
{
	struct reading reading;
	bool ok = reading_begin(&reading, from, first, xerr);

	for (uint32_t id = first; ok && id <= last; id++)
		ok = read_document(w, &reading, id, xerr);
	xap_values_free(reading.values);
	xap_postings_free(reading.postings);
	return xerr->status;
}

enum xap_status
columns_writer_end(struct columns_writer *w, struct xap_error *xerr)
{
	uint32_t n;
	bool ok = true;

	memset(xerr, 0, sizeof *xerr);
	if (w == NULL)
		return XAP_OK;
	n = w->head.documents % COLUMNS_DOCUMENTS;
	if (n > 0)
		ok = write_documents(
		    w, w->head.documents / COLUMNS_DOCUMENTS, n, xerr);
	for (size_t f = 0; ok && f < w->head.n_fields; f++)
		ok = write_values(w, f, xerr) && write_sets(w, f, xerr);
	if (ok)
		columns_head_write(w->to, &w->head, xerr);
	return xerr->status;
}

void
columns_writer_free(struct columns_writer *w)
{
	if (w == NULL)
		return;
	for (size_t f = 0; f < w->head.n_fields; f++) {
		HASH_CLEAR(hh, w->column[f].values);
		HASH_CLEAR(hh, w->column[f].sets);
	}
}
