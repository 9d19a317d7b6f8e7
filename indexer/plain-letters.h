/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Characters that stand for letters and are none themselves: ligatures
 * (U+FB00 to U+FB06), Arabic presentation forms, byte-order marks within a
 * text. For indexer/'s repair only.
 */
#ifndef INDEXER_PLAIN_LETTERS_H
#define INDEXER_PLAIN_LETTERS_H

#include "indexer/edited-text.h"

#include <stdbool.h>
#include <stddef.h>

/* What special characters a text has; a quick look. */
struct special_characters {
	bool forms;   /* those above */
	bool private; /* private-use ones */
};

struct special_characters special_characters(const char *text, size_t n);

/* Add the edits that put plain letters in their places. */
void plain_letters(const char *text, size_t n, struct edits *edits);

#endif
