/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The commands of travaux. Each is a file cmd-<name>.c; main() finds it in the
 * table, opens the index and passes on what the command needs.
 */
#ifndef SEARCHER_COMMAND_H
#define SEARCHER_COMMAND_H

#include "searcher/out.h"
#include "searcher/request.h"
#include "searcher/search.h"
#include "searcher/view.h"

/* Exit statuses (DESIGN, section 6). */
enum exit_status {
	EXIT_FOUND = 0,
	EXIT_NOT_FOUND = 1,
	EXIT_USAGE = 2,
	EXIT_INDEX = 3,
	EXIT_PARTIAL = 4,
	EXIT_SIGNATURE = 5
};

/* What a command runs with. */
struct command_context {
	const struct request *request;
	struct searcher *searcher;    /* its index is open */
	const struct view *view;      /* of the format asked for */
	struct view_options *options; /* how text looks */
	struct out *out;	      /* where the result goes */
	const char *queries;	      /* path of the user's saved queries */
	const char *state;	      /* folder of what the program remembers */
	/* Tell an error that is no reason to stop; `text` has its place. */
	void (*report)(const struct error *err, const char *text);
};

struct command {
	const char *name;
	const char *about; /* one line */
	const char *help;  /* one screen, with examples */
	/*
	 * Returns the exit status; where something failed, sets `err`, whose
	 * status then counts.
	 */
	int (*run)(struct command_context *context, struct error *err);
};

extern const struct command command_ask;
extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_positions;
extern const struct command command_check;
extern const struct command command_save;
extern const struct command command_alert;
extern const struct command command_batch;

#endif
