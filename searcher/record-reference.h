/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "RECORD#12": how a passage is named on the command line. */
#ifndef SEARCHER_RECORD_REFERENCE_H
#define SEARCHER_RECORD_REFERENCE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The number, and the id before it, in the arena. False where the text does not
 * end so: it is a record's id then, which may hold a "#" itself.
 */
bool record_reference(struct arena *arena, const char *text,
    const char **ret_id, uint32_t *ret_number);

#endif
