/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One position as a row of named cells, in the order of the JSON contract: for
 * JSON, CSV and TSV alike.
 */
#ifndef SEARCHER_VIEW_POSITION_H
#define SEARCHER_VIEW_POSITION_H

#include "searcher/json.h"
#include "searcher/search.h"

/* The position as a JSON object. */
void view_position_json(
    struct json *json, const char *key, const struct position_row *row);

/* Names of the cells of a table's row, and the cells; ends with NULL. */
extern const char *const view_position_columns[];

/*
 * Cell `i`. Numbers are written into `buffer`. Not NUL-terminated: its length
 * goes to `*ret_n`.
 */
const char *view_position_cell(
    const struct position_row *row, size_t i, char buffer[32], size_t *ret_n);

#endif
