/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The data directory: where profiles, holders and lexicons are read from when
 * an index is made. The environment is looked at by main() and given here.
 */
#ifndef CORE_DATADIR_H
#define CORE_DATADIR_H

#include "core/arena.h"
#include "core/error.h"
#include "core/table.h"

/*
 * The data directory: `given` ($TRAVAUX_DATADIR) where it is not NULL or "",
 * else the build tree's corpus/ where it is there and the program at
 * `program` (argv[0]'s real path, or NULL) is not the installed one, else the
 * installed place. ERROR_DATA names the places looked at.
 */
const char *datadir_find(struct arena *arena, const char *given,
    const char *program, struct error *err);

/*
 * The rule of datadir_find() with the build tree's and the installed place
 * given; `installed` ends in "/share/" and a name, by which an installed
 * program is known. For tests.
 */
const char *datadir_choose(struct arena *arena, const char *given,
    const char *program, const char *build, const char *installed,
    struct error *err);

/*
 * A source of tables below `directory`. A profile outside of it can be laid
 * over: names that begin with "negotiations/<overlay_id>/" are then read from
 * `overlay_directory` (both may be NULL). Strings are kept by pointer.
 */
struct table_source datadir_source(struct arena *arena, const char *directory,
    const char *overlay_id, const char *overlay_directory);

#endif
