/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The new file is gone through piece by piece. For each, the regions of the
 * old one that it is most like (bundle-anchors.h) and those that the last copy
 * ended in are read, and searched for all that both have (bundle-match.h). So
 * memory is the same for files of any length; what moved further than a piece
 * is long is found as well, where it is long enough to have anchors.
 */
#include "core/bundle-anchors.h"
#include "core/bundle-delta-format.h"
#include "core/bundle-delta.h"
#include "core/bundle-match.h"
#include "core/bundle-spool.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PIECE	((size_t)4 << 20) /* bytes of the new file at a time */
#define REGIONS 8		  /* of the old one beside them, at most */
#define LIKE	6		  /* of these for their votes */

struct making {
	struct arena *arena;
	struct bundle *from, *to;
	struct bundle_anchors *anchors;
	struct bundle_spool ops, added;
	uint64_t pending; /* bytes added since the last operation */
	uint64_t at;	  /* where the last copy ended in the old file */
	unsigned char *s; /* the piece */
	unsigned char *old;
	uint32_t region[REGIONS]; /* what is in `old`, in order */
	size_t n_regions;
	size_t n_old; /* bytes of them */
	struct error *err;
};

/* --- operations -----------------------------------------------------------
 */

static bool
add_number(struct making *m, uint64_t number)
{
	unsigned char s[10];
	size_t n = 0;

	for (; number >= 0x80; number >>= 7)
		s[n++] = (unsigned char)(number | 0x80);
	s[n++] = (unsigned char)number;
	return bundle_spool_add(&m->ops, s, n, m->err);
}

/* Signed numbers: 0, -1, 1, -2 ... as 0, 1, 2, 3 ... */
static uint64_t
fold(int64_t number)
{
	return number < 0 ? ~((uint64_t)number << 1) : (uint64_t)number << 1;
}

static bool
add_bytes(struct making *m, const unsigned char *bytes, size_t n)
{
	m->pending += n;
	return bundle_spool_add(&m->added, bytes, n, m->err);
}

/* What is pending, then `n` bytes of the old file, from `old`. */
static bool
add_operation(struct making *m, uint64_t old, uint64_t n)
{
	bool ok = add_number(m, m->pending) && add_number(m, n) &&
		  add_number(m, fold((int64_t)old - (int64_t)m->at));

	m->at = old + n;
	m->pending = 0;
	return ok;
}

/* Where a place in `old` is in the file. */
static uint64_t
place_of(const struct making *m, size_t at)
{
	return (uint64_t)m->region[at / ANCHORS_REGION] * ANCHORS_REGION +
	       at % ANCHORS_REGION;
}

/* The last copy's end in `old`, or its length where that is not there. */
static size_t
expected(const struct making *m)
{
	for (size_t i = 0; i < m->n_regions; i++)
		if (m->region[i] == m->at / ANCHORS_REGION)
			return i * ANCHORS_REGION +
			       (size_t)(m->at % ANCHORS_REGION);
	return m->n_old;
}

/* A match may go over regions that are no neighbours in the file. */
static bool
add_match(struct making *m, const struct bundle_match *match)
{
	size_t at = match->old, end = match->old + match->length;

	while (at < end) {
		uint64_t place = place_of(m, at);
		size_t n = 0;

		while (at + n < end && place_of(m, at + n) == place + n) {
			size_t more =
			    ANCHORS_REGION - (at + n) % ANCHORS_REGION;

			n += more < end - at - n ? more : end - at - n;
		}
		if (!add_operation(m, place, n))
			return false;
		at += n;
	}
	return true;
}

/* --- pieces ---------------------------------------------------------------
 */

static void
want(struct making *m, uint64_t region)
{
	uint64_t count = (bundle_header(m->from)->length + ANCHORS_REGION - 1) /
			 ANCHORS_REGION;

	for (size_t i = 0; i < m->n_regions; i++)
		if (m->region[i] == region)
			return;
	if (m->n_regions < REGIONS && region < count)
		m->region[m->n_regions++] = (uint32_t)region;
}

static int
by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Read the regions that a piece may have something of. */
static bool
read_regions(struct making *m, size_t n)
{
	uint64_t length = bundle_header(m->from)->length;

	m->n_regions =
	    bundle_anchors_find(m->anchors, m->s, n, m->region, LIKE);
	want(m, m->at / ANCHORS_REGION);
	want(m, m->at / ANCHORS_REGION + 1);
	qsort(m->region, m->n_regions, sizeof *m->region, by_number);
	m->n_old = 0;
	for (size_t i = 0; i < m->n_regions; i++) {
		uint64_t at = (uint64_t)m->region[i] * ANCHORS_REGION;
		size_t part = length - at < ANCHORS_REGION
				  ? (size_t)(length - at)
				  : ANCHORS_REGION;

		/* Only the file's last one is shorter, and it is the last. */
		if (!bundle_read_at(
			m->from, at, m->old + m->n_old, part, m->err))
			return false;
		m->n_old += part;
	}
	return true;
}

