/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Several files for one child: which do share it, and that no file feels it,
 * whatever the one before it did.
 */
#define _DEFAULT_SOURCE

#include "indexer/contained-server.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MIB ((size_t)1 << 20)

/* --- a reader that does what its file says -------------------------------- */

/* What files do to their process. */
struct process {
	int files; /* it has read */
	bool poisoned;
	void *kept[8]; /* memory that is never freed */
};

static struct process *
this_process(void)
{
	static struct process process;

	return &process;
}

static bool
give(struct arena *arena, const struct record_sink *sink, const char *body,
    struct error *err)
{
	struct raw_record raw;

	raw_record_init(&raw);
	raw.record.title = "";
	raw.body = body;
	raw.body_length = strlen(body);
	return sink->take(sink->context, arena, &raw, err);
}

static void
crash(void)
{
#ifdef __SANITIZE_ADDRESS__
	/* Which would make it an exit. */
	signal(SIGSEGV, SIG_DFL);
#endif
	raise(SIGSEGV);
}

static long
used_ms(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
spend(long ms)
{
	long before = used_ms();

	while (used_ms() - before < ms)
		;
}

/* All that is open is written to, where nobody asked. */
static void
chatter(int number)
{
	(void)number;
	for (int fd = 3; fd < 64; fd++)
		if (write(fd, "x", 1) < 0)
			continue;
}

static void
chatter_soon(void)
{
	struct itimerval soon = {.it_value = {.tv_usec = 20000}};

	signal(SIGALRM, chatter);
	setitimer(ITIMER_REAL, &soon, NULL);
}

static bool
says(const struct document *document, const char *what)
{
	return strcmp(document->bytes, what) == 0;
}

/* Take memory, and have it filled; false where there is none. */
static bool
take_memory(size_t n, bool keep)
{
	struct process *process = this_process();
	char *much = malloc(n);

	if (much == NULL)
		return false;
	memset(much, 1, n);
	if (keep)
		process->kept[process->files % 8] = much;
	else
		free(much);
	return true;
}

static bool
obey(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct process *process = this_process();
	char *large;

	process->files++;
	if (process->poisoned || says(document, "crash"))
		crash();
	if (says(document, "refuse"))
		return error_set(err, ERROR_INPUT, "it is encrypted");
	if (says(document, "leave"))
		_exit(3);
	if (says(document, "loop"))
		spend(3600000);
	if (says(document, "spend"))
		spend(600);
	if (says(document, "poison"))
		process->poisoned = true;
	if (says(document, "warn"))
		report_tell(document->report, REPORT_WARNING, document->path, 3,
		    "a page is missing");
	if (says(document, "note"))
		report_tell(document->report, REPORT_NOTE, document->path, 3,
		    "a page is blank");
	if (says(document, "chatter"))
		chatter_soon();
	if ((says(document, "keep") && !take_memory(80 * MIB, true)) ||
	    (says(document, "use") && !take_memory(40 * MIB, false)))
		return error_set(err, ERROR_LIMIT, "no memory");
	if (says(document, "much")) {
		large = arena_alloc(arena, MIB);
		memset(large, 'x', MIB - 1);
		large[MIB - 1] = '\0';
		for (int i = 0; i < 10; i++)
			if (!give(arena, sink, large, err))
				return false;
	}
	return give(arena, sink,
	    arena_printf(arena, "%s %d", document->bytes, process->files), err);
}

static const struct reader sharing = {
    .name = "a test", .read = obey, .bytes = true, .shares = true};
static const struct reader other = {
    .name = "another", .read = obey, .bytes = true, .shares = true};
static const struct reader alone = {
    .name = "a third", .read = obey, .bytes = true};

/* --- reading with it ------------------------------------------------------ */

/* What came: each record "words N", where N is the how manieth file of its
 * child it was; "10 MiB"; reports; errors in brackets. */
struct seen {
	struct arena *arena;
	const char *all;
	size_t large;
	bool refuse; /* the sink of records stops */
};

static void
add(struct seen *seen, const char *text)
{
	seen->all = arena_printf(seen->arena, "%s%s%s", seen->all,
	    seen->all[0] != '\0' ? "; " : "", text);
}

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct seen *seen = context;

	(void)arena;
	if (seen->refuse)
		return error_set(err, ERROR_INDEX, "the index is full");
	if (raw->body_length > 100)
		seen->large++;
	else
		add(seen, arena_printf(seen->arena, "%.*s",
			      (int)raw->body_length, raw->body));
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct seen *seen = context;

	(void)grade;
	add(seen, arena_printf(seen->arena, "%s:%lu: %s", path, line, message));
}

