/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/position-list.h"

#include "core/columns-format.h"
#include "core/field.h"

#include <stdio.h>
#include <string.h>

#define VERSION	    1
#define TERM_MAX    245	  /* bytes of a term */
#define CHUNK_BYTES 16000 /* a chunk ends after so many */
#define KEY_ROOM    32

struct head {
	uint32_t documents;
	uint32_t terms;
	uint32_t chunks;
};

struct position_list {
	struct xap_db *db;
	struct head head;
	uint32_t chunk; /* number of the next */
	uint32_t given; /* terms */
	struct xap_text text;
	struct columns_bytes bytes; /* of the chunk that is being read */
	char term[TERM_MAX + 1];
	size_t n; /* bytes of the term */
};

static size_t
key_of(char key[KEY_ROOM], uint32_t chunk)
{
	return (size_t)snprintf(
	    key, KEY_ROOM, POSITION_LIST_KEY ":%04lx", (unsigned long)chunk);
}

static bool
broken(struct xap_error *xerr)
{
	xerr->status = XAP_CORRUPT;
	snprintf(xerr->message, sizeof xerr->message,
	    "the list of positions is broken");
	return false;
}

/* --- reading -------------------------------------------------------------- */

/* Without documents where there is none. */
static bool
read_head(struct xap_db *db, struct xap_text *text, struct head *ret,
    struct xap_error *xerr)
{
	struct columns_bytes bytes;
	uint32_t version = 0;

	memset(ret, 0, sizeof *ret);
	if (xap_db_metadata(db, POSITION_LIST_KEY, strlen(POSITION_LIST_KEY),
		text, xerr) != XAP_OK)
		return false;
	bytes.at = (const unsigned char *)text->s;
	bytes.n = text->len;
	if (bytes.n == 0)
		return true;
	return (columns_take(&bytes, &version) && version == VERSION &&
		   columns_take(&bytes, &ret->documents) &&
		   columns_take(&bytes, &ret->terms) &&
		   columns_take(&bytes, &ret->chunks) && bytes.n == 0) ||
	       broken(xerr);
}

struct position_list *
position_list_begin(struct arena *arena, struct xap_db *db, uint32_t documents,
    struct xap_error *xerr)
{
	struct position_list *list = arena_alloc(arena, sizeof *list);

	list->db = db;
	if (read_head(db, &list->text, &list->head, xerr) && documents > 0 &&
	    list->head.documents == documents)
		return list;
	xap_text_clear(&list->text);
	return NULL;
}

static bool
read_chunk(struct position_list *list, struct xap_error *xerr)
{
	char key[KEY_ROOM];
	size_t n = key_of(key, list->chunk++);

	if (xap_db_metadata(list->db, key, n, &list->text, xerr) != XAP_OK)
		return false;
	list->bytes.at = (const unsigned char *)list->text.s;
	list->bytes.n = list->text.len;
	list->n = 0;
	return list->bytes.n > 0 || broken(xerr);
}

bool
position_list_next(struct position_list *list, const char **ret_term,
    size_t *ret_n, uint32_t *ret_passages, struct xap_error *xerr)
{
	uint32_t same, more;

	memset(xerr, 0, sizeof *xerr);
	if (list->bytes.n == 0) {
		if (list->chunk == list->head.chunks)
			return list->given != list->head.terms ? broken(xerr)
							       : false;
		if (!read_chunk(list, xerr))
			return false;
	}
	if (!columns_take(&list->bytes, &same) ||
	    !columns_take(&list->bytes, &more) || same > list->n ||
	    more > list->bytes.n || same + more > TERM_MAX)
		return broken(xerr);
	memcpy(list->term + same, list->bytes.at, more);
	list->n = same + more;
	list->term[list->n] = '\0';
	list->bytes.at += more;
	list->bytes.n -= more;
	if (!columns_take(&list->bytes, ret_passages))
		return broken(xerr);
	list->given++;
	*ret_term = list->term;
	*ret_n = list->n;
	return true;
}

void
position_list_end(struct position_list *list)
{
	if (list != NULL)
		xap_text_clear(&list->text);
}

