/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables that come with a folder of records: where there is no manifest, a CSV
 * or TSV table beside the files that lists them by their names is taken for
 * one. Its columns are those of a manifest, or what publishers call them
 * ("issue", "city"). A column of it whose values are the first column of
 * another table there brings that table's row along: documents.csv names the
 * event of each document, events.csv its city. Nobody made it for us: what a
 * file says of itself is stronger. For manifest.c only.
 */
#ifndef INDEXER_LISTING_H
#define INDEXER_LISTING_H

#include "core/arena.h"
#include "indexer/manifest.h"
#include "indexer/report.h"

/*
 * The rows for the files of a folder, not checked yet; NULL where no table
 * lists at least half of them. The tables are named in manifest->table.
 */
struct manifest *listing_read(
    struct arena *arena, const char *folder, const struct report *report);

#endif
