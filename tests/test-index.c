/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening an index, and refusing what is none. */
#include "core/field.h"
#include "core/index.h"
#include "core/pack.h"
#include "core/removed.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of the test's own; gone with remove_folder(). */
static char *
make_folder(struct arena *arena)
{
	const char *tmp = getenv("TMPDIR");
	char *name = arena_printf(
	    arena, "%s/travaux-test.XXXXXX", tmp != NULL ? tmp : "/tmp");

	cr_assert_not_null(mkdtemp(name));
	return name;
}

static void
remove_folder(struct arena *arena, const char *name)
{
	cr_assert_eq(system(arena_printf(arena, "rm -rf '%s'", name)), 0);
}

static void
write_pointer(struct arena *arena, const char *folder, const char *text)
{
	FILE *f = fopen(arena_printf(arena, "%s/travaux", folder), "w");

	cr_assert_not_null(f);
	fputs(text, f);
	fclose(f);
}

static void
add_passage(struct arena *arena, struct xap_writer *writer,
    const char *record_id, unsigned number, const char *text)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc = {0};
	struct xap_term_input term = {0};
	struct xap_error xerr;
	size_t n;

	record_init(&record);
	passage_init(&passage);
	record.id = record_id;
	record.title = "Statement of Norland";
	passage.number = number;
	passage.text = text;
	passage.text_length = strlen(text);
	term.s = field_term(arena, FIELD_RECORD, record_id, &n);
	term.len = (uint32_t)n;
	doc.terms = &term;
	doc.n_terms = 1;
	doc.data = pack_passage(arena, &record, &passage, &doc.data_len);
	cr_assert_eq(xap_writer_add(writer, &doc, NULL, &xerr), XAP_OK, "%s",
	    xerr.message);
}

static void
set(struct xap_writer *writer, const char *key, const char *value)
{
	struct xap_error xerr;

	cr_assert_eq(xap_writer_set_metadata(
			 writer, key, strlen(key), value, strlen(value), &xerr),
	    XAP_OK);
}

/* An index of two records in `folder`, as travaux-index lays it out. */
static void
make_index(struct arena *arena, const char *folder, const char *database)
{
	struct xap_error xerr;
	const char *name = arena_printf(arena, "%s/%s", folder, database);
	struct xap_writer *writer =
	    xap_writer_open(name, XAP_CREATE, 0, 0, &xerr);

	cr_assert_not_null(writer, "%s", xerr.message);
	add_passage(arena, writer, "a.txt", 1, "We keep article 42.");
	add_passage(arena, writer, "a.txt", 2, "And article 5.");
	add_passage(arena, writer, "b.txt", 1, "We do not.");
	set(writer, "build", "00ff");
	set(writer, "records", "2");
	set(writer, "negotiations", "exercise\nother\n");
	set(writer, "table:negotiations/exercise/sessions.tsv",
	    "session_id\tnames\ns1\tfirst session\n");
	cr_assert_eq(xap_writer_close(writer, &xerr), XAP_OK);
	xap_writer_free(writer);
	write_pointer(arena, folder,
	    arena_printf(arena,
		"travaux-index 1\nneeds passages-2\ndatabase %s\n", database));
}

Test(index, answers_what_was_written)
{
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);
	struct error err = {0};
	struct index *index;
	struct record record;
	struct passage passage;
	struct table_source tables;
	uint32_t *docids;
	size_t n;

	make_index(arena, folder, "db-1");
	index = index_open(folder, &err);
	cr_assert_not_null(index, "%s", err.message);
	cr_expect_eq(index_info(index)->passages, 3);
	cr_expect_eq(index_info(index)->records, 2);
	cr_expect_eq(index_info(index)->n_negotiations, 2);
	cr_expect_str_eq(index_info(index)->negotiations[1], "other");
	cr_assert(index_record(index, arena, "a.txt", &docids, &n, &err));
	cr_assert_eq(n, 2);
	cr_assert(
	    index_passage(index, arena, docids[1], &record, &passage, &err));
	cr_expect_str_eq(record.id, "a.txt");
	cr_expect_str_eq(passage.text, "And article 5.");
	cr_assert(index_record(index, arena, "none", &docids, &n, &err));
	cr_expect_eq(n, 0);
	tables = index_tables(index);
	cr_expect_not_null(tables.read(tables.context, arena,
	    "negotiations/exercise/sessions.tsv", &n, &err));
	cr_expect_null(tables.read(tables.context, arena,
	    "negotiations/exercise/topics.tsv", &n, &err));
	cr_expect_eq(err.code, ERROR_NONE);
	index_free(index);
	remove_folder(arena, folder);
	arena_free(arena);
}

