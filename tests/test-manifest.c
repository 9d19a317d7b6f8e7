/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/manifest.h"
#include "indexer/path-pattern.h"
#include "tests/indexer-scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena *arena;
static const char *folder;
static char told[8000];

static void
collect(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	char *all = context;
	size_t used = strlen(all);

	(void)grade;
	snprintf(all + used, sizeof told - used, "%s:%lu: %s\n",
	    strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path, line,
	    message);
}

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

TestSuite(manifest, .init = setup, .fini = teardown);

/* The fields of a row as "name=value ", or "none". */
static const char *
fields(const struct manifest_row *row)
{
	const char *all = "";

	if (row == NULL)
		return "none";
	for (size_t i = 0; i < row->n_fields; i++)
		all = arena_printf(
		    arena, "%s%s=%s ", all, row->name[i], row->value[i]);
	return all;
}

static const char *
find(struct manifest *manifest, const char *name)
{
	return fields(manifest_find(
	    manifest, arena_printf(arena, "%s/%s", folder, name)));
}

/* Patterns against paths: fields as "name=value ", NULL: no match. */
static const struct {
	const char *pattern;
	const char *path;
	const char *fields;
} patterns[] = {
    {"*.txt", "a.txt", ""},
    {"*.txt", "b/a.txt", NULL},
    {"**/*.txt", "a.txt", ""},
    {"**/*.txt", "c/b/a.txt", ""},
    {"**.txt", "c/b/a.txt", ""},
    {"c/**", "c/b/a.txt", ""},
    {"?.txt", "é.txt", ""},
    {"?.txt", "/.txt", NULL},
    {"{speaker}_{session}_{date}.txt", "ALD_12_2023.txt",
	"speaker=ALD session=12 date=2023 "},
    {"{speaker}_{session}_{date}.txt", "ALD_12.txt", NULL},
    {"{speaker}_{session}_{date}.txt", "x/ALD_12_2023.txt", NULL},
    {"{session}/{}-{speaker}.*", "s4/003-Port Halden.pdf",
	"session=s4 speaker=Port Halden "},
    {"{speaker}-{date}.txt", "A-B-2023.txt", "speaker=A date=B-2023 "},
    {"{speaker}-2{date}.txt", "A-B-2023.txt", "speaker=A-B date=023 "},
    {"{speaker}.txt", ".txt", NULL},
    {"s[1].txt", "s[1].txt", ""},
    {"*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
};

Test(manifest, patterns)
{
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct pattern_field got[PATTERN_FIELDS];
		const char *all = "";
		size_t count;
		bool match = path_pattern_match(
		    arena, patterns[i].pattern, patterns[i].path, got, &count);

		cr_expect_eq(match, patterns[i].fields != NULL, "%s, %s",
		    patterns[i].pattern, patterns[i].path);
		if (!match || patterns[i].fields == NULL)
			continue;
		for (size_t k = 0; k < count; k++)
			all = arena_printf(
			    arena, "%s%s=%s ", all, got[k].name, got[k].value);
		cr_expect_str_eq(all, patterns[i].fields, "%s, %s: %s",
		    patterns[i].pattern, patterns[i].path, all);
	}
}

Test(manifest, fields_of_names)
{
	struct manifest *manifest;

	scratch_text(arena, folder, "manifest.tsv",
	    "# a comment\n"
	    "path\tkind\tsession\tdate\n"
	    "a/x_9_2020.txt\toutcome\t\t2020-02-03\n"
	    "a/{speaker}_{session}_{date}.txt\tstatement\t4\t\n"
	    "**/*.txt\tsummary\n");
	manifest = manifest_read(arena, folder, NULL, &report);
	cr_assert(manifest != NULL);
	cr_expect_str_eq(
	    find(manifest, "a/x_9_2020.txt"), "kind=outcome date=2020-02-03 ");
	/* The cell is stronger than the name. */
	cr_expect_str_eq(find(manifest, "a/ALD_9_2020.txt"),
	    "kind=statement session=4 speaker=ALD date=2020 ");
	cr_expect_str_eq(find(manifest, "a/b/c.txt"), "kind=summary ");
	cr_expect_str_eq(find(manifest, "a/b/c.pdf"), "none");
	manifest_tell_unused(manifest, &report);
	cr_expect_str_eq(told, "");
}

