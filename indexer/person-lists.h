/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lists of persons and organizations that stand beside a document, in its
 * folder and the one above, by their names: "House-listPerson.xml" is of
 * "House_2021-09-14.xml". For the TEI reader, and for setup.c: a document is
 * read again when one of them changes.
 */
#ifndef INDEXER_PERSON_LISTS_H
#define INDEXER_PERSON_LISTS_H

#include "core/arena.h"

#include <stdbool.h>

/* The folders looked through last, so that each is read once. */
struct person_lists;

struct person_lists *person_lists_new(struct arena *arena);

/*
 * Call `take` for each list of the document at `path`, whose file's name is
 * `name`, in the order of their names; the path is in the arena.
 */
void person_lists_find(struct person_lists *lists, const char *path,
    const char *name, void (*take)(void *context, const char *path),
    void *context);

/* Whether a file of this name is a list of the document `of`. */
bool person_list_for(const char *name, const char *of);

#endif
