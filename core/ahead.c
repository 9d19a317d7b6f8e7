/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/ahead.h"

#include <uthash.h>

#define BYTES_MOST ((size_t)64 << 20) /* of all that are there */
#define AT_ONCE	   2000		      /* in one reading */

struct ahead_one {
	uint32_t docid;
	const char *data;
	size_t length;
	UT_hash_handle hh;
};

void
ahead_clear(struct ahead *ahead)
{
	HASH_CLEAR(hh, ahead->by_id);
	arena_free(ahead->arena);
	ahead->arena = NULL;
}

const char *
ahead_find(const struct ahead *ahead, uint32_t docid, size_t *ret_n)
{
	struct ahead_one *one;

	HASH_FIND(hh, ahead->by_id, &docid, sizeof docid, one);
	if (one == NULL)
		return NULL;
	*ret_n = one->length;
	return one->data;
}

static void
add(struct ahead *ahead, uint32_t docid, const struct xap_text *text)
{
	struct ahead_one *one = arena_alloc(ahead->arena, sizeof *one);
	size_t n;

	/* Empty: not there. */
	if (text->len == 0 || ahead_find(ahead, docid, &n) != NULL)
		return;
	one->docid = docid;
	one->data = arena_strndup(ahead->arena, text->s, text->len);
	one->length = text->len;
	HASH_ADD(hh, ahead->by_id, docid, sizeof one->docid, one);
}

static enum xap_status
read_some(struct ahead *ahead, struct xap_db *db, const uint32_t *docids,
    size_t n, struct xap_error *xerr)
{
	struct arena *scratch = arena_new();
	struct xap_text *text = arena_array(scratch, n, sizeof *text);
	enum xap_status status = xap_db_data_bulk(db, docids, n, text, xerr);

	for (size_t i = 0; i < n; i++) {
		if (status == XAP_OK)
			add(ahead, docids[i], &text[i]);
		xap_text_clear(&text[i]);
	}
	arena_free(scratch);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

enum xap_status
ahead_read(struct ahead *ahead, struct xap_db *db, const uint32_t *docids,
    size_t n, bool (*wanted)(const void *context, uint32_t docid),
    const void *context, struct xap_error *xerr)
{
	uint32_t some[AT_ONCE];
	enum xap_status status = XAP_OK;
	size_t length, count = 0;

	if (ahead->arena != NULL && arena_used(ahead->arena) > BYTES_MOST)
		ahead_clear(ahead);
	if (ahead->arena == NULL)
		ahead->arena = arena_new();
	for (size_t i = 0; status == XAP_OK && i < n &&
			   arena_used(ahead->arena) <= BYTES_MOST;
	     i++) {
		if (wanted(context, docids[i]) &&
		    ahead_find(ahead, docids[i], &length) == NULL)
			some[count++] = docids[i];
		if (count == AT_ONCE) {
			status = read_some(ahead, db, some, count, xerr);
			count = 0;
		}
	}
	return status == XAP_OK && count > 0
		   ? read_some(ahead, db, some, count, xerr)
		   : status;
}
