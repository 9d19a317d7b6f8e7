/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For tests of index sets: asks an index many things in one process, as travaux
 * would in as many.
 *
 * usage: ask-many [-n RUNS] INDEX <COMMANDS
 *
 * Each line is a command of travaux and its arguments, parted by tabs, without
 * --index. Written are the line after "==> ", what the command writes, its
 * messages, and its exit status.
 *
 * With -n each line is run so often after a first time, all lines in turn, and
 * only this is written of each run but the first: milliseconds, milliseconds of
 * processor time, and the line. For tests/bench/ask.
 */
#include "core/large-heap.h"
#include "searcher/command.h"
#include "searcher/page.h"
#include "searcher/trust.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LINE_MOST      20000
#define LINES_MOST     1000
#define ARGUMENTS_MOST 32

/* What all lines have in common. */
struct asker {
	const char *path;
	struct index *index;
	struct stems *stems;
	FILE *to; /* where answers go */
};

static bool
write_out(void *context, const char *s, size_t n)
{
	return fwrite(s, 1, n, context) == n;
}

static void
tell(const struct error *err, const char *text)
{
	printf("travaux: %s (%d in '%s')\n", err->message, err->column,
	    text != NULL ? text : "");
}

/* Run what is asked for; its exit status. */
static int
ask(const struct asker *asker, const struct command_entry *entry,
    const struct request *request, const struct settings *settings,
    struct arena *arena, struct error *err)
{
	struct searcher searcher = {
	    .arena = arena, .index = asker->index, .stems = asker->stems};
	struct view_options options = {
	    .width = 80, .info = index_info(asker->index)};
	struct out out;
	struct command_context context = {.request = request,
	    .searcher = &searcher,
	    .view = view_get((enum request_format)request->format),
	    .options = &options,
	    .out = &out,
	    .report = tell,
	    .settings = settings};
	int status;

	out_init(&out, write_out, asker->to);
	status = command_run(entry->command, &context, err);
	out_flush(&out);
	return status;
}

/* One line; false where it is none. */
static bool
run(const struct asker *asker, char *line)
{
	struct environment environment = {
	    .home = "/nonexistent", .index = asker->path};
	struct arena *arena = arena_new();
	const struct command_entry *entry;
	struct settings settings;
	struct request request;
	struct error err = {0};
	char *argv[ARGUMENTS_MOST + 1], *more = NULL;
	int argc = 0, status = EXIT_USAGE;

	fprintf(asker->to, "==> %s\n", line);
	for (char *word = strtok_r(line, "\t", &more);
	     word != NULL && argc < ARGUMENTS_MOST;
	     word = strtok_r(NULL, "\t", &more))
		argv[argc++] = word;
	argv[argc] = NULL;
	entry = argc > 0 ? command_find(argv[0]) : NULL;
	request_init(&request);
	if (entry != NULL &&
	    request_arguments(&request, arena, argc - 1, argv + 1, &err) &&
	    command_allows(entry, &request, arena, &err) &&
	    settings_apply(arena, &environment, &request, &settings, &err))
		status = ask(asker, entry, &request, &settings, arena, &err);
	if (err.code != ERROR_NONE) {
		tell(&err, request.text);
		status = error_exit_status(&err);
	}
	fprintf(asker->to, "exit status %d\n", status);
	arena_free(arena);
	return entry != NULL;
}

/* A bundle, by the keys that the user of these folders trusts. */
static struct bundle *
open_bundle(void *context, const char *path, struct error *err)
{
	struct arena *arena = context;
	const char *home = getenv("HOME");
	struct trust trust = {
	    .trusted = arena_printf(
		arena, "%s/.config/travaux/trusted", home != NULL ? home : ""),
	    .now = (int64_t)time(NULL)};

	return trust_open(arena, path, &trust, err);
}

static struct index *
open_index(struct arena *arena, const char *path, struct error *err)
{
	struct bundle *bundle;

	if (!bundle_is(path))
		return index_open_with(path, open_bundle, arena, err);
	bundle = open_bundle(arena, path, err);
	return bundle == NULL ? NULL : index_open_bundle(bundle, err);
}

static double
milliseconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool
run_timed(const struct asker *asker, const char *line, bool first)
{
	double wall = milliseconds(CLOCK_MONOTONIC);
	double cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
	char *copy = strdup(line);
	bool ok = copy != NULL && run(asker, copy);

	if (ok && !first)
		printf("%.3f\t%.3f\t%s\n", milliseconds(CLOCK_MONOTONIC) - wall,
		    milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, line);
	free(copy);
	return ok;
}

/* All lines in turn, `runs` times after a first. */
static bool
run_all(struct asker *asker, int runs)
{
	static char line[LINES_MOST][LINE_MOST];
	size_t n = 0;
	bool ok = true;

	while (n < LINES_MOST && fgets(line[n], LINE_MOST, stdin) != NULL)
		line[n][strcspn(line[n], "\n")] = '\0', n++;
	asker->to = fopen("/dev/null", "w");
	for (int k = 0; ok && asker->to != NULL && k <= runs; k++)
		for (size_t i = 0; ok && i < n; i++)
			ok = run_timed(asker, line[i], k == 0);
	return ok && asker->to != NULL && fclose(asker->to) == 0;
}

/* Each line as it is read. */
static bool
run_each(struct asker *asker)
{
	char line[LINE_MOST];
	bool ok = true;

	asker->to = stdout;
	while (ok && fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		ok = run(asker, line);
		if (!ok)
			fprintf(stderr, "ask-many: no command '%s'\n", line);
	}
	return ok;
}

int
main(int argc, char **argv)
{
	struct asker asker = {0};
	struct arena *arena;
	struct error err = {0};
	int runs = 0;
	bool ok;

	/* As travaux has it. */
	large_heap(LARGE_HEAP_ANSWER, 0);
	arena = arena_new();

	if (argc == 4 && strcmp(argv[1], "-n") == 0) {
		runs = atoi(argv[2]);
		argv += 2;
		argc -= 2;
	}
	if (argc != 2 || sodium_init() < 0) {
		fputs("usage: ask-many [-n RUNS] INDEX <COMMANDS\n", stderr);
		return 2;
	}
	asker.path = argv[1];
	asker.index = open_index(arena, argv[1], &err);
	if (asker.index != NULL)
		asker.stems = stems_new(&err);
	if (asker.stems == NULL) {
		fprintf(stderr, "ask-many: %s\n", err.message);
		return 3;
	}
	ok = runs > 0 ? run_all(&asker, runs) : run_each(&asker);
	stems_free(asker.stems);
	index_free(asker.index);
	arena_free(arena);
	return ok ? 0 : 2;
}