/* --- writing -------------------------------------------------------------- */

struct chunk {
	struct chunk *next;
	size_t n;
	unsigned char bytes[];
};

/* Chunks are kept until all terms are read: writing moves what is read. */
struct writing {
	struct arena *arena;
	struct head head;
	struct chunk *first, **end;
	unsigned char chunk[CHUNK_BYTES + TERM_MAX + 3 * COLUMNS_NUMBER_MAX];
	size_t used; /* of the chunk */
	char term[TERM_MAX];
	size_t n; /* bytes of the term before */
};

static void
end_chunk(struct writing *w)
{
	struct chunk *chunk = arena_alloc(w->arena, sizeof *chunk + w->used);

	memcpy(chunk->bytes, w->chunk, w->used);
	chunk->n = w->used;
	*w->end = chunk;
	w->end = &chunk->next;
	w->head.chunks++;
	w->used = 0;
	w->n = 0;
}

static void
add_term(struct writing *w, const char *term, size_t n, uint32_t passages)
{
	size_t same = 0;

	while (same < n && same < w->n && term[same] == w->term[same])
		same++;
	w->used += columns_put(w->chunk + w->used, (uint32_t)same);
	w->used += columns_put(w->chunk + w->used, (uint32_t)(n - same));
	memcpy(w->chunk + w->used, term + same, n - same);
	w->used += n - same;
	w->used += columns_put(w->chunk + w->used, passages);
	memcpy(w->term, term, n);
	w->n = n;
	w->head.terms++;
	if (w->used >= CHUNK_BYTES)
		end_chunk(w);
}

static bool
write_chunks(
    const struct writing *w, struct xap_writer *to, struct xap_error *xerr)
{
	uint32_t i = 0;

	for (const struct chunk *c = w->first; c != NULL; c = c->next) {
		char key[KEY_ROOM];
		size_t n = key_of(key, i++);

		if (xap_writer_set_metadata(to, key, n, (const char *)c->bytes,
			c->n, xerr) != XAP_OK)
			return false;
	}
	return true;
}

static bool
write_head(
    const struct writing *w, struct xap_writer *to, struct xap_error *xerr)
{
	unsigned char bytes[4 * COLUMNS_NUMBER_MAX];
	size_t n = columns_put(bytes, VERSION);

	n += columns_put(bytes + n, w->head.documents);
	n += columns_put(bytes + n, w->head.terms);
	n += columns_put(bytes + n, w->head.chunks);
	return xap_writer_set_metadata(to, POSITION_LIST_KEY,
		   strlen(POSITION_LIST_KEY), (const char *)bytes, n,
		   xerr) == XAP_OK;
}

enum xap_status
position_list_write(struct xap_writer *to, struct xap_db *from,
    uint32_t documents, struct xap_error *xerr)
{
	const char *prefix = field_get(FIELD_POSITION)->prefix;
	struct writing w = {
	    .arena = arena_new(), .head.documents = documents, .end = &w.first};
	struct xap_terms *terms =
	    xap_terms_open(from, prefix, strlen(prefix), xerr);

	while (terms != NULL && xap_terms_next(terms, xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);
		uint32_t passages;

		if (xap_terms_doc_freq(terms, &passages, xerr) != XAP_OK)
			break;
		if (n <= TERM_MAX)
			add_term(&w, term, n, passages);
	}
	xap_terms_free(terms);
	if (w.used > 0)
		end_chunk(&w);
	if (xerr->status == XAP_OK && write_chunks(&w, to, xerr))
		write_head(&w, to, xerr);
	arena_free(w.arena);
	return xerr->status;
}

enum xap_status
position_list_drop(struct xap_writer *to, struct xap_error *xerr)
{
	struct xap_text text = {0};
	struct head head;

	if (read_head(xap_writer_db(to), &text, &head, xerr) &&
	    head.documents > 0)
		xap_writer_set_metadata(to, POSITION_LIST_KEY,
		    strlen(POSITION_LIST_KEY), "", 0, xerr);
	xap_text_clear(&text);
	return xerr->status;
}
