/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/question-memory.h"

#include <string.h>

struct known_engine {
	struct known_engine *next;
	const struct negotiation *neg;
	struct engine *engine;
};

struct known_count {
	struct known_count *next;
	const struct negotiation *neg;
	const char *key;
	uint64_t count;
};

struct question_memory {
	/* That of the searcher when it began: a copy may have another. */
	struct arena *arena;
	const char *build; /* of the index: what is known is of that state */
	struct known_engine *engine;
	struct known_count *count;
};

static struct question_memory *
memory_of(struct searcher *searcher)
{
	const char *build = index_info(searcher->index)->build;
	struct question_memory *memory = searcher->memory;

	if (memory == NULL) {
		memory = arena_alloc(searcher->arena, sizeof *memory);
		memory->arena = searcher->arena;
		searcher->memory = memory;
	}
	if (memory->build == NULL || strcmp(memory->build, build) != 0) {
		memory->build = arena_strdup(memory->arena, build);
		memory->engine = NULL;
		memory->count = NULL;
	}
	return memory;
}

struct engine *
question_engine(struct searcher *searcher, const struct negotiation *neg)
{
	struct question_memory *memory = memory_of(searcher);
	struct table_source tables = index_tables(searcher->index);
	struct known_engine *known;

	for (known = memory->engine; known != NULL; known = known->next)
		if (known->neg == neg)
			return known->engine;
	known = arena_alloc(memory->arena, sizeof *known);
	known->neg = neg;
	known->engine = engine_open(memory->arena, &tables, neg);
	known->next = memory->engine;
	memory->engine = known;
	return known->engine;
}

bool
question_count_known(struct searcher *searcher, const struct negotiation *neg,
    const char *key, uint64_t *ret)
{
	const struct known_count *known = memory_of(searcher)->count;

	for (; known != NULL; known = known->next)
		if (known->neg == neg && strcmp(known->key, key) == 0) {
			*ret = known->count;
			return true;
		}
	return false;
}

void
question_count_keep(struct searcher *searcher, const struct negotiation *neg,
    const char *key, uint64_t count)
{
	struct question_memory *memory = memory_of(searcher);
	struct known_count *known = arena_alloc(memory->arena, sizeof *known);

	known->neg = neg;
	known->key = arena_strdup(memory->arena, key);
	known->count = count;
	known->next = memory->count;
	memory->count = known;
}
