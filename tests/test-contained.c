/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Readers that do what hostile files make libraries do, each in a child that
 * must end with the right reason, and leave nothing behind.
 */
#define _DEFAULT_SOURCE

#include "indexer/contained.h"
#include "indexer/contained-server.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MIB ((size_t)1 << 20)

/* What came out: "record: body\n", "member name: bytes\n", "report: text\n". */
struct seen {
	struct arena *arena;
	const char *all;
	bool refuse;			 /* the sink of records stops */
	bool served;			 /* a server makes the child */
	struct contained_server *server; /* for readings within readings */
};

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct seen *seen = context;

	(void)arena;
	if (seen->refuse)
		return error_set(err, ERROR_INDEX, "the index is full");
	seen->all = arena_printf(seen->arena, "%srecord %s: %.*s\n", seen->all,
	    raw->record.title, (int)raw->body_length, raw->body);
	return true;
}

static bool
take_member(void *context, const struct member_file *member, struct error *err)
{
	struct seen *seen = context;

	(void)err;
	seen->all = arena_printf(seen->arena, "%smember %s: %s\n", seen->all,
	    member->name, member->bytes);
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct seen *seen = context;

	(void)grade;
	seen->all = arena_printf(seen->arena, "%sreport %s:%lu: %s\n",
	    seen->all, path, line, message);
}

/* --- readers -------------------------------------------------------------- */

static bool
give(struct arena *arena, const struct record_sink *sink, const char *title,
    const char *body, struct error *err)
{
	struct raw_record raw;

	raw_record_init(&raw);
	raw.record.title = title;
	raw.body = body;
	raw.body_length = strlen(body);
	return sink->take(sink->context, arena, &raw, err);
}

typedef bool read_function(const struct document *, struct arena *,
    const struct record_sink *, struct error *);

static bool
good(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct member_file member = {"a/b.txt", "inside", 6};

	report_tell(document->report, REPORT_WARNING, document->path, 7,
	    "%.*s is read", (int)document->size, document->bytes);
	report_tell(
	    document->report, REPORT_WARNING, "/etc/passwd", 0, "not mine");
	return give(arena, sink, "one", "first", err) &&
	       document->members->take(
		   document->members->context, &member, err) &&
	       give(arena, sink, "two", "second", err);
}

static bool
refuses(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	(void)arena;
	(void)sink;
	return error_set(err, ERROR_INPUT, "it is encrypted");
}

static bool
crashes(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	give(arena, sink, "one", "first", err);
#ifdef __SANITIZE_ADDRESS__
	/* Which would make it an exit. */
	signal(SIGSEGV, SIG_DFL);
#endif
	raise(SIGSEGV);
	return true;
}

static bool
aborts(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	(void)arena;
	(void)sink;
	(void)err;
	errno = 0;
	abort();
}

static bool
leaves(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	(void)arena;
	(void)sink;
	(void)err;
	_exit(3);
}

static bool
loops(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	volatile unsigned n = 1;

	(void)document;
	give(arena, sink, "one", "first", err);
	while (n != 0)
		n |= 1;
	return true;
}

static bool
sleeps(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	(void)arena;
	(void)sink;
	(void)err;
	while (pause() != 0)
		;
	return true;
}

#ifndef __SANITIZE_ADDRESS__ /* which has memory of its own */

static bool
allocates(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	(void)sink;
	(void)err;
	while (memset(arena_alloc(arena, MIB), 1, MIB) != NULL)
		;
	return true;
}

static bool
ignores_no_memory(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	volatile char *much = malloc(1024 * MIB);

	(void)document;
	(void)arena;
	(void)sink;
	(void)err;
	*much = 1;
	return *much == 1;
}

#endif

static bool
floods(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	char *body = arena_alloc(arena, MIB);

	(void)document;
	memset(body, 'x', MIB - 1);
	while (give(arena, sink, "much", body, err))
		;
	return false;
}

static bool
gives_large(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	char *body = arena_alloc(arena, 3 * MIB);

	(void)document;
	memset(body, 'x', 3 * MIB - 1);
	return give(arena, sink, "large", body, err);
}

static bool
chatters(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)arena;
	(void)sink;
	(void)err;
	for (size_t i = 0; i < SIZE_MAX; i++)
		report_tell(
		    document->report, REPORT_NOTE, document->path, 0, "again");
	return true;
}