static bool
compare(struct making *m, size_t n)
{
	struct bundle_matcher *matcher = bundle_matcher_new(m->old, m->n_old);
	struct bundle_match match;
	size_t at = 0;
	bool ok =
	    matcher != NULL || error_set(m->err, ERROR_LIMIT, "out of memory");

	while (ok &&
	       bundle_matcher_next(matcher, m->s, n, at, expected(m), &match)) {
		ok = add_bytes(m, m->s + at, match.begin - at) &&
		     add_match(m, &match);
		at = match.begin + match.length;
	}
	bundle_matcher_free(matcher);
	return ok && add_bytes(m, m->s + at, n - at);
}

static bool
note_old(struct making *m)
{
	uint64_t length = bundle_header(m->from)->length;
	uint32_t i = 0;

	for (uint64_t at = 0; at < length; at += ANCHORS_REGION, i++) {
		size_t most = ANCHORS_REGION + ANCHORS_OVERLAP;
		size_t n = length - at < most ? (size_t)(length - at) : most;

		if (!bundle_read_at(m->from, at, m->old, n, m->err))
			return false;
		bundle_anchors_add(m->anchors, i, m->old, n);
	}
	return true;
}

static bool
go_through(struct making *m, uint64_t length)
{
	bool ok = note_old(m);

	for (uint64_t at = 0; ok && at < length; at += PIECE) {
		size_t n = length - at < PIECE ? (size_t)(length - at) : PIECE;

		ok = bundle_read_at(m->to, at, m->s, n, m->err) &&
		     read_regions(m, n) && compare(m, n);
	}
	return ok && (m->pending == 0 || add_operation(m, m->at, 0)) &&
	       bundle_spool_end(&m->ops, m->err) &&
	       bundle_spool_end(&m->added, m->err);
}

/* --- the file -------------------------------------------------------------
 */

static bool
write_delta(struct making *m, struct file_new *file, uint64_t *ret_bytes)
{
	uint64_t covered = bundle_header(m->to)->part[BUNDLE_HASHES].offset;
	size_t n_tail = (size_t)(bundle_header(m->to)->length - covered);
	unsigned char *tail = arena_alloc(m->arena, n_tail);
	char *header = arena_alloc(m->arena, DELTA_HEADER);
	const char *text = arena_printf(m->arena,
	    DELTA_FIRST_LINE "from %s\nto %s\nlength %" PRIu64
			     "\noperations %" PRIu64 " %" PRIu64
			     "\nadded %" PRIu64 " %" PRIu64 "\nend %zu\n",
	    bundle_delta_root(m->arena, m->from),
	    bundle_delta_root(m->arena, m->to), covered, m->ops.plain,
	    m->ops.packed, m->added.plain, m->added.packed, n_tail);

	memcpy(header, text, strlen(text));
	*ret_bytes = DELTA_HEADER + m->ops.packed + m->added.packed + n_tail;
	return bundle_read_at(m->to, covered, tail, n_tail, m->err) &&
	       file_new_write(file, header, DELTA_HEADER, m->err) &&
	       bundle_spool_copy(&m->ops, file, m->err) &&
	       bundle_spool_copy(&m->added, file, m->err) &&
	       file_new_write(file, tail, n_tail, m->err);
}

bool
bundle_delta_make(struct arena *arena, struct bundle *from, struct bundle *to,
    struct file_new *file, uint64_t *ret_bytes, struct error *err)
{
	struct making m = {.arena = arena,
	    .from = from,
	    .to = to,
	    .ops.file.fd = -1,
	    .added.file.fd = -1,
	    .err = err};
	bool ok;

	m.s = malloc(PIECE);
	m.old = malloc(REGIONS * ANCHORS_REGION);
	m.anchors = bundle_anchors_new(bundle_header(from)->length);
	ok = (m.s != NULL && m.old != NULL && m.anchors != NULL) ||
	     error_set(err, ERROR_LIMIT, "out of memory");
	ok = ok &&
	     bundle_spool_open(&m.ops, arena,
		 arena_printf(arena, "%s.operations", file->path), err) &&
	     bundle_spool_open(&m.added, arena,
		 arena_printf(arena, "%s.added", file->path), err) &&
	     go_through(&m, bundle_header(to)->part[BUNDLE_HASHES].offset) &&
	     write_delta(&m, file, ret_bytes);
	bundle_spool_drop(&m.ops);
	bundle_spool_drop(&m.added);
	bundle_anchors_free(m.anchors);
	free(m.s);
	free(m.old);
	return ok;
}
