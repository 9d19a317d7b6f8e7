/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How files are put into items, of each of which a shard is made. */
#include "core/index-writer.h"
#include "indexer/plan.h"
#include "tests/indexer-scratch.h"

#include <criterion/criterion.h>

static struct arena *arena;
static const char *folder;
static struct index_writer *writer;

static void
setup(void)
{
	struct error err = {0};

	arena = arena_new();
	folder = scratch_new(arena);
	writer = index_writer_open(
	    arena_printf(arena, "%s/index", folder), true, 0, &err);
	cr_assert(writer != NULL, "%s", err.message);
}

static void
teardown(void)
{
	index_writer_free(writer);
	scratch_remove(folder);
	arena_free(arena);
}

TestSuite(index_plan, .init = setup, .fini = teardown);

/* Plan new files of some bytes each, which are not looked at. */
static struct plan
plan_files(size_t count, uint64_t bytes)
{
	const struct plan_settings settings = {.charset = ""};
	struct error err = {0};
	struct walk walk = {.n_files = count};
	struct plan plan;

	walk.file = arena_array(arena, count, sizeof *walk.file);
	for (size_t i = 0; i < count; i++) {
		struct walk_file *file = &walk.file[i];

		file->path = file->real = file->id =
		    arena_printf(arena, "%s/%zu.txt", folder, i);
		file->stamp.size = bytes;
	}
	cr_assert(plan_make(arena, writer, &walk, &settings, &plan, &err), "%s",
	    err.message);
	return plan;
}

Test(index_plan, few_bytes_make_items_for_many_workers)
{
	struct plan plan = plan_files(64, (uint64_t)512 << 10);

	cr_assert_eq(plan.n_items, 16);
	cr_assert_eq(plan.item[0].count, 4);
}

Test(index_plan, an_item_is_not_too_small)
{
	cr_assert_eq(plan_files(64, 1024).n_items, 1);
}

/* The fewer shards, the less is to be joined. */
Test(index_plan, many_bytes_make_larger_items_not_more_of_them)
{
	cr_assert_eq(plan_files(64, (uint64_t)1 << 20).n_items, 16);
	cr_assert_eq(plan_files(128, (uint64_t)1 << 20).n_items, 32);
	cr_assert_eq(plan_files(256, (uint64_t)1 << 20).n_items, 32);
	cr_assert_eq(plan_files(512, (uint64_t)1 << 20).n_items, 32);
}

Test(index_plan, an_item_is_not_too_large)
{
	cr_assert_eq(plan_files(2048, (uint64_t)1 << 20).n_items, 128);
}
