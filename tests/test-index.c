/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening an index, and refusing what is none. */
#include "core/field.h"
#include "core/index.h"
#include "core/pack.h"

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
		"travaux-index 1\nneeds passages-1\ndatabase %s\n", database));
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

/* Pointer files that must be refused, with a word of the message. */
static const struct {
	const char *pointer;
	const char *says;
} refused[] = {
    {"", "damaged"},
    {"remote :/bin/false x\n", "damaged"},
    {"travaux-index 2\ndatabase db-1\n", "schema 2"},
    {"travaux-index 1\nneeds passages-1 telepathy-3\ndatabase db-1\n",
	"telepathy-3"},
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
