/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ZIP archives made by tests, so that fixtures can be files to be read. For
 * tests alone.
 */
#ifndef TESTS_ZIP_OF_H
#define TESTS_ZIP_OF_H

#include "core/arena.h"

#include <stddef.h>

/* A file to be packed. */
struct zip_part {
	const char *name;
	const char *bytes;
	size_t size;
};

/* The bytes of an archive of these, in their order, in the arena. */
const char *zip_of(struct arena *arena, const struct zip_part *parts,
    size_t count, size_t *ret_size);

/*
 * The same of all files below a folder, by name; but "mimetype" comes first,
 * as OpenDocument wants it. Aborts where the folder cannot be read.
 */
const char *zip_of_folder(
    struct arena *arena, const char *folder, size_t *ret_size);

/* A file's bytes, a NUL after them; aborts where it cannot be read. */
const char *file_bytes(struct arena *arena, const char *path, size_t *ret_size);

#endif
