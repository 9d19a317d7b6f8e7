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

/*
 * A file or folder `below` one of the user's, as XDG has them: of $`variable`,
 * else of `usual` in the home folder. In the arena.
 */
const char *environment_path(struct arena *arena, const char *variable,
    const char *usual, const char *below);

/*
 * Whom to trust: `key` as given or NULL. The folders are the user's; where a
 * terminal is there, a new key is asked for.
 */
struct trust environment_trust(struct arena *arena, const char *key);

/*
 * Run "travaux bundle": `argv` is what follows; `index` is packed where it
 * names none. Output goes to standard output. Returns the exit status, and an
 * error to be printed.
 */
int environment_bundle(int argc, char **argv, const char *index,
    struct arena *arena, struct error *err);

#endif
