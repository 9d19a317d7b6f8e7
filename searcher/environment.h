/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What main() takes from the environment and the terminal for others: folders,
 * whom to trust, and the command `travaux bundle`. For main() alone.
 */
#ifndef SEARCHER_ENVIRONMENT_H
#define SEARCHER_ENVIRONMENT_H

#include "core/arena.h"
#include "core/error.h"
#include "searcher/trust.h"

/* The index: as given, else from the environment, else the usual place. */
const char *environment_index(struct arena *arena, const char *given);

/*
 * Whom to trust: `key` as given or NULL. The folders are the user's; where a
 * terminal is there, a new key is asked for.
 */
struct trust environment_trust(struct arena *arena, const char *key);

/*
 * Run "travaux bundle": `argv` is what follows. Output goes to standard output.
 * Returns the exit status, and an error to be printed.
 */
int environment_bundle(int argc, char **argv, struct error *err);

#endif
