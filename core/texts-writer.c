/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/texts-writer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zdict.h>
#include <zstd.h>

/*
 * Of M's texts (tests/bench) level 3 with a dictionary of 64 KB leaves 0.44 and
 * takes a quarter of the time of zlib's quickest, which leaves 0.65; level 1
 * leaves 0.47 in 0.7 of its time, level 6 0.43 in 3.6 times; 256 KB leave 0.43,
 * and each process that asks reads it.
 */
#define LEVEL		 3
#define DICTIONARY_MOST	 ((size_t)64 << 10) /* bytes */
#define DICTIONARY_LEAST ((size_t)4 << 10)
#define SAMPLE_MOST	 ((size_t)1280 << 10) /* bytes it is made of */
#define SAMPLE_SHARE	 10 /* times the dictionary is in its sample, at least */
#define SAMPLES_LEAST	 20 /* passages */
#define MAGIC		 4  /* bytes that every frame begins with */

struct texts_writer {
	struct arena *arena;
	ZSTD_CCtx *zstd;   /* NULL for want of memory */
	ZSTD_CDict *ready; /* NULL: no dictionary */
	const char *dictionary;
	size_t length; /* of it */
	char *packed;
	size_t room; /* of it */
};

/* Use a dictionary in the writer's arena. False: it is none. */
static bool
use(struct texts_writer *writer, const char *dictionary, size_t n)
{
	if (ZDICT_getDictID(dictionary, n) == 0)
		return false;
	writer->ready = ZSTD_createCDict(dictionary, n, LEVEL);
	writer->dictionary = dictionary;
	writer->length = n;
	return writer->ready != NULL;
}

struct texts_writer *
texts_writer_new(const char *dictionary, size_t n)
{
	struct arena *arena = arena_new();
	struct texts_writer *writer = arena_alloc(arena, sizeof *writer);

	memset(writer, 0, sizeof *writer);
	writer->arena = arena;
	writer->zstd = ZSTD_createCCtx();
	if (dictionary != NULL && n > 0 && n <= TEXTS_DICTIONARY)
		use(writer, arena_strndup(arena, dictionary, n), n);
	return writer;
}

void
texts_writer_free(struct texts_writer *writer)
{
	if (writer == NULL)
		return;
	ZSTD_freeCCtx(writer->zstd);
	ZSTD_freeCDict(writer->ready);
	free(writer->packed);
	arena_free(writer->arena);
}

bool
texts_writer_is_ready(const struct texts_writer *writer)
{
	return writer->ready != NULL;
}

/* --- the dictionary ------------------------------------------------------- */

struct sample {
	char *bytes;
	size_t used;
	size_t *length; /* of each passage in it */
	unsigned count;
};

/* Every so many-th passage, so that they are from all over. */
static void
sample_take(struct sample *sample, struct arena *arena,
    const struct texts_part *part, size_t count)
{
	size_t all = 0, step;

	for (size_t i = 0; i < count; i++)
		all += part[i].n;
	step = all / SAMPLE_MOST + 1;
	sample->bytes =
	    arena_alloc(arena, all < SAMPLE_MOST ? all + 1 : SAMPLE_MOST);
	sample->length =
	    arena_array(arena, count / step + 1, sizeof *sample->length);
	for (size_t i = 0; i < count; i += step) {
		if (sample->used + part[i].n > SAMPLE_MOST)
			continue;
		memcpy(sample->bytes + sample->used, part[i].s, part[i].n);
		sample->used += part[i].n;
		sample->length[sample->count++] = part[i].n;
	}
}

bool
texts_writer_learn(
    struct texts_writer *writer, const struct texts_part *part, size_t count)
{
	struct arena *arena = arena_new();
	struct sample sample = {0};
	bool learned = false;
	size_t n;

	sample_take(&sample, arena, part, count);
	n = sample.used / SAMPLE_SHARE;
	n = n < DICTIONARY_MOST ? n : DICTIONARY_MOST;
	if (n >= DICTIONARY_LEAST && sample.count >= SAMPLES_LEAST) {
		char *dictionary = arena_alloc(writer->arena, n);

		n = ZDICT_trainFromBuffer(
		    dictionary, n, sample.bytes, sample.length, sample.count);
		learned = !ZDICT_isError(n) && use(writer, dictionary, n);
	}
	arena_free(arena);
	return learned;
}

const char *
texts_writer_dictionary(const struct texts_writer *writer,
    char ret_key[TEXTS_KEY_LENGTH + 1], size_t *ret_n)
{
	snprintf(ret_key, TEXTS_KEY_LENGTH + 1, TEXTS_KEY "%08lx",
	    (unsigned long)ZDICT_getDictID(writer->dictionary, writer->length));
	*ret_n = writer->length;
	return writer->dictionary;
}

/* --- packing -------------------------------------------------------------- */

const char *
texts_writer_pack(
    struct texts_writer *writer, const char *data, size_t n, size_t *ret_n)
{
	size_t room = ZSTD_compressBound(n), got;

	if (writer->ready == NULL || writer->zstd == NULL || n > TEXTS_MOST)
		return NULL;
	if (writer->room < room) {
		free(writer->packed);
		writer->packed = malloc(room);
		writer->room = writer->packed != NULL ? room : 0;
	}
	if (writer->packed == NULL)
		return NULL;
	got = ZSTD_compress_usingCDict(
	    writer->zstd, writer->packed, room, data, n, writer->ready);
	if (ZSTD_isError(got) || got - MAGIC + 1 >= n)
		return NULL;
	/* The byte that says so takes the place of the frame's last of four. */
	writer->packed[MAGIC - 1] = TEXTS_PACKED;
	*ret_n = got - MAGIC + 1;
	return writer->packed + MAGIC - 1;
}
