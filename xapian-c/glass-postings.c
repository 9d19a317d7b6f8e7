/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Postings of many terms, collected document by document in the form in which
 * the table has them, and written in the order of terms.
 *
 * The list of a term is cut into chunks of some 2,000 bytes. The first one's
 * key is the term, a NUL byte within it followed by 0xFF; its tag begins with
 * the number of documents, the sum of wdf, and the first document's id less 1.
 * The key of another chunk is the term, a NUL, and the first id as a sorted
 * number. Then both have '1' for the last chunk or '0', the last id less the
 * first, the first one's wdf, and for each other document what its id is more
 * than the one before, less 1, and its wdf.
 *
 * Lengths of documents are such a list too, without the two sums, whose key is
 * "\0\xE0".
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <stdlib.h>
#include <string.h>

#ifdef __GNUC__
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

#define CHUNK_BYTES 2000
#define POOL_BYTES  ((size_t)256 * 1024)
#define FIRST_ROOM  20	 /* bytes for the list of a new term */
#define SLOTS_MIN   4096 /* of a new hash; a power of two */
#define POSTING_MAX 10	 /* bytes of two numbers of 32 bits */

/* --- memory that is freed at once ----------------------------------------- */

struct pool_block {
	struct pool_block *next;
	unsigned char bytes[];
};

struct pool {
	struct pool_block *blocks;
	unsigned char *at; /* what is free of the newest block */
	size_t left;
	size_t size; /* of all blocks */
};

/* NULL for want of memory. Aligned for 8 bytes. */
static void *
pool_take(struct pool *pool, size_t n)
{
	struct pool_block *block;
	size_t size = POOL_BYTES;
	void *taken;

	n = (n + 7) & ~(size_t)7;
	if (pool->left < n) {
		if (size < n)
			size = n;
		block = malloc(sizeof *block + size);
		if (block == NULL)
			return NULL;
		block->next = pool->blocks;
		pool->blocks = block;
		pool->at = block->bytes;
		pool->left = size;
		pool->size += size;
	}
	taken = pool->at;
	pool->at += n;
	pool->left -= n;
	return taken;
}

static void
pool_clear(struct pool *pool)
{
	while (pool->blocks != NULL) {
		struct pool_block *next = pool->blocks->next;

		free(pool->blocks);
		pool->blocks = next;
	}
}

/* --- a list --------------------------------------------------------------- */

/* A chunk that is full. */
struct chunk {
	struct chunk *before;
	unsigned char *bytes;
	uint32_t len;
	uint32_t first; /* document */
	uint32_t last;
};

struct list {
	struct chunk *full;   /* chunks, the newest first */
	unsigned char *bytes; /* of the chunk under way */
	uint32_t len;
	uint32_t room;
	uint32_t first; /* document of this chunk; 0: no document at all */
	uint32_t last;	/* document, */
	uint32_t wdf;	/* whose wdf is not yet among the bytes */
};

static bool
list_room(struct pool *pool, struct list *list)
{
	uint32_t room = list->room > 0 ? list->room : FIRST_ROOM;
	unsigned char *bytes;

	while (room < list->len + POSTING_MAX)
		room *= 2;
	if (room == list->room)
		return true;
	bytes = pool_take(pool, room);
	if (bytes == NULL)
		return false;
	if (list->len > 0)
		memcpy(bytes, list->bytes, list->len);
	list->bytes = bytes;
	list->room = room;
	return true;
}

static void
list_number(struct list *list, uint32_t number)
{
	list->len =
	    (uint32_t)(glass_put_number(list->bytes + list->len, number) -
		       list->bytes);
}

/* Put the chunk under way with the full ones. */
static bool
list_cut(struct pool *pool, struct list *list)
{
	struct chunk *chunk = pool_take(pool, sizeof *chunk);

	if (chunk == NULL)
		return false;
	*chunk = (struct chunk){
	    list->full, list->bytes, list->len, list->first, list->last};
	list->full = chunk;
	list->bytes = NULL;
	list->len = list->room = 0;
	return true;
}

/* Add a document after the last one. */
static bool
list_add(struct pool *pool, struct list *list, uint32_t docid, uint32_t wdf)
{
	if (!list_room(pool, list))
		return false;
	if (list->first == 0) {
		list->first = docid;
	} else {
		list_number(list, list->wdf);
		if (list->len >= CHUNK_BYTES) {
			if (!list_cut(pool, list) || !list_room(pool, list))
				return false;
			list->first = docid;
		} else {
			list_number(list, docid - list->last - 1);
		}
	}
	list->last = docid;
	list->wdf = wdf;
	return true;
}

/* --- terms ---------------------------------------------------------------- */

struct term {
	struct list list;
	char *name;
	uint32_t len;  /* of name */
	uint32_t hash; /* of name */
	uint32_t docs; /* that have it */
	uint32_t sum;  /* of its wdf */
};

/* A place of the hash. */
struct slot {
	uint32_t hash;
	uint32_t term; /* number, from 1; 0: free */
};