Test(index, reopening_follows_the_pointer)
{
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);
	struct error err = {0};
	struct index *index;

	make_index(arena, folder, "db-1");
	index = index_open(folder, &err);
	cr_assert_not_null(index);
	make_index(arena, folder, "db-2");
	remove_folder(arena, arena_printf(arena, "%s/db-1", folder));
	cr_assert(index_reopen(index, &err), "%s", err.message);
	cr_expect_eq(index_info(index)->passages, 3);
	index_free(index);
	remove_folder(arena, folder);
	arena_free(arena);
}

/* Note in the database of make_index() what is removed, as bytes. */
static void
note_removed(struct arena *arena, const char *folder, const char *bytes)
{
	struct xap_error xerr;
	struct xap_writer *writer = xap_writer_open(
	    arena_printf(arena, "%s/db-1", folder), XAP_OPEN, 0, 0, &xerr);

	cr_assert_not_null(writer, "%s", xerr.message);
	set(writer, "removed", bytes);
	cr_assert_eq(xap_writer_close(writer, &xerr), XAP_OK);
	xap_writer_free(writer);
}

static uint32_t
passages_of(struct arena *arena, struct index *index, const char *id)
{
	struct error err = {0};
	uint32_t *docids, count;
	size_t n, len;
	const char *term = field_term(arena, FIELD_RECORD, id, &len);

	cr_assert(index_record(index, arena, id, &docids, &n, &err));
	cr_assert(index_term_count(index, term, len, UINT32_MAX, &count, &err));
	cr_expect_eq(
	    count, n, "'%s' has %u passages or %zu", id, (unsigned)count, n);
	cr_assert(index_term_count(index, term, len, 1, &count, &err));
	cr_expect_eq(count, n > 0);
	return (uint32_t)n;
}

Test(index, what_is_removed_is_left_out)
{
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);
	struct error err = {0};
	struct index *index;

	make_index(arena, folder, "db-1");
	index = index_open(folder, &err);
	cr_assert_not_null(index);
	cr_expect_eq(passages_of(arena, index, "a.txt"), 2);
	cr_expect_eq(passages_of(arena, index, "b.txt"), 1);
	note_removed(arena, folder, "\2\1");
	cr_assert(index_reopen(index, &err), "%s", err.message);
	cr_expect_eq(index_info(index)->passages, 1);
	cr_expect_eq(index_info(index)->removed, 2);
	cr_expect_eq(passages_of(arena, index, "a.txt"), 1);
	cr_expect_eq(passages_of(arena, index, "b.txt"), 0);
	cr_expect_not(index_removed(index, 1));
	cr_expect(index_removed(index, 2));
	cr_expect(index_removed(index, 3));
	cr_expect_not(index_removed(index, 4));
	cr_expect_not(index_removed(index, UINT32_MAX));
	note_removed(arena, folder, "");
	cr_assert(index_reopen(index, &err), "%s", err.message);
	cr_expect_eq(index_info(index)->passages, 3);
	index_free(index);
	remove_folder(arena, folder);
	arena_free(arena);
}

/* Lists that are not what is written: each a broken index, and no crash. */
static const char *const broken[] = {"\4", "\2\2", "\x81",
    "\1\xff\xff\xff\xff\xff\xff", "\xff\xff\xff\xff\x7f",
    "\x80\x80\x80\x80\x80"};

Test(index, a_broken_list_of_removed_passages_is_refused)
{
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);

	make_index(arena, folder, "db-1");
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		struct error err = {0};

		note_removed(arena, folder, broken[i]);
		cr_expect_null(index_open(folder, &err), "list %zu", i);
		cr_expect_eq(err.code, ERROR_INDEX);
		cr_expect_not_null(strstr(err.message, "damaged"));
	}
	remove_folder(arena, folder);
	arena_free(arena);
}

