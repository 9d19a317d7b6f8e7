/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file that is written beside its place ("NAME.part") and put there when it
 * is whole, so that at any moment the place holds the old file or the new one,
 * also after kill -9 and on a full disk. For what makes bundles.
 */
#ifndef CORE_FILE_NEW_H
#define CORE_FILE_NEW_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_new {
	const char *path;   /* where it is to be */
	const char *aside;  /* where it is */
	const char *folder; /* of both */
	int fd;		    /* open to read and write; -1: none */
};

/*
 * Begin. A file that a killed run left aside is replaced, unless `keep`: then
 * it is gone on with. ERROR_LOCKED where another program writes it now,
 * ERROR_IO otherwise.
 */
bool file_new_open(struct file_new *file, struct arena *arena, const char *path,
    bool keep, struct error *err);

/* Write at the file's position. ERROR_IO. */
bool file_new_write(
    struct file_new *file, const void *bytes, size_t n, struct error *err);

/* Write at a place, the position left alone. */
bool file_new_write_at(struct file_new *file, uint64_t offset,
    const void *bytes, size_t n, struct error *err);

/* An error that errno tells of: "cannot write 'x': reason". Returns false. */
bool file_new_failed(const struct file_new *file, struct error *err);

/* Make it lasting, still aside. */
bool file_new_sync(struct file_new *file, struct error *err);

/* Put it in its place, lasting. It is closed in any case. */
bool file_new_commit(struct file_new *file, struct error *err);

/* Close and remove what was written; nothing where it is closed already. */
void file_new_drop(struct file_new *file);

/* Close, and leave what was written aside for the next run. */
void file_new_leave(struct file_new *file);

#endif
