/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Read files as travaux-index does, and throw away what was read:
 *
 *	read-files [-d] [-i] [-r] [-j JOBS] FILE...
 *
 * Each reader of bytes runs in a child process, with its limits, made by a
 * server; with -i each file has one of its own, as with --isolate. Records come
 * over a pipe and are checked. What travaux-index then
 * does with records, from their structure to the index, is not done. With
 * several jobs each takes the next file. With -d the files are read in the job
 * itself, without a child and its limits: the difference is what those cost.
 * With -r damaged words are looked for as well, and mended, as travaux-index
 * does next, by the tables of $TRAVAUX_DATADIR. Prints what was read: "records
 *N blocks N"; exit status 1 where a file was left out.
 */
#include "core/datadir.h"
#include "indexer/contained-server.h"
#include "indexer/documents.h"
#include "indexer/repair.h"
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

/* What is to be done. */
struct wish {
	bool direct;  /* without a child */
	bool isolate; /* a child for each file */
	bool mend;    /* damaged words as well */
	int jobs;     /* processes */
	int first;    /* argument that is a file */
	char **paths; /* the program's arguments */
};

/* A job under way. */
struct job {
	struct tally tally;
	struct repairs *repairs; /* or NULL */
};

static bool
take(void *context, struct arena *arena, const struct document *document,
    const struct manifest_row *row, struct raw_record *raw, struct error *err)
{
	struct job *job = context;
	struct tally *tally = &job->tally;

	(void)row;
	(void)err;
	if (job->repairs != NULL)
		repair_record(job->repairs, document, arena, "", raw);
	tally->records++;
	tally->blocks += raw->n_blocks + raw->record.n_passages;
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct job *job = context;

	(void)line;
	if (grade != REPORT_SKIPPED)
		return;
	fprintf(stderr, "read-files: %s: %s\n", path, message);
	job->tally.left_out++;
}

/* What a reader gives without a child. */
static bool
take_directly(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	const struct document_settings *settings = context;
	struct document document = {
	    .path = "read-files", .report = settings->report};

	return take(settings->context, arena, &document, NULL, raw, err);
}

static bool
read_directly(struct document_settings *settings, const char *path,
    const struct source *source, struct error *err)
{
	struct record_sink sink = {take_directly, settings};
	struct document document = {.path = path,
	    .name = reader_name(settings->file_arena, path),
	    .bytes = source->bytes,
	    .size = source->length,
	    .report = settings->report};
	const struct reader *reader = reader_find_bytes(&document);

	return reader != NULL
		   ? reader->read(&document, settings->record_arena, &sink, err)
		   : error_set(err, ERROR_INPUT, "it is text");
}

static void
read_file(struct document_settings *settings, const char *path, bool direct)
{
	struct document_file file = {.path = path, .whole = true};
	enum document_outcome outcome;
	struct error err = {0};
	struct source source;
	bool ok;

	if (!source_read(&source, path, NULL, &err)) {
		tell(settings->context, REPORT_SKIPPED, path, 0, err.message);
		return;
	}
	file.bytes = source.bytes;
	file.size = source.length;
	ok = direct ? read_directly(settings, path, &source, &err)
		    : document_read(settings, &file, &outcome, &err);
	if (!ok)
		tell(settings->context, REPORT_SKIPPED, path, 0, err.message);
	source_clear(&source);
	arena_reset(settings->record_arena);
	arena_reset(settings->file_arena);
}

/* Read the files whose numbers come from a pipe that all jobs read. */
static struct tally
work(const struct wish *wish, int numbers)
{
	struct job job = {.repairs = NULL};
	struct report report = {tell, &job};
	struct document_settings settings = {.charset = "",
	    .file_arena = arena_new(),
	    .record_arena = arena_new(),
	    .report = &report,
	    .take = take,
	    .context = &job};
	struct contained_limits limits = {.files = wish->isolate ? 1 : 0};
	struct dictionaries *dictionaries = dictionaries_new(NULL, NULL);
	struct arena *arena = arena_new();
	struct error err = {0};
	int number;

	settings.contained = &limits;
	if (!wish->direct)
		settings.server = contained_server_new(wish->paths[0]);
	if (wish->mend)
		job.repairs = repairs_new(
		    datadir_source(arena,
			datadir_find(arena, getenv("TRAVAUX_DATADIR"),
			    wish->paths[0], &err),
			NULL, NULL),
		    dictionaries);
	while (read(numbers, &number, sizeof number) == sizeof number)
		read_file(&settings, wish->paths[number], wish->direct);
	contained_server_free(settings.server);
	if (job.repairs != NULL)
		repairs_free(job.repairs);
	dictionaries_free(dictionaries);
	arena_free(arena);
	arena_free(settings.file_arena);
	arena_free(settings.record_arena);
	return job.tally;
}

/* Start a job; the end of a pipe from which its tally will come. */
static int
start(const struct wish *wish, int numbers)
{
	int ends[2];

	if (pipe(ends) != 0)
		abort();
	if (fork() == 0) {
		struct tally tally;

		close(ends[0]);
		tally = work(wish, numbers);
		if (write(ends[1], &tally, sizeof tally) != sizeof tally)
			abort();
		_exit(0);
	}
	close(ends[1]);
	return ends[0];
}

static bool
understand(int argc, char **argv, struct wish *wish)
{
	int option;

	*wish = (struct wish){.jobs = 1, .paths = argv};
	while ((option = getopt(argc, argv, "dirj:")) != -1)
		switch (option) {
		case 'd':
			wish->direct = true;
			break;
		case 'i':
			wish->isolate = true;
			break;
		case 'r':
			wish->mend = true;
			break;
		case 'j':
			wish->jobs = atoi(optarg);
			break;
		default:
			return false;
		}
	wish->first = optind;
	return wish->jobs >= 1 && wish->jobs <= JOBS_MAX && optind < argc;
}

int
main(int argc, char **argv)
{
	int numbers[2], from[JOBS_MAX];
	struct tally all = {0}, one;
	struct wish wish;

	contained_server_main(argc, argv);
	if (!understand(argc, argv, &wish) || pipe(numbers) != 0) {
		fputs("usage: read-files [-d] [-i] [-r] [-j JOBS] FILE...\n",
		    stderr);
		return 2;
	}
	/* A pipe holds 64 KiB: 16,384 numbers. */
	for (int i = wish.first; i < argc && i < wish.first + 16000; i++)
		if (write(numbers[1], &i, sizeof i) != sizeof i)
			abort();
	close(numbers[1]);
	for (int i = 0; i < wish.jobs; i++)
		from[i] = start(&wish, numbers[0]);
	for (int i = 0; i < wish.jobs; i++) {
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
