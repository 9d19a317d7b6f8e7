/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/census.h"
#include "core/columns.h"
#include "core/field.h"
#include "core/index.h"
#include "core/most-held.h"
#include "core/passage-terms.h"
#include "core/removed.h"
#include "tests/writing.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(index_writer, .init = writing_begin, .fini = writing_end);

/* The document of a record of one passage. */
static struct xap_doc_input
document(const char *id, const char *text)
{
	struct record *record = arena_alloc(arena, sizeof *record);
	struct passage *passage = arena_alloc(arena, sizeof *passage);
	struct xap_doc_input doc;

	record_init(record);
	passage_init(passage);
	record->id = id;
	record->language = "en";
	record->negotiation = "n1";
	record->passages = passage;
	record->n_passages = 1;
	passage->number = 1;
	passage->language = LANGUAGE_EN;
	passage->text = text;
	passage->text_length = strlen(text);
	passage_document(arena, stems, NULL, record, passage, &doc);
	return doc;
}

static struct file_state
state_of(const char *file, unsigned records)
{
	struct file_state state = {.path = file,
	    .negotiations = "n1",
	    .records = records,
	    .passages = records};

	return state;
}

/* Index files with one record each by shards. */
static bool
write_shards(struct index_writer *w, const char *const *files,
    const char *const *ids, size_t n, struct error *err)
{
	const char *build = index_writer_build_folder(w, err);
	struct index_shards *shards;
	const char *const *paths;
	unsigned count;

	cr_assert_not_null(build);
	shards = index_shards_new(build, "t");
	for (size_t i = 0; i < n; i++) {
		struct xap_doc_input doc =
		    document(ids[i], arena_printf(arena, "text of %s", ids[i]));
		struct file_state state = state_of(files[i], 1);

		cr_assert(index_shards_add(shards, &doc, err));
		index_writer_put(w, &state, ids[i]);
	}
	paths = shards_end(shards, build, "t", &count);
	return index_writer_commit_shards(w, paths, count, &commit, err);
}

/* The columns count what is there, removed passages too. */
static void
expect_columns(struct index *index)
{
	const struct index_info *info = index_info(index);
	uint32_t all = info->passages + info->removed;
	uint64_t *bits = arena_array(arena, all / 64 + 1, sizeof *bits);
	struct columns_count count[FIELD_COUNT];
	struct columns *columns;
	struct xap_error xerr;
	struct error err = {0};

	memset(bits, 0xFF, (all / 64 + 1) * sizeof *bits);
	cr_assert(index_columns(index, &columns, &err));
	cr_assert(all == 0 || columns != NULL);
	if (columns == NULL)
		return;
	cr_assert_eq(
	    columns_count(columns, arena, bits, ~0u, count, &xerr), XAP_OK);
	/* Its languages, the sixth field, of which each passage has one. */
	cr_expect_eq(count[5].n, 1);
	cr_expect_eq(count[5].count[0], all);
}

/* What is most held is noted, of these documents. */
static void
expect_most_held(struct index *index)
{
	const struct index_info *info = index_info(index);
	struct most_held_list list;
	struct xap_error xerr;
	uint32_t documents;

	cr_assert_eq(
	    most_held_read(arena, index_db(index), &list, &documents, &xerr),
	    XAP_OK);
	cr_expect_eq(documents, info->passages + info->removed);
	cr_expect(list.whole);
}

/* What is noted of all that is there is what a walk finds. */
static void
expect_census(struct index *index)
{
	const struct index_info *info = index_info(index);
	struct xap_error xerr;
	struct census *noted, *walked;
	struct removed *removed =
	    removed_read(arena, index_part_db(index, 0), &xerr);

	noted = census_read(arena, index_part_db(index, 0),
	    info->passages + info->removed, info->removed, &xerr);
	walked = census_walk(
	    arena, index_part_db(index, 0), removed, info->last_docid, &xerr);
	cr_assert_not_null(noted);
	cr_assert_not_null(walked);
	cr_expect_eq(noted->records, info->records);
	cr_expect_eq(noted->records, walked->records);
	cr_expect_eq(noted->passages, info->passages);
	cr_expect_eq(noted->by[1].count, walked->by[1].count);
}

/* The ids of all records, with a space after each. */
static const char *
records(void)
{
	struct error err = {0};
	struct index *index = index_open(path, &err);
	const char *prefix = field_get(FIELD_RECORD)->prefix, *all = "";
	struct xap_terms *terms;

	cr_assert_not_null(index, "%s", err.message);
	expect_columns(index);
	expect_most_held(index);
	expect_census(index);
	terms = xap_terms_open(index_db(index), prefix, strlen(prefix), NULL);
	while (xap_terms_next(terms, NULL)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);
		uint32_t count;

		cr_assert(index_term_count(index, term, n, 1, &count, &err));
		if (count > 0)
			all = arena_printf(
			    arena, "%s%s ", all, term + strlen(prefix));
	}
	cr_expect_eq(index_info(index)->records, index_info(index)->passages,
	    "one passage each");
	xap_terms_free(terms);
	index_free(index);
	return all;
}

