/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tests of xapian-c share: a folder for each test, and documents in
 * a line. Failing here fails the test.
 */
#ifndef TESTS_XAPIAN_C_SCRATCH_H
#define TESTS_XAPIAN_C_SCRATCH_H

#include "xapian-c.h"

#include <stddef.h>
#include <stdint.h>

/* Make the test's folder, and remove it: the fixtures of a suite. */
void scratch_begin(void);
void scratch_end(void);

/* The path of `name` in the folder; static, the last four calls are kept. */
const char *scratch_path(const char *name);

/* Write a file in the folder, replacing what is there. */
void scratch_write(const char *name, const void *bytes, size_t len);

/* A new database in the folder, opened for writing. */
struct xap_writer *scratch_create(const char *name);

/*
 * Add a document: the words of `text`, at positions from 1, with `text` as
 * its data and `value` (unless NULL) in slot 1. Returns its id.
 */
uint32_t scratch_add(
    struct xap_writer *writer, const char *text, const char *value);

/* Commit, close and free. */
void scratch_finish(struct xap_writer *writer);

/* Open a database of the folder to read. */
struct xap_db *scratch_open(const char *name);

/* A query for a term. */
struct xap_query *scratch_term(const char *term);

/*
 * The ids of all documents that match, in order of rank, as "3 1 2"; frees
 * the query. Static, until the next call.
 */
const char *scratch_found(struct xap_db *db, struct xap_query *query);

/* The same with parameters. */
const char *scratch_found_by(struct xap_db *db, struct xap_query *query,
    const struct xap_match_params *params);

#endif
