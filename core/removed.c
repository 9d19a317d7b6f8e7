/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/removed.h"

#include <stdio.h>
#include <string.h>

#define VARINT_MAX 5 /* bytes of a number of 32 bits */

struct removed {
	struct arena *arena;
	unsigned char *bits; /* of the documents 0 ... last; NULL: none yet */
	uint32_t last;	     /* highest document id */
	uint32_t count;	     /* bits that are set */
};

struct removed *
removed_new(struct arena *arena, uint32_t last)
{
	struct removed *removed = arena_alloc(arena, sizeof *removed);

	removed->arena = arena;
	removed->last = last;
	return removed;
}

void
removed_add(struct removed *removed, uint32_t docid)
{
	if (docid == 0 || docid > removed->last || removed_has(removed, docid))
		return;
	if (removed->bits == NULL)
		removed->bits = arena_array(
		    removed->arena, (size_t)removed->last / 8 + 1, 1);
	removed->bits[docid / 8] |= (unsigned char)(1U << docid % 8);
	removed->count++;
}

bool
removed_has(const struct removed *removed, uint32_t docid)
{
	return removed->count > 0 && docid <= removed->last &&
	       (removed->bits[docid / 8] >> docid % 8 & 1) != 0;
}

uint32_t
removed_count(const struct removed *removed)
{
	return removed->count;
}

/* One number of `*n` bytes at `*bytes`, which are moved on. */
static bool
take_number(const unsigned char **bytes, size_t *n, uint32_t *ret)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < VARINT_MAX && i < *n; i++) {
		unsigned char byte = (*bytes)[i];

		value |= (uint64_t)(byte & 0x7F) << 7 * i;
		if ((byte & 0x80) != 0)
			continue;
		*bytes += i + 1;
		*n -= i + 1;
		*ret = (uint32_t)value;
		return value <= UINT32_MAX;
	}
	return false;
}

static bool
unpack(struct removed *removed, const unsigned char *bytes, size_t n)
{
	uint32_t docid = 0, step;

	while (n > 0) {
		if (!take_number(&bytes, &n, &step) || step == 0 ||
		    step > removed->last - docid)
			return false;
		docid += step;
		removed_add(removed, docid);
	}
	return true;
}

struct removed *
removed_read(struct arena *arena, struct xap_db *db, struct xap_error *xerr)
{
	struct xap_text value = {0};
	struct removed *removed = NULL;
	struct xap_stats stats;

	if (xap_db_stats(db, &stats, xerr) != XAP_OK ||
	    xap_db_metadata(
		db, REMOVED_KEY, strlen(REMOVED_KEY), &value, xerr) != XAP_OK)
		return NULL;
	removed = removed_new(arena, stats.last_docid);
	if (!unpack(removed, (const unsigned char *)value.s, value.len)) {
		xerr->status = XAP_CORRUPT;
		snprintf(xerr->message, sizeof xerr->message,
		    "the list of removed passages is broken");
		removed = NULL;
	}
	xap_text_clear(&value);
	return removed;
}

enum xap_status
removed_write(const struct removed *removed, struct arena *arena,
    struct xap_writer *to, struct xap_error *xerr)
{
	char *bytes =
	    arena_array(arena, (size_t)removed->count + 1, VARINT_MAX);
	uint32_t before = 0, left = removed->count;
	size_t n = 0;

	for (uint32_t docid = 1; left > 0; docid++) {
		uint32_t step = docid - before;

		if (!removed_has(removed, docid))
			continue;
		for (; step >= 0x80; step >>= 7)
			bytes[n++] = (char)(step | 0x80);
		bytes[n++] = (char)step;
		before = docid;
		left--;
	}
	return xap_writer_set_metadata(
	    to, REMOVED_KEY, strlen(REMOVED_KEY), bytes, n, xerr);
}

/* The same where none is removed. */
static enum xap_status
plain_term_count(struct xap_db *db, const char *term, size_t n, uint32_t most,
    uint32_t *ret_count, struct xap_error *xerr)
{
	struct xap_term_stats stats = {0};
	bool there = false;

	if (most <= 1)
		xap_db_term_exists(db, term, n, &there, xerr);
	else
		xap_db_term_stats(db, term, n, &stats, xerr);
	*ret_count = stats.doc_freq < most ? stats.doc_freq : most;
	if (most <= 1)
		*ret_count = there;
	return xerr->status;
}

enum xap_status
removed_term_count(const struct removed *removed, struct xap_db *db,
    const char *term, size_t n, uint32_t most, uint32_t *ret_count,
    struct xap_error *xerr)
{
	struct xap_postings *postings;
	uint32_t count = 0;

	if (removed->count == 0)
		return plain_term_count(db, term, n, most, ret_count, xerr);
	postings = xap_postings_open(db, term, n, xerr);
	while (count < most && postings != NULL &&
	       xap_postings_next(postings, xerr))
		count += !removed_has(removed, xap_postings_docid(postings));
	xap_postings_free(postings);
	*ret_count = count;
	return xerr->status;
}