Test(index, lists_of_removed_passages_survive_writing)
{
	static const uint32_t docids[] = {
	    1, 2, 129, 130, 16513, 299999, 300000};
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);
	const char *name = arena_printf(arena, "%s/db", folder);
	struct removed *removed = removed_new(arena, 300000), *got;
	struct xap_error xerr;
	struct xap_writer *writer =
	    xap_writer_open(name, XAP_CREATE, 0, 0, &xerr);
	struct xap_doc_input doc = {0};

	for (size_t i = 0; i < sizeof docids / sizeof docids[0]; i++) {
		removed_add(removed, docids[i]);
		removed_add(removed, docids[i]);
	}
	removed_add(removed, 0);
	removed_add(removed, 300001);
	cr_expect_eq(removed_count(removed), 7);
	cr_assert_eq(xap_writer_replace(writer, 300000, &doc, &xerr), XAP_OK);
	cr_assert_eq(removed_write(removed, arena, writer, &xerr), XAP_OK);
	got = removed_read(arena, xap_writer_db(writer), &xerr);
	cr_assert_not_null(got, "%s", xerr.message);
	cr_expect_eq(removed_count(got), 7);
	for (uint32_t docid = 0; docid <= 300001; docid++)
		if (removed_has(got, docid) != removed_has(removed, docid))
			cr_expect(false, "document %u", (unsigned)docid);
	xap_writer_free(writer);
	remove_folder(arena, folder);
	arena_free(arena);
}

/* Pointer files that must be refused, with a word of the message. */
static const struct {
	const char *pointer;
	const char *says;
} refused[] = {
    {"", "damaged"},
    {"remote :/bin/false x\n", "damaged"},
    {"travaux-index 2\ndatabase db-1\n", "schema 2"},
    {"travaux-index 1\nneeds passages-2 telepathy-3\ndatabase db-1\n",
	"telepathy-3"},
    {"travaux-index 1\nneeds passages-1\ndatabase db-1\n", "passages-1"},
    {"travaux-index 1\n", "names no database"},
    {"travaux-index 1\ndatabase ../db-1\n", "names no database"},
    {"travaux-index 1\ndatabase a/b\n", "names no database"},
    {"travaux-index 1\ndatabase gone\n", "damaged"},
};

Test(index, refuses_what_is_no_index)
{
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);
	struct error err = {0};

	cr_assert_null(index_open(folder, &err));
	cr_expect_eq(err.code, ERROR_INDEX);
	cr_expect_not_null(strstr(err.message, "is no index"));
	cr_assert_null(
	    index_open(arena_printf(arena, "%s/none", folder), &err));
	cr_expect_not_null(strstr(err.message, "travaux-index --index"));
	make_index(arena, folder, "db-1");
	cr_assert_null(
	    index_open(arena_printf(arena, "%s/travaux", folder), &err));
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		write_pointer(arena, folder, refused[i].pointer);
		cr_expect_null(index_open(folder, &err));
		cr_expect_eq(err.code, ERROR_INDEX);
		cr_expect_not_null(strstr(err.message, refused[i].says),
		    "'%s' gave: %s", refused[i].pointer, err.message);
	}
	remove_folder(arena, folder);
	arena_free(arena);
}

Test(index, a_stub_in_the_database_folder_runs_nothing)
{
	struct arena *arena = arena_new();
	char *folder = make_folder(arena);
	struct error err = {0};
	const char *touched = arena_printf(arena, "%s/touched", folder);
	const char *stub = arena_printf(arena, "%s/db-1/XAPIANDB", folder);
	FILE *f;

	cr_assert_eq(mkdir(arena_printf(arena, "%s/db-1", folder), 0700), 0);
	f = fopen(stub, "w");
	cr_assert_not_null(f);
	fprintf(f, "remote :/usr/bin/touch %s\n", touched);
	fclose(f);
	write_pointer(arena, folder, "travaux-index 1\ndatabase db-1\n");
	cr_assert_null(index_open(folder, &err));
	cr_expect_eq(err.code, ERROR_INDEX);
	cr_expect_neq(access(touched, F_OK), 0);
	remove_folder(arena, folder);
	arena_free(arena);
}
