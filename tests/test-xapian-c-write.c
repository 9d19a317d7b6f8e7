/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing: limits, locks, transactions, and commits that fail. */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

TestSuite(xapian_c_write, .init = scratch_begin, .fini = scratch_end);

static uint32_t
count_docs(const char *name)
{
	struct xap_db *db = scratch_open(name);
	struct xap_stats stats = {0};

	cr_assert_eq(xap_db_stats(db, &stats, NULL), XAP_OK);
	xap_db_free(db);
	return stats.doc_count;
}

Test(xapian_c_write, replace_and_delete_by_id_and_by_term)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_term_input term = {"Qid7", 4, 0, NULL, 0};
	struct xap_doc_input doc = {.terms = &term, .n_terms = 1};
	struct xap_error err;
	struct xap_db *db;
	uint32_t docid = 0;

	scratch_add(writer, "one", NULL);
	scratch_add(writer, "two", NULL);
	scratch_add(writer, "three", NULL);
	cr_assert_eq(
	    xap_writer_replace_term(writer, "Qid7", 4, &doc, &docid, &err),
	    XAP_OK);
	cr_assert_eq(docid, 4);
	doc.data = "again";
	doc.data_len = 5;
	cr_assert_eq(
	    xap_writer_replace_term(writer, "Qid7", 4, &doc, &docid, &err),
	    XAP_OK);
	cr_assert_eq(docid, 4);
	cr_assert_eq(xap_writer_replace(writer, 20, &doc, &err), XAP_OK);
	cr_assert_eq(xap_writer_replace(writer, 0, &doc, &err), XAP_ARGUMENT);
	cr_assert_eq(xap_writer_delete(writer, 2, &err), XAP_OK);
	cr_assert_eq(xap_writer_delete_term(writer, "one", 3, &err), XAP_OK);
	cr_assert_eq(xap_writer_delete_term(writer, "no", 2, &err), XAP_OK);
	/* Deleting what is not there harms nothing that is pending. */
	cr_assert_eq(xap_writer_delete(writer, 2, &err), XAP_NOT_FOUND);
	/* The writer sees what it did. */
	db = xap_writer_db(writer);
	cr_assert_str_eq(scratch_found(db, xap_query_all(NULL)), "3 4 20");
	xap_db_free(db);
	cr_assert_eq(xap_db_close(db, &err), XAP_ARGUMENT);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 3);
}

Test(xapian_c_write, free_without_close_drops_what_is_pending)
{
	struct xap_writer *writer = scratch_create("db");

	scratch_add(writer, "kept", NULL);
	cr_assert_gt(xap_writer_pending(writer), 0);
	cr_assert_eq(xap_writer_commit(writer, NULL), XAP_OK);
	cr_assert_eq(xap_writer_pending(writer), 0);
	scratch_add(writer, "dropped", NULL);
	xap_writer_free(writer);
	cr_assert_eq(count_docs("db"), 1);
}

Test(xapian_c_write, transactions)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;

	scratch_add(writer, "before", NULL);
	cr_assert_eq(xap_writer_end(writer, &err), XAP_OPERATION);
	cr_assert_eq(xap_writer_cancel(writer, &err), XAP_OPERATION);
	cr_assert_eq(xap_writer_begin(writer, &err), XAP_OK);
	cr_assert_eq(count_docs("db"), 1);
	scratch_add(writer, "inside", NULL);
	cr_assert_eq(xap_writer_begin(writer, &err), XAP_OPERATION);
	cr_assert_eq(xap_writer_commit(writer, &err), XAP_OPERATION);
	cr_assert_eq(xap_writer_cancel(writer, &err), XAP_OK);
	cr_assert_eq(xap_writer_begin(writer, &err), XAP_OK);
	scratch_add(writer, "inside", NULL);
	scratch_add(writer, "inside", NULL);
	cr_assert_eq(xap_writer_end(writer, &err), XAP_OK);
	cr_assert_eq(count_docs("db"), 3);
	/* One left open at the end counts for nothing. */
	cr_assert_eq(xap_writer_begin(writer, &err), XAP_OK);
	scratch_add(writer, "never", NULL);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 3);
}

/* What can be a term: bytes, how many of them NUL, and whether it fits. */
static const struct term_case {
	unsigned len, nuls;
	bool fits;
} term_cases[] = {{0, 0, false}, {1, 0, true}, {1, 1, true}, {244, 0, true},
    {245, 0, true}, {246, 0, false}, {1000, 0, false}, {244, 1, true},
    {245, 1, false}, {122, 122, true}, {123, 123, false}, {183, 62, true},
    {184, 62, false}};

