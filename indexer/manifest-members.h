/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows of manifests that speak of files within a file: their path holds "!/",
 * as in "annexes.zip!/drafts/?.txt", and what stands before it is the path or
 * pattern of the file. For indexer/ only.
 */
#ifndef INDEXER_MANIFEST_MEMBERS_H
#define INDEXER_MANIFEST_MEMBERS_H

#include "indexer/manifest.h"

/*
 * Call `visit` for each such row that may speak of what is in the file, and
 * note the row as used. `path` begins with the manifests' folders; `manifest`
 * and `visit` may be NULL.
 */
void manifest_members(struct manifest *manifest, const char *path,
    void (*visit)(void *context, const struct manifest_row *row),
    void *context);

#endif
