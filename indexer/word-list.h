/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A list of words of the system, a word a line, searched as it is on disk: a
 * few words are found sooner than a list is taken apart. For the dictionary.
 */
#ifndef INDEXER_WORD_LIST_H
#define INDEXER_WORD_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct word_list {
	char *text;
	size_t n;	/* bytes */
	size_t first;	/* where lines begin with small letters; before them
			   stand names, all together */
	bool common;	/* it is one of common words: for who has the list */
	uint32_t *from; /* by their first two letters, where words begin, as
			   far as that was sought */
};

/*
 * Read a list; clear it. False, with `ret` left alone, where there is no file,
 * or nothing in it, or too much (64 MiB). Out of memory ends the program.
 */
bool word_list_read(struct word_list *ret, const char *path);

void word_list_clear(struct word_list *list);

/*
 * Make a list ready to be searched. False where that cannot be, since it is
 * short or in no order, by lines from all over it.
 */
bool word_list_prepare(struct word_list *list);

/*
 * Whether a prepared list has a word of `n` bytes, at least two small letters
 * from a to z at its beginning; lines with anything but such letters are passed
 * over. It notes in `from` where it has been, so two must not ask at once.
 */
bool word_list_has(const struct word_list *list, const char *word, size_t n);

#endif
