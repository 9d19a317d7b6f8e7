/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/walk.h"
#include "tests/indexer-scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reports as one text, a line each. */
static void
collect(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	char *all = context;
	size_t used = strlen(all);

	(void)grade;
	snprintf(all + used, 8000 - used, "%s:%lu: %s\n",
	    strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path, line,
	    message);
}

static struct arena *arena;
static const char *folder;
static char told[8000];
static const struct report report = {collect, told};

static void
setup(void)
{
	arena = arena_new();
	folder = scratch_new(arena);
	told[0] = '\0';
}

static void
teardown(void)
{
	scratch_remove(folder);
	arena_free(arena);
}

TestSuite(walk, .init = setup, .fini = teardown);

/* Walk one path; ids with a space after each. */
static const char *
ids_below(const char *path, struct walk *walk)
{
	struct error err = {0};
	const char *all = "";

	cr_assert(walk_paths(arena, &path, 1, NULL, &report, walk, &err), "%s",
	    err.message);
	for (size_t i = 0; i < walk->n_files; i++)
		all = arena_printf(arena, "%s%s ", all, walk->file[i].id);
	return all;
}

Test(walk, order_is_that_of_bytes_and_some_names_are_passed_over)
{
	struct walk walk;

	scratch_text(arena, folder, "b.txt", "x");
	scratch_text(arena, folder, "B.txt", "x");
	scratch_text(arena, folder, "a/2.txt", "x");
	scratch_text(arena, folder, "a/10.txt", "x");
	scratch_text(arena, folder, ".hidden", "x");
	scratch_text(arena, folder, "old.txt~", "x");
	scratch_text(arena, folder, "README.md", "x");
	cr_expect_str_eq(
	    ids_below(folder, &walk), "B.txt a/10.txt a/2.txt b.txt ");
	cr_expect_not_null(strstr(told, ".hidden:0: passed over: hidden"));
	cr_expect_not_null(strstr(told, "README.md:0: passed over"));
}

Test(walk, manifest_gives_fields_exact_before_pattern)
{
	struct walk walk;

	scratch_text(arena, folder, "manifest.tsv",
	    "path\tkind\ttitle\n"
	    "s/*.txt\tstatement\t\n"
	    "s/b.txt\tcommentary\tB\n"
	    "missing.txt\tother\t\n"
	    "README.md\tother\t\n");
	scratch_text(arena, folder, "s/a.txt", "x");
	scratch_text(arena, folder, "s/b.txt", "x");
	scratch_text(arena, folder, "README.md", "x");
	cr_expect_str_eq(
	    ids_below(folder, &walk), "README.md s/a.txt s/b.txt ");
	cr_expect_str_eq(
	    manifest_value(walk.file[1].manifest, "kind"), "statement");
	cr_expect_str_eq(
	    manifest_value(walk.file[2].manifest, "kind"), "commentary");
	cr_expect_str_eq(manifest_value(walk.file[2].manifest, "title"), "B");
	cr_expect_not_null(strstr(
	    told, "manifest.tsv:4: the file 'missing.txt' is not there"));
}

Test(walk, links_are_told_and_not_followed_but_a_path_may_be_one)
{
	struct walk walk;
	const char *link = arena_printf(arena, "%s/real/link", folder);
	const char *top = arena_printf(arena, "%s/top", folder);

	scratch_text(arena, folder, "real/a.txt", "x");
	cr_assert_eq(symlink("a.txt", link), 0);
	cr_assert_eq(symlink("real", top), 0);
	cr_expect_str_eq(ids_below(top, &walk), "a.txt ");
	cr_expect_not_null(strstr(told, "link:0: it is a symbolic link"));
	cr_expect_not_null(strstr(walk.file[0].path, "/top/a.txt"));
	cr_expect_not_null(strstr(walk.file[0].real, "/real/a.txt"));
}

Test(walk, a_profile_beside_records_is_theirs)
{
	struct walk walk;

	scratch_text(arena, folder, "x/profile/profile.tsv", "key\tvalue\n");
	scratch_text(arena, folder, "x/profile/note.txt", "x");
	scratch_text(arena, folder, "x/a.txt", "x");
	scratch_text(arena, folder, "y/b.txt", "x");
	cr_expect_str_eq(ids_below(folder, &walk), "x/a.txt y/b.txt ");
	cr_expect_not_null(strstr(walk.file[0].profile, "x/profile"));
	cr_expect_null(walk.file[1].profile);
}

Test(walk, a_path_given_twice_gives_its_files_once)
{
	const char *paths[] = {folder, folder};
	struct walk walk;
	struct error err = {0};

	scratch_text(arena, folder, "a.txt", "x");
	cr_assert(walk_paths(arena, paths, 2, NULL, &report, &walk, &err));
	cr_expect_eq(walk.n_files, 1);
}

Test(walk, a_path_that_is_not_there_is_an_error)
{
	const char *path = arena_printf(arena, "%s/nothing", folder);
	struct walk walk;
	struct error err = {0};

	cr_expect_not(walk_paths(arena, &path, 1, NULL, &report, &walk, &err));
	cr_expect_eq(err.code, ERROR_USAGE);
	cr_expect_not_null(strstr(err.message, "No such file"));
}

Test(walk, what_lies_below_is_covered_unless_it_cannot_be_read)
{
	const char *closed = arena_printf(arena, "%s/closed", folder);
	struct walk walk;

	if (geteuid() == 0)
		cr_skip("root reads everything");
	scratch_text(arena, folder, "closed/a.txt", "x");
	cr_assert_eq(chmod(closed, 0), 0);
	ids_below(folder, &walk);
	chmod(closed, 0700);
	cr_expect(walk_covers(
	    &walk, arena_printf(arena, "%s/gone.txt", walk.root[0])));
	cr_expect_not(walk_covers(
	    &walk, arena_printf(arena, "%s/closed/a.txt", walk.root[0])));
	cr_expect_not(walk_covers(&walk, "/somewhere/else"));
}
