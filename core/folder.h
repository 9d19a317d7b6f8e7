/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The few things done to folders and files when an index is written. For
 * index-writer*.c alone.
 */
#ifndef CORE_FOLDER_H
#define CORE_FOLDER_H

#include "core/error.h"

#include <stdbool.h>

/* Remove a folder and all in it; what cannot be removed stays. */
void folder_remove(const char *path);

/* Make a folder and those above it; one that is there already is well. */
bool folder_make(const char *path, struct error *err);

/* Make the names in a folder lasting. */
bool folder_sync(const char *path, struct error *err);

/*
 * Put a file in place of the one at `path`, or make it: written beside it,
 * made lasting, renamed. At any moment `path` is the old file or the new one.
 */
bool file_replace(
    const char *folder, const char *name, const char *text, struct error *err);

#endif
