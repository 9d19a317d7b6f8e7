/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux-index: from files to an index. This file alone looks at the
 * environment, prints errors and decides the exit status.
 */
/* realpath() is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "config.h"

#include "core/index-split.h"
#include "core/datadir.h"
#include "core/translate.h"
#include "indexer/compatible.h"
#include "indexer/contained-server.h"
#include "indexer/index-view.h"
#include "indexer/options.h"

#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define EXIT_PARTIAL 4

/* The index: --index, $TRAVAUX_INDEX, the usual place. */
static const char *
index_path(struct arena *arena, const char *given, struct error *err)
{
	const char *name = given != NULL ? given : getenv("TRAVAUX_INDEX");
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (name != NULL && name[0] != '\0')
		return name;
	if (data != NULL && data[0] == '/')
		return arena_printf(arena, "%s/travaux/index", data);
	if (home != NULL && home[0] != '\0')
		return arena_printf(
		    arena, "%s/.local/share/travaux/index", home);
	error_set(err, ERROR_USAGE,
	    "where should the index be? say --index DIR, or set "
	    "TRAVAUX_INDEX");
	return NULL;
}

static const char *
now(struct arena *arena)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t seconds =
	    epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	char *iso = arena_alloc(arena, 32);
	struct tm utc;

	gmtime_r(&seconds, &utc);
	strftime(iso, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return iso;
}

static bool
complete_options(struct arena *arena, struct run_options *run,
    const char *program, struct error *err)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
	char *real = realpath(program, NULL);
	const char *path = real != NULL ? arena_strdup(arena, real) : NULL;

	free(real);
	run->index = index_path(arena, run->index, err);
	if (run->index == NULL)
		return false;
	run->datadir =
	    datadir_find(arena, getenv("TRAVAUX_DATADIR"), path, err);
	if (run->datadir == NULL)
		return false;
	if (run->memory == 0 && pages > 0 && page > 0)
		run->memory = (uint64_t)pages / 4 * (uint64_t)page;
	if (run->jobs == 0)
		run->jobs = processors > 0 ? (unsigned)processors : 1;
	run->made_by = PACKAGE_NAME " " PACKAGE_VERSION;
	run->created = now(arena);
	return true;
}

static int
complain(struct index_view *view, const struct error *err)
{
	index_view_clear(view);
	fprintf(stderr, "travaux-index: %s\n", err->message);
	return error_exit_status(err);
}

/* Split the index into the shards of a set. */
static bool
split_index(
    const struct options *options, struct index_view *view, struct error *err)
{
	struct index_split split = {.from = options->run.index,
	    .to = options->output,
	    .shards = options->split,
	    .made_by = options->run.made_by,
	    .wait = options->run.wait};
	unsigned made;

	if (!index_split(&split, &made, err))
		return false;
	index_view_split(view, &split, made);
	return true;
}

/* A database for other programs, of an index that is made. */
static bool
copy_index(
    const struct options *options, struct index_view *view, struct error *err)
{
	uint32_t count;

	if (!compatible_write(
		options->run.index, options->compatible, &count, err))
		return false;
	index_view_compatible(view, options->compatible, count);
	return true;
}

static int
index_files(struct arena *arena, int argc, char **argv)
{
	struct run_summary summary = {0};
	struct options options;
	struct index_view view;
	struct run_view run_view;
	struct error err = {0};

	index_view_init(&view, stderr, false, false);
	if (!options_read(arena, argc, argv, &options, &err))
		return complain(&view, &err);
	if (options.wish == WISH_HELP) {
		options_help(stdout);
		return 0;
	}
	if (options.wish == WISH_VERSION) {
		puts("travaux-index " PACKAGE_VERSION);
		return 0;
	}
	index_view_init(&view, stderr, options.quiet, options.verbose);
	options.run.contained.program = argv[0];
	if (!complete_options(arena, &options.run, argv[0], &err))
		return complain(&view, &err);
	run_view = index_view_for_run(&view);
	if (options.run.n_paths > 0) {
		if (!run_index(&options.run, &run_view, &summary, &err))
			return complain(&view, &err);
		index_view_summary(&view, &options.run, &summary);
	}
	if (options.split > 0 && !options.run.dry_run &&
	    !split_index(&options, &view, &err))
		return complain(&view, &err);
	if (options.compatible != NULL && !options.run.dry_run &&
	    !copy_index(&options, &view, &err))
		return complain(&view, &err);
	return summary.files_skipped + summary.parts_left_out > 0 ? EXIT_PARTIAL
								  : 0;
}

int
main(int argc, char **argv)
{
	struct arena *arena;
	int status;

	setlocale(LC_CTYPE, "");
	translate_begin(
	    translate_wanted(getenv), getenv("TRAVAUX_LOCALEDIR"), argv[0]);
	/* A file over a limit is an error to be told, not an end. */
	signal(SIGXFSZ, SIG_IGN);
	contained_server_main(argc, argv);
	if (sodium_init() < 0) {
		fputs("travaux-index: cannot start libsodium\n", stderr);
		return 3;
	}
	arena = arena_new();
	status = index_files(arena, argc, argv);
	arena_free(arena);
	return status;
}
