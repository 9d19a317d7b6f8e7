/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#define MAGIC	     4	/* bytes that every frame begins with */
#define DICTIONARIES 16 /* kept at the same time */

static const unsigned char magic[MAGIC] = {0x28, 0xB5, 0x2F, 0xFD};

struct dictionary {
	uint32_t number;
	ZSTD_DDict *ready;
};

struct texts {
	ZSTD_DCtx *zstd; /* NULL before the first */
	struct dictionary dictionary[DICTIONARIES];
	size_t count;		     /* of them */
	size_t next;		     /* the one to make room */
	const struct recall *recall; /* where they are kept, or NULL, */
	const char *whose;	     /* under this name */
	unsigned char *frame;
	size_t frame_room;
	char *text;
	size_t text_room;
};

struct texts *
texts_new(struct arena *arena)
{
	struct texts *texts = arena_alloc(arena, sizeof *texts);

	memset(texts, 0, sizeof *texts);
	return texts;
}

void
texts_recall(
    struct texts *texts, const struct recall *recall, const char *whose)
{
	texts->recall = recall;
	texts->whose = whose;
}

void
texts_free(struct texts *texts)
{
	if (texts == NULL)
		return;
	for (size_t i = 0; i < texts->count; i++)
		ZSTD_freeDDict(texts->dictionary[i].ready);
	ZSTD_freeDCtx(texts->zstd);
	free(texts->frame);
	free(texts->text);
}

static bool
damaged(uint32_t docid, const char *why, struct error *err)
{
	return error_set(err, ERROR_INDEX,
	    "passage %lu of the index is damaged: %s; run travaux check, or "
	    "index again",
	    (unsigned long)docid, why);
}

/* Room for `n` bytes; what was there is lost. */
static bool
room(void **bytes, size_t *has, size_t n, struct error *err)
{
	if (*has >= n)
		return true;
	free(*bytes);
	*has = 0;
	*bytes = malloc(n);
	if (*bytes == NULL)
		return error_set(err, ERROR_LIMIT, "out of memory");
	*has = n;
	return true;
}

/* What is a dictionary of this number; NULL: it is none. */
static ZSTD_DDict *
dictionary_of(const char *s, size_t n, uint32_t number)
{
	ZSTD_DDict *ready = NULL;

	if (n > 0 && n <= TEXTS_DICTIONARY)
		ready = ZSTD_createDDict(s, n);
	if (ready != NULL && ZSTD_getDictID_fromDDict(ready) != number) {
		ZSTD_freeDDict(ready);
		ready = NULL;
	}
	return ready;
}

/* One that was kept; NULL: there is none. */
static ZSTD_DDict *
dictionary_recall(const struct texts *texts, struct arena *arena,
    const char *as, uint32_t number)
{
	size_t n;
	const char *s = recall_get(texts->recall, arena, as, &n);

	return s != NULL ? dictionary_of(s, n, number) : NULL;
}

/* Read a dictionary of the database; NULL with the error set. */
static ZSTD_DDict *
dictionary_read(struct texts *texts, struct xap_db *db, const char *key,
    const char *as, uint32_t docid, uint32_t number, struct xap_error *xerr,
    struct error *err)
{
	struct xap_text value = {0};
	ZSTD_DDict *ready;

	if (xap_db_metadata(db, key, strlen(key), &value, xerr) != XAP_OK)
		return NULL;
	ready = dictionary_of(value.s, value.len, number);
	if (ready != NULL && as != NULL)
		recall_put(texts->recall, as, value.s, value.len);
	if (ready == NULL)
		damaged(docid,
		    value.len == 0 ? "the dictionary of its text is missing"
				   : "the dictionary of its text is damaged",
		    err);
	xap_text_clear(&value);
	return ready;
}

/* One that was kept, or of the database. */
static ZSTD_DDict *
dictionary_find(struct texts *texts, struct xap_db *db, uint32_t docid,
    uint32_t number, struct xap_error *xerr, struct error *err)
{
	struct arena *arena = texts->recall != NULL ? arena_new() : NULL;
	char key[TEXTS_KEY_LENGTH + 1];
	const char *const words[] = {texts->whose, key};
	const char *as = NULL;
	ZSTD_DDict *ready = NULL;

	snprintf(key, sizeof key, TEXTS_KEY "%08lx", (unsigned long)number);
	if (arena != NULL) {
		as = recall_name(arena, words, 2);
		ready = dictionary_recall(texts, arena, as, number);
	}
	if (ready == NULL)
		ready = dictionary_read(
		    texts, db, key, as, docid, number, xerr, err);
	arena_free(arena);
	return ready;
}

static const ZSTD_DDict *
dictionary_get(struct texts *texts, struct xap_db *db, uint32_t docid,
    uint32_t number, struct xap_error *xerr, struct error *err)
{
	struct dictionary *place;
	ZSTD_DDict *ready;

	for (size_t i = 0; i < texts->count; i++)
		if (texts->dictionary[i].number == number)
			return texts->dictionary[i].ready;
	ready = dictionary_find(texts, db, docid, number, xerr, err);
	if (ready == NULL)
		return NULL;
	if (texts->count < DICTIONARIES) {
		place = &texts->dictionary[texts->count++];
	} else {
		place = &texts->dictionary[texts->next];
		texts->next = (texts->next + 1) % DICTIONARIES;
		ZSTD_freeDDict(place->ready);
	}
	*place = (struct dictionary){number, ready};
	return ready;
}

/* The frame with what every frame begins with. */
static bool
frame_whole(struct texts *texts, const char *data, size_t n, struct error *err)
{
	if (!room(
		(void **)&texts->frame, &texts->frame_room, n - 1 + MAGIC, err))
		return false;
	memcpy(texts->frame, magic, MAGIC);
	memcpy(texts->frame + MAGIC, data + 1, n - 1);
	return true;
}

bool
texts_unpack(struct texts *texts, struct xap_db *db, uint32_t docid,
    const char *data, size_t n, const char **ret, size_t *ret_n,
    struct xap_error *xerr, struct error *err)
{
	const ZSTD_DDict *dictionary;
	unsigned long long size;
	size_t frame, got;

	xerr->status = XAP_OK;
	if (n == 0 || (unsigned char)data[0] != TEXTS_PACKED) {
		*ret = data;
		*ret_n = n;
		return true;
	}
	frame = n - 1 + MAGIC;
	if (!frame_whole(texts, data, n, err))
		return false;
	size = ZSTD_getFrameContentSize(texts->frame, frame);
	if (size == ZSTD_CONTENTSIZE_UNKNOWN ||
	    size == ZSTD_CONTENTSIZE_ERROR || size > TEXTS_MOST)
		return damaged(docid, "its text has no size", err);
	dictionary = dictionary_get(texts, db, docid,
	    ZSTD_getDictID_fromFrame(texts->frame, frame), xerr, err);
	if (dictionary == NULL ||
	    !room((void **)&texts->text, &texts->text_room,
		size > 0 ? (size_t)size : 1, err))
		return false;
	if (texts->zstd == NULL)
		texts->zstd = ZSTD_createDCtx();
	if (texts->zstd == NULL)
		return error_set(err, ERROR_LIMIT, "out of memory");
	got = ZSTD_decompress_usingDDict(texts->zstd, texts->text, (size_t)size,
	    texts->frame, frame, dictionary);
	if (ZSTD_isError(got))
		return damaged(docid, ZSTD_getErrorName(got), err);
	if (got != size)
		return damaged(
		    docid, "its text is not as long as it says", err);
	*ret = texts->text;
	*ret_n = got;
	return true;
}
