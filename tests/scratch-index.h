/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For tests: a small index in a temporary folder, made of records the test
 * gives, with the tables of the exercise in corpus/sample.
 */
#ifndef TESTS_SCRATCH_INDEX_H
#define TESTS_SCRATCH_INDEX_H

#include "core/arena.h"
#include "core/record.h"

#include <stddef.h>

#define SCRATCH_NEGOTIATION "exercise-halden"

/* A record of one passage, as a test writes it; NULL is "". */
struct scratch_record {
	const char *id;
	enum record_kind kind;
	const char *session;
	const char *date;
	const char *speaker;	  /* as a source has it */
	const char *on_behalf_of; /* as a source has it */
	const char *title;
	const char *symbol;
	const char *text; /* passages parted by blank lines */
};

struct scratch_index {
	char path[64]; /* of the index */
};

/*
 * Make the index: positions are read by the engine. Aborts the test where that
 * fails. scratch_index_remove() it.
 */
void scratch_index_make(struct scratch_index *scratch,
    const struct scratch_record *records, size_t count);

/*
 * The same of records that are whole: with the positions that the test has
 * given them, and none that the engine would find.
 */
void scratch_index_make_read(
    struct scratch_index *scratch, const struct record *records, size_t count);

/* Add records in place, in one commit, as a small change to an index does. */
void scratch_index_add(const struct scratch_index *scratch,
    const struct scratch_record *records, size_t count);

void scratch_index_remove(struct scratch_index *scratch);

#endif
