/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source.h"
#include "tests/indexer-scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static struct arena *arena;
static const char *folder;

static void
setup(void)
{
	arena = arena_new();
	folder = scratch_new(arena);
}

static void
teardown(void)
{
	scratch_remove(folder);
	arena_free(arena);
}

TestSuite(source, .init = setup, .fini = teardown);

/* `n` bytes as a gzip file; its path. */
static const char *
gzip_file(const char *name, const char *bytes, size_t n)
{
	const char *path = arena_printf(arena, "%s/%s", folder, name);
	gzFile file = gzopen(path, "ab9");

	cr_assert_eq(gzwrite(file, bytes, (unsigned)n), (int)n);
	gzclose(file);
	return path;
}

Test(source, reads_files_and_gzip_of_several_members)
{
	struct source source;
	const char *path;

	path = scratch_text(arena, folder, "a.txt", "some text");
	cr_assert(source_read(&source, path, NULL, NULL));
	cr_expect_str_eq(source.bytes, "some text");
	cr_expect_not(source.packed);
	source_clear(&source);
	gzip_file("b.gz", "one ", 4);
	path = gzip_file("b.gz", "two", 3);
	cr_assert(source_read(&source, path, NULL, NULL));
	cr_expect_str_eq(source.bytes, "one two");
	cr_expect(source.packed);
	source_clear(&source);
}

/* Reading must fail with a message that has `part` in it. */
static void
expect_refused(
    const char *path, const struct source_limits *limits, const char *part)
{
	struct source source;
	struct error err = {0};

	cr_expect_not(source_read(&source, path, limits, &err), "%s", part);
	cr_expect_eq(err.code, ERROR_INPUT);
	cr_expect_not_null(strstr(err.message, part), "%s", err.message);
	cr_expect_null(source.bytes);
}

Test(source, refuses_what_cannot_be_read_with_the_cause)
{
	const char *fifo = arena_printf(arena, "%s/fifo", folder);
	const char *path;

	expect_refused(
	    arena_printf(arena, "%s/none", folder), NULL, "not there");
	expect_refused(folder, NULL, "no regular file");
	cr_assert_eq(mkfifo(fifo, 0600), 0);
	expect_refused(fifo, NULL, "no regular file");
	path = scratch_text(arena, folder, "x.gz", "\x1F\x8B\x08 not gzip");
	expect_refused(path, NULL, "gzip");
	path = gzip_file("cut.gz", "a longer text than this", 23);
	cr_assert_eq(truncate(path, 25), 0);
	expect_refused(path, NULL, "ends before");
}

Test(source, keeps_to_its_limits)
{
	struct source_limits limits = {2 << 20, 1 << 20};
	size_t n = (size_t)3 << 20;
	char *bytes = arena_alloc(arena, n);

	memset(bytes, 'x', n);
	expect_refused(
	    scratch_file(arena, folder, "big", bytes, n), &limits, "larger");
	expect_refused(scratch_file(arena, folder, "line", bytes, n / 2),
	    &limits, "a line of it is longer");
	expect_refused(gzip_file("big.gz", bytes, n), &limits, "");
}

Test(source, refuses_a_bomb)
{
	const char *path = arena_printf(arena, "%s/bomb.gz", folder);
	size_t n = (size_t)1 << 20;
	char *zeros = arena_alloc(arena, n);
	gzFile file = gzopen(path, "wb9");

	memset(zeros, '\n', n);
	for (int i = 0; i < 80; i++)
		cr_assert_eq(gzwrite(file, zeros, (unsigned)n), (int)n);
	gzclose(file);
	expect_refused(path, NULL, "times its size");
}

Test(source, a_survey_finds_lines_at_every_step)
{
	static const char text[] = "one\ntwo\nthree is longer\nfour\nfive";
	struct source_place places[12];
	struct source_stamp stamp;
	unsigned char hash[SOURCE_HASH], other[SOURCE_HASH];
	const char *path = scratch_text(arena, folder, "a.jsonl", text);
	size_t count;
	struct source part;

	cr_assert(source_stamp_of(path, &stamp, NULL));
	cr_assert(
	    source_survey(path, &stamp, NULL, 4, places, &count, hash, NULL));
	cr_assert(source_hash(path, &stamp, other, NULL));
	cr_expect_eq(memcmp(hash, other, sizeof hash), 0);
	cr_expect_eq(places[0].offset, 0);
	cr_expect_eq(places[0].line, 1);
	cr_expect_eq(places[1].offset, 4);
	cr_expect_eq(places[1].line, 2);
	cr_expect_eq(places[2].offset, 8);
	cr_expect_eq(places[3].offset, 24);
	cr_expect_eq(places[3].line, 4);
	cr_expect_eq(places[count - 1].offset, sizeof text - 1);
	cr_assert(source_read_range(&part, path, places[2].offset,
	    places[3].offset - places[2].offset, &stamp, NULL));
	cr_expect_str_eq(part.bytes, "three is longer\n");
	source_clear(&part);
}

Test(source, a_changed_file_is_noticed)
{
	const char *path = scratch_text(arena, folder, "a", "before");
	struct source_stamp stamp;
	struct source source;
	struct error err = {0};

	cr_assert(source_stamp_of(path, &stamp, NULL));
	scratch_text(arena, folder, "a", "after that");
	cr_expect_not(source_read_range(&source, path, 0, 3, &stamp, &err));
	cr_expect_not_null(strstr(err.message, "changed"));
}
