/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What decides how a file is indexed beside its content: settings, its row of a
 * manifest, the tables of negotiations, lists of words and of persons. Where
 * any of it changes, the file is read again. For plan.c and run.c.
 */
#ifndef INDEXER_SETUP_H
#define INDEXER_SETUP_H

#include "core/arena.h"
#include "core/error.h"
#include "core/table.h"
#include "indexer/dictionary.h"
#include "indexer/plan.h"

#include <stdbool.h>

/*
 * The hash of all of it for one file, whose records belong to `negotiations`,
 * one a line. ERROR_DATA where a profile is broken.
 */
bool setup_hash(const struct plan_settings *settings,
    const struct plan_file *file, const char *negotiations,
    unsigned char ret_hash[FILE_HASH], struct error *err);

/*
 * What damaged words are mended by, as a string that changes with it: the
 * system's dictionaries (by their sizes and times) and the tables of words that
 * are mistaken for others (by their content). In the arena. It is the same for
 * all files: which of them are damaged is not known before they are read.
 */
const char *setup_words(struct arena *arena, const struct table_source *tables,
    const struct dictionaries *dictionaries);

#endif
