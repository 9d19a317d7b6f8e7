/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/batch-rows.h"
#include "searcher/command.h"
#include "searcher/saved.h"

#include <stdio.h>
#include <string.h>

#define BATCH_MAX 10000000 /* bytes of a file of queries */

/* What came of all lines so far. */
struct batch {
	struct command_context *context;
	const struct command *command; /* run for each line */
	const char *file;	       /* for messages */
	unsigned long line;	       /* number of the line */
	bool found;		       /* something was, by some line */
	bool bad;		       /* some line was none */
	bool some;		       /* rows were written */
};

static const struct command *
command_of(unsigned as)
{
	switch ((enum request_as)as) {
	case AS_ASK:
		return &command_ask;
	case AS_POSITIONS:
		return &command_positions;
	case AS_SEARCH:
		break;
	}
	return &command_search;
}

/* Run one line; false where the rest cannot be run either. */
static bool
run_line(struct batch *batch, const char *text, struct error *err)
{
	struct searcher searcher = *batch->context->searcher;
	struct command_context context = *batch->context;
	struct request request = *context.request;
	struct error failure = {.column = -1};
	struct batch_rows rows = {.out = batch->context->out,
	    .format = (enum request_format)request.format,
	    .line = batch->line,
	    .query = text,
	    .headed = batch->some};
	struct out out;
	int status;

	searcher.arena = arena_new();
	searcher.memory = NULL;
	request.text = text;
	request.head = false;
	context.request = &request;
	context.searcher = &searcher;
	context.out = &out;
	batch_rows_begin(&rows);
	out_init(&out, batch_rows_write, &rows);
	status = command_run(batch->command, &context, &failure);
	out_flush(&out);
	batch_rows_end(&rows);
	batch->some = batch->some || rows.headed;
	batch->found = batch->found || status == EXIT_FOUND;
	if (failure.code != ERROR_NONE) {
		batch->bad = true;
		error_prefix(&failure, "%s:%lu", batch->file, batch->line);
		if (failure.code == ERROR_INDEX && err != NULL)
			*err = failure;
		else
			context.report(&failure, text);
	}
	arena_free(searcher.arena);
	return failure.code != ERROR_INDEX;
}

/* Lines that are not empty and no comments. */
static bool
run_lines(struct batch *batch, const char *bytes, size_t n, struct error *err)
{
	for (size_t at = 0; at < n;) {
		const char *stop = memchr(bytes + at, '\n', n - at);
		size_t length =
		    stop != NULL ? (size_t)(stop - bytes) - at : n - at;
		struct arena *arena = arena_new();
		char *text = arena_strndup(arena, bytes + at, length);
		bool ok = true;

		batch->line++;
		at += length + 1;
		if (length > 0 && text[length - 1] == '\r')
			text[--length] = '\0';
		if (text[strspn(text, " \t")] != '\0' && text[0] != '#')
			ok = run_line(batch, text, err);
		arena_free(arena);
		if (!ok)
			return false;
	}
	return true;
}

/* All of standard input, or of a file. */
static bool
read_lines(struct arena *arena, const char *file, const char **ret,
    size_t *ret_n, struct error *err)
{
	FILE *there;

	if (strcmp(file, "-") == 0)
		return saved_load(
		    arena, "/dev/stdin", BATCH_MAX, ret, ret_n, err);
	there = fopen(file, "rb");
	if (there == NULL)
		return error_set(err, ERROR_USAGE,
		    "cannot open '%s', the file of queries", file);
	fclose(there);
	return saved_load(arena, file, BATCH_MAX, ret, ret_n, err);
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct batch batch = {.context = context,
	    .command = command_of(request->as),
	    .file = request->text};
	const char *bytes;
	size_t n;

	if (!read_lines(
		context->searcher->arena, request->text, &bytes, &n, err))
		return EXIT_INDEX;
	if (!run_lines(&batch, bytes, n, err))
		return EXIT_INDEX;
	if (batch.bad)
		return EXIT_PARTIAL;
	return batch.found ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_batch = {"batch",
    N_("many queries or questions at once, from a file"),
    N_("usage: travaux batch [options] FILE\n"
       "\n"
       "Runs every line of a file (- is standard input) and writes one "
       "result,\n"
       "with the number of the line and the query in each row. Empty lines "
       "and\n"
       "lines that begin with # are left out. A line that is no query is told "
       "on\n"
       "standard error, the rest goes on, and the exit status is 4.\n"
       "\n"
       "  --as WHAT          what lines are: search (queries), ask "
       "(questions),\n"
       "                     positions (queries for positions)\n"
       "  --format FORMAT    text, jsonl, csv, tsv\n"
       "  --limit N          hits of each line (10)\n"
       "  --speaker, --session ... VALUE\n"
       "                     added to every line; other options as search\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  echo article:42 | travaux batch --format csv -\n"
       "  echo who opposed Article 42 removal | travaux batch --as ask -\n"
       "  echo 'article:42' | travaux batch --as positions --format tsv -\n"),
    run};
