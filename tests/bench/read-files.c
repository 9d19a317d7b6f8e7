/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Read files as travaux-index does, and throw away what was read:
 *
 *	read-files [-j JOBS] FILE...
 *
 * Each reader of bytes runs in a child process, with its limits, made by a
 * server; records come over a pipe and are checked. What travaux-index then
 * does with records, from their structure to the index, is not done. With
 * several jobs each takes the next file. Prints what was read: "records N
 * blocks N"; exit status 1 where a file was left out.
 */
#include "indexer/contained-server.h"
#include "indexer/documents.h"
#include "indexer/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define JOBS_MAX 16

/* What a job has read. */
struct tally {
	size_t records;
	size_t blocks; /* in them, or passages */
	size_t left_out;
};

static bool
take(void *context, struct arena *arena, const struct document *document,
    const struct manifest_row *row, struct raw_record *raw, struct error *err)
{
	struct tally *tally = context;

	(void)arena;
	(void)document;
	(void)row;
	(void)err;
	tally->records++;
	tally->blocks += raw->n_blocks + raw->record.n_passages;
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct tally *tally = context;

	(void)line;
	if (grade != REPORT_SKIPPED)
		return;
	fprintf(stderr, "read-files: %s: %s\n", path, message);
	tally->left_out++;
}

static void
read_file(struct document_settings *settings, const char *path)
{
	struct document_file file = {.path = path, .whole = true};
	enum document_outcome outcome;
	struct error err = {0};
	struct source source;

	if (!source_read(&source, path, NULL, &err)) {
		tell(settings->context, REPORT_SKIPPED, path, 0, err.message);
		return;
	}
	file.bytes = source.bytes;
	file.size = source.length;
	if (!document_read(settings, &file, &outcome, &err))
		tell(settings->context, REPORT_SKIPPED, path, 0, err.message);
	source_clear(&source);
	arena_reset(settings->record_arena);
	arena_reset(settings->file_arena);
}

/* Read the files whose numbers come from a pipe that all jobs read. */
static struct tally
work(const char *program, char **paths, int numbers)
{
	struct tally tally = {0};
	struct report report = {tell, &tally};
	struct document_settings settings = {.charset = "",
	    .server = contained_server_new(program),
	    .file_arena = arena_new(),
	    .record_arena = arena_new(),
	    .report = &report,
	    .take = take,
	    .context = &tally};
	int number;

	while (read(numbers, &number, sizeof number) == sizeof number)
		read_file(&settings, paths[number]);
	contained_server_free(settings.server);
	arena_free(settings.file_arena);
	arena_free(settings.record_arena);
	return tally;
}

/* Start a job; the end of a pipe from which its tally will come. */
static int
start(char **paths, int numbers)
{
	int ends[2];

	if (pipe(ends) != 0)
		abort();
	if (fork() == 0) {
		struct tally tally;

		close(ends[0]);
		tally = work(paths[0], paths, numbers);
		if (write(ends[1], &tally, sizeof tally) != sizeof tally)
			abort();
		_exit(0);
	}
	close(ends[1]);
	return ends[0];
}

int
main(int argc, char **argv)
{
	int first = 1, jobs = 1, numbers[2], from[JOBS_MAX];
	struct tally all = {0}, one;

	contained_server_main(argc, argv);
	if (argc > 2 && strcmp(argv[1], "-j") == 0) {
		jobs = atoi(argv[2]);
		first = 3;
	}
	if (jobs < 1 || jobs > JOBS_MAX || first >= argc ||
	    pipe(numbers) != 0) {
		fputs("usage: read-files [-j JOBS] FILE...\n", stderr);
		return 2;
	}
	/* A pipe holds 64 KiB: 16,384 numbers. */
	for (int i = first; i < argc && i < first + 16000; i++)
		if (write(numbers[1], &i, sizeof i) != sizeof i)
			abort();
	close(numbers[1]);
	for (int i = 0; i < jobs; i++)
		from[i] = start(argv, numbers[0]);
	for (int i = 0; i < jobs; i++) {
		if (read(from[i], &one, sizeof one) != sizeof one)
			return 1;
		all.records += one.records;
		all.blocks += one.blocks;
		all.left_out += one.left_out;
	}
	while (wait(NULL) > 0)
		;
	printf("records %zu blocks %zu\n", all.records, all.blocks);
	return all.left_out > 0;
}