Test(xapian_c_write, terms_are_checked_before_anything_is_added)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;
	uint32_t added = 0;

	for (size_t i = 0; i < sizeof term_cases / sizeof *term_cases; i++) {
		const struct term_case *c = &term_cases[i];
		char bytes[1000];
		uint32_t position = 1;
		struct xap_term_input terms[] = {
		    {"good", 4, 1, NULL, 0}, {bytes, c->len, 0, &position, 1}};
		struct xap_doc_input doc = {.terms = terms, .n_terms = 2};
		enum xap_status want = c->fits ? XAP_OK : XAP_ARGUMENT;

		memset(bytes, 'a' + (int)i, sizeof bytes);
		memset(bytes, 0, c->nuls);
		cr_assert_eq(xap_term_fits(bytes, c->len), c->fits);
		cr_assert_eq(xap_doc_input_check(&doc, &err), want);
		/* The highest id makes the longest keys. */
		cr_assert_eq(xap_writer_replace(
				 writer, 4294967000u + (uint32_t)i, &doc, &err),
		    want, "case %zu: %s", i, err.message);
		if (c->fits)
			added++;
		else if (c->len > 40 && !c->nuls)
			cr_assert(strstr(err.message, "'ffff") ||
				      strstr(err.message, "'gggg"),
			    "%s", err.message);
	}
	/* None of them made the commit fail, none took others with it. */
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), added);
}

Test(xapian_c_write, other_wrong_input_is_refused)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_value_input value = {UINT32_MAX, "v", 1};
	struct xap_term_input term = {"t", 1, 0, NULL, 3};
	struct xap_doc_input bad[] = {{.n_terms = 1}, {.n_values = 1},
	    {.data_len = 1}, {.values = &value, .n_values = 1},
	    {.terms = &term, .n_terms = 1},
	    {.data = "x", .data_len = (size_t)250 << 20}};
	char longest[300];
	struct xap_error err;

	memset(longest, 'x', sizeof longest);
	scratch_add(writer, "pending", NULL);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_assert_eq(xap_writer_add(writer, &bad[i], NULL, &err),
		    XAP_ARGUMENT, "case %zu", i);
		cr_assert_neq(err.message[0], '\0');
	}
	cr_assert_eq(xap_writer_add(writer, NULL, NULL, &err), XAP_ARGUMENT);
	cr_assert_eq(
	    xap_writer_set_metadata(writer, "", 0, "v", 1, &err), XAP_ARGUMENT);
	cr_assert_eq(
	    xap_writer_set_metadata(writer, longest, 246, "v", 1, &err),
	    XAP_ARGUMENT);
	cr_assert_eq(
	    xap_writer_set_metadata(writer, longest, 245, "v", 1, &err),
	    XAP_OK);
	cr_assert_eq(xap_writer_add_spelling(writer, longest, 201, 1, &err),
	    XAP_ARGUMENT);
	cr_assert_eq(
	    xap_writer_add_spelling(writer, longest, 200, 1, &err), XAP_OK);
	cr_assert_eq(
	    xap_writer_add_synonym(writer, longest, 245, longest, 245, &err),
	    XAP_OK);
	cr_assert_eq(xap_writer_add_synonym(writer, longest, 246, "s", 1, &err),
	    XAP_ARGUMENT);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 1);
}

/* --- a commit that fails ------------------------------------------------- */

static void
add_big(struct xap_writer *writer, unsigned seed, struct xap_error *err)
{
	static char data[300000];
	struct xap_doc_input doc = {.data = data, .data_len = sizeof data};

	for (size_t i = 0; i < sizeof data; i++) {
		seed = seed * 1664525u + 1013904223u;
		data[i] = (char)(seed >> 24);
	}
	xap_writer_add(writer, &doc, NULL, err);
}

static void
set_file_limit(rlim_t bytes)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

