/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/columns-format.h"

#include "core/columns.h"

#include <stdio.h>
#include <string.h>

#define VERSION 1

bool
columns_take(struct columns_bytes *bytes, uint32_t *ret)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < COLUMNS_NUMBER_MAX && i < bytes->n; i++) {
		unsigned char byte = bytes->at[i];

		value |= (uint64_t)(byte & 0x7F) << 7 * i;
		if ((byte & 0x80) != 0)
			continue;
		bytes->at += i + 1;
		bytes->n -= i + 1;
		*ret = (uint32_t)value;
		return value <= UINT32_MAX;
	}
	return false;
}

size_t
columns_put(unsigned char *to, uint32_t number)
{
	size_t n = 0;

	for (; number >= 0x80; number >>= 7)
		to[n++] = (unsigned char)(number | 0x80);
	to[n++] = (unsigned char)number;
	return n;
}

size_t
columns_key(char key[COLUMNS_KEY_MAX], size_t field, char what, uint32_t chunk)
{
	return (size_t)snprintf(key, COLUMNS_KEY_MAX,
	    COLUMNS_KEY ":%zx:%c:%04lx", field, what, (unsigned long)chunk);
}

bool
columns_broken(struct xap_error *xerr)
{
	xerr->status = XAP_CORRUPT;
	snprintf(xerr->message, sizeof xerr->message,
	    "the columns of the passages are broken");
	return false;
}

bool
columns_head_read(
    struct xap_db *db, struct columns_head *ret, struct xap_error *xerr)
{
	struct xap_text text = {0};
	struct columns_bytes bytes;
	uint32_t version = 0;
	bool ok;

	memset(ret, 0, sizeof *ret);
	field_facets(&ret->n_fields);
	if (xap_db_metadata(
		db, COLUMNS_KEY, strlen(COLUMNS_KEY), &text, xerr) != XAP_OK)
		return false;
	bytes.at = (const unsigned char *)text.s;
	bytes.n = text.len;
	if (text.len == 0) {
		xap_text_clear(&text);
		return true;
	}
	ok = columns_take(&bytes, &version) && version == VERSION &&
	     columns_take(&bytes, &ret->documents);
	for (size_t i = 0; ok && i < ret->n_fields; i++)
		ok = columns_take(&bytes, &ret->field[i].values) &&
		     columns_take(&bytes, &ret->field[i].sets) &&
		     ret->field[i].sets <= ret->documents;
	ok = ok && bytes.n == 0;
	xap_text_clear(&text);
	return ok || columns_broken(xerr);
}

enum xap_status
columns_head_write(struct xap_writer *to, const struct columns_head *head,
    struct xap_error *xerr)
{
	unsigned char bytes[(2 + 2 * COLUMNS_FIELDS_MAX) * COLUMNS_NUMBER_MAX];
	size_t n = columns_put(bytes, VERSION);

	n += columns_put(bytes + n, head->documents);
	for (size_t i = 0; i < head->n_fields; i++) {
		n += columns_put(bytes + n, head->field[i].values);
		n += columns_put(bytes + n, head->field[i].sets);
	}
	return xap_writer_set_metadata(
	    to, COLUMNS_KEY, strlen(COLUMNS_KEY), (const char *)bytes, n, xerr);
}

bool
columns_chunk_read(struct xap_db *db, size_t field, char what, uint32_t chunk,
    struct xap_text *text, struct columns_bytes *ret, struct xap_error *xerr)
{
	char key[COLUMNS_KEY_MAX];
	size_t n = columns_key(key, field, what, chunk);

	if (xap_db_metadata(db, key, n, text, xerr) != XAP_OK)
		return false;
	ret->at = (const unsigned char *)text->s;
	ret->n = text->len;
	return ret->n > 0 || columns_broken(xerr);
}

bool
columns_values_read(struct xap_db *db, struct arena *arena, size_t field,
    const struct columns_head *head, const char ***ret, struct xap_error *xerr)
{
	uint32_t n = head->field[field].values, length;
	struct columns_bytes bytes = {NULL, 0};
	struct xap_text text = {0};
	bool ok = true;

	*ret = NULL;
	for (uint32_t i = 0; ok && i < n; i++) {
		if (i % COLUMNS_VALUES == 0) {
			ok = columns_chunk_read(db, field, 'v',
			    i / COLUMNS_VALUES, &text, &bytes, xerr);
			*ret = arena_grow(arena, (void *)*ret, i,
			    (size_t)i + COLUMNS_VALUES, sizeof **ret);
		}
		if (!ok || !columns_take(&bytes, &length) || length > bytes.n) {
			ok = ok ? columns_broken(xerr) : false;
			break;
		}
		(*ret)[i] =
		    arena_strndup(arena, (const char *)bytes.at, length);
		bytes.at += length;
		bytes.n -= length;
	}
	xap_text_clear(&text);
	return ok;
}

void
columns_sets_begin(struct columns_sets *sets, struct xap_db *db, size_t field,
    const struct columns_head *head)
{
	memset(sets, 0, sizeof *sets);
	sets->db = db;
	sets->field = field;
	sets->n = head->field[field].sets;
	sets->n_values = head->field[field].values;
}

bool
columns_sets_next(
    struct columns_sets *sets, uint32_t *ret_count, struct xap_error *xerr)
{
	if (sets->next % COLUMNS_SETS == 0 &&
	    !columns_chunk_read(sets->db, sets->field, 's',
		sets->next / COLUMNS_SETS, &sets->text, &sets->bytes, xerr))
		return false;
	sets->next++;
	return (columns_take(&sets->bytes, ret_count) &&
		   *ret_count <= sets->bytes.n) ||
	       columns_broken(xerr);
}

uint32_t
columns_sets_item(struct columns_sets *sets, struct xap_error *xerr)
{
	uint32_t item;

	if (columns_take(&sets->bytes, &item) && item < sets->n_values)
		return item;
	columns_broken(xerr);
	return UINT32_MAX;
}

void
columns_sets_end(struct columns_sets *sets)
{
	xap_text_clear(&sets->text);
}

bool
columns_documents_read(struct columns_bytes bytes, size_t n,
    unsigned *ret_width, const unsigned char **ret_codes,
    struct xap_error *xerr)
{
	unsigned width = bytes.n > 0 ? bytes.at[0] : UINT8_MAX;
	size_t want = width == 0 ? 4 : width * n;

	if ((width > 2 && width != 4) || bytes.n - 1 != want)
		return columns_broken(xerr);
	*ret_width = width;
	*ret_codes = bytes.at + 1;
	return true;
}
