/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/datadir.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder for one test, with what stands in it. */
static char root[] = "/tmp/test-datadir-XXXXXX";

static const char *
below(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", root, name);
}

static void
put(const char *name, const char *text)
{
	struct arena *arena = arena_new();
	FILE *f = fopen(below(arena, name), "w");

	cr_assert_not_null(f);
	fputs(text, f);
	fclose(f);
	arena_free(arena);
}

static void
folder(const char *name)
{
	struct arena *arena = arena_new();

	cr_assert_eq(mkdir(below(arena, name), 0777), 0);
	arena_free(arena);
}

static void
make(void)
{
	static const char *const folders[] = {"build", "usr", "usr/share",
	    "usr/share/travaux", "build/negotiations", "build/negotiations/a",
	    "own"};

	cr_assert_not_null(mkdtemp(root));
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		folder(folders[i]);
	put("build/holders.tsv", "id\nFD\n");
	put("build/negotiations/a/topics.tsv", "topic\nbuilt in\n");
	put("build/negotiations/a/roles.tsv", "role\nbuilt in\n");
	put("own/topics.tsv", "topic\nown\n");
	put("outside.tsv", "id\nsecret\n");
}

static void
unmake(void)
{
	static const char *const names[] = {"outside.tsv", "own/topics.tsv",
	    "own", "build/negotiations/a/roles.tsv",
	    "build/negotiations/a/topics.tsv", "build/negotiations/a",
	    "build/negotiations", "build/holders.tsv", "build/pipe",
	    "build/closed.tsv", "build", "usr/share/travaux", "usr/share",
	    "usr", ""};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		remove(below(arena, names[i]));
	arena_free(arena);
}

TestSuite(datadir, .init = make, .fini = unmake);

Test(datadir, is_found)
{
	static const struct {
		const char *given;
		const char *program;
		const char *build;
		const char *want;
	} cases[] = {
	    {NULL, NULL, "build", "build"},
	    {"", NULL, "build", "build"},
	    {"own", NULL, "build", "own"},
	    {"own", "usr/bin/travaux", "build", "own"},
	    {"none", NULL, "build", NULL},
	    {"outside.tsv", NULL, "build", NULL},
	    {NULL, "usr/bin/travaux", "build", "usr/share/travaux"},
	    {NULL, "usr/lib/cgi-bin/t.cgi", "build", "usr/share/travaux"},
	    {NULL, "usr/src/travaux", "build", "build"},
	    {NULL, "src/travaux", "build", "build"},
	    {NULL, "src/travaux", "none", "usr/share/travaux"},
	    {NULL, NULL, "none", "usr/share/travaux"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct error err = {0};
		const char *given = cases[i].given;
		const char *program = cases[i].program;
		const char *got;

		if (given != NULL && *given != '\0')
			given = below(arena, given);
		if (program != NULL)
			program = below(arena, program);
		got = datadir_choose(arena, given, program,
		    below(arena, cases[i].build),
		    below(arena, "usr/share/travaux"), &err);
		if (cases[i].want == NULL) {
			cr_expect_null(got);
			cr_expect_eq(err.code, ERROR_DATA);
			cr_expect_not_null(strstr(err.message, given));
		} else {
			cr_assert_not_null(got);
			cr_expect_str_eq(got, below(arena, cases[i].want));
		}
		arena_free(arena);
	}
}

Test(datadir, none_names_the_places)
{
	struct arena *arena = arena_new();
	struct error err = {0};

	cr_assert_null(datadir_choose(
	    arena, NULL, NULL, "/none/build", "/none/share/travaux", &err));
	cr_assert_eq(err.code, ERROR_DATA);
	cr_assert_str_eq(err.message,
	    "no data directory at '/none/build' or '/none/share/travaux'; "
	    "set TRAVAUX_DATADIR");
	arena_free(arena);
}

/* The first cell of a table, or NULL. */
static const char *
cell(struct arena *arena, const char *name, const char *id, const char *over,
    struct error *err)
{
	struct table_source source =
	    datadir_source(arena, below(arena, "build"), id, over);
	struct table table;

	if (!table_read(arena, &source, name, &table, err))
		return NULL;
	return table.row[0][0];
}

Test(datadir, source_reads_tables)
{
	struct arena *arena = arena_new();
	struct error err = {0};

	cr_assert_str_eq(cell(arena, "holders.tsv", NULL, NULL, &err), "FD");
	cr_assert_null(cell(arena, "none.tsv", NULL, NULL, &err));
	cr_assert_eq(err.code, ERROR_NONE);
	cr_assert_null(cell(arena, "holders.tsv/x", NULL, NULL, &err));
	cr_assert_eq(err.code, ERROR_NONE);
	arena_free(arena);
}

Test(datadir, source_lays_a_profile_over)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	const char *own = below(arena, "own");

	cr_assert_str_eq(
	    cell(arena, "negotiations/a/topics.tsv", NULL, NULL, &err),
	    "built in");
	cr_assert_str_eq(
	    cell(arena, "negotiations/a/topics.tsv", "a", own, &err), "own");
	/* What the profile leaves out is not taken from another one. */
	cr_assert_null(cell(arena, "negotiations/a/roles.tsv", "a", own, &err));
	cr_assert_eq(err.code, ERROR_NONE);
	cr_assert_str_eq(
	    cell(arena, "negotiations/a/roles.tsv", "b", own, &err),
	    "built in");
	cr_assert_str_eq(cell(arena, "holders.tsv", "a", own, &err), "FD");
	arena_free(arena);
}

Test(datadir, source_refuses_what_is_no_table)
{
	static const char *const names[] = {"../outside.tsv", "/etc/passwd",
	    "negotiations/../../outside.tsv", "negotiations/..", ""};
	struct arena *arena = arena_new();
	struct error err = {0};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		cr_expect_null(cell(arena, names[i], NULL, NULL, &err));
		cr_expect_eq(err.code, ERROR_DATA, "%s", names[i]);
	}
	cr_expect_null(cell(arena, "negotiations", NULL, NULL, &err));
	cr_expect_eq(err.code, ERROR_IO);
	cr_assert_eq(mkfifo(below(arena, "build/pipe"), 0600), 0);
	cr_expect_null(cell(arena, "pipe", NULL, NULL, &err));
	cr_expect_eq(err.code, ERROR_IO);
	if (geteuid() != 0) {
		put("build/closed.tsv", "id\nx\n");
		cr_assert_eq(chmod(below(arena, "build/closed.tsv"), 0), 0);
		cr_expect_null(cell(arena, "closed.tsv", NULL, NULL, &err));
		cr_expect_not_null(
		    strstr(err.message, "closed.tsv': Permission denied"));
	}
	arena_free(arena);
}