Test(xapian_c_write, a_failed_commit_loses_nothing_silently)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;

	scratch_add(writer, "safe", NULL);
	cr_assert_eq(xap_writer_commit(writer, &err), XAP_OK);
	set_file_limit(200000);
	for (unsigned i = 0; i < 4; i++)
		add_big(writer, i, &err);
	cr_assert_neq(xap_writer_commit(writer, &err), XAP_OK);
	cr_assert(err.status == XAP_IO || err.status == XAP_LOST, "%s: %s",
	    err.type, err.message);
	cr_assert_not_null(
	    strstr(err.message, "File too large"), "%s", err.message);
	/* Room again; but the batch is gone, and the writer says so. */
	set_file_limit(RLIM_INFINITY);
	cr_assert_eq(xap_writer_commit(writer, &err), XAP_LOST);
	cr_assert_not_null(strstr(err.message, "File too large"));
	add_big(writer, 9, &err);
	cr_assert_eq(err.status, XAP_LOST);
	cr_assert_eq(xap_writer_begin(writer, &err), XAP_LOST);
	cr_assert_eq(xap_writer_close(writer, &err), XAP_LOST);
	xap_writer_free(writer);
	cr_assert_eq(count_docs("db"), 1);

	/* A new one takes the batch again. */
	writer = xap_writer_open(scratch_path("db"), XAP_OPEN, 0, 0, &err);
	cr_assert_not_null(writer, "%s", err.message);
	for (unsigned i = 0; i < 4; i++)
		add_big(writer, i, &err);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 5);
}

/* --- locks --------------------------------------------------------------- */

static double
seconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* A process that has the database open for writing until `end` is closed. */
static pid_t
hold_lock(const char *name, int *ret_end)
{
	int ready[2], go[2];
	char byte;
	pid_t child;

	cr_assert_eq(pipe(ready), 0);
	cr_assert_eq(pipe(go), 0);
	child = fork();
	if (child == 0) {
		struct xap_writer *writer =
		    xap_writer_open(scratch_path(name), XAP_OPEN, 0, 0, NULL);

		close(go[1]);
		if (!writer || write(ready[1], "x", 1) != 1)
			_exit(1);
		while (read(go[0], &byte, 1) < 0)
			;
		xap_writer_free(writer);
		_exit(0);
	}
	close(ready[1]);
	close(go[0]);
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*ret_end = go[1];
	return child;
}

Test(xapian_c_write, a_lock_names_its_holder_and_waiting_ends)
{
	struct xap_error err;
	struct xap_writer *writer;
	char pid[32];
	double begin;
	pid_t child;
	int end;

	scratch_finish(scratch_create("db"));
	child = hold_lock("db", &end);
	snprintf(pid, sizeof pid, "process %ld ", (long)child);
	cr_assert_null(
	    xap_writer_open(scratch_path("db"), XAP_OPEN, 0, 0, &err));
	cr_assert_eq(err.status, XAP_LOCKED);
	cr_assert_not_null(strstr(err.message, pid), "%s", err.message);
	begin = seconds();
	cr_assert_null(
	    xap_writer_open(scratch_path("db"), XAP_OPEN, 0, 300, &err));
	cr_assert_eq(err.status, XAP_LOCKED);
	cr_assert_geq(seconds() - begin, 0.29);
	cr_assert_lt(seconds() - begin, 3.0);
	/* Readers do not mind. */
	cr_assert_eq(count_docs("db"), 0);
	close(end);
	writer = xap_writer_open(scratch_path("db"), XAP_OPEN, 0, 5000, &err);
	cr_assert_not_null(writer, "%s", err.message);
	xap_writer_free(writer);
	waitpid(child, NULL, 0);
}

Test(xapian_c_write, a_killed_writer_leaves_no_lock)
{
	struct xap_error err;
	struct xap_writer *writer;
	pid_t child;
	int end;

	scratch_finish(scratch_create("db"));
	child = hold_lock("db", &end);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(end);
	writer = xap_writer_open(scratch_path("db"), XAP_OPEN, 0, 2000, &err);
	cr_assert_not_null(writer, "%s", err.message);
	xap_writer_free(writer);
}

/* --- opening ------------------------------------------------------------- */

