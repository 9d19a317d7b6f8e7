/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Settings: what the command line, the environment and a file say of how
 * travaux runs, in that order. main() reads environment and file and hands them
 * over; nothing else knows of them.
 *
 * The file is $XDG_CONFIG_HOME/travaux/config, else ~/.config/travaux/config:
 * lines "name = value", and "#" begins a comment. Its names are index, color,
 * width and pager.
 */
#ifndef SEARCHER_SETTINGS_H
#define SEARCHER_SETTINGS_H

#include "core/arena.h"
#include "core/error.h"
#include "searcher/request.h"

/* What main() found; strings may be NULL: not set. */
struct environment {
	const char *home;	 /* HOME */
	const char *config_home; /* XDG_CONFIG_HOME */
	const char *data_home;	 /* XDG_DATA_HOME */
	const char *index;	 /* TRAVAUX_INDEX */
	const char *no_color;	 /* NO_COLOR */
	const char *columns;	 /* COLUMNS */
	const char *pager;	 /* PAGER */
	const char *file_name;	 /* of the file of settings */
	const char *file;	 /* its text, or NULL: there is none */
};

enum setting_id {
	SETTING_INDEX = 0,
	SETTING_COLOR,
	SETTING_WIDTH,
	SETTING_PAGER,
	SETTING_COUNT
};

struct setting {
	const char *name;
	const char *value; /* "" where the program decides when it runs */
	const char
	    *source; /* "--index", "TRAVAUX_INDEX", the file, "default" */
};

struct settings {
	struct setting setting[SETTING_COUNT];
	const char *file_name; /* of the file of settings */
	bool has_file;	       /* whether it is there */
};

/* The name of the file of settings, in the arena. */
const char *settings_file(
    struct arena *arena, const struct environment *environment);

/*
 * Find every setting's value and put it into the request, where it has a place
 * there. ERROR_USAGE names file and line of what is wrong.
 */
bool settings_apply(struct arena *arena, const struct environment *environment,
    struct request *request, struct settings *ret, struct error *err);

#endif