/* What is wrong is named with the manifest's line, and the rest counts. */
Test(manifest, errors)
{
	struct manifest *manifest;

	scratch_text(arena, folder, "manifest.tsv",
	    "path\tkind\tdate\tmood\n"
	    "{speaker\tstatement\n"
	    "{speaker}{date}.txt\tstatement\n"
	    "{weather}.txt\tstatement\n"
	    "{date}-{date}.txt\tstatement\n"
	    "a}.txt\tstatement\n"
	    "a.txt\tsermon\t2020-13\n"
	    "a.txt\tsummary\n"
	    "{speaker}.md\tsummary\n"
	    "b.txt\tsummary\n");
	manifest = manifest_read(arena, folder, NULL, &report);
	cr_assert(manifest != NULL);
	cr_expect_str_eq(find(manifest, "a.txt"), "");
	cr_expect_str_eq(
	    find(manifest, "Halden.md"), "kind=summary speaker=Halden ");
	manifest_tell_unused(manifest, &report);
	cr_expect_str_eq(told,
	    "manifest.tsv:0: column 'mood' is no field of a record and is "
	    "passed over\n"
	    "manifest.tsv:2: the row is left out: '{' is not closed in "
	    "'{speaker'\n"
	    "manifest.tsv:3: the row is left out: nothing stands between two "
	    "parts of '{speaker}{date}.txt': where one ends cannot be told\n"
	    "manifest.tsv:4: the row is left out: 'weather' in "
	    "'{weather}.txt' is no field of a record; {} stands for what is of "
	    "no use\n"
	    "manifest.tsv:5: the row is left out: the field 'date' comes twice "
	    "in '{date}-{date}.txt'\n"
	    "manifest.tsv:7: the kind 'sermon' is not known and left out\n"
	    "manifest.tsv:7: the date '2020-13' is none and left out\n"
	    "manifest.tsv:8: the row is left out: 'a.txt' has one in line 7\n"
	    "manifest.tsv:6: the file 'a}.txt' is not there\n"
	    "manifest.tsv:10: the file 'b.txt' is not there\n");
}

/* The row of a file below the folder. */
static const char *
fields_of(struct manifest *manifest, const char *name)
{
	return fields(manifest_find(
	    manifest, arena_printf(arena, "%s/%s", folder, name)));
}

Test(manifest, tables_of_the_folder_serve_as_one)
{
	struct manifest *manifest;

	scratch_text(arena, folder, "a-1.txt", "One.\n");
	scratch_text(arena, folder, "a-2.md", "Two.\n");
	scratch_text(arena, folder, "README", "About.\n");
	scratch_text(arena, folder, "issues.csv",
	    "\xEF\xBB\xBFid,event,issue,date,pages,\"title\"\r\n"
	    "a-1,E1,7,2021-05-03,4,\"A \"\"first\"\", one\"\r\n"
	    "a-2,E2,8,2021-05-04,,\r\n"
	    "a-3,E2,9,2021-05-05,,\r\n");
	scratch_text(arena, folder, "events.csv",
	    "id;city;country;title;date\n"
	    "E1;Harbour Town;Norland;First Conference;2021-05\n"
	    "E2;Lakeside;Sudland;\"Second\nConference\";2021-06\n");
	manifest = manifest_read(arena, folder, NULL, &report);
	cr_assert_not_null(manifest);
	cr_expect_str_eq(fields_of(manifest, "a-1.txt"),
	    "number=7 date=2021-05-03 title=A \"first\", one "
	    "session=First Conference place=Harbour Town ");
	cr_expect_str_eq(fields_of(manifest, "a-2.md"),
	    "number=8 date=2021-05-04 session=Second Conference "
	    "place=Lakeside ");
	cr_expect_str_eq(fields_of(manifest, "README"), "none");
	cr_expect(manifest_is_table(manifest, "events.csv"));
	cr_expect(manifest_is_table(manifest, "issues.csv"));
	cr_expect_not(manifest_is_table(manifest, "a-2.md"));
	cr_expect_not_null(strstr(told, "issues.csv:0: it lists the files"));
	manifest_tell_unused(manifest, &report);
	cr_expect_null(strstr(told, "a-3"), "%s", told);
}

Test(manifest, other_tables_do_not)
{
	/* One file of three; and a table that is broken. */
	scratch_text(arena, folder, "a.txt", "One.\n");
	scratch_text(arena, folder, "b.txt", "Two.\n");
	scratch_text(arena, folder, "c.txt", "Three.\n");
	scratch_text(arena, folder, "prices.csv", "id,no\na,1\nz,2\n");
	scratch_text(arena, folder, "broken.csv", "id\n\"a\nb\n");
	cr_expect_null(manifest_read(arena, folder, NULL, &report));
	/* A manifest of one's own is all that counts. */
	scratch_text(arena, folder, "good.csv", "id,no\na,1\nb,2\nc,3\n");
	cr_expect_not_null(manifest_read(arena, folder, NULL, &report));
	scratch_text(arena, folder, "manifest.tsv", "path\tnumber\na.txt\t9\n");
	cr_expect_str_eq(
	    fields_of(manifest_read(arena, folder, NULL, &report), "a.txt"),
	    "number=9 ");
}