Test(xapian_c_write, how_to_open)
{
	struct xap_error err;
	struct xap_writer *writer;

	cr_assert_null(
	    xap_writer_open(scratch_path("no"), XAP_OPEN, 0, 0, &err));
	cr_assert_eq(err.status, XAP_NOT_FOUND);
	cr_assert_null(
	    xap_writer_open(scratch_path("no/no"), XAP_CREATE, 0, 0, &err));
	cr_assert(err.status == XAP_IO || err.status == XAP_NOT_FOUND);
	cr_assert_null(xap_writer_open(NULL, XAP_CREATE, 0, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(
	    xap_writer_open(scratch_path("db"), XAP_CREATE, 5000, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_writer_open(scratch_path("db"), 64, 0, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);

	writer = scratch_create("db");
	scratch_add(writer, "one", NULL);
	scratch_finish(writer);
	cr_assert_null(
	    xap_writer_open(scratch_path("db"), XAP_CREATE, 0, 0, &err));
	cr_assert_eq(err.status, XAP_EXISTS);
	writer =
	    xap_writer_open(scratch_path("db"), XAP_CREATE_OR_OPEN, 0, 0, &err);
	scratch_add(writer, "two", NULL);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 2);
	writer =
	    xap_writer_open(scratch_path("db"), XAP_OVERWRITE, 4096, 0, &err);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 0);
}

Test(xapian_c_write, without_termlists_what_needs_them_is_refused)
{
	struct xap_error err;
	struct xap_writer *writer = xap_writer_open(
	    scratch_path("db"), XAP_CREATE | XAP_NO_TERMLIST, 0, 0, &err);
	struct xap_db *db;

	scratch_add(writer, "one two", "v");
	scratch_add(writer, "two", NULL);
	cr_assert_eq(xap_writer_delete(writer, 1, &err), XAP_UNIMPLEMENTED,
	    "%s: %s", err.type, err.message);
	/* Which lost nothing. */
	scratch_finish(writer);
	db = scratch_open("db");
	cr_assert_str_eq(scratch_found(db, scratch_term("two")), "1 2");
	cr_assert_null(xap_terms_of_doc(db, 1, &err));
	cr_assert_eq(err.status, XAP_UNIMPLEMENTED, "%s", err.type);
	xap_db_free(db);
}

/* --- compacting ---------------------------------------------------------- */

Test(xapian_c_write, compact_several_to_a_directory_and_to_a_file)
{
	static const unsigned flags[] = {0, XAP_COMPACT_SINGLE_FILE,
	    XAP_COMPACT_MULTIPASS, XAP_COMPACT_QUICK,
	    XAP_COMPACT_SINGLE_FILE | XAP_COMPACT_MULTIPASS};
	struct xap_db *all = xap_db_new_empty(NULL), *db;
	struct xap_text text = {0};
	struct xap_error err;

	cr_assert_eq(
	    xap_compact(all, scratch_path("x"), 0, 0, &err), XAP_ARGUMENT);
	for (int i = 0; i < 5; i++) {
		char name[16], words[32];
		struct xap_writer *writer;

		snprintf(name, sizeof name, "p%d", i);
		snprintf(words, sizeof words, "part%d common", i);
		writer = scratch_create(name);
		scratch_add(writer, words, NULL);
		scratch_add(writer, "common", NULL);
		xap_writer_set_metadata(
		    writer, "name", 4, name, strlen(name), NULL);
		scratch_finish(writer);
		db = scratch_open(name);
		cr_assert_eq(xap_db_add(all, db, NULL), XAP_OK);
		xap_db_free(db);
	}
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		char out[32];

		snprintf(out, sizeof out, "out%zu", i);
		cr_assert_eq(
		    xap_compact(all, scratch_path(out), flags[i], 0, &err),
		    XAP_OK, "%s", err.message);
		db = scratch_open(out);
		/* Each part's ids follow those of the part before it. */
		cr_assert_str_eq(scratch_found(db, scratch_term("part0")), "1");
		cr_assert_str_eq(scratch_found(db, scratch_term("part3")), "7");
		cr_assert_str_eq(scratch_found(db, scratch_term("common")),
		    "1 2 3 4 5 6 7 8 9 10");
		cr_assert_eq(
		    xap_db_metadata(db, "name", 4, &text, NULL), XAP_OK);
		cr_assert_str_eq(text.s, "p0");
		xap_db_free(db);
		/* What is there is not written over. */
		cr_assert_eq(
		    xap_compact(all, scratch_path(out), flags[i], 0, &err),
		    XAP_EXISTS);
	}
	cr_assert_eq(xap_compact(all, scratch_path("y"),
			 XAP_COMPACT_SINGLE_FILE, 2048, &err),
	    XAP_ARGUMENT);
	xap_text_clear(&text);
	xap_db_free(all);
}

Test(xapian_c_write, compacting_with_changes_pending_is_refused)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;

	scratch_add(writer, "pending", NULL);
	cr_assert_eq(
	    xap_compact(xap_writer_db(writer), scratch_path("out"), 0, 0, &err),
	    XAP_OPERATION);
	scratch_finish(writer);
	cr_assert_eq(count_docs("db"), 1);
}