static const char *const two_files[] = {"/f/a", "/f/b"};
static const char *const two_ids[] = {"ra", "rb"};

static void
make_two(void)
{
	struct error err = {0};
	struct index_writer *w = index_writer_open(path, false, 0, &err);

	cr_assert_not_null(w, "%s", err.message);
	cr_assert(
	    write_shards(w, two_files, two_ids, 2, &err), "%s", err.message);
	index_writer_free(w);
}

Test(index_writer, makes_an_index_that_says_what_it_is)
{
	struct error err = {0};
	struct index *index;

	make_two();
	cr_expect_str_eq(records(), "ra rb ");
	index = index_open(path, &err);
	cr_expect_eq(index_info(index)->n_languages, 1);
	cr_expect_str_eq(index_info(index)->languages[0], "en");
	cr_expect_str_eq(index_info(index)->negotiations[0], "n1");
	cr_expect_str_eq(index_info(index)->made_by, "test 1");
	cr_expect_eq(strlen(index_info(index)->build), 32);
	index_free(index);
}

Test(index_writer, replaces_and_drops_by_shards)
{
	static const char *const files[] = {"/f/a", "/f/c"};
	static const char *const ids[] = {"ra", "rc"};
	struct error err = {0};
	struct index_writer *w;

	make_two();
	w = index_writer_open(path, false, 0, &err);
	index_writer_drop(w, "/f/b");
	cr_assert(write_shards(w, files, ids, 2, &err), "%s", err.message);
	index_writer_free(w);
	cr_expect_str_eq(records(), "ra rc ");
}

Test(index_writer, what_was_removed_stays_so_when_shards_are_joined)
{
	static const char *const more[] = {"/f/c", "/f/d"};
	static const char *const more_ids[] = {"rc", "rd"};
	static const char *const again[] = {"/f/b", "/f/d"};
	static const char *const again_ids[] = {"rb", "rd"};
	struct error err = {0};
	struct index_writer *w;

	make_two();
	w = index_writer_open(path, false, 0, &err);
	cr_assert(write_shards(w, more, more_ids, 2, &err));
	index_writer_free(w);
	w = index_writer_open(path, false, 0, &err);
	index_writer_drop(w, "/f/a");
	cr_assert(index_writer_begin_direct(w, &err));
	cr_assert(index_writer_commit_direct(w, &commit, &err));
	index_writer_free(w);
	cr_expect_str_eq(records(), "rb rc rd ");
	w = index_writer_open(path, false, 0, &err);
	cr_assert(write_shards(w, again, again_ids, 2, &err));
	index_writer_free(w);
	cr_expect_str_eq(records(), "rb rc rd ");
}

Test(index_writer, changes_in_place_and_keeps_the_rest)
{
	struct file_state state = state_of("/f/a", 1), got;
	struct error err = {0};
	struct index_writer *w;
	struct xap_doc_input doc = document("ra2", "another text");

	make_two();
	w = index_writer_open(path, false, 0, &err);
	state.size = 77;
	index_writer_put(w, &state, "ra2");
	cr_assert(index_writer_begin_direct(w, &err), "%s", err.message);
	cr_assert(index_writer_add(w, &doc, &err));
	cr_assert(index_writer_end_file(w, &err), "%s", err.message);
	index_writer_set(w, "table:x.tsv", "bytes", 5);
	cr_assert(index_writer_commit_direct(w, &commit, &err));
	index_writer_free(w);
	cr_expect_str_eq(records(), "ra2 rb ");
	w = index_writer_open(path, false, 0, &err);
	cr_assert(index_writer_state(w, arena, "/f/a", &got, &err));
	cr_expect_eq(got.size, 77);
	cr_expect_str_eq(index_writer_ids(w, arena, "/f/a"), "ra2");
	cr_expect_str_eq(
	    index_writer_metadata(w, arena, "table:x.tsv"), "bytes");
	index_writer_set(w, "table:x.tsv", "bytes", 5);
	cr_expect_not(index_writer_has_changes(w));
	index_writer_free(w);
}

