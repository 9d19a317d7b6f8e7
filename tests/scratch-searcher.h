/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For tests that ask a scratch index: a searcher over it, and what it shows. */
#ifndef TESTS_SCRATCH_SEARCHER_H
#define TESTS_SCRATCH_SEARCHER_H

#include "searcher/search.h"
#include "tests/scratch-index.h"

/* Open the index to be asked. Aborts the test where that fails. */
void scratch_searcher_open(
    struct searcher *searcher, const struct scratch_index *scratch);

/* Close it, and remove the index. */
void scratch_searcher_close(
    struct searcher *searcher, struct scratch_index *scratch);

/* Output, gathered. */
struct shown {
	char bytes[1 << 16];
	size_t n; /* of it, without the NUL after them */
};

/* Gathers in a struct shown, the context: for out_init(). */
bool shown_take(void *context, const char *bytes, size_t n);

#endif