struct glass_postings {
	struct pool pool;
	struct list lengths;
	struct term *term;
	size_t terms; /* how many */
	size_t room;  /* of term */
	struct slot *slot;
	size_t mask; /* slots less 1; 0 where there are none */
	uint32_t wdf_max;
	struct glass_bytes key; /* under way */
	struct glass_bytes tag;
};

struct glass_postings *
glass_postings_new(void)
{
	return calloc(1, sizeof(struct glass_postings));
}

void
glass_postings_free(struct glass_postings *postings)
{
	if (postings == NULL)
		return;
	pool_clear(&postings->pool);
	free(postings->term);
	free(postings->slot);
	free(postings->key.s);
	free(postings->tag.s);
	free(postings);
}

uint32_t
glass_term_hash(const char *s, size_t n)
{
	const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t hash = n, part;

	for (; n >= sizeof part; s += sizeof part, n -= sizeof part) {
		memcpy(&part, s, sizeof part);
		hash = (hash ^ part) * factor;
		hash ^= hash >> 32;
	}
	part = 0;
	for (size_t i = 0; i < n; i++)
		part = part << 8 | (unsigned char)s[i];
	hash = (hash ^ part) * factor;
	return (uint32_t)(hash >> 32);
}

static bool
slots_grow(struct glass_postings *postings)
{
	size_t size = postings->mask > 0 ? 4 * (postings->mask + 1) : SLOTS_MIN;
	struct slot *slot = calloc(size, sizeof *slot);

	if (slot == NULL)
		return false;
	for (size_t i = 0; i < postings->terms; i++) {
		size_t at = postings->term[i].hash & (size - 1);

		while (slot[at].term != 0)
			at = (at + 1) & (size - 1);
		slot[at] =
		    (struct slot){postings->term[i].hash, (uint32_t)i + 1};
	}
	free(postings->slot);
	postings->slot = slot;
	postings->mask = size - 1;
	return true;
}

static bool
terms_grow(struct glass_postings *postings)
{
	size_t room = postings->room > 0 ? postings->room * 2 : SLOTS_MIN / 2;
	struct term *term;

	if (room >= UINT32_MAX || room > SIZE_MAX / sizeof *term)
		return false;
	term = realloc(postings->term, room * sizeof *term);
	if (term == NULL)
		return false;
	postings->term = term;
	postings->room = room;
	return true;
}

static struct term *
term_new(struct glass_postings *postings, const char *name, size_t len,
    uint32_t hash)
{
	struct term *term;

	if (postings->terms == postings->room && !terms_grow(postings))
		return NULL;
	term = &postings->term[postings->terms];
	memset(term, 0, sizeof *term);
	/* Name and first postings lie together, to be fetched together. */
	term->name = pool_take(&postings->pool, len + FIRST_ROOM);
	if (term->name == NULL)
		return NULL;
	memcpy(term->name, name, len);
	term->list.bytes = (unsigned char *)term->name + len;
	term->list.room = FIRST_ROOM;
	term->len = (uint32_t)len;
	term->hash = hash;
	postings->terms++;
	return term;
}

static struct term *
term_find(struct glass_postings *postings, const char *name, size_t len,
    uint32_t hash)
{
	struct term *term;
	size_t at;

	if (2 * postings->terms >= postings->mask && !slots_grow(postings))
		return NULL;
	for (at = hash & postings->mask; postings->slot[at].term != 0;
	     at = (at + 1) & postings->mask) {
		if (postings->slot[at].hash != hash)
			continue;
		term = &postings->term[postings->slot[at].term - 1];
		if (term->len == len && memcmp(term->name, name, len) == 0)
			return term;
	}
	term = term_new(postings, name, len, hash);
	if (term != NULL)
		postings->slot[at] =
		    (struct slot){hash, (uint32_t)postings->terms};
	return term;
}

/* The term that the hash most likely means, or NULL. */
static const struct term *
term_guess(const struct glass_postings *postings, uint32_t hash)
{
	const struct slot *slot = &postings->slot[hash & postings->mask];

	return slot->term != 0 ? &postings->term[slot->term - 1] : NULL;
}

void
glass_postings_fetch(
    const struct glass_postings *postings, const uint32_t *hash, size_t n)
{
	if (postings->mask == 0)
		return;
	for (size_t i = 0; i < n; i++)
		FETCH(&postings->slot[hash[i] & postings->mask]);
	for (size_t i = 0; i < n; i++) {
		const struct term *term = term_guess(postings, hash[i]);

		if (term != NULL) {
			FETCH(term);
			FETCH(&term->sum);
		}
	}
	for (size_t i = 0; i < n; i++) {
		const struct term *term = term_guess(postings, hash[i]);

		if (term != NULL) {
			FETCH(term->name);
			FETCH(term->list.bytes + term->list.len);
		}
	}
}

bool
glass_postings_add(struct glass_postings *postings, uint32_t docid,
    const char *term, size_t len, uint32_t hash, uint32_t wdf)
{
	struct term *found = term_find(postings, term, len, hash);

	if (found == NULL)
		return false;
	if (found->list.last == docid) {
		found->list.wdf += wdf;
	} else {
		if (!list_add(&postings->pool, &found->list, docid, wdf))
			return false;
		found->docs++;
	}
	found->sum += wdf;
	if (found->list.wdf > postings->wdf_max)
		postings->wdf_max = found->list.wdf;
	return true;
}

