/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Running another program to its end, within a time. For indexer/ only.
 */
#ifndef INDEXER_RUN_PROGRAM_H
#define INDEXER_RUN_PROGRAM_H

#include "core/error.h"

#include <stdbool.h>

/*
 * Run argv[0], looked for in $PATH, with standard output to the file `output`
 * and nothing on standard input and error. It is killed after `seconds`.
 * ERROR_INPUT where it is not there, fails, or takes longer.
 */
bool run_program(const char *const *argv, const char *output, unsigned seconds,
    struct error *err);

#endif