static bool
is_no_utf8(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	(void)document;
	return give(arena, sink, "bad", "a\xFF\xC3(z", err);
}

/* What a process in a sandbox may not do is told as a record. */
static bool
escapes(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	const char *name = document->bytes;
	int file = open(name, O_WRONLY | O_CREAT, 0600);
	bool wrote = file >= 0 && write(file, "x", 1) == 1;
	bool forked = fork() >= 0;
	bool called = socket(AF_INET, SOCK_STREAM, 0) >= 0;
	bool read_it = open("/etc/passwd", O_RDONLY) >= 0;

	return give(arena, sink, "escaped",
	    arena_printf(arena, "%d%d%d%d", wrote, forked, called, read_it),
	    err);
}

static bool
starts_program(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	FILE *out = popen("echo words", "r");
	char line[20] = "";
	bool got = out != NULL && fgets(line, sizeof line, out) != NULL;

	(void)document;
	if (out != NULL)
		pclose(out);
	return give(arena, sink, "ocr", got ? line : "nothing", err);
}

/* --- running them --------------------------------------------------------- */

static const struct contained_limits small = {.memory = 64 * MIB,
    .seconds = 1,
    .output = 16 * MIB,
    .piece = 2 * MIB,
    .pieces = 1000};

/* Read; what came, and the error as a last line. */
static const char *
run(read_function *read, const char *bytes, bool ocr, struct seen *seen,
    enum error_code *ret)
{
	struct reader reader = {.name = "a test", .read = read, .bytes = true};
	struct record_sink sink = {take, seen};
	struct member_sink members = {take_member, seen};
	struct report report = {tell, seen};
	struct document document = {.path = "x/a.bin",
	    .name = "a.bin",
	    .bytes = bytes,
	    .size = strlen(bytes),
	    .ocr = ocr,
	    .report = &report,
	    .members = &members};
	struct arena *arena = arena_new();
	struct error err = {0};
	struct contained_server *server =
	    seen->served ? contained_server_new(NULL) : NULL;
	bool ok = contained_read(
	    server, &reader, &document, arena, &sink, &small, &err);

	contained_server_free(server);

	cr_expect_eq(ok, err.code == ERROR_NONE);
	cr_expect(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD,
	    "a child was left");
	arena_free(arena);
	*ret = err.code;
	return arena_printf(seen->arena, "%s%s", seen->all, err.message);
}

static const struct {
	const char *name;
	read_function *read;
	enum error_code code;
	const char *expected;
} cases[] = {
    {"good", good, ERROR_NONE,
	"report x/a.bin:7: bytes is read\nreport x/a.bin:0: not mine\n"
	"record one: first\nmember a/b.txt: inside\nrecord two: second\n"},
    {"refuses", refuses, ERROR_INPUT, "it is encrypted"},
    {"crashes", crashes, ERROR_LIMIT,
	"record one: first\nreading it failed (signal SIGSEGV)"},
    {"aborts", aborts, ERROR_LIMIT, "reading it failed (signal SIGABRT)"},
    {"leaves", leaves, ERROR_LIMIT,
	"reading it failed (a library ended the process with status 3)"},
    {"loops", loops, ERROR_LIMIT,
	"record one: first\nreading it took more than 1 s"},
    {"gives_large", gives_large, ERROR_LIMIT,
	"a part of it, read, is more than 2 MiB"},
    {"is_no_utf8", is_no_utf8, ERROR_NONE,
	"record bad: a?\?(z\nreport x/a.bin:0: 2 bytes of what was read are no "
	"UTF-8; shown as '?'\n"},
    {"sleeps", sleeps, ERROR_LIMIT, "reading it took more than 10 s"},
};

#define N_CASES (sizeof cases / sizeof cases[0])

Test(contained, cases)
{
	/* One that sleeps takes its time: once is enough. */
	for (size_t i = 0; i < 2 * N_CASES - 1; i++) {
		struct seen seen = {arena_new(), "", false, i >= N_CASES, NULL};
		enum error_code code;
		size_t at = i % N_CASES;
		const char *got =
		    run(cases[at].read, "bytes", false, &seen, &code);

		cr_expect_str_eq(
		    got, cases[at].expected, "%s: %s", cases[at].name, got);
		cr_expect_eq(code, cases[at].code, "%s", cases[at].name);
		arena_free(seen.arena);
	}
}

