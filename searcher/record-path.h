/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records by the file that they were read from. */
#ifndef SEARCHER_RECORD_PATH_H
#define SEARCHER_RECORD_PATH_H

#include "searcher/search.h"

/* Ids that are told of one path; there may be more. */
#define RECORD_PATH_MAX 12

/*
 * Ids of the records of a file, in the searcher's arena; none where there is
 * no such file. A path is that of the index, or as much of either's end as the
 * other has: "records/x.txt" is "/data/records/x.txt", and "x.txt" both.
 * ERROR_INDEX, ERROR_MODIFIED.
 */
bool record_path_find(struct searcher *searcher, const char *path,
    const char *ret[RECORD_PATH_MAX], size_t *ret_count, struct error *err);

#endif
