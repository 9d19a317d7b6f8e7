/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a record is called where it is shown. */
#ifndef SEARCHER_RECORD_CALLED_H
#define SEARCHER_RECORD_CALLED_H

#include "core/arena.h"
#include "core/record.h"

/*
 * Its title; of a statement without one "Statement by Aldermark" in the user's
 * language; else its id. Of the record, or in the arena.
 */
const char *record_called(struct arena *arena, const struct record *record);

#endif
