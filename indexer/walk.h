/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From the paths a user gives to the files to be read, in a fixed order: as
 * given, folders by the byte order of names. For indexer/ only.
 *
 * Passed over, and told as notes: hidden files, backups ("x~"), manifests,
 * README and licence files that no manifest lists, the profile folder of a
 * negotiation, the index itself. Symbolic links below a path are not followed,
 * which is told; a path that is one itself is.
 */
#ifndef INDEXER_WALK_H
#define INDEXER_WALK_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/manifest.h"
#include "indexer/report.h"
#include "indexer/source.h"

#include <stdbool.h>
#include <stddef.h>

struct walk_file {
	const char *path; /* as given, and the way down from there */
	const char *real; /* the same from the root of the system */
	const char *id;	  /* path below what was given: the usual record id */
	struct source_stamp stamp;	     /* when it was looked at */
	const struct manifest_row *manifest; /* its row, or NULL */
	struct manifest *manifests; /* that may speak of what is in it */
	const char *listed;	    /* its path as they have it */
	const char *profile; /* folder of its negotiation's tables, or NULL */
};

struct walk {
	struct walk_file *file; /* in order, each once */
	size_t n_files;
	const char **root; /* what was given, as real paths */
	size_t n_roots;
	const char **closed; /* real paths of folders that could not be read:
				nothing is known of what is below */
	size_t n_closed;
};

/*
 * Walk the `n_paths` paths. `index` is the path of the index or NULL. Files
 * and folders that cannot be looked at are told and left out. ERROR_USAGE
 * where one of the paths itself is not there.
 */
bool walk_paths(struct arena *arena, const char *const *paths, size_t n_paths,
    const char *index, const struct report *report, struct walk *ret,
    struct error *err);

/*
 * Whether a file that is not among those found must be gone: it lies below one
 * of the paths given and not below a folder that could not be read.
 */
bool walk_covers(const struct walk *walk, const char *real);

/*
 * Why a file of this name holds no record, unless a manifest lists it: it is
 * hidden, a backup, a manifest, about the files. NULL: it may hold one.
 */
const char *walk_passes_over(const char *name);

#endif
