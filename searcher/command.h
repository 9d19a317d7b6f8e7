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
#include "searcher/settings.h"
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
	struct searcher *searcher;	 /* its index is open, or NULL: see
					    command_entry.alone */
	const struct view *view;	 /* of the format asked for */
	struct view_options *options;	 /* how text looks */
	struct out *out;		 /* where the result goes */
	const struct settings *settings; /* in force, with their sources */
	const char *queries;		 /* path of the user's saved queries */
	const char *state; /* folder of what the program remembers */
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

/*
 * Run it; again without a shard of the index that stopped answering, where
 * nothing of the result was written yet.
 */
int command_run(const struct command *command, struct command_context *context,
    struct error *err);

/* What main() has to know of a command before it runs. */
struct command_entry {
	const struct command *command;
	unsigned formats;  /* FORMAT_BIT of those it has; 0: FORMATS_USUAL */
	const char *needs; /* what to say where it is given no text, or NULL */
	bool plain;	   /* its text is no query */
	bool alone;	   /* it runs without an index as well: NULL then */
	bool web;	   /* the API of travaux.cgi has it */
	bool hidden;	   /* not in the list of commands */
};

/* The table of all commands; `i` below command_count(). */
size_t command_count(void);
const struct command_entry *command_at(size_t i);

/*
 * The commands that main() runs itself, and that are in no table: the i-th
 * name, NULL after the last.
 */
const char *command_apart(size_t i);

/* The one of this name, or NULL. */
const struct command_entry *command_find(const char *name);

/*
 * What can be said of a request before it is run: a format the command has not,
 * a text it needs, a query that is none. ERROR_USAGE.
 */
bool command_allows(const struct command_entry *entry,
    const struct request *request, struct arena *arena, struct error *err);

extern const struct command command_about;
extern const struct command command_alert;
extern const struct command command_ask;
extern const struct command command_batch;
extern const struct command command_brief;
extern const struct command command_check;
extern const struct command command_cite;
extern const struct command command_compare;
extern const struct command command_complete;
extern const struct command command_config;
extern const struct command command_info;
extern const struct command command_list;
extern const struct command command_positions;
extern const struct command command_save;
extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_trace;

#endif
