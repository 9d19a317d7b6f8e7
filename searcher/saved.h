/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Saved queries: lines "name TAB query" of a text file of the user's, which may
 * be edited by hand. For main() and for the commands; where the file is, main()
 * finds out.
 */
#ifndef SEARCHER_SAVED_H
#define SEARCHER_SAVED_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

#define SAVED_NAME_MAX 60      /* bytes of a name */
#define SAVED_FILE_MAX 1000000 /* bytes of the file */

struct saved_query {
	const char *name;
	const char *query;
};

struct saved {
	struct saved_query *query; /* in the order of the file */
	size_t count;		   /* how many */
};

/*
 * Read the file; one that is not there is empty. "#" begins a comment.
 * ERROR_DATA names file and line of what is no saved query, ERROR_IO.
 */
bool saved_read(struct arena *arena, const char *path, struct saved *ret,
    struct error *err);

/* The query of a name, or NULL. */
const char *saved_find(const struct saved *saved, const char *name);

/* The names, for a message. In the arena. */
const char *saved_list(struct arena *arena, const struct saved *saved);

/*
 * Save a query under a name, in the place of one of that name, or, where
 * `query` is NULL, forget it. The file is replaced by rename(2); comments in it
 * are kept. ERROR_USAGE for what cannot be a name; ERROR_IO.
 */
bool saved_write(struct arena *arena, const char *path, const char *name,
    const char *query, struct error *err);

/*
 * Replace a file: the folders above it are made, the bytes written aside and
 * renamed, so that there is always a whole file. ERROR_IO.
 */
bool saved_replace(struct arena *arena, const char *path, const char *bytes,
    size_t n, struct error *err);

/*
 * All of a file in the arena; "" where there is none. ERROR_IO, also where it
 * has more than `max` bytes.
 */
bool saved_load(struct arena *arena, const char *path, size_t max,
    const char **ret, size_t *ret_n, struct error *err);

#endif
