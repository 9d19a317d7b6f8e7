/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Patterns of paths in a manifest, with fields taken from the names:
 *
 *   *          any characters but "/"
 *   **         any characters; "**" and a "/" after it: folders, or none
 *   ?          one character but "/"
 *   {field}    as *, at least one character: the value of that field
 *   {}         as *, at least one character, and of no use
 *
 * Everything else is itself. For indexer/ only.
 */
#ifndef INDEXER_PATH_PATTERN_H
#define INDEXER_PATH_PATTERN_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Fields one pattern may have. */
#define PATTERN_FIELDS 16

/* A field and the part of a path that is its value. */
struct pattern_field {
	const char *name; /* in the arena */
	const char *value;
};

/* Whether a path is a pattern at all. */
bool path_is_pattern(const char *path);

/*
 * Whether a pattern is well-formed: braces closed, not within one another, not
 * side by side, each field named once. Its fields' names go to `ret_names`,
 * their count to `*ret_count`. ERROR_INPUT says what is wrong.
 */
bool path_pattern_check(struct arena *arena, const char *pattern,
    const char *ret_names[PATTERN_FIELDS], size_t *ret_count,
    struct error *err);

/*
 * Whether a path fits a pattern that was checked; the fields go to `ret` in
 * their order, their count to `*ret_count`.
 */
bool path_pattern_match(struct arena *arena, const char *pattern,
    const char *path, struct pattern_field ret[PATTERN_FIELDS],
    size_t *ret_count);

#endif