/* How many passages are removed, but still in the database. */
static uint32_t
removed(void)
{
	struct error err = {0};
	struct index *index = index_open(path, &err);
	uint32_t count = index_info(index)->removed;
	struct stat st;

	cr_expect_neq(stat(arena_printf(arena, "%s/termlist.glass",
			       index_database(index)),
			  &st),
	    0, "nothing is kept of the terms of documents");
	index_free(index);
	return count;
}

/* A file of `n` records "ID-1", "ID-2" ... by shards. */
static void
write_many(struct index_writer *w, const char *file, const char *id, unsigned n,
    bool (*check)(const struct index_writer *w, uint64_t more), uint64_t more)
{
	struct error err = {0};
	const char *build = index_writer_build_folder(w, &err), *ids = "";
	struct index_shards *shards = index_shards_new(build, id);
	struct file_state state = state_of(file, n);
	const char *const *paths;
	unsigned count;

	for (unsigned i = 1; i <= n; i++) {
		const char *name = arena_printf(arena, "%s-%u", id, i);
		struct xap_doc_input doc = document(name, "some text");

		cr_assert(index_shards_add(shards, &doc, &err));
		ids =
		    arena_printf(arena, "%s%s%s", ids, i > 1 ? "\n" : "", name);
	}
	paths = shards_end(shards, build, id, &count);
	index_writer_put(w, &state, ids);
	cr_expect(check(w, more));
	cr_assert(index_writer_commit_shards(w, paths, count, &commit, &err),
	    "%s", err.message);
	index_writer_free(w);
}

static bool
is_worn(const struct index_writer *w, uint64_t more)
{
	return index_writer_is_worn(w, more);
}

static bool
is_not_worn(const struct index_writer *w, uint64_t more)
{
	return !index_writer_is_worn(w, more);
}

Test(index_writer, a_worn_database_is_written_anew)
{
	struct error err = {0};
	struct file_state got;
	struct index_writer *w;
	struct index *index;
	uint32_t *docids;
	size_t n;

	make_two();
	w = index_writer_open(path, false, 0, &err);
	index_writer_set(w, "table:x.tsv", "bytes", 5);
	write_many(w, "/f/many", "m", 1000, is_not_worn, 0);
	/* All of them are gone, but they are no more than a thousand. */
	w = index_writer_open(path, false, 0, &err);
	write_many(w, "/f/many", "n", 1000, is_not_worn, 1000);
	cr_expect_eq(removed(), 1000);
	w = index_writer_open(path, false, 0, &err);
	cr_expect(index_writer_has_record(w, arena, "n-7"));
	cr_expect_not(index_writer_has_record(w, arena, "m-7"));
	cr_expect_eq(index_writer_records(w), 1002);
	index_writer_drop(w, "/f/a");
	write_many(w, "/f/more", "o", 2, is_worn, 1);
	cr_expect_eq(removed(), 0);
	w = index_writer_open(path, false, 0, &err);
	cr_expect_eq(index_writer_records(w), 1003);
	cr_expect_eq(index_writer_passages(w), 1003);
	cr_expect_not(index_writer_has_record(w, arena, "ra"));
	cr_expect(index_writer_has_record(w, arena, "rb"));
	cr_expect(index_writer_state(w, arena, "/f/b", &got, &err));
	cr_expect_not(index_writer_state(w, arena, "/f/a", &got, &err));
	cr_expect_str_eq(index_writer_ids(w, arena, "/f/b"), "rb");
	cr_expect_str_eq(
	    index_writer_metadata(w, arena, "table:x.tsv"), "bytes");
	index_writer_free(w);
	/* In order, as if it had been made so. */
	index = index_open(path, &err);
	expect_columns(index);
	cr_assert(index_record(index, arena, "rb", &docids, &n, &err));
	cr_assert(n == 1 && docids[0] == 1);
	cr_assert(index_record(index, arena, "n-1000", &docids, &n, &err));
	cr_assert(n == 1 && docids[0] == 1001);
	cr_assert(index_record(index, arena, "o-2", &docids, &n, &err));
	cr_assert(n == 1 && docids[0] == 1003);
	index_free(index);
}

Test(index_writer, a_record_that_goes_and_comes_back_is_there_once)
{
	struct file_state state = state_of("/f/a", 1);
	struct error err = {0};
	struct index_writer *w;

	make_two();
	for (unsigned i = 1; i <= 3; i++) {
		struct xap_doc_input doc = document("ra", "once more");

		w = index_writer_open(path, false, 0, &err);
		index_writer_put(w, &state, "ra");
		cr_assert(index_writer_begin_direct(w, &err));
		cr_assert(index_writer_add(w, &doc, &err));
		cr_assert(index_writer_end_file(w, &err));
		cr_assert(index_writer_commit_direct(w, &commit, &err));
		index_writer_free(w);
		cr_expect_eq(removed(), i);
		cr_expect_str_eq(records(), "ra rb ");
	}
}

