/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The command line of travaux-index. For travaux-index.c.
 */
#ifndef INDEXER_OPTIONS_H
#define INDEXER_OPTIONS_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/run.h"

#include <stdbool.h>
#include <stdio.h>

enum options_wish {
	WISH_RUN,
	WISH_HELP,
	WISH_VERSION
};

struct options {
	enum options_wish wish;
	bool quiet;
	bool verbose;
	unsigned split;		/* 0, or: shards that the index is split into */
	const char *output;	/* folder for these */
	const char *compatible; /* folder for a database that other programs
				   read, or NULL */
	struct run_options run; /* index NULL, jobs 0: not said */
};

/*
 * Read the command line. ERROR_USAGE says what is wrong with it and what to
 * do. Strings are those of argv or in the arena.
 */
bool options_read(struct arena *arena, int argc, char *const *argv,
    struct options *ret, struct error *err);

/* Print the help. */
void options_help(FILE *out);

#endif