bool
glass_postings_length(
    struct glass_postings *postings, uint32_t docid, uint32_t length)
{
	return list_add(&postings->pool, &postings->lengths, docid, length);
}

uint32_t
glass_postings_wdf_max(const struct glass_postings *postings)
{
	return postings->wdf_max;
}

size_t
glass_postings_size(const struct glass_postings *postings)
{
	return postings->pool.size + postings->room * sizeof *postings->term +
	       (postings->mask + 1) * sizeof *postings->slot;
}

/* --- writing -------------------------------------------------------------- */

/* A term and what sorts most of them: the first bytes of its name. */
struct sorted {
	uint64_t begins;
	struct term *term;
};

static int
compare_sorted(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	uint32_t n = x->term->len < y->term->len ? x->term->len : y->term->len;
	int order;

	if (x->begins != y->begins)
		return x->begins < y->begins ? -1 : 1;
	order = memcmp(x->term->name, y->term->name, n);
	if (order != 0)
		return order;
	return x->term->len < y->term->len ? -1 : x->term->len > y->term->len;
}

static struct sorted *
sort_terms(struct glass_postings *postings)
{
	struct sorted *sorted = malloc((postings->terms + 1) * sizeof *sorted);

	if (sorted == NULL)
		return NULL;
	for (size_t i = 0; i < postings->terms; i++) {
		struct term *term = &postings->term[i];
		uint64_t begins = 0;

		for (uint32_t k = 0; k < sizeof begins; k++)
			begins =
			    begins << 8 |
			    (k < term->len ? (unsigned char)term->name[k] : 0u);
		sorted[i] = (struct sorted){begins, term};
	}
	qsort(sorted, postings->terms, sizeof *sorted, compare_sorted);
	return sorted;
}

/* End the last chunk and put the chunks in order; the first one. */
static struct chunk *
list_finish(struct pool *pool, struct list *list)
{
	struct chunk *at, *first = NULL;

	if (!list_room(pool, list))
		return NULL;
	list_number(list, list->wdf);
	if (!list_cut(pool, list))
		return NULL;
	for (at = list->full; at != NULL;) {
		struct chunk *before = at->before;

		at->before = first;
		first = at;
		at = before;
	}
	return first; /* `before` is now the one after */
}

static bool
write_chunk(struct glass_postings *postings, struct glass_table *table,
    const struct chunk *chunk)
{
	struct glass_bytes *tag = &postings->tag;

	return glass_bytes_add(tag, chunk->before == NULL ? "1" : "0", 1) &&
	       glass_bytes_number(tag, chunk->last - chunk->first) &&
	       glass_bytes_add(tag, chunk->bytes, chunk->len) &&
	       glass_table_add(table, postings->key.s, postings->key.len,
		   tag->s, tag->len, false);
}

/*
 * Write a list whose first key is in postings->key; `between` is what stands
 * between it and the document's id in other keys.
 */
static bool
write_list(struct glass_postings *postings, struct glass_table *table,
    struct list *list, uint32_t docs, uint32_t sum, size_t between)
{
	struct glass_bytes *key = &postings->key, *tag = &postings->tag;
	const struct chunk *chunk = list_finish(&postings->pool, list);
	size_t len = key->len;

	tag->len = 0;
	if (chunk == NULL || !glass_bytes_number(tag, docs) ||
	    !glass_bytes_number(tag, sum) ||
	    !glass_bytes_number(tag, chunk->first - 1) ||
	    !write_chunk(postings, table, chunk))
		return false;
	while ((chunk = chunk->before) != NULL) {
		key->len = len;
		tag->len = 0;
		if (!glass_bytes_add(key, "\0", between) ||
		    !glass_bytes_sorted_number(key, chunk->first) ||
		    !write_chunk(postings, table, chunk))
			return false;
	}
	return true;
}

static bool
write_term(struct glass_postings *postings, struct glass_table *table,
    struct term *term)
{
	struct glass_bytes *key = &postings->key;

	key->len = 0;
	for (uint32_t i = 0; i < term->len; i++)
		if (!glass_bytes_add(key, term->name + i, 1) ||
		    (term->name[i] == '\0' && !glass_bytes_add(key, "\xFF", 1)))
			return false;
	return write_list(
	    postings, table, &term->list, term->docs, term->sum, 1);
}

bool
glass_postings_write(struct glass_postings *postings, struct glass_table *table)
{
	struct sorted *sorted;
	bool ok = true;

	postings->key.len = 0;
	if (postings->lengths.first != 0 &&
	    (!glass_bytes_add(&postings->key, "\0\xE0", 2) ||
		!write_list(postings, table, &postings->lengths, 0, 0, 0)))
		return false;
	sorted = sort_terms(postings);
	for (size_t i = 0; ok && sorted != NULL && i < postings->terms; i++)
		ok = write_term(postings, table, sorted[i].term);
	free(sorted);
	return ok && sorted != NULL;
}