Test(index_writer, everything_replaced_keeps_the_tables)
{
	static const char *const ids[] = {"n1", "n2"};
	struct error err = {0};
	struct index_writer *w;

	make_two();
	w = index_writer_open(path, false, 0, &err);
	index_writer_set(w, "table:x.tsv", "bytes", 5);
	cr_assert(write_shards(w, two_files, ids, 2, &err));
	index_writer_free(w);
	w = index_writer_open(path, false, 0, &err);
	cr_assert(write_shards(w, two_files, two_ids, 2, &err));
	index_writer_free(w);
	cr_expect_str_eq(records(), "ra rb ");
	w = index_writer_open(path, true, 0, &err);
	cr_expect_str_eq(
	    index_writer_metadata(w, arena, "table:x.tsv"), "bytes");
	index_writer_free(w);
}

Test(index_writer, the_same_work_gives_the_same_identity)
{
	struct error err = {0};
	struct index *index;
	const char *first;

	make_two();
	index = index_open(path, &err);
	first = arena_strdup(arena, index_info(index)->build);
	index_free(index);
	scratch_remove(path);
	make_two();
	index = index_open(path, &err);
	cr_expect_str_eq(index_info(index)->build, first);
	index_free(index);
}

Test(index_writer, a_second_writer_is_told_who_has_it)
{
	struct error err = {0};
	int ready[2], done[2], status;
	char byte = 'x';
	pid_t pid;

	make_two();
	cr_assert_eq(pipe(ready), 0);
	cr_assert_eq(pipe(done), 0);
	pid = fork();
	if (pid == 0) {
		struct index_writer *w =
		    index_writer_open(path, false, 0, NULL);

		if (write(ready[1], &byte, 1) != 1 ||
		    read(done[0], &byte, 1) != 1)
			_exit(1);
		_exit(w != NULL ? 0 : 1);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	cr_expect_null(index_writer_open(path, false, 0, &err));
	cr_expect_eq(err.code, ERROR_LOCKED);
	cr_expect_not_null(
	    strstr(err.message, arena_printf(arena, "process %ld", (long)pid)),
	    "%s", err.message);
	cr_assert_eq(write(done[1], &byte, 1), 1);
	waitpid(pid, &status, 0);
	cr_expect_eq(status, 0);
}

Test(index_writer, what_killed_runs_left_is_removed)
{
	struct error err = {0};
	struct index_writer *w;
	struct stat st;
	const char *build =
	    scratch_text(arena, folder, "index/build-1/item/x", "left");
	const char *old =
	    scratch_text(arena, folder, "index/db-dead/x", "left");

	make_two();
	cr_expect_neq(stat(build, &st), 0);
	cr_expect_neq(stat(old, &st), 0);
	scratch_text(arena, folder, "index/build-2/x", "left");
	w = index_writer_open(path, false, 0, &err);
	cr_assert_not_null(w);
	index_writer_free(w);
	cr_expect_neq(stat(arena_printf(arena, "%s/build-2", path), &st), 0);
	cr_expect_str_eq(records(), "ra rb ");
}

Test(index_writer, a_folder_with_other_things_is_refused)
{
	struct error err = {0};

	scratch_text(arena, folder, "index/thesis.txt", "mine");
	cr_expect_null(index_writer_open(path, false, 0, &err));
	cr_expect_eq(err.code, ERROR_INDEX);
	cr_expect_not_null(strstr(err.message, "thesis.txt"));
}

Test(index_writer, states_survive_packing)
{
	struct file_state state = {.path = "/a b\n/c",
	    .size = UINT64_MAX,
	    .mtime_ns = -5,
	    .inode = 7,
	    .negotiations = "a\nb",
	    .records = 1,
	    .passages = 2,
	    .positions = 3};
	struct file_state got;
	size_t n;
	const char *bytes;

	memset(state.content, 0xAB, sizeof state.content);
	bytes = file_state_pack(arena, &state, &n);
	cr_assert(file_state_unpack(arena, bytes, n, &got));
	cr_expect_str_eq(got.path, state.path);
	cr_expect_str_eq(got.negotiations, state.negotiations);
	cr_expect_eq(got.size, state.size);
	cr_expect_eq(got.mtime_ns, state.mtime_ns);
	cr_expect_eq(got.positions, 3);
	cr_expect_eq(memcmp(got.content, state.content, sizeof got.content), 0);
	cr_expect_not(file_state_unpack(arena, "nonsense", 8, &got));
	cr_expect_not(file_state_unpack(arena, bytes, 40, &got));
}
