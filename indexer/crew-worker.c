/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/crew-worker.h"

#include "core/index-shard.h"
#include "core/large-heap.h"
#include "core/texts-writer.h"
#include "indexer/contained-server.h"
#include "indexer/message.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Bytes of memory that may be in large pages. */
#define HEAP_MOST  ((size_t)256 << 20)
#define HEAP_LEAST ((size_t)32 << 20)

/* A worker at work. */
struct worker {
	const struct crew *crew;
	struct index_shards *shards;
	struct texts_writer *texts; /* of all of them */
	struct arena *arena;	    /* of messages */
	int out;		    /* to the crew */
};

/* Nobody reads any more: the crew is gone, and so should the worker be. */
static bool
left_alone(struct error *err)
{
	return error_set(err, ERROR_IO, "the main process is gone");
}

static bool
begin(void *context, size_t part, struct error *err)
{
	struct worker *worker = context;
	struct message message;

	message_start(&message, worker->arena);
	message_number(&message, part);
	return message_send(&message, MESSAGE_BEGIN, worker->out) ||
	       left_alone(err);
}

static int
compare_renames(const void *a, const void *b)
{
	const struct rename *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

static const char *
name(void *context, size_t part, size_t ordinal, const char *id)
{
	const struct crew *crew = ((struct worker *)context)->crew;
	struct rename key = {part, ordinal, NULL};
	const struct rename *found = NULL;

	if (crew->n_renames > 0)
		found = bsearch(&key, crew->rename, crew->n_renames, sizeof key,
		    compare_renames);
	return found != NULL ? found->id : id;
}

static bool
document(void *context, const struct xap_doc_input *doc, struct error *err)
{
	return index_shards_add(((struct worker *)context)->shards, doc, err);
}

static bool
end(void *context, size_t part, const struct work_result *result,
    struct error *err)
{
	struct worker *worker = context;
	struct message message;
	bool ok;

	message_start(&message, worker->arena);
	message_number(&message, part);
	message_number(&message, result->outcome);
	message_number(&message, result->records);
	message_number(&message, result->passages);
	message_number(&message, result->positions);
	message_bytes(&message, result->hash, sizeof result->hash);
	message_string(&message, result->negotiations);
	message_string(&message, result->ids);
	ok = message_send(&message, MESSAGE_END, worker->out);
	arena_reset(worker->arena);
	return ok || left_alone(err);
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *text)
{
	struct worker *worker = context;
	struct message message;

	message_start(&message, worker->arena);
	message_number(&message, grade);
	message_number(&message, line);
	message_string(&message, path);
	message_string(&message, text);
	message_send(&message, MESSAGE_REPORT, worker->out);
}

static bool
do_item(
    struct worker *worker, struct work *work, size_t number, struct error *err)
{
	const struct crew *crew = worker->crew;
	const struct work_item *item = &crew->item[number];
	struct work_sink sink = {
	    begin, name, document, end, {tell, worker}, worker};
	struct message message;
	unsigned shards = 0;
	bool ok = true;

	worker->shards = index_shards_new(crew->folder,
	    arena_printf(worker->arena, "item-%u-%zu", crew->round, number));
	index_shards_texts(worker->shards, worker->texts);
	if (crew->memory > 0)
		index_shards_limit(worker->shards, crew->memory / crew->jobs);
	for (size_t i = 0; ok && i < item->count; i++)
		if (!crew->excluded[item->first + i])
			ok = work_part(work, &crew->part[item->first + i],
			    item->first + i, &sink, err);
	ok = ok && index_shards_finish(worker->shards, &shards, err);
	index_shards_free(worker->shards);
	worker->shards = NULL;
	if (!ok)
		return false;
	message_start(&message, worker->arena);
	message_number(&message, number);
	message_number(&message, shards);
	return message_send(&message, MESSAGE_ITEM, worker->out) ||
	       left_alone(err);
}

static bool
work_on(struct worker *worker, struct work *work, int in, struct error *err)
{
	for (;;) {
		struct message ready;
		uint64_t number;
		ssize_t n;

		message_start(&ready, worker->arena);
		if (!message_send(&ready, MESSAGE_READY, worker->out))
			return left_alone(err);
		while ((n = read(in, &number, sizeof number)) < 0 &&
		       errno == EINTR)
			;
		if (n != (ssize_t)sizeof number)
			return true;
		if (!do_item(worker, work, (size_t)number, err))
			return false;
		arena_reset(worker->arena);
	}
}

/*
 * Shards, and the stems of all words met, are in memory that is touched at
 * random: with large pages that takes a fifth less of the processor.
 */
static void
large_pages(const struct crew *crew)
{
	size_t bytes = HEAP_MOST;

	if (crew->memory > 0 && crew->memory / crew->jobs < bytes)
		bytes = (size_t)(crew->memory / crew->jobs);
	large_heap(bytes > HEAP_LEAST ? bytes : HEAP_LEAST, 0);
}

int
crew_worker(const struct crew *crew, int from_crew, int to_crew)
{
	struct worker worker = {.crew = crew, .out = to_crew};
	struct work work = {.settings = crew->settings,
	    .limits = crew->limits,
	    .contained = crew->contained,
	    .charset = crew->charset,
	    .ocr = crew->ocr};
	struct error err = {0};
	bool ok;

	/* While this process is small. */
	work.server = contained_server_new(crew->contained->program);
	large_pages(crew);
	worker.arena = arena_new();
	worker.texts =
	    texts_writer_new(crew->dictionary, crew->dictionary_length);
	work.file_arena = arena_new();
	work.record_arena = arena_new();
	work.stems = stems_new(&err);
	ok = work.stems != NULL && work_on(&worker, &work, from_crew, &err);
	if (!ok) {
		struct message message;

		message_start(&message, worker.arena);
		message_number(&message, err.code);
		message_string(&message, err.message);
		message_send(&message, MESSAGE_FAILED, to_crew);
	}
	contained_server_free(work.server);
	stems_free(work.stems);
	arena_free(work.record_arena);
	arena_free(work.file_arena);
	texts_writer_free(worker.texts);
	arena_free(worker.arena);
	return ok ? 0 : 1;
}
