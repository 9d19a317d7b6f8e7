/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lock of an index: one writer at a time. It goes with the process that
 * has it, also when that is killed. For index-writer*.c alone.
 */
#ifndef CORE_INDEX_LOCK_H
#define CORE_INDEX_LOCK_H

#include "core/error.h"

/*
 * Take the lock of the index in the folder `path`, trying for `wait_seconds`.
 * Returns a file descriptor, or -1: ERROR_LOCKED names the process that has it,
 * ERROR_IO says why it cannot be written.
 */
int index_lock_take(const char *path, unsigned wait_seconds, struct error *err);

/* Give it up; -1 is allowed. */
void index_lock_drop(int fd);

#endif
