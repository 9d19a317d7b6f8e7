/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shards, which are the same by whichever way they are written. */
#include "tests/writing.h"

#include <string.h>

#define DOCUMENTS 2300

TestSuite(index_shard, .init = writing_begin, .fini = writing_end);

/* Add documents, of which each has "all" and every tenth has "some". */
static struct index_shards *
shards_make(const char *name, bool by_writer)
{
	struct index_shards *shards = index_shards_new(folder, name);
	struct error err = {0};

	if (by_writer)
		index_shards_by_writer(shards);
	for (unsigned i = 0; i < DOCUMENTS; i++) {
		const struct xap_term_input terms[] = {
		    {"all", 3, 1 + i % 3, NULL, 0},
		    {"some", 4, 1, NULL, 0},
		};
		struct xap_doc_input doc = {.terms = terms,
		    .n_terms = i % 10 == 0 ? 2 : 1,
		    .data = "text",
		    .data_len = 4};

		cr_assert(
		    index_shards_add(shards, &doc, &err), "%s", err.message);
	}
	return shards;
}

/* All shards together. */
static struct xap_db *
shards_open(const char *name, unsigned count)
{
	struct xap_error err;
	struct xap_db *all = xap_db_new_empty(&err);

	for (unsigned i = 0; i < count; i++) {
		struct xap_db *part = xap_db_open_path(
		    arena_printf(arena, "%s/%s-%u", folder, name, i), &err);

		cr_assert_not_null(part, "%s", err.message);
		cr_assert_eq(xap_db_add(all, part, &err), XAP_OK);
		xap_db_free(part);
	}
	return all;
}

static void
check(const char *name, bool by_writer, unsigned want_shards)
{
	struct index_shards *shards = shards_make(name, by_writer);
	struct xap_term_stats all = {0}, some = {0};
	struct xap_stats stats = {0};
	struct error err = {0};
	struct xap_db *db;
	unsigned count = 0;

	cr_assert(index_shards_finish(shards, &count, &err), "%s", err.message);
	index_shards_free(shards);
	cr_expect_eq(count, want_shards);
	db = shards_open(name, count);
	cr_assert_eq(xap_db_stats(db, &stats, NULL), XAP_OK);
	cr_expect_eq(stats.doc_count, DOCUMENTS);
	xap_db_term_stats(db, "all", 3, &all, NULL);
	xap_db_term_stats(db, "some", 4, &some, NULL);
	cr_expect_eq(all.doc_freq, DOCUMENTS);
	cr_expect_eq(all.collection_freq, 4599);
	cr_expect_eq(some.doc_freq, DOCUMENTS / 10);
	xap_db_free(db);
}

Test(index_shard, written_in_bulk_they_are_large)
{
	check("bulk", false, 1);
}

Test(index_shard, written_by_a_writer_they_are_small)
{
	check("slow", true, 3);
}

Test(index_shard, nothing_added_is_no_shard)
{
	struct index_shards *shards = index_shards_new(folder, "none");
	struct error err = {0};
	unsigned count = 7;

	cr_assert(index_shards_finish(shards, &count, &err));
	cr_assert_eq(count, 0);
	index_shards_free(shards);
	index_shards_free(NULL);
}

Test(index_shard, a_folder_that_is_not_there_is_named)
{
	struct index_shards *shards = index_shards_new("/nonexistent/f", "x");
	struct xap_doc_input doc = {.data = "text", .data_len = 4};
	struct error err = {0};

	cr_assert_not(index_shards_add(shards, &doc, &err));
	cr_assert_eq(err.code, ERROR_IO);
	cr_assert_not_null(strstr(err.message, "/nonexistent/f"));
	index_shards_free(shards);
}

/* How many shards the same documents make. */
static unsigned
shards_within(uint64_t memory, const char *name)
{
	static const char data[] = "a text that is as long as a line of a page";
	struct index_shards *shards = index_shards_new(folder, name);
	struct error err = {0};
	unsigned count;

	if (memory > 0)
		index_shards_limit(shards, memory);
	for (unsigned i = 0; i < 60000; i++) {
		const struct xap_term_input term = {"all", 3, 1, NULL, 0};
		struct xap_doc_input doc = {.terms = &term,
		    .n_terms = 1,
		    .data = data,
		    .data_len = sizeof data - 1};

		cr_assert(index_shards_add(shards, &doc, &err));
	}
	cr_assert(index_shards_finish(shards, &count, &err));
	index_shards_free(shards);
	return count;
}

Test(index_shard, little_memory_makes_more_of_them)
{
	unsigned little = shards_within(1, "little");

	cr_expect_eq(shards_within(0, "usual"), 1);
	cr_expect_eq(shards_within((uint64_t)1 << 40, "plenty"), 1);
	cr_expect_gt(little, 1);
	cr_expect_lt(shards_within(6 << 20, "some"), little);
}