/* Its end, and that something came before it. */
static void
expect_end(read_function *read, const char *end, const char *first)
{
	struct seen seen = {arena_new(), "", false, true, NULL};
	enum error_code code;
	const char *got = run(read, "bytes", false, &seen, &code);
	size_t n = strlen(got), m = strlen(end);

	cr_expect(n >= m && strcmp(got + n - m, end) == 0, "%.200s",
	    n > 200 ? got + n - 200 : got);
	cr_expect_eq(strncmp(got, first, strlen(first)), 0);
	cr_expect_eq(code, ERROR_LIMIT);
	arena_free(seen.arena);
}

Test(contained, what_never_ends)
{
	expect_end(floods, "it reads to more than 16 MiB", "record much: xxx");
	expect_end(chatters,
	    "there are more than 1000 records, files and reports in it",
	    "report x/a.bin:0: again\n");
}

#ifndef __SANITIZE_ADDRESS__
Test(contained, memory)
{
	expect_end(allocates, "it needs more than 64 MiB of memory", "");
	expect_end(
	    ignores_no_memory, "it needs more than 64 MiB of memory", "");
}
#endif

/* A server knows what was there when it was made. */
static const struct reader good_reader = {.read = good, .bytes = true};

/* A reading within a reading, as of a file in an archive. */
static bool
take_inner(void *context, const struct member_file *member, struct error *err)
{
	struct seen *seen = context;
	struct record_sink sink = {take, seen};
	struct member_sink members = {take_member, seen};
	struct report report = {tell, seen};
	struct document document = {.path = "x/a.bin!/b",
	    .name = "b",
	    .bytes = member->bytes,
	    .size = member->size,
	    .report = &report,
	    .members = &members};
	struct arena *arena = arena_new();
	bool ok = contained_read(
	    seen->server, &good_reader, &document, arena, &sink, &small, err);

	arena_free(arena);
	return ok;
}

Test(contained, one_in_the_other)
{
	struct seen seen = {
	    arena_new(), "", false, true, contained_server_new(NULL)};
	struct record_sink sink = {take, &seen};
	struct member_sink members = {take_inner, &seen};
	struct document document = {.path = "x/a.bin",
	    .name = "a.bin",
	    .bytes = "outer",
	    .size = 5,
	    .members = &members};
	struct arena *arena = arena_new();
	struct error err = {0};

	cr_assert_not_null(seen.server);
	cr_expect(contained_read(
	    seen.server, &good_reader, &document, arena, &sink, &small, &err));
	cr_expect_str_eq(seen.all,
	    "record one: first\nreport x/a.bin!/b:7: inside is read\n"
	    "report x/a.bin!/b:0: not mine\nrecord one: first\n"
	    "member a/b.txt: inside\nrecord two: second\n"
	    "record two: second\n",
	    "%s", seen.all);
	contained_server_free(seen.server);
	arena_free(arena);
	arena_free(seen.arena);
}

Test(contained, a_sink_that_stops)
{
	struct seen seen = {arena_new(), "", true, true, NULL};
	enum error_code code;
	const char *got = run(floods, "bytes", false, &seen, &code);

	cr_expect_str_eq(got, "the index is full");
	cr_expect_eq(code, ERROR_INDEX);
	arena_free(seen.arena);
}

Test(contained, a_child_may_only_read)
{
	struct seen seen = {arena_new(), "", false, true, NULL};
	char *name = arena_printf(
	    seen.arena, "/tmp/travaux-contained-%ld", (long)getpid());
	enum error_code code;
	const char *got = run(escapes, name, false, &seen, &code);

	/* Limits alone refuse a file that grows; Linux refuses the rest. */
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
	cr_expect_eq(strncmp(got, "record escaped: 000", 19), 0, "%s", got);
#else
	cr_expect_eq(strncmp(got, "record escaped: 0", 17), 0, "%s", got);
#endif
	unlink(name);
	arena_free(seen.arena);
}

Test(contained, ocr_may_start_a_program)
{
	struct seen seen = {arena_new(), "", false, true, NULL};
	enum error_code code;

	cr_expect_str_eq(run(starts_program, "bytes", true, &seen, &code),
	    "record ocr: words\n\n");
	arena_free(seen.arena);
}