static const struct contained_limits small = {.memory = 128 * MIB,
    .seconds = 1,
    .output = 16 * MIB,
    .piece = 2 * MIB,
    .pieces = 1000};

/* Read one file; what it says is what follows its folder: "x/crash". */
static void
read_one(struct contained_server *server, const struct reader *reader,
    const char *path, const struct contained_limits *limits, bool ocr,
    struct seen *seen)
{
	const char *name = strrchr(path, '/') + 1;
	struct record_sink sink = {take, seen};
	struct report report = {tell, seen};
	struct document document = {.path = path,
	    .name = name,
	    .bytes = name,
	    .size = strlen(name),
	    .ocr = ocr,
	    .report = &report};
	struct arena *arena = arena_new();
	struct error err = {0};

	if (!contained_read(
		server, reader, &document, arena, &sink, limits, &err))
		add(seen, arena_printf(seen->arena, "(%s)", err.message));
	arena_free(arena);
}

/* Read files of one reader in turn, paths separated by spaces. */
static const char *
read_all(const char *paths, unsigned files, struct seen *seen)
{
	struct contained_server *server = contained_server_new(NULL);
	struct contained_limits limits = small;
	char *each = arena_printf(seen->arena, "%s", paths), *rest = NULL;

	cr_assert_not_null(server);
	limits.files = files;
	for (char *path = strtok_r(each, " ", &rest); path != NULL;
	     path = strtok_r(NULL, " ", &rest)) {
		read_one(server, &sharing, path, &limits, false, seen);
		if (strstr(path, "chatter") != NULL)
			usleep(50000);
	}
	contained_server_free(server);
	cr_expect(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD,
	    "a child was left");
	return seen->all;
}

static const struct {
	const char *paths;
	unsigned files;
	const char *expected;
} cases[] = {
    {"x/a x/b x/c x/d", 3, "a 1; b 2; c 3; d 1"},
    {"x/a x/b x/c", 1, "a 1; b 1; c 1"},
    /* Another folder, and another archive in it. */
    {"x/a y/b x/y/c x/d", 0, "a 1; b 1; c 1; d 1"},
    {"x/a.zip!/a x/a.zip!/b x/b.zip!/c", 0, "a 1; b 2; c 1"},
    /* What goes wrong is named, and the next files have a new child. */
    {"x/a x/crash x/b x/c", 0,
	"a 1; (reading it failed (signal SIGSEGV)); b 1; c 2"},
    {"x/a x/refuse x/b", 0, "a 1; (it is encrypted); b 1"},
    {"x/a x/leave x/b", 0,
	"a 1; (reading it failed (a library ended the process with status "
	"3)); b 1"},
    {"x/a x/loop x/b", 0, "a 1; (reading it took more than 1 s); b 1"},
    /* One of which something is told is read alone, and told of once. */
    {"x/a x/warn x/b", 0, "a 1; x/warn:3: a page is missing; warn 1; b 1"},
    {"x/a x/note x/b", 0, "a 1; x/note:3: a page is blank; note 2; b 3"},
    /* What one did to the process is not felt by the next. */
    {"x/poison x/a x/b", 0, "poison 1; a 1; b 2"},
    {"x/chatter x/a x/b", 0, "chatter 1; a 1; b 2"},
    /* Time and output are counted for each file, not for the child. */
    {"x/spend x/spend x/a", 0, "spend 1; spend 2; a 1"},
    {"x/much x/much", 0, "much 1; much 2"},
#ifndef __SANITIZE_ADDRESS__ /* which has memory of its own */
    /* One that has grown is not kept: no file wants for memory that the one
     * before it took. */
    {"x/use x/use x/use", 0, "use 1; use 2; use 3"},
    {"x/keep x/keep x/keep", 0, "keep 1; keep 1; keep 1"},
#endif
};

