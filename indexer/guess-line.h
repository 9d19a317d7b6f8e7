/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines and words of the beginning of a text. For indexer/guess*.c. */
#ifndef INDEXER_GUESS_LINE_H
#define INDEXER_GUESS_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Lower case of ASCII, white space and NUL as " ", of at most `size` - 1 bytes
 * of `s`, into a buffer that is ended. How many bytes that are.
 */
size_t guess_fold(char *buffer, size_t size, const char *s, size_t n);

/* Where a phrase stands in a text as whole words, or NULL. */
const char *guess_find(const char *text, const char *phrase);

/*
 * The line at `*at` of a text, white space taken off both ends, and `*at` after
 * it; false at the end. Lines may be empty.
 */
bool guess_line(
    const char *text, size_t n, size_t *at, const char **ret_s, size_t *ret_n);

#endif
