/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * manifest.tsv: fields for the files of a folder and of those below it. Column
 * `path` names a file, or several by a pattern (path-pattern.h), which may take
 * fields from their names; the other columns are named as the fields of a
 * record, and `charset`. A cell is stronger than the name. Where a folder has
 * no such file, a table of its own that lists its files serves (listing.h). For
 * indexer/ only.
 */
#ifndef INDEXER_MANIFEST_H
#define INDEXER_MANIFEST_H

#include "core/arena.h"
#include "core/table.h"
#include "indexer/report.h"

#include <stdbool.h>
#include <stddef.h>

#define MANIFEST_NAME "manifest.tsv"

/* The fields of one file, as name and value. */
struct manifest_row {
	const char *manifest; /* path of the manifest, for messages */
	unsigned line;	      /* its line there */
	const char *path;     /* as it stands there */
	bool pattern;	      /* path is a pattern */
	bool bad;	      /* and a wrong one, which was told */
	bool used;	      /* a file was found for it */
	bool weak;	      /* what the file says of itself is stronger */
	const char **name;    /* names of the fields that are set */
	const char **value;   /* their values */
	size_t n_fields;      /* how many */
};

struct manifest {
	struct arena *arena; /* in which it is */
	const char *folder;  /* the folder's path */
	struct manifest_row *row;
	size_t rows;
	struct manifest_row **files; /* those that are no pattern, by path */
	size_t n_files;
	const char **table; /* names of the tables it was made of, where it is
			       no manifest.tsv (listing.h) */
	size_t n_tables;
	struct manifest *above; /* of the nearest folder above, or NULL */
};

/*
 * Read folder/manifest.tsv or, where there is none, what the folder's own
 * tables say of its files (listing.h). NULL where there is nothing, and where
 * it cannot be read, which is told. `above` is that of the folder above, or
 * NULL.
 */
struct manifest *manifest_read(struct arena *arena, const char *folder,
    struct manifest *above, const struct report *report);

/*
 * The row for a file, or NULL: the nearest manifest first, and in each the
 * file's own row before a pattern. `path` begins with the manifests' folders.
 * Where fields come from its name, it is a row of its own, in their arena.
 */
struct manifest_row *manifest_find(struct manifest *manifest, const char *path);

/* Whether it was made of a table of this name in its folder. NULL: false. */
bool manifest_is_table(const struct manifest *manifest, const char *name);

/* The value of a field in a row, "" where there is none; NULL row: "". */
const char *manifest_value(const struct manifest_row *row, const char *name);

/* Tell of rows for which no file was found. */
void manifest_tell_unused(
    const struct manifest *manifest, const struct report *report);

#endif