Test(contained_shared, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = {.arena = arena_new(), .all = ""};
		const char *got =
		    read_all(cases[i].paths, cases[i].files, &seen);

		cr_expect_str_eq(
		    got, cases[i].expected, "%s: %s", cases[i].paths, got);
		if (strstr(cases[i].paths, "much") != NULL)
			cr_expect_eq(seen.large, 20);
		arena_free(seen.arena);
	}
}

Test(contained_shared, who_does_not_share)
{
	struct contained_server *server = contained_server_new(NULL);
	struct seen seen = {.arena = arena_new(), .all = ""};
	struct contained_limits more = small;

	more.memory += MIB;
	read_one(server, &sharing, "x/a", &small, false, &seen);
	read_one(server, &other, "x/b", &small, false, &seen);
	read_one(server, &sharing, "x/c", &small, true, &seen);
	read_one(server, &alone, "x/d", &small, false, &seen);
	read_one(server, &alone, "x/e", &small, false, &seen);
	/* The first two wait for more. */
	read_one(server, &other, "x/f", &small, false, &seen);
	read_one(server, &sharing, "x/g", &small, false, &seen);
	read_one(server, &sharing, "x/h", &more, false, &seen);
	cr_expect_str_eq(
	    seen.all, "a 1; b 1; c 1; d 1; e 1; f 2; g 2; h 1", "%s", seen.all);
	contained_server_free(server);
	/* Without a server nobody waits. */
	seen.all = "";
	read_one(NULL, &sharing, "x/a", &small, false, &seen);
	read_one(NULL, &sharing, "x/b", &small, false, &seen);
	cr_expect_str_eq(seen.all, "a 1; b 1", "%s", seen.all);
	arena_free(seen.arena);
}

Test(contained_shared, a_sink_that_stops)
{
	struct contained_server *server = contained_server_new(NULL);
	struct seen seen = {.arena = arena_new(), .all = ""};

	read_one(server, &sharing, "x/a", &small, false, &seen);
	seen.refuse = true;
	read_one(server, &sharing, "x/b", &small, false, &seen);
	seen.refuse = false;
	read_one(server, &sharing, "x/c", &small, false, &seen);
	cr_expect_str_eq(
	    seen.all, "a 1; (the index is full); c 1", "%s", seen.all);
	contained_server_free(server);
	arena_free(seen.arena);
}

/* Large files have a child of their own. */
Test(contained_shared, large_files)
{
	struct contained_server *server = contained_server_new(NULL);
	struct seen seen = {.arena = arena_new(), .all = ""};
	struct record_sink sink = {take, &seen};
	struct arena *arena = arena_new();
	size_t n = 9 * MIB;
	char *bytes = arena_alloc(arena, n + 1);
	struct document document = {
	    .path = "x/large", .name = "large", .bytes = bytes, .size = n};
	struct error err = {0};

	memset(bytes, 0, n + 1);
	read_one(server, &sharing, "x/a", &small, false, &seen);
	cr_expect(contained_read(
	    server, &sharing, &document, arena, &sink, &small, &err));
	read_one(server, &sharing, "x/b", &small, false, &seen);
	cr_expect_str_eq(seen.all, "a 1;  1; b 2", "%s", seen.all);
	contained_server_free(server);
	arena_free(arena);
	arena_free(seen.arena);
}
