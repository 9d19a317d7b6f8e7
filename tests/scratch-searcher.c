/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/scratch-searcher.h"

#include <criterion/criterion.h>
#include <string.h>

void
scratch_searcher_open(
    struct searcher *searcher, const struct scratch_index *scratch)
{
	struct error err = {0};

	searcher->arena = arena_new();
	searcher->memory = NULL;
	searcher->index = index_open(scratch->path, &err);
	cr_assert_not_null(searcher->index, "%s", err.message);
	searcher->stems = stems_new(&err);
	cr_assert_not_null(searcher->stems, "%s", err.message);
}

void
scratch_searcher_close(struct searcher *searcher, struct scratch_index *scratch)
{
	stems_free(searcher->stems);
	index_free(searcher->index);
	arena_free(searcher->arena);
	scratch_index_remove(scratch);
}

bool
shown_take(void *context, const char *bytes, size_t n)
{
	struct shown *shown = context;

	cr_assert_lt(shown->n + n, sizeof shown->bytes);
	memcpy(shown->bytes + shown->n, bytes, n);
	shown->n += n;
	shown->bytes[shown->n] = '\0';
	return true;
}
